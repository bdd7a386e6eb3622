//! `POST /v1/compare`, `POST /v1/return` and `POST /v1/rejoin`: two sides that do not agree find out where, the hub gets
//! back what it lost, and a device that it has forgotten is known again (R13, R22, R23).

use serde::{Deserialize, Serialize};

use super::sync::{Epoch, LogDocument, Refusal};
use crate::clock::Timestamp;
use crate::id::{ChangeHash, DeviceId, DeviceTag, DocumentId, MemberId};
use crate::space::Space;

/// A document that the device has from the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDocument {
    /// The document.
    pub document: DocumentId,
    /// Its generation.
    pub generation: u32,
    /// Its heads over what was received, in order.
    pub heads: Vec<ChangeHash>,
}

/// A page of what the device holds, in the order of ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// The epoch in which it compares.
    pub epoch: Epoch,
    /// The one space that did not agree: the device also wants what it lacks of it (R13). None after a restore: everything that
    /// the device holds is compared, and what it lacks comes by the log (R23).
    pub space: Option<Space>,
    /// The document after which the page begins.
    pub after: DocumentId,
    /// Every document that the device has, there or at all, from there to the page's last.
    pub documents: Vec<HeldDocument>,
    /// Nothing comes after this page.
    pub last: bool,
}

/// A document of which the hub lacks something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// The document.
    pub document: DocumentId,
    /// The hub's own heads; nothing where it does not know the document.
    pub have: Vec<ChangeHash>,
}

/// What the hub says of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareReply {
    /// Of which the hub lacks something.
    pub lacks: Vec<Lack>,
    /// Whole documents of which the device lacks something, or which it has elsewhere.
    pub documents: Vec<LogDocument>,
    /// What the device holds there and may not read any more.
    pub gone: Vec<DocumentId>,
    /// Compared up to here; the device asks again from there. None where the page was compared to its end.
    pub after: Option<DocumentId>,
}

/// Changes that the device has from the log and the hub lacks, with the receipts it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// The epoch in which it compared.
    pub epoch: Epoch,
    /// The changes, of each document in causal order.
    pub documents: Vec<LogDocument>,
}

/// What became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnReply {
    /// In the log now, or there already.
    pub taken: u32,
    /// Not taken, by place in the request.
    pub refused: Vec<Refusal>,
    /// What they depend on is not here (R12), by place in the request.
    pub missing: Vec<u32>,
}

/// The hub's word to a device about who it is (R22). The device shows it to a hub that has forgotten it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The device.
    pub device: DeviceId,
    /// What its actors start with.
    pub tag: DeviceTag,
    /// Whose device it is.
    pub member: MemberId,
    /// Its public key: P-256, SEC 1 compressed, hex.
    pub public_key: String,
    /// When it was given.
    pub issued_at: Timestamp,
    /// Until when it holds; each sync brings a new one in time.
    pub expires_at: Timestamp,
    /// The hub's code over all that, hex.
    pub code: String,
}

/// A device that the hub has forgotten asks to be known again. The request is signed as all are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejoinRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// What the device calls itself.
    pub name: String,
    /// What the hub gave it when it joined.
    pub certificate: Certificate,
}
