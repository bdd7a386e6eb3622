//! Requests and replies that serve every kind of record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hazard::PersonRef;
use crate::clock::Timestamp;
use crate::community::Node;
use crate::id::{BlobHash, ChangeHash, DocumentId, NodeId};

/// Names one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentArgs {
    /// The record.
    pub id: DocumentId,
}

/// `record.move`: moves a record to where it belongs: a report to another grid, a home with its people to another post area. It
/// is there once the hub has taken it in; until then it stays where it is (R15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveArgs {
    /// The record.
    pub id: DocumentId,
    /// The grid or the post area.
    pub to: NodeId,
    /// The heads of the state that the person saw; the newest where not said (R3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
}

/// Reply to `record.places`: where this member may move a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlaceList {
    /// Grids or post areas, in the order of the community's tree; the one it is in is not among them.
    pub places: Vec<Node>,
}

/// `record.history`: every change to a record, in the order people see (R27).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HistoryView {
    /// The record.
    pub id: DocumentId,
    /// Oldest first.
    pub entries: Vec<HistoryEntry>,
}

/// One change to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HistoryEntry {
    /// The change's name.
    pub hash: ChangeHash,
    /// Who made it.
    pub by: Option<PersonRef>,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it; none while it is only on this device.
    pub received_at: Option<Timestamp>,
    /// Whether their clock was off by more than five minutes.
    pub clock_off: bool,
    /// Whether it was written before its author had heard that they may write here no longer (R15).
    pub late: bool,
    /// The fields it set and the lists it added to.
    pub fields: Vec<String>,
}

/// `photo.get`: the bytes of an attachment that is on this device. Where it is not, it is fetched next, and the reply is
/// the failure `not_here_yet`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PhotoGetArgs {
    /// The record it belongs to.
    pub id: DocumentId,
    /// The picture's hash (not the thumbnail's).
    pub hash: BlobHash,
    /// Which size.
    pub size: PhotoSize,
}

/// A picture's sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhotoSize {
    /// ≤ 30 kB.
    Thumbnail,
    /// ≤ 200 kB.
    Full,
}

/// Reply to `photo.get`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PhotoBytes {
    /// Always `image/jpeg`.
    pub media_type: String,
    /// The bytes in base64.
    pub base64: String,
}
