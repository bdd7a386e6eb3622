//! Where the device is, as a receiver tells it. A receiver is asked; it never calls: whoever asks brings the time and does the
//! waiting, so that a replay of hours is a test of a moment.
//!
//! Nothing here knows of patrols, of the store, or of what becomes of a fix.

mod pushed;
mod replay;

use jinshui_core::Timestamp;
use jinshui_core::command::Fix;

pub use pushed::Pushed;
pub use replay::{GpxReplay, Pace};

/// What a receiver says when it is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Heard {
    /// The next fix.
    Fix(Fix),
    /// It had lost its place: the next fix does not continue the one before.
    Lost,
    /// Nothing before this moment; ask again then.
    Later(Timestamp),
    /// Nothing any more.
    Ended,
}

/// A receiver of fixes.
///
/// Each backend gives each fix once, unchanged and in the order of the receiver; after [`Heard::Ended`] it stays so.
pub trait Location: Send {
    /// What there is at this moment. `now` only goes forward; it need not be the time of day.
    fn hear(&mut self, now: Timestamp) -> Heard;
}

#[cfg(test)]
mod conformance;
