//! The store of one device: one SQLCipher file, written in whole transactions with `synchronous=FULL`.
//!
//! Each table's reads and writes are in the file of its noun; what makes one transaction of a tap or of a batch from the hub
//! is in `write.rs` and `receive.rs`. Nothing here knows of HTTP or of screens.

mod blob;
mod change;
mod checklist;
mod compare;
mod conditions;
mod connected;
mod digest;
mod directory;
mod document;
mod draft;
mod ended;
mod error;
mod expiry;
mod generation;
mod hand_over;
mod hazard;
mod home;
mod identity;
mod joining;
mod lease;
mod left;
mod looks;
mod open;
mod outbox;
mod patrol;
mod project;
mod reading;
mod receive;
mod refile;
mod refuse;
mod refused;
mod rejoined;
mod resident;
mod rewrite;
mod sealed;
mod search;
mod space;
mod track;
mod write;

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use jinshui_core::community::Directory;

pub use blob::Transfer;
pub use change::ChangeRow;
pub use checklist::ChecklistRow;
pub use document::DocumentRow;
pub use error::StoreError;
pub use hand_over::{Handed, HandedPlace};
pub use hazard::{HazardRow, PhotoRow};
pub(crate) use home::{CARE_VISIT_MS, VISIT_MS};
pub use home::{HomeQuery, HomeRow};
pub use identity::Identity;
pub use joining::Joining;
pub use lease::Lease;
pub use left::LeftRow;
pub use outbox::{OutboxRow, Pushed, WaitingItem};
pub use patrol::{PatrolQuery, PatrolRow};
pub use reading::Reading;
pub use receive::Received;
pub(crate) use refile::{Ground, Outlook};
pub use refused::RefusedRow;
pub use resident::ResidentRow;
pub use sealed::SealedRow;
pub use search::{HazardQuery, ListPosition, Within};
pub use space::HeldSpace;
pub use track::TrackState;
pub(crate) use write::{NewBlob, Target, Writ};

use crate::platform::Platform;

/// Result of a store's work.
pub type Result<T> = std::result::Result<T, StoreError>;

/// An open store.
pub struct Store {
    home: PathBuf,
    connection: connected::Connected,
    platform: Platform,
    /// The directory as last read; read again when its version has moved.
    directory: RefCell<Option<Arc<Directory>>>,
    /// Whether something was dropped that may stand in the write-ahead log yet.
    log_holds_dropped: bool,
    /// How far the device's clock is ahead of the hub's, as last read.
    ahead_ms: std::cell::Cell<Option<i64>>,
}

#[cfg(test)]
pub(crate) mod tests;
