//! How often each device may ask, and each address guess: a bucket of tokens each, filled evenly.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jinshui_core::Timestamp;

/// Buckets held at most; the fullest ones are forgotten first, which changes nothing for their owners.
const HELD: usize = 10_000;

/// What a request counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Sync and live.
    Sync,
    /// Parts of attachments.
    Blob,
    /// Writing down when a device was here: once in a while is enough.
    Seen,
    /// A wrong one-time code or certificate; a bucket an address.
    WrongCode,
    /// Hand-over files; all callers share this one.
    HandOver,
}

impl Kind {
    /// Tokens a minute, and how many may be saved up.
    fn rate(self) -> (f64, f64) {
        match self {
            Kind::Sync => (60.0, 240.0),
            Kind::Blob => (600.0, 1_200.0),
            Kind::Seen => (0.1, 1.0),
            Kind::HandOver => (10.0, 20.0),
            Kind::WrongCode => (30.0, 120.0),
        }
    }
}

/// The buckets.
#[derive(Default)]
pub(crate) struct Buckets {
    buckets: Mutex<HashMap<(Kind, String), Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Timestamp,
}

impl Bucket {
    fn at(self, kind: Kind, now: Timestamp) -> f64 {
        let (rate, burst) = kind.rate();
        let passed = now.0.saturating_sub(self.at.0).clamp(0, 3_600_000);
        // At most an hour in milliseconds: exact as f64.
        let passed = f64::from(i32::try_from(passed).unwrap_or(i32::MAX));
        (self.tokens + passed / 60_000.0 * rate).min(burst)
    }
}

impl Buckets {
    /// Takes a token; false where there is none.
    pub(crate) fn take(&self, kind: Kind, who: &str, now: Timestamp) -> bool {
        self.change(kind, who, now, 1.0)
    }

    /// Whether there is a token, without taking it.
    pub(crate) fn has(&self, kind: Kind, who: &str, now: Timestamp) -> bool {
        self.change(kind, who, now, 0.0)
    }

    fn change(&self, kind: Kind, who: &str, now: Timestamp, cost: f64) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= HELD {
            buckets.retain(|(kind, _), bucket| bucket.at(*kind, now) < kind.rate().1);
        }
        let full = Bucket { tokens: kind.rate().1, at: now };
        let bucket = buckets.entry((kind, who.to_owned())).or_insert(full);
        let tokens = bucket.at(kind, now);
        let enough = tokens >= 1.0;
        *bucket = Bucket { tokens: if enough { tokens - cost } else { tokens }, at: now };
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_and_is_nobody_elses() {
        let (buckets, now) = (Buckets::default(), Timestamp(1_000_000));
        assert!((0..240).all(|_| buckets.take(Kind::Sync, "a", now)));
        assert!(!buckets.take(Kind::Sync, "a", now));
        assert!(buckets.take(Kind::Sync, "b", now));
        assert!(buckets.take(Kind::Sync, "a", now.plus_ms(1_001)));
        assert!(!buckets.take(Kind::Sync, "a", now.plus_ms(1_002)));
    }
}
