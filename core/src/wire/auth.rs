//! Who sends a request: each is signed by the device's own key (ECDSA P-256), so there is no password and no session.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::clock::Timestamp;
use crate::id::DeviceId;

/// What stands for a device that has no name yet, since it asks for one.
pub const NEW_DEVICE: &str = "new";

/// The value of the `Authorization` header: `Jinshui <device> <unix ms> <signature hex>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthHeader {
    /// The device that signs.
    pub device: DeviceId,
    /// When, as near to the hub's clock as the device knows it; the hub takes ±10 minutes.
    pub at: Timestamp,
    /// ECDSA P-256 signature (r ‖ s, 64 bytes) over [`signing_text`].
    pub signature: Vec<u8>,
}

impl AuthHeader {
    /// How far a signature's time may be from the hub's, in milliseconds.
    pub const TOLERANCE_MS: i64 = 10 * 60 * 1000;

    /// Writes the header's value.
    #[must_use]
    pub fn to_value(&self) -> String {
        format!("Jinshui {} {} {}", self.device, self.at.0, hex::encode(&self.signature))
    }

    /// Reads a header's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let mut parts = value.strip_prefix("Jinshui ")?.split(' ');
        let (device, at, signature) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || device.is_empty() || device.len() > 64 || signature.len() != 128 {
            return None;
        }
        let (at, signature) = (Timestamp(at.parse().ok()?), hex::decode(signature).ok()?);
        Some(AuthHeader { device: device.into(), at, signature })
    }
}

/// The text that is signed: version, method, path with query, time, SHA-256 of the body; one a line.
#[must_use]
pub fn signing_text(method: &str, path_and_query: &str, at: Timestamp, body: &[u8]) -> String {
    let mut text = format!("jinshui-1\n{method}\n{path_and_query}\n{}\n", at.0);
    for byte in Sha256::digest(body) {
        // Writing to a String cannot fail.
        if write!(text, "{byte:02x}").is_err() {
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_reads_back() {
        let header = AuthHeader { device: "d1".into(), at: Timestamp(42), signature: vec![7; 64] };
        assert_eq!(AuthHeader::parse(&header.to_value()), Some(header));
        for bad in ["", "Bearer x", "Jinshui d1 42", "Jinshui d1 x 00", "Jinshui d1 42 00"] {
            assert_eq!(AuthHeader::parse(bad), None, "{bad}");
        }
    }
}
