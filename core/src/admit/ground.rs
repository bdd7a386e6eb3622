//! The document a change is to stand on. Automerge trusts that what a change refers to is there: an object or an
//! element that is not makes it panic, a predecessor that is not is dropped, and then the document, saved, does not
//! load again. So before a change goes to Automerge its references are looked up here, and only in the change's own
//! past: what holds on one device then holds on every other, in whatever order the changes come.

use std::collections::HashMap;

use automerge::Automerge;

use super::register::{Author, Register};
use super::{AdmitError, AdmittedChange, Header, Op, Parsed};
use crate::id::ChangeHash;

/// A change in the graph of the document.
#[derive(Debug, Clone)]
struct Node {
    actor: u32,
    seq: u64,
    max_op: u64,
    deps: Vec<usize>,
}

/// What a document holds, as far as it decides which changes fit.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    register: Register,
    actors: HashMap<Vec<u8>, u32>,
    nodes: Vec<Node>,
    places: HashMap<ChangeHash, usize>,
    heads: Vec<ChangeHash>,
}

/// A change, of whichever actor.
struct Standing<'a> {
    hash: ChangeHash,
    deps: &'a [ChangeHash],
    actors: &'a [Vec<u8>],
    seq: u64,
    start_op: u64,
    ops: &'a [Op],
}

impl Ground {
    /// An empty document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A document as it is.
    ///
    /// # Errors
    /// If the document holds a change that does not fit the ones before it.
    pub fn of(document: &Automerge) -> Result<Self, AdmitError> {
        let mut ground = Ground::new();
        for change in document.get_changes(&[]) {
            ground.trust(change.raw_bytes())?;
        }
        Ok(ground)
    }

    /// Takes in a change of our own making whose actor need not have the usual length: the genesis.
    ///
    /// # Errors
    /// If it is not a plain change, or does not fit.
    pub fn trust(&mut self, raw: &[u8]) -> Result<(), AdmitError> {
        let Parsed { hash, header, ops } = Parsed::read(raw)?;
        let Header { deps, actors, seq, start_op, .. } = &header;
        self.stand(&Standing { hash, deps, actors, seq: *seq, start_op: *start_op, ops: &ops })
    }

    /// Takes a change in, if it fits. A change that is already there fits.
    ///
    /// # Errors
    /// Why it does not fit; nothing was taken in then.
    pub fn take(&mut self, change: &AdmittedChange) -> Result<(), AdmitError> {
        self.stand(&Standing {
            hash: change.hash,
            deps: &change.deps,
            actors: &change.actors,
            seq: change.seq,
            start_op: change.start_op,
            ops: &change.ops,
        })
    }

    /// Whether the document holds this change.
    #[must_use]
    pub fn holds(&self, hash: &ChangeHash) -> bool {
        self.places.contains_key(hash)
    }

    fn stand(&mut self, change: &Standing<'_>) -> Result<(), AdmitError> {
        if self.holds(&change.hash) {
            return Ok(());
        }
        let deps = self.deps(change)?;
        let numbers = self.numbers(change.actors)?;
        let own = *numbers.first().ok_or(AdmitError::BadActor)?;
        let past = self.past(&deps, change.deps);
        self.check_place(change, own, &deps, &past)?;
        let known = past.max_op.len();
        if numbers.iter().skip(1).any(|number| *number as usize >= known) {
            return Err(AdmitError::UnknownReference);
        }
        let author = Author {
            numbers: &numbers,
            actors: change.actors,
            start_op: change.start_op,
            first: change.seq == 1,
            past: Some(&past.max_op),
        };
        self.register.take(&author, change.ops)?;
        self.add(change, own, deps);
        Ok(())
    }

    fn deps(&self, change: &Standing<'_>) -> Result<Vec<usize>, AdmitError> {
        let place = |hash| self.places.get(hash).copied().ok_or(AdmitError::MissingDep);
        change.deps.iter().map(place).collect()
    }

    /// The number of each actor; one the document does not know yet has the next number.
    fn numbers(&self, actors: &[Vec<u8>]) -> Result<Vec<u32>, AdmitError> {
        let next = u32::try_from(self.actors.len()).map_err(|_| AdmitError::TooManyActors)?;
        Ok(actors.iter().map(|actor| self.actors.get(actor).copied().unwrap_or(next)).collect())
    }

    /// Sequence and counters follow from the past (R17), and an actor's changes follow one another.
    fn check_place(
        &self,
        change: &Standing<'_>,
        own: u32,
        deps: &[usize],
        past: &Past,
    ) -> Result<(), AdmitError> {
        let before = past.seq.get(own as usize).copied().unwrap_or(0);
        if change.seq != before + 1 {
            return Err(AdmitError::BadSeq);
        }
        let greatest = deps.iter().filter_map(|dep| self.nodes.get(*dep)).map(|node| node.max_op).max();
        if change.start_op != greatest.unwrap_or(0) + 1 {
            return Err(AdmitError::StartOpRange);
        }
        let forked = |node: &Node| node.actor == own && node.seq >= change.seq;
        if self.nodes.iter().any(forked) { Err(AdmitError::BadSeq) } else { Ok(()) }
    }

    /// How far each actor had come when the change was written.
    fn past(&self, deps: &[usize], hashes: &[ChangeHash]) -> Past {
        let mut past = Past::of(self.actors.len());
        if hashes == self.heads {
            self.nodes.iter().for_each(|node| past.see(node));
            return past;
        }
        let mut seen = vec![false; self.nodes.len()];
        let mut open = deps.to_vec();
        while let Some(place) = open.pop() {
            let (Some(node), Some(seen)) = (self.nodes.get(place), seen.get_mut(place)) else { continue };
            if !std::mem::replace(seen, true) {
                past.see(node);
                open.extend(&node.deps);
            }
        }
        past
    }

    fn add(&mut self, change: &Standing<'_>, own: u32, deps: Vec<usize>) {
        if let Some(actor) = change.actors.first() {
            self.actors.insert(actor.clone(), own);
        }
        let max_op = change.ops.last().map_or(change.start_op, |op| op.id.counter);
        self.places.insert(change.hash, self.nodes.len());
        self.nodes.push(Node { actor: own, seq: change.seq, max_op, deps });
        self.heads.retain(|head| !change.deps.contains(head));
        self.heads.push(change.hash);
        self.heads.sort_unstable();
    }
}

/// How far each actor, by number, had come.
struct Past {
    seq: Vec<u64>,
    max_op: Vec<u64>,
}

impl Past {
    fn of(actors: usize) -> Self {
        Past { seq: vec![0; actors], max_op: vec![0; actors] }
    }

    fn see(&mut self, node: &Node) {
        let raise = |most: Option<&mut u64>, to: u64| {
            if let Some(most) = most {
                *most = to.max(*most);
            }
        };
        raise(self.seq.get_mut(node.actor as usize), node.seq);
        raise(self.max_op.get_mut(node.actor as usize), node.max_op);
    }
}
