//! The hub as a process, asked over HTTP by a small client of its own: joining, signatures, sync, live, attachments,
//! restarts, and the demonstration.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod attachments;
mod attacks;
mod boxes;
mod clones;
mod console;
mod demo;
mod device;
mod devices;
mod directory;
mod erasing;
mod hand_over;
mod homes;
mod hub;
mod joining;
mod limits;
mod live;
mod postgres;
mod pulling;
mod pushing;
mod returning;
mod sealed;
mod signatures;
mod standing;
