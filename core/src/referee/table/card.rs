//! The table's rows for cards and the answers to them.

use std::collections::BTreeSet;

use crate::access;
use crate::community::{Directory, Member, Role};
use crate::space::Space;

/// Whether a member with these roles in a card's space may send one and say to whom: the police.
#[must_use]
pub fn may_send_cards(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::Police)
}

/// Whether a member may answer in this space: who it is named after, if the card was ever addressed to them.
#[must_use]
pub fn may_answer(directory: &Directory, member: &Member, space: &Space) -> bool {
    matches!(space, Space::Answer { .. }) && access::may_write(directory, member, space)
}
