//! The clock on the community's wall: China keeps one time, eight hours ahead of UTC, all year.

use chrono::{DateTime, NaiveDateTime};
use jinshui_core::Timestamp;

const AHEAD_MS: i64 = 8 * 60 * 60 * 1000;

/// What it shows at a moment; none for one that no calendar has.
pub(crate) fn time(at: Timestamp) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_millis(at.plus_ms(AHEAD_MS).0).map(|there| there.naive_utc())
}
