//! The table's rows for moving a record to another space (R15).

use super::{KEEPERS, STAFF};
use crate::access;
use crate::community::{Directory, Member, NodeKind};
use crate::id::NodeId;
use crate::space::Space;

/// Whether a member may move a record from one space to another: a report by those who lead it, to whichever grid it belongs;
/// a home and its people by those who keep both areas.
#[must_use]
pub fn may_move(directory: &Directory, member: &Member, from: &Space, to: &Space) -> bool {
    let has = |space: &Space, any: &[crate::community::Role]| {
        let roles = access::roles_in(directory, member, space);
        any.iter().any(|role| roles.contains(role))
    };
    match (from, to) {
        (Space::Grid(_), Space::Grid(grid)) => {
            is(directory, grid, &NodeKind::SecurityGrid) && has(from, STAFF)
        }
        (Space::Homes(_), Space::Homes(area)) => {
            is(directory, area, &NodeKind::PostArea) && has(from, KEEPERS) && has(to, KEEPERS)
        }
        _ => false,
    }
}

fn is(directory: &Directory, node: &NodeId, kind: &NodeKind) -> bool {
    directory.node(node).is_some_and(|node| node.active && node.kind == *kind)
}
