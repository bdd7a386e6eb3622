//! The seal: HPKE (RFC 9180), X25519, HKDF-SHA256, ChaCha20-Poly1305. One key pair a hub; who has the public key can seal, and
//! nobody but the hub can open. A file that was changed by one bit does not open.

use std::convert::Infallible;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};

use crate::id::HandOverKey;

/// How every file begins. The name of the format is part of what the seal protects.
const MAGIC: &[u8; 20] = b"jinshui-hand-over-1\n";
/// Bytes before what is sealed: the magic, the hub's key, the key for this one file.
const HEAD: usize = MAGIC.len() + 32 + 32;

/// A hub's secret key, 32 bytes.
pub struct SecretKey(<X25519HkdfSha256 as Kem>::PrivateKey);

/// Fills bytes from a source that nobody can foresee, or says why it cannot.
pub type Draw<'a> = dyn FnMut(&mut [u8]) -> Result<(), String> + 'a;

/// Why a file could not be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It is no hand-over file.
    #[error("this is no hand-over file of Jinshui's")]
    NotOne,
    /// It was sealed for another hub.
    #[error("this file was made for another community's computer; only that one can read it")]
    OtherHub,
    /// It is not as it was made.
    #[error("the file was damaged or changed on its way; make it again on the phone, or send it once more")]
    Altered,
    /// The hub's key is none.
    #[error("the key of the community's computer cannot be used")]
    BadKey,
    /// There was no randomness to be had.
    #[error("no random bytes: {0}")]
    Random(String),
}

impl SecretKey {
    /// The key in these bytes; any 32 random ones are one.
    ///
    /// # Errors
    /// [`SealError::BadKey`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let key = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(bytes);
        key.map(SecretKey).map_err(|_| SealError::BadKey)
    }

    /// What devices seal for.
    #[must_use]
    pub fn public(&self) -> HandOverKey {
        HandOverKey(X25519HkdfSha256::sk_to_pk(&self.0).to_bytes().into())
    }
}

/// Seals bytes for a hub.
///
/// # Errors
/// [`SealError::BadKey`], [`SealError::Random`].
pub fn seal(hub: &HandOverKey, plain: &[u8], draw: &mut Draw<'_>) -> Result<Vec<u8>, SealError> {
    let key = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&hub.0).map_err(|_| SealError::BadKey)?;
    let mut source = Source { draw, failed: None };
    let sealed = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &key,
        MAGIC,
        plain,
        &hub.0,
        &mut source,
    );
    if let Some(error) = source.failed {
        return Err(SealError::Random(error));
    }
    let (once, sealed) = sealed.map_err(|_| SealError::BadKey)?;
    Ok([MAGIC.as_slice(), &hub.0, &once.to_bytes(), &sealed].concat())
}

/// Opens a file.
///
/// # Errors
/// [`SealError::NotOne`], [`SealError::OtherHub`], [`SealError::Altered`].
pub fn open(secret: &SecretKey, file: &[u8]) -> Result<Vec<u8>, SealError> {
    let (head, sealed) = file.split_at_checked(HEAD).ok_or(SealError::NotOne)?;
    let rest = head.strip_prefix(MAGIC.as_slice()).ok_or(SealError::NotOne)?;
    let (hub, once) = rest.split_at_checked(32).ok_or(SealError::NotOne)?;
    let own = secret.public();
    if hub != own.0 {
        return Err(SealError::OtherHub);
    }
    let once = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(once).map_err(|_| SealError::Altered)?;
    let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret.0,
        &once,
        MAGIC,
        sealed,
        &own.0,
    );
    opened.map_err(|_| SealError::Altered)
}

/// The caller's randomness as HPKE wants it. A failure is remembered, and nothing made with it leaves this file.
struct Source<'a, 'b> {
    draw: &'a mut Draw<'b>,
    failed: Option<String>,
}

impl TryRng for Source<'_, '_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        if let Err(error) = (self.draw)(bytes) {
            self.failed = Some(error);
        }
        Ok(())
    }
}

impl TryCryptoRng for Source<'_, '_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting() -> impl FnMut(&mut [u8]) -> Result<(), String> {
        let mut next = 0u8;
        move |bytes| {
            bytes.iter_mut().for_each(|byte| {
                next = next.wrapping_add(59);
                *byte = next;
            });
            Ok(())
        }
    }

    #[test]
    fn a_file_opens_for_its_hub_alone_and_not_with_a_byte_changed() {
        let (hub, other) =
            (SecretKey::from_bytes(&[7; 32]).unwrap(), SecretKey::from_bytes(&[8; 32]).unwrap());
        let plain = "一袋垃圾".repeat(5).into_bytes();
        let file = seal(&hub.public(), &plain, &mut counting()).unwrap();
        assert!(!file.windows(12).any(|part| part == "一袋垃圾".as_bytes()));
        assert_eq!(open(&hub, &file).unwrap(), plain);
        assert_eq!(open(&other, &file), Err(SealError::OtherHub));
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(open(&hub, &changed).is_err(), "byte {at}");
            assert!(at % 16 > 0 || open(&hub, &file[..at]).is_err(), "cut at {at}");
        }
        assert_eq!(open(&hub, b"nonsense"), Err(SealError::NotOne));
        // Another hub's name in front does not make it that hub's.
        let mut moved = file.clone();
        moved[MAGIC.len()..MAGIC.len() + 32].copy_from_slice(&other.public().0);
        assert_eq!(open(&other, &moved), Err(SealError::Altered));
    }

    #[test]
    fn nothing_is_sealed_without_randomness() {
        let hub = SecretKey::from_bytes(&[7; 32]).unwrap();
        let failed = seal(&hub.public(), b"x", &mut |_| Err("none left".to_owned()));
        assert_eq!(failed, Err(SealError::Random("none left".to_owned())));
    }
}
