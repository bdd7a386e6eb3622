//! Every deed that people can do to a record, done for real: by two at once (`pairs`), by every role in every space (`access`),
//! forged (`forged`), beside clashes (`standing`), and by several at random on phones that seldom meet (`convergence`).
//!
//! The deeds are in `deed` and `record`; what is to become of them is written in `docs/concurrent.md` and `docs/access.md`,
//! which these tests read. Nothing here knows a phone or a hub.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod access;
mod convergence;
mod deed;
mod forged;
mod pairs;
mod record;
mod retold;
mod scene;
mod standing;

mod written;
