//! Requests and replies about erasing (R21). Only the hub can do it, so these need a network.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Timestamp;
use crate::id::{DeviceId, DocumentId, MemberId};

/// `record.erase`: has something of a record erased, for good and on every device. The office alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EraseArgs {
    /// The record.
    pub id: DocumentId,
    /// What of it: fields and lists by their names, one item of a list as `comments/<id>`. Left out: everything that can be a
    /// person's.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub fields: Vec<String>,
    /// Why. It is kept, so it names nobody.
    pub why: String,
}

/// Reply to `record.erase`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ErasedView {
    /// The record.
    pub id: DocumentId,
    /// The generation that it is of now.
    pub generation: u32,
    /// What was erased of it, now and before.
    pub fields: Vec<String>,
}

/// `erasure.list`: every erasure, newest first, and which devices have followed. The office alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ErasureList {
    /// The erasures.
    pub rows: Vec<ErasureView>,
}

/// One erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ErasureView {
    /// The record.
    pub id: DocumentId,
    /// The generation that it made.
    pub generation: u32,
    /// What was erased of the record, then and before.
    pub fields: Vec<String>,
    /// Who asked for it.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: String,
    /// Devices that have erased it, or never held it.
    pub confirmed: Vec<ErasureDevice>,
    /// Devices that have not said so yet.
    pub waiting: Vec<ErasureDevice>,
    /// Devices that were revoked before they said so: the hub cannot reach them any more.
    pub revoked: Vec<ErasureDevice>,
}

/// A device of an [`ErasureView`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ErasureDevice {
    /// The device.
    pub device: DeviceId,
    /// Whose it is.
    pub member: MemberId,
    /// Whether they may read the record now. Who may not may have read it before.
    pub reads: bool,
    /// When it was last here.
    pub last_seen: Option<Timestamp>,
}
