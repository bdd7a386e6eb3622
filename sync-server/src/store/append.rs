//! One append: what was judged, and what it was judged against.

use jinshui_core::{ChangeHash, DeviceId, DocumentId, Kind, MemberId, Space, Timestamp};

use super::record::{NewChange, NewRefusal};

/// Judged changes of one device. The store checks in its own transaction that what they were judged against still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// The position of the rights by which it was judged.
    pub rights: u64,
    /// Who sends.
    pub author: MemberId,
    /// With which device.
    pub device: DeviceId,
    /// When the hub received it.
    pub received_at: Timestamp,
    /// Documents that these changes make.
    pub create: Vec<NewDocument>,
    /// Documents that were there, as they were judged.
    pub judged: Vec<Judged>,
    /// In the order of the push; of one document in causal order.
    pub changes: Vec<NewChange>,
    /// What was refused.
    pub refusals: Vec<NewRefusal>,
}

/// A document to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// Its name.
    pub id: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// Schema version of its genesis.
    pub schema: u32,
    /// Its first generation.
    pub generation: u32,
    /// Where it is to be.
    pub space: Space,
    /// Heads of its genesis.
    pub heads: Vec<ChangeHash>,
}

/// What a judgement about a document rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The document.
    pub id: DocumentId,
    /// The generation it had.
    pub generation: u32,
    /// The space it was in.
    pub space: Space,
}

/// What became of an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// It is durable. One receipt for each change, in order; a change that was there already has its old one.
    Durable(Vec<Receipt>),
    /// Something it was judged against has changed; nothing was written. Judge anew.
    Stale,
    /// The device was revoked before its changes could be written; nothing was.
    Revoked,
}

/// Where a change lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Its log position.
    pub seq: u64,
    /// When the hub received it.
    pub received_at: Timestamp,
}

/// A change as it asks for its place in the log: its name, and the changes it was written in place of (R18).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The document.
    pub document: DocumentId,
    /// The change.
    pub hash: ChangeHash,
    /// What it stands for.
    pub replaces: Vec<ChangeHash>,
}

/// What the store knows of a change by its document and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Never seen.
    No,
    /// In the log.
    Accepted(Receipt),
    /// Refused, for good (R18), with this reason.
    Refused(String),
}
