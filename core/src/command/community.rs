//! Requests and replies about the community and the member who holds the device.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Ended;
use crate::community::{Member, Node};
use crate::id::{DeviceId, NodeId};
use crate::open_enum::open_enum;

open_enum! {
    /// What a device hides because it has had no contact with its hub for too long. New reports are never stopped by it, and
    /// all of it is back with the next contact.
    pub enum Hidden {
        /// Nothing is hidden.
        Nothing = "nothing",
        /// Homes and their people.
        Homes = "homes",
        /// Homes, and everything that others wrote.
        Others = "others",
    }
}

use super::joining::JoiningView;

/// `device.enrol`: joins this device to a community with a one-time code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EnrolArgs {
    /// Address of the hub: `http://127.0.0.1:8080`; may be empty where the code is a link that says it.
    pub server: String,
    /// The one-time code, in which spaces and dashes do not matter, or the link of a QR code.
    pub code: String,
    /// The six digits that the office read out by telephone, where the code was printed.
    #[serde(default)]
    #[ts(optional)]
    pub second: Option<String>,
}

/// `me.show`: who holds this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Me {
    /// False until the device has been enrolled; then everything below is there.
    pub enrolled: bool,
    /// The request to join that waits for the office's answer, or came to nothing.
    pub joining: Option<JoiningView>,
    /// The member, as everyone sees them; none until the first sync brought the directory.
    pub member: Option<Member>,
    /// This device's name.
    pub device: Option<DeviceId>,
    /// The security grid where the member works, if they have one; the first, if several.
    pub grid: Option<Node>,
    /// Whether the member's work is at the desk (police, office) rather than on the street.
    pub desk: bool,
    /// Whether the member may report a hazard.
    pub may_report: bool,
    /// Whether the member may start a patrol.
    pub may_patrol: bool,
    /// Whether the member keeps homes: a building head and the line above.
    pub may_keep_homes: bool,
    /// Whether the member opens homes only with a purpose, which is written down: the police.
    pub looks_with_purpose: bool,
    /// Whether the member makes checklists and takes workbooks in: the office.
    pub office: bool,
    /// Whether the member manages a space: its refusals box is theirs (R19).
    pub manages: bool,
    /// The post areas whose building head the member is.
    pub areas: Vec<Node>,
    /// The place a report is filled with at first: the member's own building and unit, or a building of their grid.
    pub usual_place: Option<NodeId>,
    /// What is hidden here for want of contact.
    pub hidden: Hidden,
    /// What is left of an earlier time with a community that has ended; it stays until somebody puts it away.
    pub ended: Option<Ended>,
}

/// `community.show`: the org tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CommunityView {
    /// Every node, parents before children.
    pub nodes: Vec<Node>,
    /// How many active members hold each role, by the role's code.
    #[ts(type = "Record<string, number>")]
    pub roles: std::collections::BTreeMap<String, u32>,
}

/// `member.list`: people, found by a part of their name or by where they work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct MemberListArgs {
    /// Part of a name or salutation.
    #[ts(optional)]
    pub search: Option<String>,
    /// Only people who work at this node or below it.
    #[ts(optional)]
    pub within: Option<NodeId>,
}

/// Reply to `member.list`: at most 200, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MemberList {
    /// The people found.
    pub members: Vec<Member>,
    /// How many there are in all.
    pub total: u32,
}
