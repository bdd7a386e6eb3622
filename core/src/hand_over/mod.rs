//! The hand-over file: what a device could not send, sealed for its hub alone, so that it may travel by any means and through anybody's
//! hands. Three layers: the work ([`HandOver`], packed), the device's signature over it ([`Signed`]), the seal (`seal.rs`).
//!
//! Nothing here reads a file, holds a key or draws a random byte.

mod seal;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::clock::Timestamp;
use crate::id::{BlobHash, DeviceId, DocumentId, HandOverKey};
use crate::wire::{PushDocument, WireError, pack, signing_text, unpack};
use crate::{ChangeHash, limits};

pub use seal::{Draw, SealError, SecretKey, open, seal};

/// What a device hands over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The protocol that the device speaks.
    pub protocol: u16,
    /// The outbox, oldest first, just as it would be pushed.
    pub push: Vec<PushDocument>,
    /// Changes that stand or fall together, by their place in the push (R14).
    #[serde(default)]
    pub groups: Vec<Vec<u32>>,
    /// Up to which position the device had acted on moves, drops and changes of rights (R15).
    #[serde(default)]
    pub confirmed: u64,
    /// Attachments that the hub does not have.
    pub blobs: Vec<HandedBlob>,
}

/// An attachment that goes along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedBlob {
    /// The record that names it.
    pub document: DocumentId,
    /// Its name.
    pub hash: BlobHash,
    /// Its bytes.
    pub bytes: ByteBuf,
}

/// Packed work with the signature of the device that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The device.
    pub device: DeviceId,
    /// When the file was made, by the device's clock.
    pub at: Timestamp,
    /// ECDSA P-256 (r ‖ s) over [`text_to_sign`].
    pub signature: ByteBuf,
    /// [`HandOver`], packed as a request is.
    pub work: ByteBuf,
}

/// What the device signs. It names the hub, so that a file that one hub could read is of no use at another, and it is no request.
#[must_use]
pub fn text_to_sign(hub: &HandOverKey, at: Timestamp, work: &[u8]) -> String {
    signing_text("HAND-OVER", &hub.to_string(), at, work)
}

impl HandOver {
    /// The work as it is signed.
    ///
    /// # Errors
    /// [`WireError::Encode`].
    pub fn pack(&self) -> Result<Vec<u8>, WireError> {
        pack(self)
    }

    /// Reads work whose signature was right.
    ///
    /// # Errors
    /// [`WireError::TooLarge`] past [`limits::HAND_OVER_BYTES`], [`WireError::Decode`] for what is none.
    pub fn unpack(work: &[u8]) -> Result<Self, WireError> {
        unpack(work, limits::HAND_OVER_BYTES)
    }

    /// How many changes it has.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.push.iter().map(|document| document.changes.len()).sum()
    }
}

impl Signed {
    /// The bytes that are sealed.
    ///
    /// # Errors
    /// [`WireError::Encode`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, WireError> {
        let mut bytes = Vec::new();
        ciborium::into_writer(self, &mut bytes).map_err(|error| WireError::Encode(error.to_string()))?;
        Ok(bytes)
    }

    /// Reads what was sealed.
    ///
    /// # Errors
    /// [`WireError::Decode`] for what is none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        ciborium::from_reader(bytes).map_err(|error| WireError::Decode(error.to_string()))
    }
}

/// What became of a file that was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenIn {
    /// Changes that stand now and did not before.
    pub taken: u64,
    /// Changes that were there already, or stand by another name.
    pub known: u64,
    /// Changes that lie in the refusals box.
    pub refused: u64,
    /// Changes that cannot stand yet, since what they depend on has not arrived: take the file in again later.
    pub waiting: Vec<ChangeHash>,
    /// Attachments that are whole now and were not before.
    pub photos: u64,
}
