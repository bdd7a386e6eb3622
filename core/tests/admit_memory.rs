//! What a bomb costs until it is refused: at most 1 MiB, measured at the allocator. This is a program of its own, and its one
//! test is alone in it, so that nothing else allocates meanwhile. How long it takes is for the bench.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod admit_common;

use admit_common::Forge;
use admit_common::bombs::{changes, packed};
use jinshui_core::limits;
use jinshui_core::wire::{FrameReader, SyncRequest, unpack};
use jinshui_core::{admit, document};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MOST: usize = 1 << 20;

/// What was held at most while this ran, beyond what was held before.
fn peak(run: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    run();
    MEMORY.peak_usage().saturating_sub(before)
}

#[test]
fn every_bomb_is_refused_within_a_mebibyte() {
    for (name, raw) in changes() {
        let mut refused = false;
        let held = peak(|| refused = admit::admit(&raw).is_err());
        assert!(refused, "{name}");
        assert!(held <= MOST, "{name}: {held} bytes held");
    }
    for (name, bytes) in packed() {
        let mut refused = false;
        let held = peak(|| refused = unpack::<SyncRequest>(&bytes, limits::REQUEST_BYTES).is_err());
        assert!(refused, "a request, {name}");
        assert!(held <= MOST, "a request, {name}: {held} bytes held");
        if name != "window" {
            continue;
        }
        let held = peak(|| refused = FrameReader::new().unwrap().read(&bytes).is_err());
        assert!(refused && held <= MOST, "a reply, {name}: {held} bytes held");
    }
    let honest = admit::admit(&Forge::puts(3).raw()).unwrap();
    let mut record = document::Document::new(&jinshui_core::Kind::Hazard, 1).unwrap();
    assert!(record.apply(&honest).is_err(), "and what is admitted still has to fit");
}
