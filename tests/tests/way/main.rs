//! The way, end to end, on the real binaries: a week of a neighbourhood, outages, kills, another Automerge, bad input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod bad_fields;
mod bad_joining;
mod bad_store;
mod expected;
mod full_disk;
mod kills;
mod ledger;
mod model;
mod outage;
mod returned;
mod seen;
mod stock;
mod track;
mod week;
