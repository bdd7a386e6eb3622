//! What the hub did not take: taken out of its document and kept with its words (R18), or, where it needs no person, written anew by
//! itself (R24). What depended on it is written anew too, and each new change names what it replaces.

use std::collections::{BTreeMap, BTreeSet};

use jinshui_core::admit::{AdmittedChange, admit};
use jinshui_core::command::Topic;
use jinshui_core::referee::Reason;
use jinshui_core::wire::Refusal;
use jinshui_core::{ChangeHash, DocumentId, Timestamp, limits};
use rusqlite::Connection;

use super::outbox::{OutboxRow, Pushed};
use super::receive::misfit;
use super::rewrite::{Again, Rewriting};
use super::{DocumentRow, Received, Result, StoreError, change, document, outbox, refused};
use crate::platform::Random;

/// Why an edit is written anew whose number another change has.
const FORK: &str = "actor_fork";

/// What refusing needs besides the transaction.
pub(super) struct Refusing<'a> {
    pub(super) now: Timestamp,
    pub(super) random: &'a dyn Random,
}

/// What is to become of an edit that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate<'r> {
    /// It comes back to its author, by this name and for this reason.
    Back(ChangeHash, &'r str),
    /// It is written anew, and nobody has to know.
    Anew,
    /// The same is in the log by another name: it goes.
    There,
}

/// The fate of each edit of a document that has one.
type Fates<'r> = BTreeMap<i64, Fate<'r>>;

/// A change that waits, as it lies in the outbox and as it reads.
struct Waiting {
    row: OutboxRow,
    change: AdmittedChange,
}

impl Refusing<'_> {
    /// Does with every refused change what its reason asks for.
    pub(super) fn all(
        &self,
        tx: &Connection,
        pushed: &Pushed,
        refusals: &[Refusal],
        received: &mut Received,
    ) -> Result<()> {
        let mut by_document: BTreeMap<DocumentId, BTreeMap<ChangeHash, &Refusal>> = BTreeMap::new();
        for refusal in refusals {
            let named = usize::try_from(refusal.index).ok().and_then(|index| pushed.changes.get(index));
            let Some((document, hash)) = named else { return Err(misfit("a refused change was not sent")) };
            by_document.entry(*document).or_default().insert(*hash, refusal);
        }
        for (id, refusals) in &by_document {
            let row = document::require(tx, *id)?;
            received.topics.insert(Topic::of(&row.kind));
            let waiting = waiting(tx, *id)?;
            let mut fates = Fates::new();
            for one in &waiting {
                let Some(refusal) = refusals.get(&one.row.hash) else { continue };
                if let Some(fate) = fate(tx, &waiting, one, refusal)? {
                    fates.entry(one.row.edit).or_insert(fate);
                }
            }
            self.settle(tx, &row, &waiting, &fates, received)?;
        }
        received.topics.insert(Topic::Sending);
        Ok(())
    }

    /// After changes came from the log: what waits under a number that one of them has is written anew (R24), before the hub has to
    /// refuse it; what is in the log by another name goes (R18). True where something was.
    pub(super) fn heard(
        &self,
        tx: &Connection,
        row: &DocumentRow,
        came: &[AdmittedChange],
        received: &mut Received,
    ) -> Result<bool> {
        let waiting = waiting(tx, row.id)?;
        let mut fates = Fates::new();
        for one in &waiting {
            let taken = |other: &AdmittedChange| {
                (other.actor, other.seq) == (one.change.actor, one.change.seq) && other.hash != one.row.hash
            };
            let there = one.row.other.is_some_and(|other| came.iter().any(|change| change.hash == other));
            if there {
                fates.insert(one.row.edit, Fate::There);
            } else if came.iter().any(taken) {
                let fate = anew(tx, &waiting, one, FORK)?;
                fates.entry(one.row.edit).or_insert(fate);
            }
        }
        self.settle(tx, row, &waiting, &fates, received)
    }

    /// Takes the edits that have a fate, and everything here that depends on them, out of the document and the outbox; then does with
    /// each what its fate says. True where there was one.
    fn settle(
        &self,
        tx: &Connection,
        row: &DocumentRow,
        waiting: &[Waiting],
        fates: &Fates<'_>,
        received: &mut Received,
    ) -> Result<bool> {
        if fates.is_empty() {
            return Ok(false);
        }
        let gone = gone(waiting, fates);
        let mut again: BTreeMap<i64, Again> = BTreeMap::new();
        let mut done = BTreeSet::new();
        for one in waiting.iter().filter(|one| gone.contains(&one.row.hash)) {
            if !done.insert(one.row.edit) {
                continue;
            }
            let edit = outbox::edit(tx, one.row.edit)?;
            match fates.get(&one.row.edit) {
                Some(Fate::There) => {}
                Some(Fate::Back(hash, reason)) => {
                    refused::keep(tx, row, hash, &edit, reason, self.now)?;
                    received.refused += 1;
                }
                // Some of its changes stand: written once more it would be there twice.
                None | Some(Fate::Anew) if !begins(waiting, one) => {
                    let reason = Reason::DependsOnRefused;
                    refused::keep(tx, row, &one.row.hash, &edit, reason.code(), self.now)?;
                    received.refused += 1;
                }
                None | Some(Fate::Anew) => {
                    let whole_edit = waiting.iter().filter(|other| other.row.edit == one.row.edit);
                    let replaces = whole_edit.map(|other| replaced(tx, other)).collect::<Result<_>>()?;
                    let seen = one.change.deps.iter().filter(|dep| !gone.contains(*dep)).copied().collect();
                    let whole = one.change.deps.iter().all(|dep| !gone.contains(dep));
                    let seen = if whole { seen } else { Vec::new() };
                    again.insert(one.row.edit, Again { edit, seen, replaces });
                }
            }
        }
        for hash in &gone {
            outbox::remove(tx, hash)?;
            change::remove(tx, row.id, hash)?;
        }
        let rewriting = Rewriting { now: self.now, random: self.random };
        rewriting.all(tx, row, again.into_values(), received)?;
        Ok(true)
    }
}

/// What a refusal's reason asks for; nothing yet where what replaces the change has still to come.
fn fate<'r>(
    tx: &Connection,
    waiting: &[Waiting],
    one: &Waiting,
    refusal: &'r Refusal,
) -> Result<Option<Fate<'r>>> {
    match Reason::from_code(&refusal.reason) {
        Reason::Replaced => {
            let Some(other) = refusal.other else { return Err(misfit("replaced, and not by what")) };
            outbox::note_other(tx, &one.row.hash, &other)?;
            Ok(change::is_received(tx, one.row.document, &other)?.then_some(Fate::There))
        }
        // What it was written on has a fate of its own, which takes it along.
        Reason::DependsOnRefused if depends(waiting, one) => Ok(None),
        Reason::ActorFork | Reason::SeqGap => Ok(Some(anew(tx, waiting, one, &refusal.reason)?)),
        _ => Ok(Some(Fate::Back(one.row.hash, &refusal.reason))),
    }
}

/// Whether something that waits is among what a change was written on.
fn depends(waiting: &[Waiting], one: &Waiting) -> bool {
    waiting.iter().any(|other| one.change.deps.contains(&other.row.hash))
}

/// An edit is written anew, unless some of it stands already or it was written anew so often that it must be told.
fn anew<'r>(tx: &Connection, waiting: &[Waiting], one: &Waiting, reason: &'r str) -> Result<Fate<'r>> {
    let first = waiting.iter().find(|other| other.row.edit == one.row.edit).unwrap_or(one);
    let often = replaced(tx, first)?.len() >= limits::REPLACED;
    Ok(if often || !begins(waiting, one) { Fate::Back(one.row.hash, reason) } else { Fate::Anew })
}

/// Whether all of a change's edit waits: each edit has an actor of its own, so that its first change is that actor's first.
fn begins(waiting: &[Waiting], one: &Waiting) -> bool {
    let mut of_edit = waiting.iter().filter(|other| other.row.edit == one.row.edit);
    of_edit.next().is_some_and(|first| first.change.seq == 1)
}

/// The refused changes and everything that waits and depends on them. Causes come first in the outbox.
fn gone(waiting: &[Waiting], fates: &Fates<'_>) -> BTreeSet<ChangeHash> {
    let mut gone = BTreeSet::new();
    for one in waiting {
        if fates.contains_key(&one.row.edit) || one.change.deps.iter().any(|dep| gone.contains(dep)) {
            gone.insert(one.row.hash);
        }
    }
    gone
}

/// What a change that is written in place of this one stands for: this one, and all that this one stood for.
fn replaced(tx: &Connection, one: &Waiting) -> Result<Vec<ChangeHash>> {
    let mut replaced = change::replaces(tx, one.row.document, &one.row.hash)?;
    replaced.push(one.row.hash);
    Ok(replaced)
}

fn waiting(tx: &Connection, id: DocumentId) -> Result<Vec<Waiting>> {
    let read = |row: OutboxRow| {
        let bytes = change::bytes(tx, row.document, &row.hash)?;
        let change =
            admit(&bytes).map_err(|error| StoreError::Damaged(format!("a waiting change: {error}")))?;
        Ok(Waiting { row, change })
    };
    outbox::of_document(tx, id)?.into_iter().map(read).collect()
}
