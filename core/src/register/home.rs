//! A home as it reads: hydrated from a document, never written back whole (R3).

use serde::{Deserialize, Serialize};

use super::words::{Care, HomeState, Tenancy, VisitOutcome};
use crate::clock::Timestamp;
use crate::hazard::{Comment, Listed, Place};
use crate::id::{DocumentId, MemberId};

/// A visit, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its own name.
    pub id: String,
    /// What came of it.
    pub outcome: VisitOutcome,
    /// Words that go with it.
    pub note: String,
    /// Who went.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// Police opened the home, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its own name.
    pub id: String,
    /// Why.
    pub purpose: String,
    /// Who looked.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// A home, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Home {
    /// Which building and unit.
    pub place: Place,
    /// Which room: “501”.
    pub room: String,
    /// Whether the entry stands.
    pub state: HomeState,
    /// How it is lived in; none where nobody said.
    pub tenancy: Option<Tenancy>,
    /// 房主, where they do not live here.
    pub owner: String,
    /// The owner's telephone number.
    pub owner_phone: String,
    /// 户主: the resident's record.
    pub head: Option<DocumentId>,
    /// What to be mindful of.
    pub care: Vec<Care>,
    /// Remarks.
    pub words: String,
    /// The space to which it was last moved; empty where it never was (R15).
    pub moved_to: String,
    /// In list order.
    pub visits: Vec<Listed<Visit>>,
    /// In list order.
    pub looks: Vec<Listed<Look>>,
    /// In list order.
    pub comments: Vec<Listed<Comment>>,
}

/// The floor of a room number: “501” and “0501” are on 5, “1203” on 12; none where the room does not tell.
#[must_use]
pub fn floor_of(room: &str) -> Option<u32> {
    let digits: String = room.chars().take_while(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().ok()?;
    let floor = number / 100;
    (digits.len() >= 3 && (1..=99).contains(&floor)).then_some(floor)
}

#[cfg(test)]
mod tests {
    use super::floor_of;

    #[test]
    fn a_room_tells_its_floor_where_it_does() {
        let told = [("501", Some(5)), ("0501", Some(5)), ("1203", Some(12)), ("501东", Some(5))];
        let untold = [("5", None), ("12", None), ("东户", None), ("", None), ("001", None), ("99999", None)];
        for (room, floor) in told.into_iter().chain(untold) {
            assert_eq!(floor_of(room), floor, "{room}");
        }
    }
}
