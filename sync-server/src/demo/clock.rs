//! The one clock of the demonstration: the hub and every device read it, and only the town moves it.

use std::sync::atomic::{AtomicI64, Ordering};

use jinshui_core::Timestamp;

/// A clock that stands until it is moved.
pub(super) struct Simulated(AtomicI64);

impl Simulated {
    /// A clock that shows a moment.
    pub(super) fn at(moment: Timestamp) -> Self {
        Simulated(AtomicI64::new(moment.0))
    }

    /// Goes on to a moment; never back.
    pub(super) fn reaches(&self, moment: Timestamp) {
        self.0.fetch_max(moment.0, Ordering::Relaxed);
    }

    fn shows(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

impl crate::clock::Clock for Simulated {
    fn now(&self) -> Timestamp {
        self.shows()
    }
}

impl jinshui_device::platform::Clock for Simulated {
    fn now(&self) -> Timestamp {
        self.shows()
    }
}
