//! Random bytes: keys, codes, names of devices and sessions. They are the operating system's; who runs a hub of their own may
//! pass others in for what a hub draws while it answers a device.

use jinshui_core::{Code, Failure};

/// Where a hub's random bytes come from.
pub trait Random: Send + Sync {
    /// Fills bytes at random.
    ///
    /// # Errors
    /// Where there are none, in the system's words; nothing may go on without.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String>;
}

/// The operating system's.
pub(crate) struct System;

impl Random for System {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        getrandom::fill(bytes).map_err(|error| error.to_string())
    }
}

/// So many random bytes.
///
/// # Errors
/// Where the operating system gives none; nothing may go on without.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Failure> {
    drawn(&System)
}

/// So many random bytes from there.
///
/// # Errors
/// As [`Random::fill`].
pub(crate) fn drawn<const N: usize>(random: &dyn Random) -> Result<[u8; N], Failure> {
    let mut bytes = [0u8; N];
    random
        .fill(&mut bytes)
        .map_err(|error| Failure::new(Code::Internal, format!("no random bytes: {error}")))?;
    Ok(bytes)
}

/// So many random decimal digits, each as likely as the others.
///
/// # Errors
/// As [`bytes`].
pub(crate) fn digits(count: usize) -> Result<String, Failure> {
    let mut digits = String::with_capacity(count);
    while digits.len() < count {
        // 250 is the greatest multiple of ten in a byte: what lies above would favour small digits.
        for byte in bytes::<32>()?.into_iter().filter(|byte| *byte < 250).take(count - digits.len()) {
            digits.push(char::from(b'0' + byte % 10));
        }
    }
    Ok(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_digits_and_as_many_as_asked() {
        let digits = digits(100).unwrap();
        assert_eq!(digits.len(), 100);
        assert!(digits.bytes().all(|digit| digit.is_ascii_digit()));
    }
}
