//! `GET /v1/refusals` and `POST /v1/settle` (CBOR and JSON): the refusals box, as who manages the space of its records, or wrote what
//! lies there, may read it (R19). Nothing of it is kept on a device: rights are asked at each reading.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{ChangeHash, DocumentId, MemberId};
use crate::kind::Kind;
use crate::open_enum::open_enum;
use crate::space::Space;

open_enum! {
    /// How something that lay in the box was settled.
    pub enum Settling {
        /// Somebody wrote it once more, under their own name.
        Refiled = "refiled",
        /// Somebody read it, and nothing more is to be done.
        Seen = "seen",
    }
}

/// Who settled it, when and how. The first word counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Who.
    pub by: MemberId,
    /// When, by the hub's clock.
    pub at: Timestamp,
    /// How.
    pub how: Settling,
}

/// A refused change as it lies in the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boxed {
    /// Its record.
    pub document: DocumentId,
    /// What the record is, or was to be.
    pub kind: Kind,
    /// Where the record is now, or was to be.
    pub space: Space,
    /// The change's hash, or SHA-256 of bytes that are no change.
    pub hash: ChangeHash,
    /// Who wrote it.
    pub author: MemberId,
    /// Why it was refused: a stable code.
    pub reason: String,
    /// When the hub received it.
    pub received_at: Timestamp,
    /// What was sent; empty where something of the record was erased since (R21).
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// Whether somebody has settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// What the caller may read of the box: what is open first, each part newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxReply {
    /// At most 200 of them, and about 1 MiB.
    pub refusals: Vec<Boxed>,
    /// How many are open in the spaces that the caller manages.
    pub open: u64,
}

/// Somebody who manages the space says that something is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// The record.
    pub document: DocumentId,
    /// The refused change.
    pub hash: ChangeHash,
    /// How.
    pub how: Settling,
}

/// The word that counts: the caller's own, or one that somebody gave before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleReply {
    /// Who settled it.
    pub settled: Settled,
}
