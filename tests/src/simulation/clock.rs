//! One true time, the hub's clock, which shows it, and the devices' clocks, which need not.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jinshui_core::Timestamp;

use super::trap::Trap;

/// When every simulation begins, in milliseconds since 1970.
pub(super) const DAWN: i64 = 1_780_000_000_000;

/// The true time, which only the simulation moves.
#[derive(Clone)]
pub(super) struct Time(Arc<AtomicI64>);

impl Time {
    pub(super) fn begin() -> Self {
        Time(Arc::new(AtomicI64::new(DAWN)))
    }
    pub(super) fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
    pub(super) fn pass(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

/// A device's clock: the true time and how far it is off.
pub(super) struct PhoneClock {
    pub(super) time: Time,
    pub(super) off: AtomicI64,
}

impl jinshui_device::platform::Clock for PhoneClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.time.now() + self.off.load(Ordering::SeqCst))
    }
}

/// The hub's clock. The hub reads it between its steps, so that a crash is set to one of these readings.
pub(super) struct HubClock {
    pub(super) time: Time,
    pub(super) trap: Trap,
}

impl jinshui_sync_server::Clock for HubClock {
    fn now(&self) -> Timestamp {
        self.trap.pass();
        Timestamp(self.time.now())
    }
}
