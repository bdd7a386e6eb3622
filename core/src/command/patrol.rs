//! Requests and replies about patrols.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::checklist::VersionView;
use super::hazard::{Clash, CommentView, HazardCard, PersonRef};
use super::sending::Delivery;
use crate::clock::Timestamp;
use crate::id::{ChangeHash, DocumentId, MemberId, NodeId};
use crate::patrol::{PatrolAct, PatrolStatus, TickMark};

/// `patrol.start`: a patrol begins now, led by who holds the device. Nothing is required.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PatrolStartArgs {
    /// The patrol's name, made by the caller so that a repeated tap starts no second one. UUID v7.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<DocumentId>,
    /// The security grid; the member's own where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grid: Option<NodeId>,
    /// Where, as people say it, at most 60 characters.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub area: String,
    /// Who walks along, besides the leader.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<MemberId>>", optional)]
    pub team: Vec<MemberId>,
    /// The checklist to walk with; the patrol keeps its version of now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub checklist: Option<DocumentId>,
}

/// `patrol.act`: rests, goes on, ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatrolActArgs {
    /// The patrol.
    pub id: DocumentId,
    /// What is done.
    pub act: PatrolAct,
    /// Words that go with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The heads of the view it was decided from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// The step's own name, made by the caller so that a repeated tap takes no second step. UUID v7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub step: Option<DocumentId>,
}

/// `patrol.tick`: an item of the checklist was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatrolTickArgs {
    /// The patrol.
    pub id: DocumentId,
    /// The item's name, from the patrol's version of the checklist.
    pub item: String,
    /// What was found; `clear` takes an earlier tick back.
    pub mark: TickMark,
    /// Words that go with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The tick's own name, made by the caller so that a repeated tap ticks once. UUID v7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tick: Option<DocumentId>,
}

/// `patrol.team`: somebody joins or leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatrolTeamArgs {
    /// The patrol.
    pub id: DocumentId,
    /// Who.
    pub member: MemberId,
    /// Whether they walk along from now on.
    pub here: bool,
}

/// `patrol.edit`: changes single fields. What is not named stays as it is, clashes included (R3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PatrolEditArgs {
    /// The patrol.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// Where, as people say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub area: Option<String>,
    /// What was said about the whole; only what differs is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
    /// Chooses one of two states that stand at once; the way to move on is `patrol.act`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub status: Option<PatrolStatus>,
}

/// `patrol.list`: patrols, newest first, in pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PatrolListArgs {
    /// Which ones; all that may be read, where not said.
    #[ts(optional, as = "Option<_>")]
    pub filter: PatrolFilter,
    /// At most so many rows, 1–500; 50 where not said.
    #[ts(optional)]
    pub limit: Option<u32>,
    /// Continue after the page that gave this `next`.
    #[ts(optional)]
    pub after: Option<String>,
}

/// Which patrols.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PatrolFilter {
    /// Only those that the member leads or walks along in.
    #[ts(optional, as = "Option<_>")]
    pub mine: bool,
    /// Only those under way: walking or resting.
    #[ts(optional, as = "Option<_>")]
    pub open: bool,
    /// Only those where something was not in order: a tick with 有问题, or a hazard found.
    #[ts(optional, as = "Option<_>")]
    pub found: bool,
    /// Only those where a field has two values.
    #[ts(optional, as = "Option<_>")]
    pub clashed: bool,
    /// Only those with something unsent on this device.
    #[ts(optional, as = "Option<_>")]
    pub unsent: bool,
    /// Only at or under this node.
    #[ts(optional)]
    pub within: Option<NodeId>,
    /// Only those started at or after this moment.
    #[ts(optional)]
    pub since: Option<Timestamp>,
    /// Only those started before this moment.
    #[ts(optional)]
    pub until: Option<Timestamp>,
    /// Words to find, one character or more, or initials of pinyin; all of them must occur.
    #[ts(optional)]
    pub search: Option<String>,
}

/// Reply to `patrol.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PatrolPage {
    /// The rows of this page.
    pub rows: Vec<PatrolCard>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many the filter finds in all.
    pub total: u32,
}

/// A patrol in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PatrolCard {
    /// The patrol.
    pub id: DocumentId,
    /// Where it stands.
    pub status: PatrolStatus,
    /// Who leads it.
    pub leader: PersonRef,
    /// Who walks along now, the leader first.
    pub team: Vec<PersonRef>,
    /// Where, as people say it; may be empty.
    pub area: String,
    /// The security grid it belongs to.
    pub grid: Option<NodeId>,
    /// The grid's name.
    pub grid_name: Option<String>,
    /// When it began, by the leader's device.
    pub started_at: Timestamp,
    /// When it ended, by the device that ended it.
    pub ended_at: Option<Timestamp>,
    /// Milliseconds walked until the last step: rests are not counted. While walking, add the time since `walking_since`.
    pub walked_ms: i64,
    /// Since when they walk; none while they rest or after the end.
    pub walking_since: Option<Timestamp>,
    /// When the hub first received it; none while it is only on this device.
    pub received_at: Option<Timestamp>,
    /// Whether the leader's clock was off by more than five minutes when it was received (R27).
    pub clock_off: bool,
    /// The checklist's name, where there is one.
    pub checklist_name: Option<String>,
    /// Items of its checklist.
    pub items: u32,
    /// Items that were looked at.
    pub ticked: u32,
    /// Items with 有问题.
    pub problems: u32,
    /// Hazards that were found on it.
    pub hazards: u32,
    /// How many comments.
    pub comments: u32,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
    /// Fields that two people set differently at once.
    pub clashes: Vec<String>,
    /// What this member may do to it now; the same table that judges at the hub.
    pub acts: Vec<PatrolAct>,
    /// Whether this member may tick, change the team and the words.
    pub may_record: bool,
}

/// `patrol.show`: one patrol, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PatrolView {
    /// As in a list.
    pub card: PatrolCard,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// All the words.
    pub words: String,
    /// The version of the checklist that it keeps, where there is one and it has arrived here.
    pub checklist: Option<VersionView>,
    /// The last tick of each item that is not cleared.
    pub ticks: Vec<TickView>,
    /// In the order people see them (R27).
    pub comments: Vec<CommentView>,
    /// The steps it took.
    pub steps: Vec<PatrolStepView>,
    /// The hazards found on it, newest first.
    pub hazards: Vec<HazardCard>,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
    /// Which fields with two values this member may settle now.
    pub may_choose: Vec<String>,
    /// Whether this member may comment.
    pub may_add: bool,
}

/// A tick, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TickView {
    /// The item's name.
    pub item: String,
    /// What was found.
    pub mark: TickMark,
    /// Words that go with it.
    pub note: String,
    /// Who looked.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
    /// How often the item was ticked in all; more than one shows that somebody changed it.
    pub times: u32,
}

/// A step of a patrol, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PatrolStepView {
    /// What was done.
    pub act: PatrolAct,
    /// Where the patrol stood after it.
    pub to: PatrolStatus,
    /// Words that went with it.
    pub note: String,
    /// Who did it.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
}
