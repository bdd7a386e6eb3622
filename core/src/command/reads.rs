//! Requests and replies about who looked at what. The hub keeps it, so these need a network.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hazard::PersonRef;
use crate::clock::Timestamp;
use crate::id::DocumentId;
use crate::kind::Kind;
use crate::reads::ReadWhat;

/// `read.list`: who looked at what, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReadListArgs {
    /// Of one record alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<DocumentId>,
}

/// Reply to `read.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReadList {
    /// The looks, newest first, at most five hundred.
    pub rows: Vec<ReadView>,
    /// Who opened unusually many homes within an hour; to the office alone.
    pub many: Vec<ManyView>,
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReadView {
    /// Who.
    pub by: PersonRef,
    /// The record; nil for a list.
    pub id: DocumentId,
    /// What it is.
    pub kind: Kind,
    /// What people call it, where it is here: a room. Empty where it is not, or has no name.
    pub label: String,
    /// What was looked at.
    pub what: ReadWhat,
    /// Why, where the app asks for it.
    pub purpose: String,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub heard of it.
    pub received_at: Timestamp,
}

/// Somebody who opened unusually many homes within an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ManyView {
    /// Who.
    pub by: PersonRef,
    /// When the hour began.
    pub from: Timestamp,
    /// How many.
    pub homes: u32,
}

/// `phone.show`: a telephone number, whole. That it was shown is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PhoneView {
    /// The number.
    pub number: String,
}
