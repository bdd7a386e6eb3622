//! The table's row for checklists.

use std::collections::BTreeSet;

use crate::community::Role;

/// Whether a member with these roles in the community's own space may make and change checklists: the office.
#[must_use]
pub fn may_write_checklists(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Office)
}
