//! What crosses between a device and the hub. `docs/protocol.md` is the norm; each type here points at its section.
//!
//! Requests are one CBOR item in one zstd frame; replies are a zstd stream of length-prefixed CBOR frames. Everything that
//! reads from outside is bounded before it allocates.

mod auth;
mod check_code;
mod enrol;
mod erase;
mod frames;
mod invitation;
mod office;
mod pack;
mod reads;
mod recover;
mod refusals;
mod revocation;
mod sync;

pub use auth::{AuthHeader, NEW_DEVICE, signing_text};
pub use check_code::{check_code, normalise_check};
pub use enrol::{EnrolReply, EnrolRequest, ErrorReply, Joined, UploadReply, normalise_code};
pub use erase::{EraseReply, EraseRequest};
pub use frames::{FrameReader, FrameWriter, WireError};
pub use invitation::{INVITE_DIGITS, INVITE_NUMBER, INVITE_SECRET, Invitation};
pub use office::{InviteReply, InviteRequest, RevokeRequest};
pub use pack::{pack, unpack};
pub use reads::{MOST_READS, ReadsReply, TellReads, ToldReads};
pub use recover::{
    Certificate, CompareReply, CompareRequest, HeldDocument, Lack, RejoinRequest, ReturnReply, ReturnRequest,
};
pub use refusals::{BoxReply, Boxed, SettleReply, SettleRequest, Settled, Settling};
pub use revocation::{Revocation, revocation_text};
pub use sync::{
    AckRange, Create, Cursor, Epoch, Frame, Held, LogDocument, PushDocument, ReceivedChange, Refusal, Seal,
    SpaceDigest, SyncRequest, Turn, acks_digest,
};

/// Version of the protocol: 1 since 2026-11, the first. A hub answers `protocol` to a version it does not speak.
pub const PROTOCOL: u16 = 1;
