//! How a device joins (`POST /v1/enrol`, JSON), and the small JSON replies beside the sync stream.

use serde::{Deserialize, Serialize};

use super::recover::Certificate;
use super::revocation::Revocation;
use super::sync::Epoch;
use crate::clock::Timestamp;
use crate::failure::Failure;
use crate::id::{DeviceId, DeviceTag, HandOverKey, MemberId};

/// A device asks to join, and asks the same again until the office has answered. Signed with the key that it names: `new` stands
/// in the header where other requests name their device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// Names the invitation: four digits.
    pub invite: String,
    /// Eight digits, or the 32 hex characters of a link.
    pub proof: String,
    /// The six digits that the office reads out by telephone, where the invitation was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
    /// The device's public key: P-256, SEC 1 compressed, hex.
    pub public_key: String,
    /// What the device calls itself: a model, “console”.
    pub name: String,
}

/// What the hub says to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum EnrolReply {
    /// The office is asked; the device asks again.
    WaitingApproval {
        /// What the office sees beside the name, worked out from the key.
        check: String,
        /// Until when the request stands.
        until: Timestamp,
        /// The hub's clock.
        now: Timestamp,
    },
    /// The office has agreed.
    Welcome(Box<Joined>),
}

/// The hub's yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The device's name from now on.
    pub device: DeviceId,
    /// What its actors start with (R4).
    pub tag: DeviceTag,
    /// Whose device it is.
    pub member: MemberId,
    /// The hub's present epoch.
    pub epoch: Epoch,
    /// What the device seals a hand-over file for.
    pub hand_over: HandOverKey,
    /// The hub's public key (P-256, SEC 1 compressed, hex): by it the device knows a [`Revocation`].
    pub hub_key: String,
    /// The hub's clock.
    pub now: Timestamp,
    /// What the device shows to be known again where the hub has forgotten it (R22).
    pub certificate: Certificate,
}

/// The body of every answer that is not a success: the failure and the hub's clock, by which a device corrects its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorReply {
    /// What went wrong.
    #[serde(flatten)]
    pub failure: Failure,
    /// The hub's clock.
    pub now: Timestamp,
    /// With the failure `revoked`: the hub's signature on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revocation: Option<Revocation>,
}

/// Answer to a part of an attachment, and to the question how much of it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReply {
    /// Bytes the hub holds of it; the next part starts here.
    pub have: u64,
    /// Whether it is whole and its hash was right.
    pub done: bool,
}

/// A one-time code as people type it, down to its digits: spaces, dashes and full-width digits do not matter.
#[must_use]
pub fn normalise_code(typed: &str) -> String {
    let ascii = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        other => other,
    };
    typed.chars().map(ascii).filter(|c| !c.is_whitespace() && !"-－—–·.".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(normalise_code(" 1234-5678 ９０12"), "123456789012");
        assert_eq!(normalise_code("12a"), "12a");
    }
}
