//! `POST /v1/erase` and `GET /v1/erasures` (JSON): the office has something of a record erased, and asks who still holds it (R21).

use serde::{Deserialize, Serialize};

use crate::erasure::Erasure;
use crate::id::DocumentId;

/// The office asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EraseRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// The record.
    pub document: DocumentId,
    /// What of it; empty for everything that can be a person's.
    pub fields: Vec<String>,
    /// Why. It is kept, so it names nobody.
    pub why: String,
}

/// It is done on the hub; each device follows at its next sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EraseReply {
    /// The generation that the record is of now.
    pub generation: u32,
    /// Where the erasure lies in the log: who has read up to here has erased too.
    pub seq: u64,
    /// What was erased of the record, now and before.
    pub erased: Erasure,
}
