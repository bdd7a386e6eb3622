//! The domain of Jinshui: records, rules, documents, the wire.
//!
//! Nothing here does I/O, reads a clock, draws a random number or knows of async: time and randomness are passed in.
//! The phone (`jinshui-device`), the hub (`jinshui-sync-server`) and the screens (`ui`, by generated TypeScript) all
//! take their words from here, so that one question is answered in one place. Rule numbers (R1–R27) point at
//! `docs/protocol.md`.

pub mod access;
pub mod admit;
pub mod card;
pub mod care;
pub mod checklist;
pub mod clock;
pub mod command;
pub mod community;
pub mod document;
pub mod erasure;
pub mod failure;
pub mod genesis;
pub mod hand_over;
pub mod hazard;
pub mod id;
pub mod kind;
pub mod life;
pub mod limits;
pub mod mediation;
mod open_enum;
pub mod patrol;
pub mod planted;
pub mod projection;
pub mod qr;
pub mod reads;
pub mod referee;
pub mod register;
pub mod schema;
pub mod sealed;
pub mod space;
pub mod watch;
pub mod wire;

pub use clock::Timestamp;
pub use erasure::Erasure;
pub use failure::{Code, Failure};
pub use id::{BlobHash, ChangeHash, DeviceId, DeviceTag, DocumentId, HandOverKey, MemberId, NodeId};
pub use kind::Kind;
pub use space::Space;
