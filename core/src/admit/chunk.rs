//! The envelope of a change: magic, checksum, type, length. It also yields the change's name.

use sha2::{Digest, Sha256};

use super::AdmitError;
use super::leb::Reader;
use crate::id::ChangeHash;
use crate::limits;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const PLAIN_CHANGE: u8 = 1;

/// A chunk that is a plain change and whose checksum fits.
pub(crate) struct Chunk<'a> {
    /// The name Automerge gives the change.
    pub(crate) hash: ChangeHash,
    /// What the envelope holds.
    pub(crate) body: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Opens the envelope. Nothing is hashed before the length was found to be within the limit.
    pub(crate) fn open(raw: &'a [u8]) -> Result<Self, AdmitError> {
        if raw.len() > limits::CHANGE_BYTES {
            return Err(AdmitError::TooLarge);
        }
        let mut reader = Reader::new(raw);
        if reader.array::<4>() != Ok(MAGIC) {
            return Err(AdmitError::NotAChange);
        }
        let checksum = reader.array::<4>()?;
        match reader.byte()? {
            PLAIN_CHANGE => {}
            other => return Err(AdmitError::ChunkType(other)),
        }
        let before = reader;
        let length = reader.size()?;
        let length_bytes = Reader::take(&mut { before }, before.len() - reader.len())?;
        let body = reader.take(length)?;
        if !reader.is_empty() {
            return Err(AdmitError::TrailingBytes);
        }
        let hash = hash_of(length_bytes, body);
        if !hash.0.starts_with(&checksum) {
            return Err(AdmitError::Checksum);
        }
        Ok(Chunk { hash, body })
    }
}

/// The SHA-256 of type, length and body: the change's name, whose first four bytes are the checksum.
fn hash_of(length_bytes: &[u8], body: &[u8]) -> ChangeHash {
    let mut hasher = Sha256::new();
    hasher.update([PLAIN_CHANGE]);
    hasher.update(length_bytes);
    hasher.update(body);
    ChangeHash(hasher.finalize().into())
}
