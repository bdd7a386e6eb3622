//! The table's rows for cases.

use std::collections::BTreeSet;

use crate::access;
use crate::community::{Directory, Member, Role};
use crate::space::Space;

/// Whether a member with these roles in a case's space may write a case down and say who is named in it: the office.
#[must_use]
pub fn may_open_case(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Office)
}

/// Whether a member may write in a case: the office, and who is named in it.
#[must_use]
pub fn may_mediate(directory: &Directory, member: &Member, space: &Space) -> bool {
    may_open_case(&access::roles_in(directory, member, space)) || access::is_named(directory, member, space)
}
