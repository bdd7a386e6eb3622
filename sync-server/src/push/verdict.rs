//! Third step: judge. Change by change, on the document in memory; what stands is applied at once, so that the next
//! change of the same push can build upon it. Nothing here waits or writes.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jinshui_core::admit::AdmittedChange;
use jinshui_core::community::{Directory, Member};
use jinshui_core::document::{Document, DocumentError};
use jinshui_core::referee::{self, Case, Reason, Verdict};
use jinshui_core::{ChangeHash, DocumentId, Kind, Space, access};

use super::arrival::{Arrival, Arrived};
use super::stood::Stood;
use super::together::{Held, Withheld};
use crate::http::Caller;
use crate::store::{Known, NewChange, NewRefusal, Past, Receipt};

/// What is to become of a change.
#[derive(Debug, Clone)]
pub(super) enum Decision {
    /// It lies in the log already.
    Known(ChangeHash, Receipt),
    /// It stands and is to be appended.
    Stands(NewChange),
    /// It is refused now, and kept.
    Refuse(NewRefusal),
    /// It was refused before (R18).
    RefusedBefore(String),
    /// What it was written in place of, or what was written in its place, is in the log (R18).
    Replaced(ChangeHash),
    /// It was given back and cannot be taken: it is not kept either (R23).
    NotTaken(String),
    /// What it depends on is not here (R12).
    Missing,
    /// It cannot be judged now; the device keeps it and sends it again.
    Later(Wait),
}

impl Decision {
    /// Where it lay in the log before.
    pub(super) fn receipt(&self) -> Option<Receipt> {
        match self {
            Decision::Known(_, receipt) => Some(*receipt),
            _ => None,
        }
    }
}

/// A document before the judge: what it is, where it belongs, and the copy in memory.
pub(super) struct Bench<'a> {
    pub(super) caller: &'a Caller,
    pub(super) kind: &'a Kind,
    pub(super) schema: u32,
    pub(super) generation: u32,
    /// Where the document is; a change that moves it is followed by those that were written after.
    pub(super) space: Space,
    /// What its author had heard when it was written, where that was another thing.
    pub(super) earlier: Option<Earlier>,
    /// Where homes are that somebody is said to be of.
    pub(super) homes: Homes<'a>,
    /// What goes together with what does not stand (R14).
    pub(super) withheld: &'a Withheld,
    /// The copy in memory, where there is one to judge on.
    pub(super) document: Option<Document>,
    /// Why there is none.
    pub(super) without: Wait,
    /// What has stood before in this batch.
    pub(super) stood: Stood,
    /// What was refused of this document, now or before: what was written on it has nothing to stand on.
    pub(super) refused: BTreeSet<ChangeHash>,
}

/// The author's rights and the document's place as the device had last heard of them: what was written before it could hear
/// that they are gone is taken in (R15).
pub(super) struct Earlier {
    directory: Arc<Directory>,
    member: Member,
    space: Space,
}

impl Earlier {
    /// Where they were other than now; a device that is revoked has none.
    pub(super) fn of(past: &Past, caller: &Caller, document: DocumentId, now: &Space) -> Option<Self> {
        let space = past.spaces.get(&document);
        if past.member.is_none() && space.is_none() && past.named.is_empty() {
            return None;
        }
        let member = past.member.as_ref().unwrap_or(&caller.member).clone();
        let mut directory = Arc::clone(&caller.directory);
        if !past.named.is_empty() {
            let then = Arc::make_mut(&mut directory);
            past.named.iter().for_each(|space| then.grants.name(space.clone(), member.id.clone(), true));
        }
        Some(Earlier { directory, member, space: space.unwrap_or(now).clone() })
    }
}

/// Where homes are, and where the device had last heard that they were.
#[derive(Clone, Copy)]
pub(super) struct Homes<'a> {
    pub(super) now: &'a BTreeMap<DocumentId, Space>,
    pub(super) before: &'a BTreeMap<DocumentId, Space>,
}

impl Homes<'_> {
    /// Whether a person of a home can be written down in a space: where the home is, or was when the device last heard. Names of homes
    /// can be guessed (R2); nobody is written into another's area by one. A home that is not here is nowhere else either.
    fn allow(&self, home: DocumentId, space: &Space) -> bool {
        let is = |spaces: &BTreeMap<DocumentId, Space>| spaces.get(&home) == Some(space);
        !self.now.contains_key(&home) || is(self.now) || is(self.before)
    }
}

/// What the store says of the changes of an arrival: of each itself, and of what is in the log in its place.
pub(super) type Found<'a> = (&'a [Known], &'a [Option<ChangeHash>]);

/// Why a change cannot be judged now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// The document is set aside.
    SetAside,
    /// Judging this change panicked; the document is to be set aside.
    Panicked,
    /// A change before it spoilt the copy; the next push rebuilds it.
    Again,
    /// Nobody said what the document is.
    Unknown,
    /// The hub is older than the device; it will be brought up to date (R6).
    OlderHub,
}

impl Bench<'_> {
    /// Judges every change of a document that came.
    pub(super) fn judge(&mut self, arrival: &Arrival, (known, instead): Found<'_>) -> Vec<Decision> {
        let known = known.iter().cloned().chain(std::iter::repeat(Known::No));
        let instead = instead.iter().copied().chain(std::iter::repeat(None));
        let changes = arrival.changes.iter().zip(known.zip(instead));
        let mut decisions = Vec::new();
        for (change, (known, instead)) in changes {
            let decision = self.one(arrival, change, known, instead);
            if matches!(decision, Decision::Refuse(_) | Decision::RefusedBefore(_)) {
                self.refused.insert(change.name());
            }
            decisions.push(decision);
        }
        decisions
    }

    fn one(
        &mut self,
        arrival: &Arrival,
        arrived: &Arrived,
        known: Known,
        instead: Option<ChangeHash>,
    ) -> Decision {
        if let Known::Accepted(receipt) = known {
            return Decision::Known(arrived.name(), receipt);
        }
        let (document, name) = (arrival.document, arrived.name());
        if let Some(other) = instead.or_else(|| self.stood.instead(document, name, &arrived.replaces)) {
            return Decision::Replaced(other);
        }
        if let (Known::Refused(reason), None) = (known, &arrived.told) {
            return Decision::RefusedBefore(reason);
        }
        // R21: of a late change to a generation that has passed nothing is kept but its name.
        if arrival.generation != self.generation {
            return self.refuse(arrival, arrived, Reason::Generation.code());
        }
        match self.withheld.of(arrived.index) {
            Some(Held::Refused) => return self.refuse(arrival, arrived, Reason::Group.code()),
            Some(Held::Waits) => return Decision::Later(Wait::Again),
            None => {}
        }
        let change = match &arrived.read {
            Ok(change) => change,
            Err((_, error)) => return self.refuse(arrival, arrived, error.code()),
        };
        if let Some(told) = &arrived.told
            && let Some(reason) = told.refused
        {
            return Decision::NotTaken(reason.to_owned());
        }
        let Some(mut document) = self.document.take() else { return Decision::Later(self.without) };
        if !change.deps.iter().all(|dep| document.contains(dep)) {
            self.document = Some(document);
            // Its device writes it anew on what stands (R18); where it cannot, the box has its words (R19).
            return match change.deps.iter().any(|dep| self.refused.contains(dep)) {
                true => self.refuse(arrival, arrived, Reason::DependsOnRefused.code()),
                false => Decision::Missing,
            };
        }
        // Where the giver of a change has its record: it may have been moved after the copy was made (R15).
        let told = arrival.create.as_ref().map_or(&self.space, |create| &create.space).clone();
        let returned = arrived.told.as_ref().map(|_| &told);
        let heard = catch_unwind(AssertUnwindSafe(|| self.hear(&mut document, change, returned)));
        match heard {
            Ok(Ok((verdict, late))) => {
                self.document = Some(document);
                if let Some(to) = &verdict.moves_to {
                    self.space = to.clone();
                }
                self.stood.add(arrival.document, change.hash, &arrived.replaces);
                Decision::Stands(stands(arrival, arrived, change, verdict, late))
            }
            Ok(Err(Why::Refused(reason))) => {
                self.document = Some(document);
                self.refuse(arrival, arrived, reason.code())
            }
            Ok(Err(Why::Later(why))) => {
                self.document = Some(document);
                Decision::Later(why)
            }
            // The copy is spoilt by this change alone: the change goes into the box, and the next push rebuilds.
            Ok(Err(Why::Poison)) => {
                self.without = Wait::Again;
                self.refuse(arrival, arrived, "poison")
            }
            Err(_) => {
                tracing::error!(document = %arrival.document, hash = %change.hash, "judging panicked");
                self.without = Wait::SetAside;
                Decision::Later(Wait::Panicked)
            }
        }
    }

    /// The verdict, and whether it was reached by what its author could do before they lost it.
    fn hear(
        &self,
        document: &mut Document,
        change: &AdmittedChange,
        returned: Option<&Space>,
    ) -> Result<(Verdict, bool), Why> {
        if let Some(told) = returned {
            return self.hear_returned(document, change, told).map(|verdict| (verdict, false));
        }
        let case = Case {
            directory: &self.caller.directory,
            author: &self.caller.member,
            tag: self.caller.device.tag,
            kind: self.kind,
            schema: self.schema,
            space: &self.space,
            document,
            change,
        };
        let judged = match (referee::judge(&case), &self.earlier) {
            (Err(Reason::Space | Reason::Role), Some(Earlier { directory, member, space })) => {
                let then = Case { directory, author: member, space, ..case };
                referee::judge(&then).map(|verdict| (verdict, true))
            }
            (judged, _) => judged.map(|verdict| (verdict, false)),
        };
        let judged = match judged {
            // The hub is older than the device: the change waits there until the hub is brought up to date (R6).
            Err(Reason::UnknownSchema) => return Err(Why::Later(Wait::OlderHub)),
            judged => judged.map_err(Why::Refused)?,
        };
        if judged.0.follows.is_some_and(|home| !self.homes.allow(home, &self.space)) {
            return Err(Why::Refused(Reason::Space));
        }
        document.apply(change).map_err(why)?;
        Ok(judged)
    }

    /// A change that was in the log is not judged by today's rights; its giver must be one who may read it, where it is or where
    /// they have it: the copy may be older than its move (R23).
    fn hear_returned(
        &self,
        document: &mut Document,
        change: &AdmittedChange,
        told: &Space,
    ) -> Result<Verdict, Why> {
        let reads = |space| access::may_read(&self.caller.directory, &self.caller.member, space);
        if !reads(&self.space) && !reads(told) {
            return Err(Why::Refused(Reason::Space));
        }
        let verdict = match referee::structure(self.kind, self.schema, change) {
            Err(Reason::UnknownSchema) => return Err(Why::Later(Wait::OlderHub)),
            told => told.map_err(Why::Refused)?,
        };
        document.apply(change).map_err(why)?;
        Ok(verdict)
    }

    fn refuse(&self, arrival: &Arrival, arrived: &Arrived, reason: &str) -> Decision {
        if arrived.told.is_some() {
            return Decision::NotTaken(reason.to_owned());
        }
        let bytes = match &arrived.read {
            _ if reason == Reason::Generation.code() => Vec::new(),
            Ok(change) => change.raw().to_vec(),
            Err((bytes, _)) => bytes.clone(),
        };
        Decision::Refuse(NewRefusal {
            document: arrival.document,
            kind: self.kind.clone(),
            space: self.space.clone(),
            name: arrived.name(),
            bytes,
            reason: reason.to_owned(),
        })
    }
}

enum Why {
    Refused(Reason),
    Later(Wait),
    Poison,
}

fn why(error: DocumentError) -> Why {
    match error {
        DocumentError::ActorFork => Why::Refused(Reason::ActorFork),
        DocumentError::SeqGap => Why::Refused(Reason::SeqGap),
        DocumentError::StartOp => Why::Refused(Reason::StartOp),
        DocumentError::Unfit(_) => Why::Refused(Reason::Schema),
        DocumentError::UnknownSchema => Why::Later(Wait::OlderHub),
        DocumentError::Missing(_) => Why::Later(Wait::Again),
        DocumentError::Poisoned(_) => Why::Poison,
    }
}

fn stands(
    arrival: &Arrival,
    arrived: &Arrived,
    change: &AdmittedChange,
    verdict: Verdict,
    late: bool,
) -> NewChange {
    NewChange {
        document: arrival.document,
        hash: change.hash,
        deps: change.deps.clone(),
        actor: change.actor,
        actor_seq: change.seq,
        blobs: verdict.blobs,
        moves_to: verdict.moves_to,
        follows: verdict.follows,
        names: verdict.names,
        until: verdict.until,
        late,
        replaces: arrived.replaces.clone(),
        bytes: change.raw().to_vec(),
        recovered: arrived.told.as_ref().map(|told| told.recovered.clone()),
    }
}
