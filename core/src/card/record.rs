//! A card and an answer as they read: hydrated from their documents, never written back whole (R3).

use serde::{Deserialize, Serialize};

use super::words::{CardAbout, CardOutcome};
use crate::clock::Timestamp;
use crate::hazard::{Listed, Place};
use crate::id::{DocumentId, MemberId};
use crate::sealed::NameMark;

/// A card, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Where: a building, and a unit where one is named.
    pub place: Place,
    /// What kind of thing it is about.
    pub about: CardAbout,
    /// What to look at.
    pub look: String,
    /// When it runs out.
    pub until: Timestamp,
    /// To whom it is addressed, in list order.
    pub named: Vec<Listed<NameMark>>,
}

/// What came of it once, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its own name.
    pub id: String,
    /// What came of it.
    pub outcome: CardOutcome,
    /// Words that go with it.
    pub note: String,
    /// Who went.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// An answer, read: that it is there is the receipt.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The card's record.
    pub card: DocumentId,
    /// When they first opened the card, by their device.
    pub seen_at: Timestamp,
    /// In list order.
    pub outcomes: Vec<Listed<Outcome>>,
}
