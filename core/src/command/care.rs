//! Requests and replies about people who are looked in on, and about whom the police watch.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hazard::{Clash, PersonRef};
use super::sending::Delivery;
use crate::clock::Timestamp;
use crate::hazard::Place;
use crate::id::{ChangeHash, DocumentId, MemberId};
use crate::register::VisitOutcome;

/// `care.list`: the people whom this member may look in on, who has waited longest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CareList {
    /// The people.
    pub rows: Vec<CareCard>,
    /// Whether this member may write one down.
    pub may_open: bool,
}

/// A person's care as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CareCard {
    /// The record.
    pub id: DocumentId,
    /// Who.
    pub name: String,
    /// Where.
    pub place: Place,
    /// Days between two visits.
    pub rhythm: u32,
    /// Whether it goes on.
    pub on: bool,
    /// When somebody last looked in and met them, by their device.
    pub last: Option<Timestamp>,
    /// Whether somebody should have looked in by now.
    pub due: bool,
    /// Who is named in it now.
    pub named: Vec<PersonRef>,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
}

/// A person's care, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CareView {
    /// As lists show it.
    pub card: CareCard,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// What they need.
    pub need: String,
    /// The day on which they agreed.
    pub agreed_on: String,
    /// Every visit, newest first.
    pub contacts: Vec<ContactView>,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
    /// Whether this member may say who is named in it.
    pub may_name: bool,
}

/// A visit, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ContactView {
    /// What came of it.
    pub outcome: VisitOutcome,
    /// Words that go with it.
    pub note: String,
    /// Who looked in.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
}

/// `care.save`: a person who agreed to be looked in on, or single fields of one. What is not named stays as it is (R3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CareSaveArgs {
    /// The record; a new one where this name (UUID v7, made by the caller) is not here.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// Who, 1–40 characters; required for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
    /// Days between two visits: 3, 7, 14 or 30; required for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rhythm: Option<u32>,
    /// What they need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub need: Option<String>,
    /// The day on which they agreed; required for a new one, and never changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub agreed_on: Option<String>,
    /// Whether it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub on: Option<bool>,
    /// Of a new one: who is to look in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<MemberId>>", optional)]
    pub named: Vec<MemberId>,
}

/// `care.name`: names somebody in a person's care, who reads it from then on, or takes them off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CareNameArgs {
    /// The record.
    pub id: DocumentId,
    /// Who.
    pub member: MemberId,
    /// Whether they are named from now on.
    pub here: bool,
}

/// `care.visit`: somebody looked in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CareVisitArgs {
    /// The record.
    pub id: DocumentId,
    /// What came of it.
    pub outcome: VisitOutcome,
    /// Words that go with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The visit's own name (UUID v7), so that a tap that is repeated writes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub visit: Option<DocumentId>,
}

/// `watch.list`: whom the police watch. Nobody else's device holds any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WatchList {
    /// All of them, newest first.
    pub rows: Vec<WatchView>,
    /// Whether this member may note one.
    pub may_watch: bool,
}

/// Whom the police watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WatchView {
    /// The record.
    pub id: DocumentId,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// Who.
    pub subject: String,
    /// Whether it holds still.
    pub on: bool,
    /// Why.
    pub words: String,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
}

/// `watch.save`: notes whom the police watch, or changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WatchSaveArgs {
    /// The record; a new one where this name (UUID v7, made by the caller) is not here.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// Who, 1–60 characters; required for a new one, and never changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub subject: Option<String>,
    /// Whether it holds still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub on: Option<bool>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
}
