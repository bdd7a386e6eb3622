//! People of the community as everyone with an account may see them: a name, what to call them, posts and groups.
//! Telephone numbers are not here: they belong to a space of their own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::role::Role;
use crate::id::{MemberId, NodeId};
use crate::open_enum::open_enum;

open_enum! {
    /// A group of volunteers. The list is open: a sixth group needs no update of the app, its name is its code.
    pub enum Group {
        /// 治安巡防.
        Patrol = "patrol",
        /// 信息收集.
        Information = "information",
        /// 志愿服务.
        Service = "service",
        /// 政策宣讲.
        Policy = "policy",
        /// 矛盾调解.
        Mediation = "mediation",
    }
}

/// A role held at a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Post {
    /// What the member does there.
    pub role: Role,
    /// Where.
    pub node: NodeId,
}

/// A member as everyone with an account may see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Member {
    /// Their name for life in Jinshui.
    pub id: MemberId,
    /// Full name.
    pub name: String,
    /// 称呼, what the app calls them: 王姨, 刘叔, 李老师.
    pub salutation: String,
    /// The posts they hold now.
    pub posts: Vec<Post>,
    /// The groups they are in; may be many.
    pub groups: Vec<Group>,
    /// Whether they are a Party member.
    pub party_member: bool,
    /// True for the people of the demo community: nobody real.
    #[serde(default)]
    pub made_up: bool,
    /// False once they have left; their name stays on what they wrote.
    pub active: bool,
}

impl Member {
    /// Whether the member holds a role anywhere.
    #[must_use]
    pub fn has_role(&self, role: &Role) -> bool {
        self.active && self.posts.iter().any(|post| &post.role == role)
    }
}
