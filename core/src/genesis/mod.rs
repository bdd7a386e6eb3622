//! One genesis per kind and schema (R1): the same fixed first change in every document of a kind, which makes all its
//! containers. It is kept as golden bytes and never sent, so that it does not depend on how a later automerge encodes.

use automerge::Change;

use crate::id::ChangeHash;
use crate::kind::Kind;

/// Golden bytes of hazard, schema 1, written 2026-11.
const HAZARD_1: &[u8] = include_bytes!("hazard-1.change");

/// The genesis of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Genesis {
    /// Its plain change chunk.
    pub bytes: &'static [u8],
}

/// The newest schema version of a kind that this version writes.
#[must_use]
pub fn newest_schema(kind: &Kind) -> Option<u32> {
    match kind {
        Kind::Hazard => Some(1),
        Kind::Unknown(_) => None,
    }
}

/// The genesis of a kind at a schema version, or `None` where this version does not know it (R6).
#[must_use]
pub fn genesis(kind: &Kind, schema: u32) -> Option<Genesis> {
    match (kind, schema) {
        (Kind::Hazard, 1) => Some(Genesis { bytes: HAZARD_1 }),
        _ => None,
    }
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
