//! Invitations as the store keeps them, and what becomes of a knock: decided here once, written down by each store.

use jinshui_core::command::InviteKind;
use jinshui_core::{MemberId, Timestamp};

use super::people::{Device, NewDevice};

/// Wrong tries after which an invitation is closed.
pub const INVITE_TRIES: u32 = 5;
/// How long a device that has asked may wait for the office's answer: a day.
pub const WAITS_MS: i64 = 24 * 60 * 60 * 1000;

/// An invitation to be kept: its number in the clear, its proofs hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvite {
    /// Names it: its first four digits.
    pub number: String,
    /// Hash of the other eight.
    pub digits: [u8; 32],
    /// Hash of the link's secret.
    pub secret: [u8; 32],
    /// The second code, in the clear: a hash of six digits hides nothing.
    pub second: Option<String>,
    /// How it is handed over.
    pub kind: InviteKind,
    /// For whom.
    pub member: MemberId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// Somebody asks to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knock {
    /// The invitation's number.
    pub number: String,
    /// Hash of the proof.
    pub proof: [u8; 32],
    /// The second code, where one was typed.
    pub second: Option<String>,
    /// The device that it would be.
    pub device: NewDevice,
}

/// What became of a knock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// This device is enrolled now. It is the one that came by this invitation before, where that had the same key: a device
    /// whose reply was lost asks once more.
    Welcome(Device),
    /// The office is asked.
    Waiting {
        /// Until when the request stands.
        until: Timestamp,
    },
    /// The invitation was printed: the second code is needed too.
    NeedsSecond,
    /// The second code is another one; the try is counted.
    WrongSecond,
    /// The office said no.
    Refused,
    /// There is no such open invitation, another device came by it, it ran out, or the proof is another.
    Wrong,
    /// There were too many wrong tries.
    Closed,
}

/// An invitation that nobody has come in by yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteRow {
    /// Names it.
    pub number: String,
    /// For whom.
    pub member: MemberId,
    /// How it was handed over.
    pub kind: InviteKind,
    /// The second code.
    pub second: Option<String>,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// Wrong tries.
    pub tries: u32,
    /// Who waits by it.
    pub asked: Option<Asked>,
}

/// A device that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its public key.
    pub key: Vec<u8>,
    /// What it calls itself.
    pub name: String,
    /// Since when.
    pub at: Timestamp,
}

/// The office's answer to a device that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The invitation by which it came.
    pub number: String,
    /// Its public key: the answer is to this device and no other.
    pub key: Vec<u8>,
    /// Whether it is let in.
    pub agree: bool,
    /// Who says so.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
}

/// All that the store keeps of an invitation, as a knock meets it.
pub(super) struct Kept {
    pub(super) digits: [u8; 32],
    pub(super) secret: [u8; 32],
    pub(super) second: Option<String>,
    pub(super) kind: InviteKind,
    pub(super) member: MemberId,
    pub(super) expires_at: Timestamp,
    pub(super) tries: u32,
    pub(super) asked_key: Option<Vec<u8>>,
    pub(super) asked_at: Option<Timestamp>,
    pub(super) agreed: Option<bool>,
    pub(super) used_by: Option<String>,
}

/// What a store does with a knock.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Counts a wrong try and says this.
    Count(Redeemed),
    /// Says this.
    Says(Redeemed),
    /// Writes down that this device asks, and says until when that stands.
    Asks(Timestamp),
    /// Takes the device in.
    Admits,
    /// Gives the device of this name once more, if it has the same key.
    Again(String),
}

/// What is done about a knock. An invitation belongs to the first device that comes with its proof: for that one no tries of others
/// count, and for others it is used.
pub(super) fn judge(invite: &Kept, knock: &Knock) -> Does {
    let now = knock.device.at;
    let asked = invite.asked_key.as_deref();
    let own = asked == Some(knock.device.public_key.as_slice());
    if asked.is_none() && invite.tries >= INVITE_TRIES {
        return Does::Says(Redeemed::Closed);
    }
    if ![invite.digits, invite.secret].contains(&knock.proof) {
        return if asked.is_none() { Does::Count(Redeemed::Wrong) } else { Does::Says(Redeemed::Wrong) };
    }
    if asked.is_some() && !own {
        return Does::Says(Redeemed::Wrong);
    }
    if let Some(device) = &invite.used_by {
        return Does::Again(device.clone());
    }
    let Some(asked_at) = invite.asked_at.filter(|_| own) else { return first(invite, knock) };
    let until = asked_at.plus_ms(WAITS_MS);
    match invite.agreed {
        Some(true) => Does::Admits,
        Some(false) => Does::Says(Redeemed::Refused),
        None if until <= now => Does::Says(Redeemed::Wrong),
        None => Does::Says(Redeemed::Waiting { until }),
    }
}

/// The first that comes with the right proof.
fn first(invite: &Kept, knock: &Knock) -> Does {
    let now = knock.device.at;
    if invite.expires_at <= now {
        return Does::Says(Redeemed::Wrong);
    }
    match (&invite.second, &knock.second) {
        (Some(_), None) => return Does::Says(Redeemed::NeedsSecond),
        (Some(right), Some(typed)) if right != typed => return Does::Count(Redeemed::WrongSecond),
        _ => {}
    }
    if invite.kind == InviteKind::Approved { Does::Admits } else { Does::Asks(now.plus_ms(WAITS_MS)) }
}
