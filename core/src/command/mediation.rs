//! Requests and replies about mediation cases.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hazard::{Clash, PersonRef};
use super::sending::Delivery;
use crate::clock::Timestamp;
use crate::hazard::Place;
use crate::id::{ChangeHash, DocumentId, MemberId};
use crate::mediation::{CaseCause, CaseState};

/// `case.list`: the cases that this member may read, those still open first, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CaseListArgs {
    /// Also those that are over.
    #[ts(optional, as = "Option<_>")]
    pub over: bool,
}

/// Reply to `case.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CaseList {
    /// The cases.
    pub rows: Vec<CaseCard>,
    /// Whether this member may write new ones down.
    pub may_open: bool,
}

/// A case as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CaseCard {
    /// The case.
    pub id: DocumentId,
    /// Between whom.
    pub parties: String,
    /// What it is about.
    pub cause: CaseCause,
    /// Where.
    pub place: Place,
    /// How it stands.
    pub state: CaseState,
    /// When somebody is to ask again: a day; empty where nobody said.
    pub follow_up: String,
    /// Who is named in it now.
    pub named: Vec<PersonRef>,
    /// How many talks there were.
    pub talks: u32,
    /// When the last of them was, by its writer's device.
    pub last_talk: Option<Timestamp>,
    /// When the hub has it from.
    pub received_at: Option<Timestamp>,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
}

/// A case, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CaseView {
    /// As lists show it.
    pub card: CaseCard,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// What happened.
    pub words: String,
    /// What they agreed on; empty where they did not.
    pub agreed: String,
    /// Every talk, oldest first.
    pub talks: Vec<TalkView>,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
    /// Whether this member may say who is named in it.
    pub may_name: bool,
}

/// A talk, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TalkView {
    /// What was said.
    pub note: String,
    /// Who talked with them.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
}

/// `case.save`: a new case, or single fields of one. What is not named stays as it is, clashes included (R3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CaseSaveArgs {
    /// The case; a new one where this name (UUID v7, made by the caller) is not here.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// Between whom, 1–200 characters; required for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub parties: Option<String>,
    /// What it is about; required for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cause: Option<CaseCause>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
    /// How it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<CaseState>,
    /// When somebody is to ask again: a day; empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub follow_up: Option<String>,
    /// What they agreed on; empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub agreed: Option<String>,
    /// Of a new one: who is to talk with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<MemberId>>", optional)]
    pub named: Vec<MemberId>,
}

/// `case.name`: names somebody in a case, who reads it from then on, or takes them off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CaseNameArgs {
    /// The case.
    pub id: DocumentId,
    /// Who.
    pub member: MemberId,
    /// Whether they are named from now on.
    pub here: bool,
}

/// `case.talk`: notes a talk. It is a note of a talk and no legal agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CaseTalkArgs {
    /// The case.
    pub id: DocumentId,
    /// What was said, 1–4,000 characters.
    pub note: String,
    /// The talk's own name (UUID v7), so that a tap that is repeated writes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub talk: Option<DocumentId>,
}
