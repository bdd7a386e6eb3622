//! Random bytes of the operating system: keys, codes, names of devices and sessions.

use jinshui_core::{Code, Failure};

/// So many random bytes.
///
/// # Errors
/// Where the operating system gives none; nothing may go on without.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes)
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
