//! The table's rows for the refusals box of a space (R19): who reads it, writes what came back once more, and says that it is settled.

use super::STAFF;
use crate::access;
use crate::community::{Directory, Member, Role};
use crate::space::Space;

/// Those who manage what is kept of homes: the line above the building head. The police hold homes, and say why each time they look.
const REGISTRARS: &[Role] = &[Role::GridAssistant, Role::GridWorker, Role::Office];

/// Whether a member manages a space now: its refusals box is theirs.
#[must_use]
pub fn may_manage(directory: &Directory, member: &Member, space: &Space) -> bool {
    let any: &[Role] = match space {
        Space::Grid(_) => STAFF,
        Space::Homes(_) => REGISTRARS,
        Space::Community => &[Role::Office],
        _ => return false,
    };
    let roles = access::roles_in(directory, member, space);
    any.iter().any(|role| roles.contains(role))
}

/// Every space that a member manages now; each is one that they may read.
#[must_use]
pub fn managed(directory: &Directory, member: &Member) -> Vec<Space> {
    let spaces = access::readable(directory, member).into_iter();
    spaces.filter(|space| may_manage(directory, member, space)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::community::demo;

    fn manages(id: &str) -> (usize, usize, bool) {
        let demo = demo();
        let spaces = managed(&demo, demo.member(&id.into()).unwrap());
        let grids = spaces.iter().filter(|space| matches!(space, Space::Grid(_))).count();
        let homes = spaces.iter().filter(|space| matches!(space, Space::Homes(_))).count();
        (grids, homes, spaces.contains(&Space::Community))
    }

    #[test]
    fn r19_a_box_is_managed_by_who_leads_reports_and_keeps_homes_there() {
        assert_eq!(manages("volunteer-17-1"), (0, 0, false));
        assert_eq!(manages("head-100"), (0, 0, false));
        assert_eq!(manages("property-1"), (0, 0, false));
        assert_eq!(manages("resident-1"), (0, 0, false));
        assert_eq!(manages("assistant-03"), (1, 6, false));
        assert_eq!(manages("worker-2"), (4, 24, false));
        assert_eq!(manages("police-1"), (36, 0, false), "the police open homes one by one, and say why");
        assert_eq!(manages("office-1"), (36, 216, true));
    }

    #[test]
    fn r19_who_has_left_manages_nothing() {
        let demo = demo();
        let mut gone = demo.member(&"office-1".into()).unwrap().clone();
        gone.active = false;
        assert!(managed(&demo, &gone).is_empty());
        assert!(!may_manage(&demo, &gone, &Space::Community));
    }
}
