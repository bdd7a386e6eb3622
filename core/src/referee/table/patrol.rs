//! The table's rows for patrols.

use std::collections::BTreeSet;

use super::{PATROL, SPEAKERS, STAFF};
use crate::access;
use crate::community::{Directory, Member, Role};
use crate::document::PatrolStanding;
use crate::patrol::{PatrolAct, transition};
use crate::space::Space;

/// How a member stands towards one patrol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walker {
    /// The roles with which they work in its space.
    pub roles: BTreeSet<Role>,
    /// Whether they lead it or walk along.
    pub is_team: bool,
}

/// Whether a member may start a patrol in a space where they have these roles.
#[must_use]
pub fn may_start_patrol(roles: &BTreeSet<Role>) -> bool {
    PATROL.iter().any(|role| roles.contains(role))
}

impl Walker {
    /// A member's part in a patrol of a space, as it stood.
    #[must_use]
    pub fn of(directory: &Directory, member: &Member, space: &Space, standing: &PatrolStanding) -> Self {
        let is_team = standing.leaders.iter().chain(&standing.team).any(|id| id == &member.id);
        Walker { roles: access::roles_in(directory, member, space), is_team }
    }

    fn has(&self, any: &[Role]) -> bool {
        any.iter().any(|role| self.roles.contains(role))
    }

    /// Whether they may tick, change the area, the words and the team: those who walk, and staff. Ticks and words may come after
    /// the end, from a phone that was without a network.
    #[must_use]
    pub fn may_record(&self) -> bool {
        self.has(STAFF) || (self.is_team && self.has(PATROL))
    }

    /// Whether they may take a step at all; from where it leads is [`transition`].
    #[must_use]
    pub fn may_act(&self, act: &PatrolAct) -> bool {
        act.is_known() && self.may_record()
    }

    /// Whether they may choose between two values that stand at once.
    #[must_use]
    pub fn may_choose(&self) -> bool {
        self.may_record()
    }

    /// Whether they may say something about it.
    #[must_use]
    pub fn may_add(&self) -> bool {
        self.has(SPEAKERS)
    }
}

/// The steps that a member may take now, from any of the states that stand.
#[must_use]
pub fn patrol_acts(walker: &Walker, standing: &PatrolStanding) -> Vec<PatrolAct> {
    let leads = |act: &PatrolAct| standing.statuses.iter().any(|from| transition(act, from).is_some());
    PatrolAct::ALL.iter().filter(|act| leads(act) && walker.may_act(act)).cloned().collect()
}
