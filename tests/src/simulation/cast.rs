//! Who lives in the simulated neighbourhood, and who of them has a device: a part of the demonstration's community.

use jinshui_core::community::{Directory, Member, Node, Post, Role, demo};

/// A device: whose it is, and whether it has been in touch before the simulation begins.
pub(super) struct Cast {
    pub(super) member: &'static str,
    pub(super) met: bool,
}

const fn device(member: &'static str, met: bool) -> Cast {
    Cast { member, met }
}

/// The first device is the office's, which reads everything and keeps its post.
pub(super) const DEVICES: &[Cast] = &[
    device("office-1", true),
    device("assistant-01", true),
    device("assistant-02", true),
    device("volunteer-01-1", true),
    device("volunteer-01-1", false),
    device("volunteer-01-2", true),
    device("volunteer-02-1", true),
    device("head-001", true),
    device("head-007", false),
    device("worker-1", true),
    device("police-1", true),
    device("property-1", true),
];

/// Members without a device of their own: they are assigned to, walk along, take over.
const OTHERS: &[&str] = &["office-2", "volunteer-02-2", "head-002", "head-008", "resident-1"];

/// The nodes there are: two grids with two stairwells each.
const NODES: &[&str] = &["c", "p1", "g01", "g02", "a001", "a002", "a007", "a008"];

/// Stairwells as people say them: building, unit.
pub(super) const STAIRWELLS: &[(&str, &str)] = &[("1", "1"), ("1", "2"), ("3", "1"), ("3", "2")];

/// The community at the beginning.
pub(super) fn community() -> Directory {
    let demo = demo();
    let here = |node: &&Node| NODES.contains(&node.id.as_str());
    let nodes = demo.nodes().filter(here).cloned().collect();
    let named = |member: &&Member| {
        let id = member.id.as_str();
        OTHERS.contains(&id) || DEVICES.iter().any(|device| device.member == id)
    };
    Directory::new(0, nodes, demo.members().filter(named).cloned().collect())
}

/// Where else somebody could work; none for those who keep their post.
pub(super) fn other_posts(role: &Role) -> &'static [&'static str] {
    match role {
        Role::Volunteer | Role::GridAssistant => &["g01", "g02"],
        Role::BuildingHead => &["a001", "a002", "a007", "a008"],
        _ => &[],
    }
}

/// A post that is held.
pub(super) fn post(role: Role, node: &str) -> Post {
    Post { role, node: node.into() }
}
