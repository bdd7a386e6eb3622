//! The operating system as the device meets it: a clock, a source of randomness, a place for keys, a network, a receiver of
//! fixes. Tests pass their own.

mod keys;
mod location;
mod network;

use std::sync::Arc;

use jinshui_core::Timestamp;

pub use keys::{FileKeys, KeyError, KeyStore};
pub use location::{GpxReplay, Heard, Location, Pace, Pushed};
pub use network::{Answer, Http, Network, Request};

/// Reads the time of day. It may be wrong by years (R27); nothing is ordered by it.
pub trait Clock: Send + Sync {
    /// Now, by this device.
    fn now(&self) -> Timestamp;
}

/// Draws random bytes for ids, actors and keys.
pub trait Random: Send + Sync {
    /// Fills the bytes.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String>;
}

/// What the device runs on.
#[derive(Clone)]
pub struct Platform {
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Its randomness.
    pub random: Arc<dyn Random>,
    /// Where the store's key is kept.
    pub keys: Arc<dyn KeyStore>,
    /// How hubs are reached.
    pub network: Arc<dyn Network>,
    /// Whether the hub itself keeps this device, for its console: then the hub ends it, and it needs no contact.
    pub hosted: bool,
}

impl Platform {
    /// The system's own clock, randomness and network, and a key file beside the store.
    #[must_use]
    pub fn system(home: &std::path::Path) -> Self {
        Platform {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            keys: Arc::new(FileKeys::beside(home)),
            network: Arc::new(Http::default()),
            hosted: false,
        }
    }
}

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }
}

/// The system's randomness.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        getrandom::fill(bytes).map_err(|error| error.to_string())
    }
}
