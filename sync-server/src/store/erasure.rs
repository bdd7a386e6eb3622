//! Erasing as the store sees it: a new generation in the place of the old one, and what is remembered of that (R21).

use std::collections::HashSet;

use jinshui_core::{BlobHash, ChangeHash, DeviceId, DocumentId, Erasure, MemberId, Timestamp};

use super::record::NewChange;

/// A new generation of a document. The store checks in its own transaction that the document is as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erase {
    /// The document.
    pub document: DocumentId,
    /// The generation it had.
    pub generation: u32,
    /// The heads it had.
    pub heads: Vec<ChangeHash>,
    /// The generation it gets.
    pub next: u32,
    /// What was erased of it, with this generation and before.
    pub erased: Erasure,
    /// Its new changes, causes first.
    pub changes: Vec<Rewritten>,
    /// The heads of these.
    pub next_heads: Vec<ChangeHash>,
    /// Who asked.
    pub by: MemberId,
    /// Why.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// A change of a new generation, with the author and the times of what it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The change.
    pub change: NewChange,
    /// Who wrote what it carries.
    pub author: MemberId,
    /// With which device.
    pub device: DeviceId,
    /// When the hub received it.
    pub received_at: Timestamp,
}

/// What became of an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erased {
    /// It is durable.
    Durable {
        /// Where it lies in the log: after its changes.
        seq: u64,
        /// Attachments that no record names any more: their bytes are to go.
        gone: Vec<BlobHash>,
    },
    /// The document is not as it was read; nothing was written.
    Stale,
}

/// An erasure of a document that is not here (R22).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The document.
    pub document: DocumentId,
    /// The generation that was made of it.
    pub generation: u32,
    /// What was erased of it.
    pub erased: Erasure,
    /// Who asked.
    pub by: MemberId,
    /// Why.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// An erasure as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRow {
    /// Where it lies in the log.
    pub seq: u64,
    /// The document.
    pub document: DocumentId,
    /// The generation that was made.
    pub generation: u32,
    /// What was erased, then and before.
    pub erased: Erasure,
    /// Who asked.
    pub by: MemberId,
    /// Why.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// The attachments that the store knows of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blobs {
    /// Whole ones.
    pub whole: HashSet<BlobHash>,
    /// Named ones, by the document that names them.
    pub named: HashSet<(DocumentId, BlobHash)>,
}
