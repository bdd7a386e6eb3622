//! What crosses between a device and the hub. `docs/protocol.md` is the norm; each type here points at its section.
//!
//! Requests are one CBOR item in one zstd frame; replies are a zstd stream of length-prefixed CBOR frames. Everything that
//! reads from outside is bounded before it allocates.

mod auth;
mod enrol;
mod erase;
mod frames;
mod pack;
mod recover;
mod refusals;
mod sync;

pub use auth::{AuthHeader, signing_text};
pub use enrol::{EnrolReply, EnrolRequest, ErrorReply, UploadReply, normalise_code};
pub use erase::{EraseReply, EraseRequest};
pub use frames::{FrameReader, FrameWriter, WireError};
pub use pack::{pack, unpack};
pub use recover::{
    Certificate, CompareReply, CompareRequest, HeldDocument, Lack, RejoinRequest, ReturnReply, ReturnRequest,
};
pub use refusals::{BoxReply, Boxed, SettleReply, SettleRequest, Settled, Settling};
pub use sync::{
    AckRange, Create, Cursor, Epoch, Frame, Held, LogDocument, PushDocument, ReceivedChange, Refusal, Seal,
    SpaceDigest, SyncRequest, Turn, acks_digest,
};

/// Version of the protocol: 1 since 2026-11, the first. A hub answers `protocol` to a version it does not speak.
pub const PROTOCOL: u16 = 1;
