//! What a bad network does to one connection, drawn from seeded chance, and a count of what it did.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::Chance;

/// Where the next connection is cut.
#[derive(Debug, Clone, Copy)]
pub enum Cut {
    /// After so many bytes from the phone.
    Up(u64),
    /// After so many bytes from the hub.
    Down(u64),
}

/// What becomes of one connection.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// It is cut at a byte.
    Cut(Cut),
    /// It is closed before anything is carried.
    Drop,
    /// Each piece is held back so long.
    Delay(Duration),
    /// What the phone sent reaches the hub a second time, on a connection of its own.
    Twice,
}

/// The share of connections, in a hundred, to which something happens.
const SHARE: usize = 60;
/// Bytes within which most cuts fall: headers and a small body, or the first frames of a reply.
const NEAR: usize = 1_500;
/// Bytes within which the others fall.
const FAR: usize = 20_000;
/// The longest that a piece is held back.
const LONGEST_DELAY_MS: usize = 15;

/// What happens to each connection from now on.
#[derive(Default)]
struct Weather {
    chance: Option<Chance>,
    next: Option<Cut>,
}

/// The weather behind a lock, with its counts.
#[derive(Default)]
pub(crate) struct Faults {
    weather: Mutex<Weather>,
    counts: Mutex<BTreeMap<&'static str, u64>>,
}

impl Faults {
    /// Bad weather by this chance; fair where there is none.
    pub(crate) fn blow(&self, chance: Option<Chance>) {
        self.weather.lock().unwrap_or_else(PoisonError::into_inner).chance = chance;
    }

    /// Cuts the next connection.
    pub(crate) fn cut(&self, cut: Option<Cut>) {
        self.weather.lock().unwrap_or_else(PoisonError::into_inner).next = cut;
    }

    /// What is to become of a new connection.
    pub(crate) fn draw(&self) -> Fault {
        let mut weather = self.weather.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cut) = weather.next.take() {
            return Fault::Cut(cut);
        }
        let Some(chance) = &mut weather.chance else { return Fault::None };
        if !chance.percent(SHARE) {
            return Fault::None;
        }
        let at = if chance.percent(80) { chance.below(NEAR) } else { chance.below(FAR) } as u64;
        match chance.below(6) {
            0 | 1 => Fault::Cut(Cut::Up(at)),
            2 => Fault::Cut(Cut::Down(at)),
            3 => Fault::Drop,
            4 => Fault::Delay(Duration::from_millis(1 + chance.below(LONGEST_DELAY_MS) as u64)),
            _ => Fault::Twice,
        }
    }

    /// Counts what has happened.
    pub(crate) fn count(&self, what: &'static str) {
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner).entry(what).or_default() += 1;
    }

    /// How often each has happened.
    pub(crate) fn counts(&self) -> BTreeMap<&'static str, u64> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
