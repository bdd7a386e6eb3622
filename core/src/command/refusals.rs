//! Requests and replies about the refusals box (R19). It lies on the hub, so these need a network.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PersonRef, Writing};
use crate::clock::Timestamp;
use crate::hazard::Category;
use crate::id::{ChangeHash, DocumentId};
use crate::kind::Kind;
use crate::referee::Reason;
use crate::wire::Settling;

/// `refusal.list`: what the hub refused in the spaces that this member manages, and what they wrote themselves and may still read.
/// What is open comes first, each part newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RefusalList {
    /// The refused changes, at most 200.
    pub items: Vec<RefusalView>,
    /// How many are open in the spaces that this member manages.
    pub open: u32,
}

/// A refused change as it lies in the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RefusalView {
    /// The record.
    pub id: DocumentId,
    /// The change.
    pub hash: ChangeHash,
    /// The record's kind.
    pub kind: Kind,
    /// Its category, where it is a hazard.
    pub category: Option<Category>,
    /// What people call the record, as in an outbox; empty where it has no name.
    pub label: String,
    /// Whether this device has the record, so that it can be looked at.
    pub here: bool,
    /// What was written; none where it cannot be told any more.
    pub writing: Option<Writing>,
    /// What was written, in full: a text a person can read and copy. Empty where it cannot be told, or was erased.
    pub text: String,
    /// How many pictures went with it. They never reached the hub.
    pub photos: u32,
    /// Who wrote it.
    pub by: PersonRef,
    /// Why it was refused.
    pub reason: Reason,
    /// When the hub received it.
    pub received_at: Timestamp,
    /// Whether somebody has settled it.
    pub settled: Option<SettledView>,
    /// Whether all that it says is in the record by now, though nobody has settled it.
    pub there: bool,
    /// Whether this member can write it once more under their own name.
    pub may_refile: bool,
    /// Whether this member can say that it is settled.
    pub may_settle: bool,
}

/// Who settled something of the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SettledView {
    /// Who.
    pub by: PersonRef,
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: Settling,
}

/// `refusal.refile`: writes something of the box once more, under this member's name; `refusal.settle`: says that it was seen and
/// nothing more is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RefusalArgs {
    /// The record.
    pub id: DocumentId,
    /// The refused change.
    pub hash: ChangeHash,
}
