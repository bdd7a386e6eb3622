//! Third step: judge. Change by change, on the document in memory; what stands is applied at once, so that the next
//! change of the same push can build upon it. Nothing here waits or writes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jinshui_core::admit::AdmittedChange;
use jinshui_core::document::{Document, DocumentError};
use jinshui_core::referee::{self, Case, Reason};
use jinshui_core::{ChangeHash, Kind, Space};

use super::arrival::{Arrival, Arrived};
use crate::http::Caller;
use crate::store::{Known, NewChange, NewRefusal, Receipt};

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
    /// What it depends on is not here (R12).
    Missing,
    /// It cannot be judged now; the device keeps it and sends it again.
    Later(Wait),
}

/// A document before the judge: what it is, where it belongs, and the copy in memory.
pub(super) struct Bench<'a> {
    pub(super) caller: &'a Caller,
    pub(super) kind: &'a Kind,
    pub(super) schema: u32,
    pub(super) generation: u32,
    pub(super) space: &'a Space,
    /// The copy in memory, where there is one to judge on.
    pub(super) document: Option<Document>,
    /// Why there is none.
    pub(super) without: Wait,
}

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
    pub(super) fn judge(&mut self, arrival: &Arrival, known: &[Known]) -> Vec<Decision> {
        let known = known.iter().cloned().chain(std::iter::repeat(Known::No));
        arrival.changes.iter().zip(known).map(|(change, known)| self.one(arrival, change, known)).collect()
    }

    fn one(&mut self, arrival: &Arrival, arrived: &Arrived, known: Known) -> Decision {
        match known {
            Known::Accepted(receipt) => return Decision::Known(arrived.name(), receipt),
            Known::Refused(reason) => return Decision::RefusedBefore(reason),
            Known::No => {}
        }
        // R21: of a late change to a generation that has passed nothing is kept but its name.
        if arrival.generation != self.generation {
            return self.refuse(arrival, arrived, Reason::Generation.code());
        }
        let change = match &arrived.read {
            Ok(change) => change,
            Err((_, error)) => return self.refuse(arrival, arrived, error.code()),
        };
        let Some(mut document) = self.document.take() else { return Decision::Later(self.without) };
        if !change.deps.iter().all(|dep| document.contains(dep)) {
            self.document = Some(document);
            return Decision::Missing;
        }
        let heard = catch_unwind(AssertUnwindSafe(|| self.hear(&mut document, change)));
        match heard {
            Ok(Ok(blobs)) => {
                self.document = Some(document);
                Decision::Stands(stands(arrival, change, blobs))
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

    fn hear(
        &self,
        document: &mut Document,
        change: &AdmittedChange,
    ) -> Result<Vec<jinshui_core::BlobHash>, Why> {
        let case = Case {
            directory: &self.caller.directory,
            author: &self.caller.member,
            tag: self.caller.device.tag,
            kind: self.kind,
            schema: self.schema,
            space: self.space,
            document,
            change,
        };
        let verdict = match referee::judge(&case) {
            // The hub is older than the device: the change waits there until the hub is brought up to date (R6).
            Err(Reason::UnknownSchema) => return Err(Why::Later(Wait::OlderHub)),
            judged => judged.map_err(Why::Refused)?,
        };
        document.apply(change).map_err(why)?;
        Ok(verdict.blobs)
    }

    fn refuse(&self, arrival: &Arrival, arrived: &Arrived, reason: &str) -> Decision {
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

fn stands(arrival: &Arrival, change: &AdmittedChange, blobs: Vec<jinshui_core::BlobHash>) -> NewChange {
    NewChange {
        document: arrival.document,
        hash: change.hash,
        deps: change.deps.clone(),
        actor: change.actor,
        actor_seq: change.seq,
        blobs,
        bytes: change.raw().to_vec(),
    }
}
