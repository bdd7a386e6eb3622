//! The phone's store and the hub's on a disk that fails and loses power: what was answered is there, once; what failed is wholly
//! there or not at all, and says what to do.
//!
//! `CUTS` says how many power cuts each side gets, `POINTS` at how many of the calls a fault strikes (0: at all of them).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod bites;
mod hub;
mod hub_faults;
mod hub_power;
mod phone;
mod phone_faults;
mod phone_kept;
mod phone_power;

use jinshui_disk::Fault;
use tempfile::TempDir;

/// A new folder, in memory where the system has such a place: what is durable is what the disk says.
fn folder() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Faults at the calls of a run of so many, evenly spread; of each kind.
fn faults(calls: u64) -> Vec<Fault> {
    let points = number("POINTS", 8) as u64;
    let step = if points == 0 { 1 } else { calls.div_ceil(points).max(1) };
    let mut faults = Vec::new();
    // Each kind begins at another place, so that together they strike more of the calls.
    for (first, (full, lasts)) in (1..).zip([(false, false), (false, true), (true, false), (true, true)]) {
        let at = |number: u64| number * step + first.min(step);
        faults.extend((0..calls.div_ceil(step)).map(|number| Fault { at: at(number), full, lasts }));
    }
    faults
}
