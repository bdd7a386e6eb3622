//! Requests and replies about letting devices in: invitations, who waits at the door, the office's yes or no. The hub alone does
//! it; what it answers crosses the wire as it reaches the screens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Timestamp;
use crate::failure::Code;
use crate::id::MemberId;
use crate::open_enum::open_enum;

open_enum! {
    /// How an invitation is handed over.
    pub enum InviteKind {
        /// Shown on a screen to somebody who stands there: ten minutes.
        Live = "live",
        /// Printed and taken away: three days, and a second code that the office reads out by telephone.
        Printed = "printed",
        /// Made on the hub's own computer for a device that nobody is asked about: a hub's first one, demonstrations.
        Approved = "approved",
    }
}

/// `member.invite`: an invitation for a device of a member. The office alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InviteArgs {
    /// Whose device it will be.
    pub member: MemberId,
    /// How it is handed over: `live` or `printed`.
    pub kind: InviteKind,
    /// Where phones reach the hub; this device's own hub address where not said.
    #[serde(default)]
    #[ts(optional)]
    pub server: Option<String>,
}

/// Reply to `member.invite`. It is shown this once; the hub keeps only hashes of the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct InviteView {
    /// For whom.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// How it is handed over.
    pub kind: InviteKind,
    /// Twelve digits to type.
    pub code: String,
    /// The link to scan.
    pub link: String,
    /// The link as a QR code: a line of `0` and `1` for each row of its modules.
    pub qr: Vec<String>,
    /// The six digits to read out by telephone; never printed beside the code.
    pub second: Option<String>,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// `joining.list`: who waits at the door, and which invitations are open. The office alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct JoiningList {
    /// Devices that wait for the office's answer, oldest first.
    pub waiting: Vec<WaitingDevice>,
    /// Invitations by which nobody has come yet.
    pub open: Vec<OpenInvite>,
}

/// A device that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WaitingDevice {
    /// The invitation by which it came.
    pub invite: String,
    /// For whom that was.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// What the device calls itself.
    pub device: String,
    /// What its screen shows, and no other device's.
    pub check: String,
    /// Since when.
    pub asked_at: Timestamp,
}

/// An invitation that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OpenInvite {
    /// Its first four digits.
    pub invite: String,
    /// For whom.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// How it was handed over.
    pub kind: InviteKind,
    /// What the office reads out by telephone, where it was printed.
    pub second: Option<String>,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// Wrong tries; five close it.
    pub tries: u32,
}

/// `joining.decide`: the office's answer to a device that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DecideArgs {
    /// The invitation by which it came.
    pub invite: String,
    /// The check code that was compared.
    pub check: String,
    /// Whether it is let in.
    pub agree: bool,
}

/// A request to join that this device has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct JoiningView {
    /// What the office sees beside the member's name.
    pub check: String,
    /// Of which hub.
    pub server: String,
    /// Why it came to nothing, where it did.
    pub ended: Option<Code>,
}
