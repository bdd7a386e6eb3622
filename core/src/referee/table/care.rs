//! The table's rows for care, and for whom the police watch.

use std::collections::BTreeSet;

use crate::access;
use crate::community::{Directory, Member, Role};
use crate::space::Space;

/// Whether a member with these roles in the space of somebody's care may write it down and say who is named in it: the office.
#[must_use]
pub fn may_open_care(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Office)
}

/// Whether a member may write in somebody's care: the office, and who is named in it.
#[must_use]
pub fn may_care(directory: &Directory, member: &Member, space: &Space) -> bool {
    may_open_care(&access::roles_in(directory, member, space)) || access::is_named(directory, member, space)
}

/// Whether a member with these roles in the police's space may note whom they watch: the police.
#[must_use]
pub fn may_watch(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Police)
}
