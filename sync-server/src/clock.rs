//! The hub's clock, passed in so that tests can move it.

use std::path::PathBuf;
use std::sync::Arc;

use jinshui_core::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }
}

/// For tests: the machine's clock, ahead by the milliseconds that a file holds, read anew each time.
struct ShiftedClock(PathBuf);

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        let ahead = std::fs::read_to_string(&self.0).ok().and_then(|text| text.trim().parse().ok());
        SystemClock.now().plus_ms(ahead.unwrap_or(0))
    }
}

/// The machine's clock, or the one that `JINSHUI_CLOCK=FILE` shifts.
pub(crate) fn of_environment() -> Arc<dyn Clock> {
    match std::env::var_os("JINSHUI_CLOCK") {
        Some(path) => Arc::new(ShiftedClock(path.into())),
        None => Arc::new(SystemClock),
    }
}
