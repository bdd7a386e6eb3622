//! One-time codes: twelve digits, four that name the code and eight that are its secret. Both the office's command line
//! and enrolment take their form from here.

use jinshui_core::wire::normalise_code;
use jinshui_core::{Failure, MemberId, Timestamp};
use sha2::{Digest, Sha256};

use crate::chance;
use crate::store::{NewInvite, Store};

/// How long a code holds: 72 hours.
const HOLDS_MS: i64 = 72 * 60 * 60 * 1000;
/// Digits that name the code.
const NUMBER: usize = 4;
/// Digits of a whole code.
const WHOLE: usize = 12;

/// A code as it was given out.
#[derive(Debug, Clone)]
pub(crate) struct Invite {
    /// Twelve digits.
    pub(crate) code: String,
    /// Until when it holds.
    pub(crate) expires_at: Timestamp,
}

/// A code taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Names the code.
    pub(crate) number: String,
    /// Hash of its secret.
    pub(crate) secret: [u8; 32],
}

/// Makes a code for a member.
///
/// # Errors
/// Where the store fails, or every number is in use.
pub(crate) async fn make(store: &dyn Store, member: &MemberId, now: Timestamp) -> Result<Invite, Failure> {
    for _ in 0..1_000 {
        let code = chance::digits(WHOLE)?;
        let Some(invite) = of_code(&code, member, now) else { continue };
        let expires_at = invite.expires_at;
        let added = store.add_invite(invite).await;
        if added.map_err(|error| Failure::new(error.code(), error.to_string()))? {
            return Ok(Invite { code, expires_at });
        }
    }
    Err(Failure::new(
        jinshui_core::Code::TooBusy,
        "almost every code number is in use; wait until codes run out",
    ))
}

/// The invitation that a code stands for; `None` where it is not twelve digits.
pub(crate) fn of_code(code: &str, member: &MemberId, now: Timestamp) -> Option<NewInvite> {
    let Parts { number, secret } = parts(code)?;
    let expires_at = now.plus_ms(HOLDS_MS);
    Some(NewInvite { number, secret, member: member.clone(), made_at: now, expires_at })
}

/// Takes a typed code apart; `None` where it is not twelve digits.
#[must_use]
pub(crate) fn parts(typed: &str) -> Option<Parts> {
    let code = normalise_code(typed);
    let digits = code.len() == WHOLE && code.bytes().all(|byte| byte.is_ascii_digit());
    let (number, secret) = code.split_at_checked(NUMBER).filter(|_| digits)?;
    let mut hash = Sha256::new();
    hash.update(b"jinshui invite ");
    hash.update(number.as_bytes());
    hash.update(secret.as_bytes());
    Some(Parts { number: number.to_owned(), secret: hash.finalize().into() })
}
