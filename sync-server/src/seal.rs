//! The hub's word for itself alone: a seal on each change it took, and a certificate for each device it let in. Both outlive
//! the database, since the key they are made with comes from the file beside it (R22, R23).

use std::path::Path;

use hmac::{Hmac, Mac};
use jinshui_core::wire::{Certificate, Revocation, Seal, revocation_text};
use jinshui_core::{DeviceId, DocumentId, MemberId, Timestamp};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest, Sha256};

use crate::store::StoreError;
use crate::store::sqlite::key;

/// What a change's seal is over, besides author and time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sealed {
    document: DocumentId,
    generation: u32,
    bytes: [u8; 32],
}

impl Sealed {
    /// A change of a document.
    pub(crate) fn of(document: DocumentId, generation: u32, bytes: &[u8]) -> Self {
        Sealed { document, generation, bytes: Sha256::digest(bytes).into() }
    }
}

/// Makes and checks seals and certificates.
pub(crate) struct SealKey([u8; 32]);

impl SealKey {
    /// The key of a hub's folder, from the file that opens its database; where it has none, a new one is drawn.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("server.key");
        if !path.exists() {
            let drawn = crate::chance::bytes::<32>().map_err(|error| StoreError::Key(error.to_string()))?;
            key::write(&path, drawn)?;
        }
        let text = key::read(&path)?;
        Ok(SealKey(Sha256::new().chain_update(b"jinshui seal key 1 ").chain_update(text).finalize().into()))
    }

    /// The seal on a change by this author, received at this time.
    pub(crate) fn seal(&self, change: &Sealed, author: &MemberId, received_at: Timestamp) -> Seal {
        let code = self.code(&[
            b"change",
            change.document.0.as_bytes(),
            &change.generation.to_be_bytes(),
            author.as_str().as_bytes(),
            &received_at.0.to_be_bytes(),
            &change.bytes,
        ]);
        Seal(code.first_chunk().copied().unwrap_or_default())
    }

    /// Puts the certificate's code on it.
    pub(crate) fn certify(&self, certificate: Certificate) -> Certificate {
        let code = hex::encode(self.certificate_code(&certificate));
        Certificate { code, ..certificate }
    }

    /// Whether this hub gave the certificate.
    pub(crate) fn gave(&self, certificate: &Certificate) -> bool {
        // Told apart by their hashes, so that the time it takes says nothing of the code.
        let right = hex::encode(self.certificate_code(certificate));
        Sha256::digest(right) == Sha256::digest(&certificate.code)
    }

    fn certificate_code(&self, certificate: &Certificate) -> [u8; 32] {
        self.code(&[
            b"device",
            certificate.device.as_str().as_bytes(),
            &certificate.tag.0,
            certificate.member.as_str().as_bytes(),
            certificate.public_key.as_bytes(),
            &certificate.issued_at.0.to_be_bytes(),
            &certificate.expires_at.0.to_be_bytes(),
        ])
    }

    /// The hub's own key, by which devices know what it says to them alone.
    fn own(&self) -> Option<SigningKey> {
        let drawn = Sha256::new().chain_update(b"jinshui hub key 1 ").chain_update(self.0).finalize();
        // All but a vanishing few of the 32-byte strings are keys.
        SigningKey::from_slice(&drawn).ok()
    }

    /// Its public half: P-256, SEC 1 compressed, hex.
    pub(crate) fn public_key(&self) -> String {
        self.own()
            .map(|key| hex::encode(key.verifying_key().to_encoded_point(true).as_bytes()))
            .unwrap_or_default()
    }

    /// Tells a device that it is revoked, in answer to a request with this signature.
    pub(crate) fn revocation(&self, device: &DeviceId, request: &[u8], at: Timestamp) -> Option<Revocation> {
        let signature: Signature = self.own()?.sign(revocation_text(device, request, at).as_bytes());
        Some(Revocation { at, signature: hex::encode(signature.to_bytes()) })
    }

    /// A code over parts, each behind its length.
    fn code(&self, parts: &[&[u8]]) -> [u8; 32] {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            // An HMAC takes a key of any length.
            return Sha256::digest(self.0).into();
        };
        for part in parts {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_of_one_change_one_author_one_time_and_one_hub() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let key = SealKey::open(folder.path()).unwrap();
        let id = DocumentId(uuid::Uuid::from_u128(1));
        let (change, author) = (Sealed::of(id, 1, b"x"), MemberId("m".to_owned()));
        let seal = key.seal(&change, &author, Timestamp(5));
        assert_eq!(SealKey::open(folder.path()).unwrap().seal(&change, &author, Timestamp(5)), seal);
        for (change, author, at) in [
            (Sealed::of(id, 2, b"x"), &author, 5),
            (Sealed::of(id, 1, b"y"), &author, 5),
            (change, &MemberId("n".to_owned()), 5),
            (change, &author, 6),
        ] {
            assert_ne!(key.seal(&change, author, Timestamp(at)), seal);
        }
        let other = SealKey::open(other.path()).unwrap();
        assert_ne!(other.seal(&change, &author, Timestamp(5)), seal);
        let certificate = Certificate {
            device: "d".into(),
            tag: jinshui_core::DeviceTag([1; 8]),
            member: author,
            public_key: "00".to_owned(),
            issued_at: Timestamp(1),
            expires_at: Timestamp(2),
            code: String::new(),
        };
        let given = key.certify(certificate.clone());
        assert!(key.gave(&given) && !other.gave(&given) && !key.gave(&certificate));
        assert!(!key.gave(&Certificate { member: "n".into(), ..given.clone() }));
        assert!(!key.gave(&Certificate { expires_at: Timestamp(3), ..given }));
    }
}
