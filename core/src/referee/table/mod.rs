//! The table: who may do what to a record of which kind, from where it stands. Nothing else in Jinshui decides that.

mod card;
mod care;
mod checklist;
mod hazard;
mod mediation;
mod moves;
mod patrol;
mod reads;
mod refusals;
mod register;

use std::collections::BTreeSet;

use crate::community::Role;

pub use card::{may_answer, may_send_cards};
pub use care::{may_care, may_open_care, may_watch};
pub use checklist::may_write_checklists;
pub(super) use hazard::may_describe;
pub use hazard::{Party, acts, may_act, may_add, may_choose, may_edit, may_report};
pub use mediation::{may_mediate, may_open_case};
pub use moves::may_move;
pub use patrol::{Walker, may_start_patrol, patrol_acts};
pub use reads::may_see_reads;
pub use refusals::{managed, may_manage};
pub use register::{may_keep_homes, may_look};

/// Whether a member with these roles in a space may have something of a record erased, for good and everywhere: the office (R21).
#[must_use]
pub fn may_erase(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Office)
}

/// Whether somebody invites, lets devices in and shows them out: the office.
#[must_use]
pub fn may_keep_the_door(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Office)
}

/// Those who lead a report through its life.
const STAFF: &[Role] = &[Role::GridAssistant, Role::GridWorker, Role::Police, Role::Office];
/// Those who report, reopen and walk: everyone who patrols.
const PATROL: &[Role] =
    &[Role::Volunteer, Role::BuildingHead, Role::GridAssistant, Role::GridWorker, Role::Police, Role::Office];
/// Those who may add a word or a photo to a record of a grid that they can read.
const SPEAKERS: &[Role] = &[
    Role::Volunteer,
    Role::BuildingHead,
    Role::GridAssistant,
    Role::GridWorker,
    Role::Police,
    Role::Office,
    Role::Property,
];
/// Those who keep the register of homes: the building head and the line above.
const KEEPERS: &[Role] = &[Role::BuildingHead, Role::GridAssistant, Role::GridWorker, Role::Office];
