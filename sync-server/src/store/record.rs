//! Documents and changes as the store keeps them.

use jinshui_core::{BlobHash, ChangeHash, DeviceId, DocumentId, Erasure, Kind, MemberId, Space, Timestamp};

/// A document as the store knows it. Its space is here and nowhere else (R7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentMeta {
    /// The document.
    pub id: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// Schema version of its genesis.
    pub schema: u32,
    /// Its generation (R21).
    pub generation: u32,
    /// Where it is now.
    pub space: Space,
    /// Its heads over everything accepted, in order.
    pub heads: Vec<ChangeHash>,
    /// What was erased of it (R21).
    pub erased: Erasure,
    /// The record that it goes with: a person's home (R15).
    pub follows: Option<DocumentId>,
}

/// An accepted change as it lies in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    /// Its log position.
    pub seq: u64,
    /// Its name.
    pub hash: ChangeHash,
    /// Who made it.
    pub author: MemberId,
    /// With which device.
    pub device: DeviceId,
    /// When the hub received it.
    pub received_at: Timestamp,
    /// Whether it was judged by what its author could do before they lost it (R15).
    pub late: bool,
    /// The plain change chunk.
    pub bytes: Vec<u8>,
}

/// A change that was judged and is to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChange {
    /// Its document.
    pub document: DocumentId,
    /// Its name.
    pub hash: ChangeHash,
    /// What it depends on; these stop being heads.
    pub deps: Vec<ChangeHash>,
    /// Its actor.
    pub actor: [u8; 16],
    /// Its number among its actor's changes.
    pub actor_seq: u64,
    /// Attachments it names (R20).
    pub blobs: Vec<BlobHash>,
    /// Where it moves its document (R15).
    pub moves_to: Option<Space>,
    /// The record that its document goes with from now on, where it says so (R15).
    pub follows: Option<DocumentId>,
    /// Whom it names in its document's space, and whom it takes off.
    pub names: Vec<(MemberId, bool)>,
    /// When that space runs out for who is named, where the change says so.
    pub until: Option<Timestamp>,
    /// Whether it was judged by what its author could do before they lost it (R15).
    pub late: bool,
    /// The changes it was written in place of (R18).
    pub replaces: Vec<ChangeHash>,
    /// The plain change chunk.
    pub bytes: Vec<u8>,
    /// Whose it is, where a device gives it back after the hub had lost it (R23); else it is the sender's own.
    pub recovered: Option<Recovered>,
}

/// A change that a device gives back: it was in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// Who made it.
    pub author: MemberId,
    /// When the hub had received it.
    pub received_at: Timestamp,
}

/// A change that a device gave back, as it lies in the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RecoveredRow {
    /// Its log position now.
    pub seq: u64,
    /// Its document.
    pub document: DocumentId,
    /// What the document is.
    pub kind: Kind,
    /// Where it is.
    pub space: Space,
    /// Its name.
    pub hash: ChangeHash,
    /// Who made it.
    pub author: MemberId,
    /// When the hub had received it first.
    pub received_at: Timestamp,
    /// The device that gave it back.
    pub via: DeviceId,
}

/// A change that was judged and refused; it is kept (R18, R19).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRefusal {
    /// Its document.
    pub document: DocumentId,
    /// What the document is, or was to be.
    pub kind: Kind,
    /// Where it is, or was to be.
    pub space: Space,
    /// The change's hash, or SHA-256 of bytes that are no change.
    pub name: ChangeHash,
    /// What was sent; nothing of a change to a generation that has passed (R21).
    pub bytes: Vec<u8>,
    /// Why: a stable code.
    pub reason: String,
}

/// An attachment of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobReference {
    /// Where the document is now.
    pub space: Space,
    /// Its size, once its bytes came through this document; what came through another one does not count.
    pub held: Option<u64>,
    /// The device whose change first named it: it may send the bytes, wherever the document is by then.
    pub device: DeviceId,
}

/// A refused change as it lies in the box.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RefusalRow {
    /// Its document.
    pub document: DocumentId,
    /// What the document is, or was to be.
    pub kind: Kind,
    /// Where it is, or was to be.
    pub space: Space,
    /// The change's hash, or SHA-256 of bytes that are no change.
    pub hash: ChangeHash,
    /// Why: a stable code.
    pub reason: String,
    /// Who sent it.
    pub author: MemberId,
    /// With which device.
    pub device: DeviceId,
    /// When the hub received it.
    pub received_at: Timestamp,
    /// How many bytes are kept of it.
    pub bytes: u64,
}
