//! Who reads and who writes a space. Rights follow from posts in the org tree, and in sealed spaces from who is named in them;
//! this is the one place that says how.

use std::collections::BTreeSet;

use crate::community::{Directory, Member, NodeKind, Post, Role};
use crate::id::NodeId;
use crate::planted::{Bug, planted};
use crate::space::Space;

/// Every space that a member may read now.
#[must_use]
pub fn readable(directory: &Directory, member: &Member) -> BTreeSet<Space> {
    let mut spaces = BTreeSet::new();
    if !member.active {
        return spaces;
    }
    spaces.insert(Space::Community);
    for node in directory.nodes() {
        let space = match node.kind {
            NodeKind::SecurityGrid => Space::Grid(node.id.clone()),
            NodeKind::PostArea => Space::Homes(node.id.clone()),
            _ => continue,
        };
        if may_read(directory, member, &space) {
            spaces.insert(space);
        }
    }
    if member.has_role(&Role::Police) {
        spaces.insert(Space::Police);
    }
    if [Role::Police, Role::Office, Role::Property, Role::Resident].iter().any(|role| member.has_role(role)) {
        spaces.insert(Space::Council);
    }
    spaces.extend(directory.grants.spaces().filter(|space| may_read(directory, member, space)).cloned());
    spaces
}

/// Whether a member may read a space now.
#[must_use]
pub fn may_read(directory: &Directory, member: &Member, space: &Space) -> bool {
    member.active
        && match space {
            Space::Community => true,
            Space::Grid(grid) => member.posts.iter().any(|post| reaches_grid(directory, post, grid)),
            Space::Police => member.has_role(&Role::Police),
            Space::Council => [Role::Police, Role::Office, Role::Property, Role::Resident]
                .iter()
                .any(|role| member.has_role(role)),
            Space::Homes(area) => member.posts.iter().any(|post| reaches_homes(directory, post, area)),
            Space::Case(_) | Space::Care(_) => {
                member.has_role(&Role::Office) || is_named(directory, member, space)
            }
            Space::Card(_) => member.has_role(&Role::Police) || is_named(directory, member, space),
            Space::Answer { card, member: whose } => {
                let answers = &member.id == whose && is_named(directory, member, &Space::Card(card.clone()));
                member.has_role(&Role::Police) || answers
            }
            Space::Unknown(_) => false,
        }
}

/// Whether a member is named in a sealed space now. No post gives that, and none takes it.
#[must_use]
pub fn is_named(directory: &Directory, member: &Member, space: &Space) -> bool {
    member.active && directory.grants.is_named(space, &member.id)
}

/// Whether a member may write in a space at all; what they may write there is the referee's table.
#[must_use]
pub fn may_write(directory: &Directory, member: &Member, space: &Space) -> bool {
    if planted(Bug::RightsByKindOnly) {
        return true;
    }
    match space {
        Space::Grid(_) | Space::Homes(_) | Space::Case(_) | Space::Care(_) => {
            may_read(directory, member, space)
        }
        Space::Community => member.has_role(&Role::Office),
        Space::Police | Space::Card(_) => member.has_role(&Role::Police),
        // An answer is taken also when the card has run out: it may have been on its way for long.
        Space::Answer { card, member: whose } => {
            let card = Space::Card(card.clone());
            member.active && &member.id == whose && directory.grants.was_named(&card, whose)
        }
        Space::Council | Space::Unknown(_) => false,
    }
}

/// The roles with which a member works in a space: those whose post reaches it.
#[must_use]
pub fn roles_in(directory: &Directory, member: &Member, space: &Space) -> BTreeSet<Role> {
    if planted(Bug::RightsByKindOnly) {
        return Role::ALL.iter().cloned().collect();
    }
    if !member.active {
        return BTreeSet::new();
    }
    let here = |post: &&Post| match space {
        Space::Grid(grid) => reaches_grid(directory, post, grid),
        Space::Homes(area) => reaches_homes(directory, post, area),
        Space::Community => true,
        Space::Case(_) | Space::Care(_) => post.role == Role::Office,
        Space::Police | Space::Card(_) | Space::Answer { .. } => post.role == Role::Police,
        Space::Council | Space::Unknown(_) => false,
    };
    member.posts.iter().filter(here).map(|post| post.role.clone()).collect()
}

/// A post reaches a grid from the grid itself, from above it, or, for a building head, from one of its post areas.
/// A resident representative reads the council's papers and no grid.
fn reaches_grid(directory: &Directory, post: &Post, grid: &NodeId) -> bool {
    match post.role {
        Role::Resident | Role::Unknown(_) => false,
        Role::BuildingHead => directory.is_within(&post.node, grid),
        Role::Volunteer | Role::GridAssistant => &post.node == grid,
        Role::GridWorker | Role::Police | Role::Office | Role::Property => {
            directory.is_within(grid, &post.node)
        }
    }
}

/// The homes of a post area are read by its building head and the line above; by the police, who say why each time. Volunteers,
/// the property company and resident representatives read none.
fn reaches_homes(directory: &Directory, post: &Post, area: &NodeId) -> bool {
    match post.role {
        Role::Volunteer | Role::Property | Role::Resident | Role::Unknown(_) => false,
        Role::BuildingHead => &post.node == area,
        Role::GridAssistant | Role::GridWorker | Role::Police | Role::Office => {
            directory.is_within(area, &post.node)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::community::demo;

    fn grids(id: &str) -> usize {
        let demo = demo();
        let member = demo.member(&id.into()).unwrap();
        readable(&demo, member).iter().filter(|space| matches!(space, Space::Grid(_))).count()
    }

    #[test]
    fn each_role_reads_as_far_as_its_post_reaches() {
        assert_eq!(grids("volunteer-17-1"), 1);
        assert_eq!(grids("head-100"), 1);
        assert_eq!(grids("assistant-03"), 1);
        assert_eq!(grids("worker-2"), 4);
        assert_eq!(grids("police-1"), 36);
        assert_eq!(grids("office-1"), 36);
        assert_eq!(grids("property-1"), 36);
        assert_eq!(grids("resident-1"), 0);
    }

    fn homes(id: &str) -> usize {
        let demo = demo();
        let member = demo.member(&id.into()).unwrap();
        readable(&demo, member).iter().filter(|space| matches!(space, Space::Homes(_))).count()
    }

    #[test]
    fn homes_are_read_by_their_building_head_and_the_line_above_and_by_nobody_else() {
        assert_eq!(homes("head-100"), 1);
        assert_eq!(homes("assistant-03"), 6);
        assert_eq!(homes("worker-2"), 24);
        assert_eq!(homes("office-1"), 216);
        assert_eq!(homes("police-1"), 216);
        for none in ["volunteer-17-1", "property-1", "resident-1"] {
            assert_eq!(homes(none), 0, "{none}");
        }
    }

    #[test]
    fn readable_lists_exactly_what_may_be_read() {
        let demo = demo();
        for member in demo.members() {
            for space in readable(&demo, member) {
                assert!(may_read(&demo, member, &space), "{member:?} {space}");
            }
        }
    }

    #[test]
    fn a_sealed_space_is_read_by_who_is_named_in_it_across_the_tree_and_by_its_office() {
        let mut people = demo();
        let (case, card) = (Space::Case("c1".into()), Space::Card("k1".into()));
        let answer = |id: &str| Space::Answer { card: "k1".into(), member: id.into() };
        for (space, id) in [(&case, "volunteer-17-1"), (&card, "head-100")] {
            people.grants.open(space.clone(), None);
            people.grants.name(space.clone(), id.into(), true);
        }
        people.grants.open(answer("head-100"), None);
        let reads = |people: &Directory, space: &Space| {
            let readers = people.members().filter(|member| may_read(people, member, space));
            readers.map(|member| member.id.0.clone()).collect::<Vec<_>>()
        };
        let with = |id: &str, role: &Role| {
            let holders =
                demo().members().filter(|member| member.has_role(role)).map(|one| one.id.0.clone()).collect();
            let mut all: Vec<String> = [holders, vec![id.to_owned()]].concat();
            all.sort();
            all
        };
        assert_eq!(reads(&people, &case), with("volunteer-17-1", &Role::Office));
        assert_eq!(reads(&people, &card), with("head-100", &Role::Police));
        assert_eq!(reads(&people, &answer("head-100")), with("head-100", &Role::Police));
        people.grants.name(card.clone(), "head-100".into(), false);
        let head = people.member(&"head-100".into()).unwrap();
        assert!(!may_read(&people, head, &card) && !readable(&people, head).contains(&answer("head-100")));
        assert!(may_write(&people, head, &answer("head-100")), "an answer may come late");
        assert!(!may_write(&people, head, &answer("head-099")) && !may_write(&people, head, &card));
    }

    #[test]
    fn who_has_left_reads_and_writes_nothing() {
        let demo = demo();
        let mut gone = demo.member(&"office-1".into()).unwrap().clone();
        gone.active = false;
        assert!(readable(&demo, &gone).is_empty());
        assert!(!may_write(&demo, &gone, &Space::Grid("g01".into())));
        assert!(roles_in(&demo, &gone, &Space::Grid("g01".into())).is_empty());
    }
}
