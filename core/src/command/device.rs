//! Requests and replies about devices that are in: who holds which, since when, until when, and their end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Timestamp;
use crate::id::{DeviceId, MemberId};

/// Reply to `device.list`: one's own devices; to the office, everybody's. Those that were seen last come first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DeviceList {
    /// The devices.
    pub devices: Vec<DeviceView>,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DeviceView {
    /// Its name.
    pub device: DeviceId,
    /// Whose it is.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// What it calls itself.
    pub calls_itself: String,
    /// When it joined.
    pub enrolled_at: Timestamp,
    /// When it was last here, as far as that was written down.
    pub last_seen: Option<Timestamp>,
    /// Until when its certificate holds; each sync puts it off.
    pub certified_until: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When two devices were first seen to have its key (R24).
    pub cloned_at: Option<Timestamp>,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// `device.revoke`: ends a device for good. One's own; the office, anybody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DeviceRevokeArgs {
    /// Which.
    pub device: DeviceId,
}

/// `member.revoke`: ends every device of a member. The office alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MemberRevokeArgs {
    /// Whose.
    pub member: MemberId,
}

/// Reply to both: which devices were ended by it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RevokedView {
    /// The devices.
    pub devices: Vec<DeviceId>,
}
