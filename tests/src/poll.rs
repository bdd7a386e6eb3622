//! Waiting for something to be so, never for time to pass.

use std::time::{Duration, Instant};

/// Looks again and again until there is something, at most so long.
///
/// # Panics
/// With `what` where the time is over.
pub fn until<T>(what: &str, within: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < within, "waited {within:?} in vain: {what}");
        pause(Duration::from_millis(5));
    }
}

/// Gives the processor away between two looks.
pub fn pause(most: Duration) {
    std::thread::park_timeout(most);
}
