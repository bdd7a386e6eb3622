//! `POST /v1/invite` and `POST /v1/revoke`: what the office asks of the hub. Who waits, who has which device, and the office's
//! answers cross as the commands say them (`GET` and `POST /v1/joining`, `GET /v1/devices`).

use serde::{Deserialize, Serialize};

use super::invitation::Invitation;
use crate::clock::Timestamp;
use crate::command::InviteKind;
use crate::id::{DeviceId, MemberId};

/// The office invites a member's device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// Whose device it will be.
    pub member: MemberId,
    /// How the invitation is handed over.
    pub kind: InviteKind,
}

/// `POST /v1/revoke`: which devices are to be ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevokeRequest {
    /// This one.
    Device(DeviceId),
    /// Every one of this member.
    Member(MemberId),
}

/// An invitation, the one time that it can be read: the hub keeps hashes of both proofs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteReply {
    /// Names it: four digits.
    pub number: String,
    /// The proof to type: eight digits.
    pub digits: String,
    /// The proof in the link: 128 bits, hex.
    pub secret: String,
    /// What the office reads out by telephone, where it is printed.
    pub second: Option<String>,
    /// SHA-256 of the public key of the hub's TLS certificate, where the hub does TLS itself.
    pub pin: Option<String>,
    /// For whom.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// How it is handed over.
    pub kind: InviteKind,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

impl InviteReply {
    /// The twelve digits as one types them.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}{}", self.number, self.digits)
    }

    /// The link for a hub that phones reach there.
    #[must_use]
    pub fn link(&self, server: Option<String>) -> String {
        let (number, proof) = (self.number.clone(), self.secret.clone());
        Invitation { server, pin: self.pin.clone(), number, proof }.link()
    }
}
