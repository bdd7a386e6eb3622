//! The org tree: community → Party grid → security grid → post area.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::NodeId;
use crate::open_enum::open_enum;

open_enum! {
    /// The level of a node.
    pub enum NodeKind {
        /// 社区, the root.
        Community = "community",
        /// 党建网格, nine of them.
        PartyGrid = "party_grid",
        /// 治安网格, thirty-six.
        SecurityGrid = "security_grid",
        /// What one 楼道长 answers for: a building or a stairwell.
        PostArea = "post_area",
    }
}

/// A node of the org tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Node {
    /// Its name for life.
    pub id: NodeId,
    /// Its level.
    pub kind: NodeKind,
    /// The node above; none for the community.
    pub parent: Option<NodeId>,
    /// What people call it: 第17网格, 3号楼2单元.
    pub name: String,
    /// A post area's building, as people say it without 号楼: “3”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// A post area's unit, where it is a stairwell: “2”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// False once it is closed; closed nodes stay, so that old records keep their place's name.
    pub active: bool,
}
