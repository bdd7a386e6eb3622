//! The directory's rows, invites and devices as the store keeps them.

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

/// A one-time code, as the store keeps it: its number in the clear, its secret hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvite {
    /// The code's first four digits.
    pub number: String,
    /// Hash of the other eight.
    pub secret: [u8; 32],
    /// For whom.
    pub member: MemberId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
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

/// What became of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// This device is enrolled now. It is the one that used this code before, where that had the same key: a device
    /// whose reply was lost asks once more.
    Welcome(Device),
    /// There is no such open code, it was used, it ran out, or its secret is another.
    Wrong,
    /// There were too many wrong tries.
    Closed,
}

/// Wrong tries after which a code is closed.
pub const INVITE_TRIES: u32 = 5;

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
    /// Up to which position it has acted on every move and drop (R15).
    pub confirmed: u64,
    /// Its turns as last written down (R24).
    pub turns: Option<String>,
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
    /// When the office revoked it.
    pub revoked_at: Option<Timestamp>,
    /// When two devices were first seen to have its key (R24).
    pub cloned_at: Option<Timestamp>,
    /// Every readable entry of the log up to here has been applied there; it may be behind while nothing waits for it.
    pub confirmed: u64,
}
