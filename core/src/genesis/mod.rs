//! One genesis per kind and schema (R1): the same fixed first change in every document of a kind, which makes all its
//! containers. It is kept as golden bytes and never sent, so that it does not depend on how a later automerge encodes.

use automerge::Change;

use crate::id::ChangeHash;
use crate::kind::Kind;

/// Golden bytes of each kind, schema 1, written 2026-11.
const HAZARD_1: &[u8] = include_bytes!("hazard-1.change");
const PATROL_1: &[u8] = include_bytes!("patrol-1.change");
const CHECKLIST_1: &[u8] = include_bytes!("checklist-1.change");
const HOME_1: &[u8] = include_bytes!("home-1.change");
const RESIDENT_1: &[u8] = include_bytes!("resident-1.change");
const CASE_1: &[u8] = include_bytes!("case-1.change");
const CARD_1: &[u8] = include_bytes!("card-1.change");
const ANSWER_1: &[u8] = include_bytes!("answer-1.change");
const CARE_1: &[u8] = include_bytes!("care-1.change");
const WATCH_1: &[u8] = include_bytes!("watch-1.change");

/// The genesis of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Genesis {
    /// Its plain change chunk.
    pub bytes: &'static [u8],
}

/// The newest schema version of a kind that this version writes.
#[must_use]
pub fn newest_schema(kind: &Kind) -> Option<u32> {
    kind.is_known().then_some(1)
}

/// The genesis of a kind at a schema version, or `None` where this version does not know it (R6).
#[must_use]
pub fn genesis(kind: &Kind, schema: u32) -> Option<Genesis> {
    let bytes = match (kind, schema) {
        (Kind::Hazard, 1) => HAZARD_1,
        (Kind::Patrol, 1) => PATROL_1,
        (Kind::Checklist, 1) => CHECKLIST_1,
        (Kind::Home, 1) => HOME_1,
        (Kind::Resident, 1) => RESIDENT_1,
        (Kind::Case, 1) => CASE_1,
        (Kind::Card, 1) => CARD_1,
        (Kind::Answer, 1) => ANSWER_1,
        (Kind::Care, 1) => CARE_1,
        (Kind::Watch, 1) => WATCH_1,
        _ => return None,
    };
    Some(Genesis { bytes })
}

impl Genesis {
    /// The change itself; `None` only if the golden bytes were damaged, which a test rules out.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        Change::from_bytes(self.bytes.to_vec()).ok()
    }

    /// The change's hash.
    #[must_use]
    pub fn hash(&self) -> Option<ChangeHash> {
        self.change().map(|change| change.hash().into())
    }
}

#[cfg(test)]
mod tests;
