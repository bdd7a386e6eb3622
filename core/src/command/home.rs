//! Requests and replies about homes and the people who live in them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hazard::{Clash, CommentView, PersonRef};
use super::sending::Delivery;
use crate::clock::Timestamp;
use crate::hazard::Place;
use crate::id::{ChangeHash, DocumentId, NodeId};
use crate::register::{AlikeWhy, Care, HomeState, Relation, ResidentState, Sex, Tenancy, VisitOutcome};

/// `home.add`: writes a room down. A room that is here already is left as it is, and `already_there` says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HomeAddArgs {
    /// Which building and unit: one that the community's tree knows.
    pub place: Place,
    /// Which room, 1–20 characters: “501”.
    pub room: String,
    /// How it is lived in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tenancy: Option<Tenancy>,
}

/// `home.edit`: changes single fields. What is not named stays as it is, clashes included (R3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HomeEditArgs {
    /// The home.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// How it is lived in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tenancy: Option<Tenancy>,
    /// 房主, where they do not live here; empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub owner: Option<String>,
    /// The owner's telephone number; empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub owner_phone: Option<String>,
    /// 户主: one of the residents' records; empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub head: Option<String>,
    /// What to be mindful of: a code of `Care`, and whether it is noted. Those not named stay.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    #[ts(as = "Option<std::collections::BTreeMap<String, bool>>", optional)]
    pub care: std::collections::BTreeMap<String, bool>,
    /// Whether the entry stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<HomeState>,
    /// New remarks; only what differs is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
}

/// `home.visit`: somebody went there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HomeVisitArgs {
    /// The home.
    pub id: DocumentId,
    /// What came of it.
    pub outcome: VisitOutcome,
    /// Words that go with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The visit's own name, made by the caller so that a repeated tap notes one visit. UUID v7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub visit: Option<DocumentId>,
}

/// `home.look`: the police open a home, and say why. It is written into the record, where the building head and the office see
/// it; `home.show` then shows the home for twelve hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HomeLookArgs {
    /// The home.
    pub id: DocumentId,
    /// Why, 2–100 characters.
    pub purpose: String,
}

/// `home.list`: homes by building, unit and room, in pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct HomeListArgs {
    /// Which ones; all that may be read and are not mistaken, where not said.
    #[ts(optional, as = "Option<_>")]
    pub filter: HomeFilter,
    /// At most so many rows, 1–500; 50 where not said.
    #[ts(optional)]
    pub limit: Option<u32>,
    /// Continue after the page that gave this `next`.
    #[ts(optional)]
    pub after: Option<String>,
}

/// Which homes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct HomeFilter {
    /// Only at or under this node.
    #[ts(optional)]
    pub within: Option<NodeId>,
    /// Only of this building.
    #[ts(optional)]
    pub building: Option<String>,
    /// Only of this unit.
    #[ts(optional)]
    pub unit: Option<String>,
    /// Only lived in so.
    #[ts(optional, as = "Option<_>")]
    pub tenancy: Vec<Tenancy>,
    /// Only with one of these to be mindful of.
    #[ts(optional, as = "Option<_>")]
    pub care: Vec<Care>,
    /// Only those where a visit is due.
    #[ts(optional, as = "Option<_>")]
    pub due: bool,
    /// Only those where a field of the home or of a resident has two values.
    #[ts(optional, as = "Option<_>")]
    pub clashed: bool,
    /// Only those with something unsent on this device.
    #[ts(optional, as = "Option<_>")]
    pub unsent: bool,
    /// Those that were written down by mistake, instead of the others.
    #[ts(optional, as = "Option<_>")]
    pub mistaken: bool,
    /// Words to find, one character or more: a room (“3-1-501”), a name, initials of pinyin, a part of a telephone number;
    /// all of them must occur.
    #[ts(optional)]
    pub search: Option<String>,
}

/// Reply to `home.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HomePage {
    /// The rows of this page.
    pub rows: Vec<HomeCard>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many the filter finds in all.
    pub total: u32,
    /// How many of those are due for a visit.
    pub due: u32,
}

/// A home in a list. For the police, `names` and `head_name` are empty until they look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HomeCard {
    /// The home.
    pub id: DocumentId,
    /// Which building and unit.
    pub place: Place,
    /// Which room.
    pub room: String,
    /// Which floor, where the room tells.
    pub floor: Option<u32>,
    /// The post area it belongs to.
    pub area: NodeId,
    /// The area's name.
    pub area_name: Option<String>,
    /// Whether the entry stands.
    pub state: HomeState,
    /// How it is lived in; none where nobody said.
    pub tenancy: Option<Tenancy>,
    /// What to be mindful of.
    pub care: Vec<Care>,
    /// 户主's name.
    pub head_name: Option<String>,
    /// Names of those who live here, at most six.
    pub names: Vec<String>,
    /// How many live here.
    pub residents: u32,
    /// When somebody last went there and met somebody.
    pub visited_at: Option<Timestamp>,
    /// Whether a visit is due: nobody was met for 30 days, 14 where there is something to be mindful of; a vacant home never is.
    pub due: bool,
    /// Where this device's own part of it is on its way, its residents included.
    pub delivery: Delivery,
    /// Fields of the home that two people set differently at once.
    pub clashes: Vec<String>,
    /// How many of its residents have a field with two values.
    pub resident_clashes: u32,
}

/// `home.show`: one home with its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HomeView {
    /// As in a list.
    pub card: HomeCard,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// True where the police have to say why first (`home.look`): everything below is empty then.
    pub closed: bool,
    /// 房主.
    pub owner: String,
    /// The owner's telephone number.
    pub owner_phone: String,
    /// 户主's record.
    pub head: Option<DocumentId>,
    /// Remarks.
    pub words: String,
    /// Those who live here, the head first.
    pub residents: Vec<ResidentView>,
    /// Those who moved out or were written down by mistake, newest first.
    pub gone: Vec<ResidentView>,
    /// Newest first.
    pub visits: Vec<VisitView>,
    /// When the police looked, and why, newest first.
    pub looks: Vec<LookView>,
    /// In the order people see them (R27).
    pub comments: Vec<CommentView>,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
    /// The building heads of its area.
    pub heads_of_building: Vec<PersonRef>,
    /// Whether this member may change it, add people and note visits.
    pub may_keep: bool,
    /// Whether this member may move it to another post area.
    pub may_move: bool,
    /// The post area it was moved to, until the hub has moved it there.
    pub moving_to: Option<String>,
}

/// A resident, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ResidentView {
    /// The resident.
    pub id: DocumentId,
    /// Their home.
    pub home: DocumentId,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// Their name.
    pub name: String,
    /// Their telephone number; empty for who moved out.
    pub phone: String,
    /// What they are to the head of the household.
    pub relation: Option<Relation>,
    /// None where nobody said.
    pub sex: Option<Sex>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty where nobody said.
    pub born: String,
    /// Since when they live here; as `born`.
    pub moved_in: String,
    /// When they left; as `born`.
    pub moved_out: String,
    /// Whether they live here.
    pub state: ResidentState,
    /// Remarks.
    pub words: String,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
}

/// A visit, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct VisitView {
    /// What came of it.
    pub outcome: VisitOutcome,
    /// Words that go with it.
    pub note: String,
    /// Who went.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
}

/// A look of the police, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LookView {
    /// Why.
    pub purpose: String,
    /// Who looked.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
}

/// `resident.add`: writes a person of a home down. Who is here already under this name, and lives here, is left as they are, and
/// `already_there` says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ResidentAddArgs {
    /// Their home.
    pub home: DocumentId,
    /// Their name, 1–40 characters.
    pub name: String,
    /// Another person of the same name, besides the one who is here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub another: bool,
    /// What else is known of them.
    #[serde(default, skip_serializing_if = "ResidentFields::is_empty")]
    #[ts(as = "Option<ResidentFields>", optional)]
    pub fields: ResidentFields,
}

/// `resident.edit`: changes single fields. What is not named stays as it is, clashes included (R3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ResidentEditArgs {
    /// The resident.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// A mended name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// What else changes.
    #[serde(default, skip_serializing_if = "ResidentFields::is_empty")]
    #[ts(as = "Option<ResidentFields>", optional)]
    pub fields: ResidentFields,
}

/// Fields of a resident that a form may fill. Empty text clears one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ResidentFields {
    /// A mobile number of 11 digits, or a landline with its area code; blanks and dashes do not matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub phone: Option<String>,
    /// What they are to the head of the household.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub relation: Option<Relation>,
    /// Male or female.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sex: Option<Sex>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub born: Option<String>,
    /// Since when they live here; as `born`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub moved_in: Option<String>,
    /// When they left; as `born`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub moved_out: Option<String>,
    /// Whether they live here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<ResidentState>,
    /// Remarks; only what differs is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
}

impl ResidentFields {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self == &ResidentFields::default()
    }
}

/// `register.alike`: what in the register is like an entry being typed, to warn of writing it down twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AlikeArgs {
    /// The building and unit typed.
    #[ts(optional)]
    pub place: Option<Place>,
    /// The room typed.
    #[ts(optional)]
    pub room: Option<String>,
    /// The name typed.
    #[ts(optional)]
    pub name: Option<String>,
    /// The telephone number typed.
    #[ts(optional)]
    pub phone: Option<String>,
    /// The resident being changed, who is not like themself.
    #[ts(optional)]
    pub except: Option<DocumentId>,
}

/// Reply to `register.alike`: at most ten, those of most likeness first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AlikeList {
    /// The entries.
    pub rows: Vec<Alike>,
}

/// An entry that is like the one being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Alike {
    /// Its home.
    pub home: DocumentId,
    /// The resident, where it is one.
    pub resident: Option<DocumentId>,
    /// Which building and unit.
    pub place: Place,
    /// Which room.
    pub room: String,
    /// The resident's name.
    pub name: Option<String>,
    /// Whether they live there.
    pub living: bool,
    /// In what it is like.
    pub why: Vec<AlikeWhy>,
}
