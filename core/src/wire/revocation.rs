//! How a device is told that the office has revoked it: the failure `revoked`, and the hub's signature over the device and this
//! very request. Without it nobody on the way could be told from the hub, and a device destroys nothing (trust, B4).

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::DeviceId;

/// The hub's word that a device is revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// When the hub says so.
    pub at: Timestamp,
    /// ECDSA P-256 (r ‖ s, hex) by the hub's key over [`revocation_text`].
    pub signature: String,
}

/// The text that the hub signs: version, device, the signature of the request that is answered in hex, time; one a line. The
/// request's signature is the nonce: an older answer, or another device's, fits no other request.
#[must_use]
pub fn revocation_text(device: &DeviceId, request_signature: &[u8], at: Timestamp) -> String {
    format!("jinshui-revoked-1\n{device}\n{}\n{}\n", hex::encode(request_signature), at.0)
}
