//! The way, end to end, on the real binaries: a week of a neighbourhood, outages, kills, another Automerge, bad input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod aside;
mod bad_fields;
mod bad_joining;
mod bad_store;
mod book;
mod boxed;
mod cards;
mod chaos;
mod clocks;
mod cloned;
mod compare;
mod deeds;
mod ended;
mod erased;
mod erased_restore;
mod expected;
mod forms;
mod full_disk;
mod full_hub;
mod golden;
mod hand_over_file;
mod handover;
mod kills;
mod kills_register;
mod ledger;
mod model;
mod months;
mod moves;
mod outage;
mod private;
mod reads;
mod register_week;
mod restored;
mod returned;
mod rounds;
mod same_room;
mod sealed;
mod secret;
mod seen;
mod stock;
mod stock_kinds;
mod together;
mod track;
mod week;
mod workbooks;
