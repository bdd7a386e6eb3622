//! The device's own key: ECDSA P-256, the curve that phones keep in hardware; and whether another's signature is one.

use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::platform::Random;

/// A new private key.
pub(crate) fn new_secret(random: &dyn Random) -> Result<Zeroizing<Vec<u8>>, String> {
    loop {
        let mut bytes = Zeroizing::new(vec![0u8; 32]);
        random.fill(&mut bytes)?;
        // All but a vanishing few of the 32-byte strings are keys.
        if SigningKey::from_slice(&bytes).is_ok() {
            return Ok(bytes);
        }
    }
}

/// The public key: SEC 1 compressed, hex.
pub(crate) fn public_key(secret: &[u8]) -> Option<String> {
    let key = SigningKey::from_slice(secret).ok()?;
    Some(hex::encode(key.verifying_key().to_encoded_point(true).as_bytes()))
}

/// A signature over a text: r ‖ s, 64 bytes.
pub(crate) fn sign(secret: &[u8], text: &str) -> Option<Vec<u8>> {
    let signature: Signature = SigningKey::from_slice(secret).ok()?.sign(text.as_bytes());
    Some(signature.to_bytes().to_vec())
}

/// Whether a signature (hex) over a text is by the owner of a public key (SEC 1, hex).
pub(crate) fn is_signed(public_key: &str, text: &str, signature: &str) -> bool {
    let checked = || {
        let key = VerifyingKey::from_sec1_bytes(&hex::decode(public_key).ok()?).ok()?;
        let signature = Signature::from_slice(&hex::decode(signature).ok()?).ok()?;
        key.verify(text.as_bytes(), &signature).ok()
    };
    checked().is_some()
}
