//! The envelope of a change around any body, with the checksum that belongs to it: otherwise every mutant would end at
//! the checksum.

use sha2::{Digest, Sha256};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const PLAIN_CHANGE: u8 = 1;

/// A plain change chunk of this body.
#[must_use]
pub fn sealed(body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![PLAIN_CHANGE];
    unsigned(&mut hashed, body.len() as u64);
    hashed.extend_from_slice(body);
    let hash = Sha256::digest(&hashed);
    MAGIC.iter().chain(hash.iter().take(4)).chain(&hashed).copied().collect()
}

/// A number as Automerge writes it.
pub(crate) fn unsigned(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
