//! Moments, as numbers that somebody else read off a clock.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Milliseconds since 1970-01-01T00:00:00Z. Order between records never follows it (R27): it is shown, not sorted by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// How far a device's clock may be from the hub's before people are told: five minutes, in milliseconds (R27).
    pub const CLOCK_TOLERANCE_MS: i64 = 5 * 60 * 1000;

    /// Whether two readings of the same moment differ by more than the tolerance.
    #[must_use]
    pub fn is_off_from(self, other: Timestamp) -> bool {
        self.0.saturating_sub(other.0).saturating_abs() > Self::CLOCK_TOLERANCE_MS
    }

    /// This moment, moved by `ms` milliseconds, held within the range of an `i64`.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Timestamp {
        Timestamp(self.0.saturating_add(ms))
    }
}
