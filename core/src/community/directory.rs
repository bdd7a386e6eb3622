//! The whole community in memory: a few hundred nodes and people, looked up by name.

use std::collections::BTreeMap;

use super::grants::Grants;
use super::member::Member;
use super::node::{Node, NodeKind};
use crate::id::{MemberId, NodeId};
use crate::projection::initials;

/// Nodes and members, by id. `version` is the log position of its last change: two directories of one version are equal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    /// The hub's log position of the newest change to any node or member.
    pub version: u64,
    /// Of the hub's: the log position at which anybody's rights last changed, by a row or by a grant; never before `version`.
    pub rights: u64,
    /// Who is named in which sealed space, as far as it is known here.
    pub grants: Grants,
    nodes: BTreeMap<NodeId, Node>,
    members: BTreeMap<MemberId, Member>,
}

impl Directory {
    /// A directory of these nodes and members.
    #[must_use]
    pub fn new(version: u64, nodes: Vec<Node>, members: Vec<Member>) -> Self {
        let mut directory = Directory { version, ..Directory::default() };
        directory.merge(version, nodes, members);
        directory
    }

    /// Takes in newer rows; a row replaces the one of the same id.
    pub fn merge(&mut self, version: u64, nodes: Vec<Node>, members: Vec<Member>) {
        self.nodes.extend(nodes.into_iter().map(|node| (node.id.clone(), node)));
        self.members.extend(members.into_iter().map(|member| (member.id.clone(), member)));
        self.version = version;
    }

    /// Every node, in the order of ids.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.values()
    }

    /// Every member, in the order of ids.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.values()
    }

    /// One node.
    #[must_use]
    pub fn node(&self, id: &NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// One member.
    #[must_use]
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.get(id)
    }

    /// People whose name or salutation has these letters, or whose name's pinyin has them as initials. Who has left is found too:
    /// their name stands on what they wrote.
    pub fn named<'d>(&'d self, typed: &'d str) -> impl Iterator<Item = &'d Member> {
        let by_letters = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_alphanumeric());
        self.members().filter(move |member| {
            let named = |name: &str| name.to_lowercase().contains(typed);
            named(&member.name)
                || named(&member.salutation)
                || (by_letters && initials(&member.name).contains(typed))
        })
    }

    /// A node and all above it, nearest first. Ends at the root, at a node that is not there, or after eight steps.
    #[must_use]
    pub fn line_above(&self, id: &NodeId) -> Vec<&Node> {
        let mut line = Vec::new();
        let mut next = self.node(id);
        while let Some(node) = next {
            line.push(node);
            if line.len() >= 8 {
                break;
            }
            next = node.parent.as_ref().and_then(|parent| self.node(parent));
        }
        line
    }

    /// Whether `above` is `id` or stands over it.
    #[must_use]
    pub fn is_within(&self, id: &NodeId, above: &NodeId) -> bool {
        self.line_above(id).iter().any(|node| &node.id == above)
    }

    /// The security grid that a node is, or lies in.
    #[must_use]
    pub fn security_grid_of(&self, id: &NodeId) -> Option<&Node> {
        self.line_above(id).into_iter().find(|node| node.kind == NodeKind::SecurityGrid)
    }

    /// The security grid of a building, and of a unit in it where one is named.
    #[must_use]
    pub fn grid_of_building(&self, building: &str, unit: Option<&str>) -> Option<&Node> {
        let in_building = |node: &&Node| node.active && node.building.as_deref() == Some(building);
        let exact =
            self.nodes().filter(in_building).find(|node| unit.is_some() && node.unit.as_deref() == unit);
        let area = exact.or_else(|| self.nodes().find(in_building))?;
        self.security_grid_of(&area.id)
    }
}
