//! The directory's rows and devices as the store keeps them.

use std::collections::BTreeMap;

use jinshui_core::community::{Grants, Member, Node};
use jinshui_core::{DeviceId, DeviceTag, DocumentId, MemberId, Space, Timestamp};

/// Rows of the directory newer than a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryRows {
    /// The version the reader has after merging them.
    pub version: u64,
    /// The position at which anybody's rights last changed, in the same snapshot.
    pub rights: u64,
    /// Changed nodes.
    pub nodes: Vec<Node>,
    /// Changed members.
    pub members: Vec<Member>,
    /// Who is named in which sealed space: all of it, and for the hub alone.
    pub grants: Grants,
}

/// A device that asks to join by a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// Its name from now on.
    pub id: DeviceId,
    /// What its actors start with.
    pub tag: DeviceTag,
    /// Its public key: P-256, SEC 1 compressed.
    pub public_key: Vec<u8>,
    /// What it calls itself.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its name.
    pub id: DeviceId,
    /// What its actors start with (R4).
    pub tag: DeviceTag,
    /// Whose it is.
    pub member: MemberId,
    /// Its public key: P-256, SEC 1 compressed.
    pub public_key: Vec<u8>,
    /// What it calls itself.
    pub name: String,
    /// Whether the office has revoked it.
    pub revoked: bool,
    /// Until when its certificate holds; none where it was given none.
    pub certified_until: Option<Timestamp>,
    /// Up to which position it has acted on every move and drop (R15).
    pub confirmed: u64,
    /// Its turns as last written down (R24).
    pub turns: Option<String>,
}

impl Device {
    /// As it is when it has just joined.
    pub(super) fn joined(new: &NewDevice, member: MemberId) -> Self {
        let NewDevice { id, tag, public_key, name, .. } = new.clone();
        let (revoked, certified_until, confirmed, turns) = (false, None, 0, None);
        Device { id, tag, member, public_key, name, revoked, certified_until, confirmed, turns }
    }
}

/// What a member could do, and where documents were, at a position of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The member as the directory had them then; none where they are the same now.
    pub member: Option<Member>,
    /// Of documents that were moved since: where they were then.
    pub spaces: BTreeMap<DocumentId, Space>,
    /// Sealed spaces in which the member was named then, and is no more.
    pub named: Vec<Space>,
}

/// A device as the office sees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeviceRow {
    /// Its name.
    pub device: DeviceId,
    /// Whose it is.
    pub member: MemberId,
    /// What it calls itself.
    pub name: String,
    /// When it joined.
    pub enrolled_at: Timestamp,
    /// When it was last here, as far as that was written down.
    pub last_seen: Option<Timestamp>,
    /// Until when its certificate holds.
    pub certified_until: Option<Timestamp>,
    /// When the office revoked it.
    pub revoked_at: Option<Timestamp>,
    /// When two devices were first seen to have its key (R24).
    pub cloned_at: Option<Timestamp>,
    /// Every readable entry of the log up to here has been applied there; it may be behind while nothing waits for it.
    pub confirmed: u64,
}
