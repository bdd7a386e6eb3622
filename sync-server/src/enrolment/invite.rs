//! Invitations: a number that names one, eight digits to type, 128 bits in a link, and for a printed one a second code. Both the
//! office's screen and its command line take theirs from here.

use jinshui_core::command::InviteKind;
use jinshui_core::wire::{INVITE_DIGITS, INVITE_NUMBER, Invitation};
use jinshui_core::{Failure, MemberId, Timestamp};
use sha2::{Digest, Sha256};

use crate::chance;
use crate::store::{NewInvite, Store};

/// How long one holds that is shown to somebody who stands there: ten minutes.
const LIVE_MS: i64 = 10 * 60 * 1000;
/// How long any other holds: three days.
const PRINTED_MS: i64 = 72 * 60 * 60 * 1000;
/// Digits of the second code.
const SECOND: usize = 6;
/// Numbers tried before it is said that all are in use.
const TRIES: usize = 1_000;

/// An invitation as it is given out, once.
#[derive(Debug, Clone)]
pub(crate) struct Invite {
    /// Names it.
    pub(crate) number: String,
    /// The proof to type.
    pub(crate) digits: String,
    /// The proof in the link, hex.
    pub(crate) secret: String,
    /// The second code.
    pub(crate) second: Option<String>,
    /// Until when it holds.
    pub(crate) expires_at: Timestamp,
}

impl Invite {
    /// Its twelve digits, as one types them.
    pub(crate) fn code(&self) -> String {
        format!("{}{}", self.number, self.digits)
    }
}

/// Makes an invitation for a member.
///
/// # Errors
/// Where the store fails, or every number is in use.
pub(crate) async fn make(
    store: &dyn Store,
    member: &MemberId,
    kind: &InviteKind,
    now: Timestamp,
) -> Result<Invite, Failure> {
    for _ in 0..TRIES {
        let invite = drawn(kind, now)?;
        let added = store.add_invite(kept(&invite, member, kind, now)).await;
        if added.map_err(|error| Failure::new(error.code(), error.to_string()))? {
            return Ok(invite);
        }
    }
    Err(Failure::new(
        jinshui_core::Code::TooBusy,
        "almost every invitation's number is in use; wait until some run out",
    ))
}

/// Draws an invitation of a kind.
///
/// # Errors
/// Where there is no randomness.
fn drawn(kind: &InviteKind, now: Timestamp) -> Result<Invite, Failure> {
    let second = (kind == &InviteKind::Printed).then(|| chance::digits(SECOND)).transpose()?;
    Ok(Invite {
        number: chance::digits(INVITE_NUMBER)?,
        digits: chance::digits(INVITE_DIGITS)?,
        secret: hex::encode(chance::bytes::<16>()?),
        second,
        expires_at: now.plus_ms(if kind == &InviteKind::Live { LIVE_MS } else { PRINTED_MS }),
    })
}

/// The invitation that these twelve digits shall be, for a device that nobody is asked about; none where they are not twelve digits.
pub(crate) fn given(code: &str, member: &MemberId, now: Timestamp) -> Option<NewInvite> {
    let Invitation { number, proof: digits, .. } = Invitation::read(code)?;
    // No link is given out: its secret is one that nobody knows.
    let secret = hex::encode(proof_hash(&number, &digits));
    let invite = Invite { number, digits, secret, second: None, expires_at: now.plus_ms(PRINTED_MS) };
    Some(kept(&invite, member, &InviteKind::Approved, now))
}

fn kept(invite: &Invite, member: &MemberId, kind: &InviteKind, now: Timestamp) -> NewInvite {
    NewInvite {
        digits: proof_hash(&invite.number, &invite.digits),
        secret: proof_hash(&invite.number, &invite.secret),
        number: invite.number.clone(),
        second: invite.second.clone(),
        kind: kind.clone(),
        member: member.clone(),
        made_at: now,
        expires_at: invite.expires_at,
    }
}

/// What is kept of a proof.
pub(super) fn proof_hash(number: &str, proof: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [b"jinshui invite ".as_slice(), number.as_bytes(), b" ", proof.as_bytes()] {
        hash.update(part);
    }
    hash.finalize().into()
}
