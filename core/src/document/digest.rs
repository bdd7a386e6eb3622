//! The order-free digest of a document's state (R13): one number, so that a space's digest is the sum of its documents'.

use sha2::{Digest, Sha256};

use crate::id::{ChangeHash, DocumentId};

/// First 16 bytes of SHA-256 over the id (16 bytes), the generation (u32, big-endian) and the sorted heads (32 bytes each).
/// A space's digest is the wrapping sum of these as big-endian u128.
#[must_use]
pub fn digest(document: DocumentId, generation: u32, heads: &[ChangeHash]) -> [u8; 16] {
    let mut sorted = heads.to_vec();
    sorted.sort_unstable();
    let mut hasher = Sha256::new();
    hasher.update(document.0.as_bytes());
    hasher.update(generation.to_be_bytes());
    for head in &sorted {
        hasher.update(head.0);
    }
    let whole: [u8; 32] = hasher.finalize().into();
    let mut half = [0u8; 16];
    half.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_heads_does_not_matter_and_everything_else_does() {
        let id = DocumentId(uuid::Uuid::from_u128(1));
        let (a, b) = (ChangeHash([1; 32]), ChangeHash([2; 32]));
        assert_eq!(digest(id, 1, &[a, b]), digest(id, 1, &[b, a]));
        let all = [
            digest(id, 1, &[a, b]),
            digest(id, 2, &[a, b]),
            digest(id, 1, &[a]),
            digest(DocumentId(uuid::Uuid::from_u128(2)), 1, &[a, b]),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all[at + 1..].iter().all(|other| other != one));
        }
    }
}
