//! The demo community: exactly the numbers of the seed article, and people who are plainly made up.

use super::directory::Directory;
use super::member::{Group, Member, Post};
use super::node::{Node, NodeKind};
use super::role::Role;
use crate::id::{MemberId, NodeId};

/// 9 党建网格 (seed article).
const PARTY_GRIDS: usize = 9;
/// 36 治安网格, four under each Party grid.
const SECURITY_GRIDS: usize = 36;
/// 6 楼道长 under each grid assistant, so 216.
const POST_AREAS_PER_GRID: usize = 6;
/// Stairwells of one building in the demo; the seed is silent on it.
const UNITS_PER_BUILDING: usize = 3;
/// Volunteers of one grid in the demo; the seed is silent on it.
const VOLUNTEERS_PER_GRID: usize = 2;

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗",
];
const GIVEN: &[&str] = &[
    "秀英", "桂兰", "玉梅", "淑珍", "凤霞", "春花", "爱华", "丽萍", "红梅", "素芳", "金凤", "月娥", "美云",
    "翠玲", "惠敏", "国庆", "建军",
];

/// Builds the demo community: 1 community, 9 Party grids, 36 security grids, 216 post areas; 36 grid assistants (Party
/// members), 216 building heads, and made volunteers, grid workers, police, office, property and a resident.
#[must_use]
pub fn demo() -> Directory {
    let mut people = People::default();
    let mut nodes = vec![node("c", NodeKind::Community, None, "金水社区（演示）")];
    for party in 1..=PARTY_GRIDS {
        nodes.push(node(&format!("p{party}"), NodeKind::PartyGrid, Some("c"), &format!("第{party}党建网格")));
    }
    for grid in 1..=SECURITY_GRIDS {
        security_grid(grid, &mut nodes, &mut people);
    }
    for party in 1..=PARTY_GRIDS {
        let at = format!("p{party}");
        people.add(&format!("worker-{party}"), Role::GridWorker, &at, &[Group::Information], false);
    }
    for index in 1..=2 {
        people.add(&format!("police-{index}"), Role::Police, "c", &[], true);
        people.add(&format!("office-{index}"), Role::Office, "c", &[], true);
    }
    people.add("property-1", Role::Property, "c", &[], false);
    people.add("resident-1", Role::Resident, "c", &[], false);
    Directory::new(0, nodes, people.members)
}

fn security_grid(grid: usize, nodes: &mut Vec<Node>, people: &mut People) {
    let id = format!("g{grid:02}");
    let party = (grid - 1) / (SECURITY_GRIDS / PARTY_GRIDS) + 1;
    nodes.push(node(&id, NodeKind::SecurityGrid, Some(&format!("p{party}")), &format!("第{grid}网格")));
    people.add(&format!("assistant-{grid:02}"), Role::GridAssistant, &id, &[Group::Patrol], true);
    for place in 0..POST_AREAS_PER_GRID {
        let number = (grid - 1) * POST_AREAS_PER_GRID + place;
        let building = number / UNITS_PER_BUILDING + 1;
        let unit = number % UNITS_PER_BUILDING + 1;
        let area = format!("a{:03}", number + 1);
        nodes.push(Node {
            building: Some(building.to_string()),
            unit: Some(unit.to_string()),
            ..node(&area, NodeKind::PostArea, Some(&id), &format!("{building}号楼{unit}单元"))
        });
        let groups = [Group::Information, Group::Mediation];
        people.add(
            &format!("head-{:03}", number + 1),
            Role::BuildingHead,
            &area,
            &groups,
            number.is_multiple_of(5),
        );
    }
    for index in 1..=VOLUNTEERS_PER_GRID {
        let groups = [Group::Patrol, Group::Service, Group::Policy];
        let groups = groups.get(..=index).unwrap_or(&groups);
        people.add(&format!("volunteer-{grid:02}-{index}"), Role::Volunteer, &id, groups, index == 1);
    }
}

fn node(id: &str, kind: NodeKind, parent: Option<&str>, name: &str) -> Node {
    let parent = parent.map(NodeId::from);
    Node { id: id.into(), kind, parent, name: name.to_owned(), building: None, unit: None, active: true }
}

/// Made-up people, each with a name of their own.
#[derive(Default)]
struct People {
    members: Vec<Member>,
}

impl People {
    fn add(&mut self, id: &str, role: Role, at: &str, groups: &[Group], party_member: bool) {
        let number = self.members.len();
        // Surnames and given names run through at coprime lengths, so the first 340 full names are all different.
        let surname = SURNAMES.get(number % SURNAMES.len()).copied().unwrap_or("王");
        let given = GIVEN.get(number % GIVEN.len()).copied().unwrap_or("秀英");
        let round = number / (SURNAMES.len() * GIVEN.len());
        let suffix = if round == 0 { String::new() } else { (round + 1).to_string() };
        let call = match role {
            Role::Police => "警官",
            Role::Office | Role::GridWorker | Role::Property => "同志",
            Role::GridAssistant => "老师",
            _ if number % GIVEN.len() >= 15 => "叔",
            _ => "姨",
        };
        self.members.push(Member {
            id: MemberId(id.to_owned()),
            name: format!("{surname}{given}{suffix}"),
            salutation: format!("{surname}{call}"),
            posts: vec![Post { role, node: at.into() }],
            groups: groups.to_vec(),
            party_member,
            made_up: true,
            active: true,
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn count(directory: &Directory, kind: NodeKind) -> usize {
        directory.nodes().filter(|node| node.kind == kind).count()
    }

    #[test]
    fn has_the_numbers_of_the_seed() {
        let demo = demo();
        assert_eq!(count(&demo, NodeKind::Community), 1);
        assert_eq!(count(&demo, NodeKind::PartyGrid), 9);
        assert_eq!(count(&demo, NodeKind::SecurityGrid), 36);
        assert_eq!(count(&demo, NodeKind::PostArea), 216);
        let assistants: Vec<_> = demo.members().filter(|m| m.has_role(&Role::GridAssistant)).collect();
        assert_eq!(assistants.len(), 36);
        assert!(assistants.iter().all(|m| m.party_member));
        assert_eq!(demo.members().filter(|m| m.has_role(&Role::BuildingHead)).count(), 216);
    }

    #[test]
    fn every_assistant_contacts_six_heads() {
        let demo = demo();
        for grid in demo.nodes().filter(|node| node.kind == NodeKind::SecurityGrid) {
            let heads = demo.members().filter(|m| m.has_role(&Role::BuildingHead));
            let here = heads.filter(|m| m.posts.iter().any(|post| demo.is_within(&post.node, &grid.id)));
            assert_eq!(here.count(), 6, "{}", grid.name);
        }
    }

    #[test]
    fn names_are_all_different_and_marked_as_made_up() {
        let demo = demo();
        let names: BTreeSet<_> = demo.members().map(|member| member.name.clone()).collect();
        assert_eq!(names.len(), demo.members().count());
        assert!(demo.members().all(|member| member.made_up));
    }
}
