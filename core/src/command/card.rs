//! Requests and replies about the police's cards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hazard::PersonRef;
use super::sending::Delivery;
use crate::card::{CardAbout, CardOutcome};
use crate::clock::Timestamp;
use crate::hazard::Place;
use crate::id::{DocumentId, MemberId};

/// `card.list`: cards that have not run out, newest first; to the police all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CardList {
    /// The cards.
    pub rows: Vec<CardRow>,
    /// Whether this member may send one.
    pub may_send: bool,
}

/// A card as lists show it: without what to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CardRow {
    /// The card.
    pub id: DocumentId,
    /// Where.
    pub place: Place,
    /// What kind of thing it is about.
    pub about: CardAbout,
    /// When it runs out.
    pub until: Timestamp,
    /// Whether it has: the police keep it.
    pub over: bool,
    /// When the hub has it from.
    pub received_at: Option<Timestamp>,
    /// What this member last said of it.
    pub said: Option<CardOutcome>,
    /// To how many it is addressed, and how many of them have opened it.
    pub sent_to: u32,
    /// How many have opened it.
    pub opened: u32,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
}

/// A card, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CardView {
    /// As lists show it.
    pub card: CardRow,
    /// What to look at.
    pub look: String,
    /// What became of it: to the police, of all to whom it was addressed; to others, their own.
    pub answers: Vec<AnswerView>,
    /// Whether this member may answer it.
    pub may_answer: bool,
    /// Whether this member may say to whom it is addressed.
    pub may_name: bool,
}

/// What became of a card with one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswerView {
    /// Who.
    pub who: PersonRef,
    /// Whether it is addressed to them now.
    pub here: bool,
    /// When they first opened it, by their device.
    pub seen_at: Option<Timestamp>,
    /// What they said, oldest first.
    pub outcomes: Vec<OutcomeView>,
}

/// What somebody said of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomeView {
    /// What came of it.
    pub outcome: CardOutcome,
    /// Words that go with it.
    pub note: String,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
}

/// `card.send`: asks named people to look at a place, until a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CardSendArgs {
    /// The card's name (UUID v7, made by the caller): sent twice, it is one card.
    pub id: DocumentId,
    /// Where: a building, and a unit where one is named.
    pub place: Place,
    /// What kind of thing it is about.
    pub about: CardAbout,
    /// What to look at, 1–200 characters. No names of residents.
    pub look: String,
    /// When it runs out: at most 31 days from now.
    pub until: Timestamp,
    /// To whom: at least one.
    pub to: Vec<MemberId>,
}

/// `card.name`: addresses a card to one more, or to one less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CardNameArgs {
    /// The card.
    pub id: DocumentId,
    /// Who.
    pub member: MemberId,
    /// Whether it is addressed to them from now on.
    pub here: bool,
}

/// `card.answer`: says what came of it. The police alone read that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CardAnswerArgs {
    /// The card.
    pub id: DocumentId,
    /// What came of it.
    pub outcome: CardOutcome,
    /// Words that go with it, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The outcome's own name (UUID v7), so that a tap that is repeated writes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<DocumentId>,
}
