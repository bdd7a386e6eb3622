//! The table's rows for hazard reports.

use std::collections::BTreeSet;

use super::{PATROL, SPEAKERS, STAFF};
use crate::access;
use crate::community::{Directory, Member, Role};
use crate::document::Standing;
use crate::hazard::{Act, Assignee, HazardField, Status, transition};
use crate::space::Space;

/// How a member stands towards one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The roles with which they work in its space.
    pub roles: BTreeSet<Role>,
    /// Whether they reported it.
    pub is_reporter: bool,
    /// Whether they are to deal with it, in person or as the property company.
    pub is_assignee: bool,
}

impl Party {
    /// A member's part in a record of a space, as the record stood.
    #[must_use]
    pub fn of(directory: &Directory, member: &Member, space: &Space, standing: &Standing) -> Self {
        let roles = access::roles_in(directory, member, space);
        let is_assignee = standing.assignees.iter().any(|assignee| match assignee {
            Assignee::Member(id) => id == &member.id,
            Assignee::Property => roles.contains(&Role::Property),
            Assignee::Unknown(_) => false,
        });
        Party { is_reporter: standing.reporters.contains(&member.id), is_assignee, roles }
    }

    fn has(&self, any: &[Role]) -> bool {
        any.iter().any(|role| self.roles.contains(role))
    }
}

/// Whether a member may report a hazard in a space where they have these roles.
#[must_use]
pub fn may_report(roles: &BTreeSet<Role>) -> bool {
    PATROL.iter().any(|role| roles.contains(role))
}

/// Whether a party may take an act at all; from where it leads is [`transition`].
#[must_use]
pub fn may_act(party: &Party, act: &Act) -> bool {
    match act {
        Act::Accept | Act::Assign => party.has(STAFF),
        Act::Start | Act::Finish => party.has(STAFF) || party.is_assignee,
        Act::Close => party.has(STAFF) || party.is_reporter,
        Act::Reopen => party.has(PATROL),
        Act::Unknown(_) => false,
    }
}

/// The acts a party may take now, from any of the states that stand.
#[must_use]
pub fn acts(party: &Party, standing: &Standing) -> Vec<Act> {
    let leads = |act: &Act| standing.statuses.iter().any(|from| transition(act, from).is_some());
    Act::ALL.iter().filter(|act| leads(act) && may_act(party, act)).cloned().collect()
}

/// Whether a party may change a field by hand. Where it stands and who deals with it move by acts alone.
#[must_use]
pub fn may_edit(party: &Party, standing: &Standing, field: HazardField) -> bool {
    let by_hand = !matches!(field, HazardField::Status | HazardField::Assignee);
    by_hand && may_describe(party, standing)
}

/// Whether a party may change the words and the description: the reporter and staff, while it is not closed.
#[must_use]
pub(in crate::referee) fn may_describe(party: &Party, standing: &Standing) -> bool {
    let closed = standing.statuses.iter().all(|status| status == &Status::Closed);
    !closed && (party.has(STAFF) || (party.is_reporter && party.has(PATROL)))
}

/// Whether a party may choose between two values that stand at once in `status` or `assignee`.
#[must_use]
pub fn may_choose(party: &Party) -> bool {
    party.has(STAFF)
}

/// Whether a party may add a comment or a photo.
#[must_use]
pub fn may_add(party: &Party) -> bool {
    party.has(SPEAKERS)
}
