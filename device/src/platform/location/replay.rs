//! A receiver that tells again what a GPX file has recorded.

use std::path::Path;

use jinshui_core::Timestamp;
use jinshui_core::command::Fix;

use super::{Heard, Location};
use crate::track::gpx::{self, GpxError};

/// How fast a file is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    /// As fast as it is asked.
    AtOnce,
    /// As it was recorded, so many times as fast.
    Times(f64),
}

/// A GPX file, told from its first point to its last.
pub struct GpxReplay {
    /// What is left, the next one last.
    left: Vec<Heard>,
    pace: Pace,
    /// When the telling began, and the time of the file's first fix.
    begun: Option<(Timestamp, Timestamp)>,
}

impl GpxReplay {
    /// Reads a file.
    ///
    /// # Errors
    /// See [`GpxError`].
    pub fn open(path: &Path, pace: Pace) -> Result<Self, GpxError> {
        Ok(GpxReplay::of(gpx::read_file(path)?, pace))
    }

    /// Tells these segments.
    #[must_use]
    pub fn of(segments: Vec<Vec<Fix>>, pace: Pace) -> Self {
        let mut left = Vec::new();
        for segment in segments.into_iter().filter(|segment| !segment.is_empty()) {
            if !left.is_empty() {
                left.push(Heard::Lost);
            }
            left.extend(segment.into_iter().map(Heard::Fix));
        }
        left.reverse();
        GpxReplay { left, pace, begun: None }
    }

    /// When a fix is due, by the clock of whoever asks.
    fn due(&mut self, fix: &Fix, now: Timestamp) -> Timestamp {
        let (start, first) = *self.begun.get_or_insert((now, fix.at));
        match self.pace {
            Pace::AtOnce => now,
            Pace::Times(times) => {
                let recorded = fix.at.0.saturating_sub(first.0) as f64;
                start.plus_ms((recorded / times.max(f64::MIN_POSITIVE)) as i64)
            }
        }
    }
}

impl Location for GpxReplay {
    fn hear(&mut self, now: Timestamp) -> Heard {
        let Some(next) = self.left.last().copied() else { return Heard::Ended };
        if let Heard::Fix(fix) = next {
            let due = self.due(&fix, now);
            if due > now {
                return Heard::Later(due);
            }
        }
        self.left.pop();
        next
    }
}
