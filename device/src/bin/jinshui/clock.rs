//! A clock for tests: with `JINSHUI_CLOCK=FILE` this device's clock is ahead by the milliseconds that the file holds, read anew
//! each time, so that it may also jump. Only the headless `jinshui` looks at it; the app goes by the system's clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jinshui_core::Timestamp;
use jinshui_device::platform::{Clock, Platform, SystemClock};

struct Shifted(PathBuf);

impl Clock for Shifted {
    fn now(&self) -> Timestamp {
        let ahead = std::fs::read_to_string(&self.0).ok().and_then(|text| text.trim().parse().ok());
        SystemClock.now().plus_ms(ahead.unwrap_or(0))
    }
}

/// The system as the environment says.
pub(crate) fn platform(home: &Path) -> Platform {
    let system = Platform::system(home);
    match std::env::var_os("JINSHUI_CLOCK") {
        Some(path) => Platform { clock: Arc::new(Shifted(path.into())), ..system },
        None => system,
    }
}
