//! Who may ask who looked at a record.

use crate::access;
use crate::community::{Directory, Member, Role};
use crate::space::Space;

/// Whether a member may ask who looked at records of a space: the office, of everything but the police's cards; the police, of
/// those; a building head, of the homes of their own people.
#[must_use]
pub fn may_see_reads(directory: &Directory, member: &Member, space: &Space) -> bool {
    let heads = || access::roles_in(directory, member, space).contains(&Role::BuildingHead);
    match space {
        Space::Card(_) | Space::Answer { .. } | Space::Police => member.has_role(&Role::Police),
        Space::Homes(_) => member.has_role(&Role::Office) || heads(),
        _ => member.has_role(&Role::Office),
    }
}
