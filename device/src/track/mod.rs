//! The track of a patrol: which fixes are worth keeping, where it is interrupted, how far it goes, how it is drawn and written
//! to a file. Pure rules; the rows are the store's (`store/track.rs`).
//!
//! Nothing here knows of records, of the hub or of the wire: a track stays on the device.

mod distance;
mod fix;
pub mod gpx;
mod recording;
mod segment;
mod thin;

pub use fix::Taken;
pub(crate) use fix::problem;
pub(crate) use recording::{Next, Recording};
pub use segment::StoredFix;
pub(crate) use segment::{Around, NEAR_MS, Track, judge};
pub(crate) use thin::thin;
