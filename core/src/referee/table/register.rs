//! The table's rows for the register of homes.

use std::collections::BTreeSet;

use super::KEEPERS;
use crate::community::Role;

/// Whether a member with these roles in a space of homes may write them down, change them and note visits: the building head and
/// the line above.
#[must_use]
pub fn may_keep_homes(roles: &BTreeSet<Role>) -> bool {
    KEEPERS.iter().any(|role| roles.contains(role))
}

/// Whether a member with these roles opens a home only with a purpose, which is written down: the police.
#[must_use]
pub fn may_look(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Police)
}
