//! First step: admit. Every change of the request is read, strictly and bounded, before anything else is done with it.

use jinshui_core::admit::{AdmitError, AdmittedChange, admit};
use jinshui_core::wire::{Create, PushDocument};
use jinshui_core::{BlobHash, ChangeHash, DocumentId, limits, referee};

use crate::store::{Claim, DocumentMeta, Recovered};

/// A document of the request, its changes read.
#[derive(Debug, Clone)]
pub(super) struct Arrival {
    pub(super) document: DocumentId,
    pub(super) generation: u32,
    pub(super) create: Option<Create>,
    pub(super) changes: Vec<Arrived>,
}

/// A change of the request.
#[derive(Debug, Clone)]
pub(super) struct Arrived {
    /// Its place in the request, counted over all documents.
    pub(super) index: u32,
    /// The change, or the bytes that are none and why.
    pub(super) read: Result<AdmittedChange, (Vec<u8>, AdmitError)>,
    /// The changes it was written in place of (R18).
    pub(super) replaces: Vec<ChangeHash>,
    /// What is told of it, where it is given back (R23).
    pub(super) told: Option<Told>,
}

/// What a device tells of a change that it gives back.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Whose it is, and of when.
    pub(super) recovered: Recovered,
    /// Why it cannot be taken, whatever it is; none where it can.
    pub(super) refused: Option<&'static str>,
}

impl Arrived {
    /// Its hash, where it could be read at all.
    pub(super) fn hash(&self) -> Option<ChangeHash> {
        self.read.as_ref().ok().map(|change| change.hash)
    }

    /// What the change is called: its hash, or that of bytes that are no change.
    pub(super) fn name(&self) -> ChangeHash {
        match &self.read {
            Ok(change) => change.hash,
            Err((bytes, _)) => ChangeHash(BlobHash::of(bytes).0),
        }
    }
}

impl Arrival {
    /// What its changes ask for in the log.
    pub(super) fn claims(&self) -> impl Iterator<Item = Claim> {
        let claim = |one: &Arrived| Claim {
            document: self.document,
            hash: one.name(),
            replaces: one.replaces.clone(),
        };
        self.changes.iter().map(claim)
    }

    /// The homes that its changes say a person is of.
    pub(super) fn homes(&self, meta: Option<&DocumentMeta>) -> Vec<DocumentId> {
        let made = self.create.as_ref().map(|create| &create.kind);
        let Some(kind) = meta.map(|meta| &meta.kind).or(made) else { return Vec::new() };
        let read = self.changes.iter().filter_map(|change| change.read.as_ref().ok());
        read.filter_map(|change| referee::names_home(kind, change)).collect()
    }
}

/// Reads every change of a request.
pub(super) fn read(push: Vec<PushDocument>) -> Vec<Arrival> {
    let mut index = 0;
    let mut arrivals = Vec::with_capacity(push.len());
    for document in push {
        let mut replaced = document.replaces;
        let mut changes = Vec::with_capacity(document.changes.len());
        for (place, bytes) in (0u32..).zip(document.changes) {
            let mut replaces = replaced.remove(&place).unwrap_or_default();
            replaces.truncate(limits::REPLACED);
            let read = admit(&bytes).map_err(|error| (bytes.into_vec(), error));
            changes.push(Arrived { index, read, replaces, told: None });
            index += 1;
        }
        let PushDocument { document, generation, create, .. } = document;
        arrivals.push(Arrival { document, generation, create, changes });
    }
    arrivals
}
