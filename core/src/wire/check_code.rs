//! The check code: four characters by which a person at the office and a person with a phone in hand see that they mean the
//! same device. Both sides work it out from the device's public key; it is no secret.

use sha2::{Digest, Sha256};

/// Digits and capital letters without those that are taken for another: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code.
const LENGTH: usize = 4;

/// The check code of a public key (P-256, SEC 1 compressed).
#[must_use]
pub fn check_code(public_key: &[u8]) -> String {
    let digest = Sha256::new().chain_update(b"jinshui check code 1 ").chain_update(public_key).finalize();
    let characters = digest.iter().take(LENGTH).filter_map(|byte| ALPHABET.get(usize::from(byte % 32)));
    characters.map(|character| char::from(*character)).collect()
}

/// A check code as people type it: small letters, spaces, and letters that are not in it stand for those that they look like.
#[must_use]
pub fn normalise_check(typed: &str) -> String {
    let meant = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    typed.chars().filter(char::is_ascii_alphanumeric).map(meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_code_is_of_one_key_and_reads_back_however_it_is_typed() {
        let code = check_code(&[2; 33]);
        assert_eq!(code.len(), LENGTH);
        assert_ne!(code, check_code(&[3; 33]));
        assert_eq!(normalise_check(&format!(" {} ", code.to_ascii_lowercase())), code);
        assert_eq!(normalise_check("oIl-x"), "011X");
    }
}
