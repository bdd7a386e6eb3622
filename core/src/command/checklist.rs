//! Requests and replies about checklists.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hazard::{Clash, PersonRef};
use super::sending::Delivery;
use crate::checklist::ChecklistItem;
use crate::clock::Timestamp;
use crate::id::{ChangeHash, DocumentId};

/// `checklist.list`: every checklist, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ChecklistListArgs {
    /// Also those that were put away.
    #[ts(optional, as = "Option<_>")]
    pub retired: bool,
}

/// Reply to `checklist.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChecklistList {
    /// The checklists.
    pub rows: Vec<ChecklistView>,
    /// Whether this member may make new ones.
    pub may_make: bool,
}

/// A checklist, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChecklistView {
    /// The checklist.
    pub id: DocumentId,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// What people call it.
    pub name: String,
    /// Whether new patrols may take it no more.
    pub retired: bool,
    /// The version that a patrol takes that starts now.
    pub current: VersionView,
    /// How many versions there are.
    pub versions: u32,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
    /// Whether this member may change it.
    pub may_edit: bool,
}

/// A version of a checklist, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct VersionView {
    /// The checklist's name.
    pub name: String,
    /// The version's own name.
    pub id: String,
    /// Its number, from 1, in the order in which people see them.
    pub number: u32,
    /// Who wrote it.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// What to look at, in this order.
    pub items: Vec<ChecklistItem>,
}

/// `checklist.save`: a new checklist, or a change to one. Changed items become a new version; a patrol under way keeps its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChecklistSaveArgs {
    /// The checklist; a new one where this name (UUID v7, made by the caller) is not here.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// What people call it, 1–40 characters; required for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// What to look at, 1–40 items; required for a new one. An item keeps its `id` when its words are mended; a new one may
    /// have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub items: Option<Vec<NewItem>>,
    /// Puts it away, or takes it out again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub retired: Option<bool>,
}

/// An item as the form has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "NewChecklistItem")]
pub struct NewItem {
    /// Its name for life, where it has one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<String>,
    /// What to look at, 1–60 characters.
    pub text: String,
}
