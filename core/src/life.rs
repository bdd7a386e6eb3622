//! The lives of records in one place: where an act leads a record of a kind from where it stands. Each kind's own table is in its
//! module; here they are asked by code, as documents hold them.

use crate::hazard::{self, Act, Status};
use crate::kind::Kind;
use crate::patrol::{self, PatrolAct, PatrolStatus};

/// Where an act leads from a status, both as codes; `None` where it leads nowhere or the kind has no life.
#[must_use]
pub fn leads(kind: &Kind, act: &str, from: &str) -> Option<String> {
    let to = match kind {
        Kind::Hazard => hazard::transition(&Act::from_code(act), &Status::from_code(from))?.code().to_owned(),
        Kind::Patrol => {
            patrol::transition(&PatrolAct::from_code(act), &PatrolStatus::from_code(from))?.code().to_owned()
        }
        Kind::Checklist
        | Kind::Home
        | Kind::Resident
        | Kind::Case
        | Kind::Card
        | Kind::Answer
        | Kind::Care
        | Kind::Watch
        | Kind::Unknown(_) => return None,
    };
    Some(to)
}
