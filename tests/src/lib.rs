//! What scenarios on the real binaries need: a hub, phones, a network with outages, seeded chance. Nothing of that knows how
//! the product works inside; it starts its binaries and reads what they print. [`simulation`] is the other kind: the product's
//! code in this process, under one seed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    clippy::string_slice,
    reason = "test helpers fail by panicking"
)]

mod binary;
mod chance;
mod community;
mod exec;
mod fault;
mod hub;
mod lines;
mod live;
mod mark;
mod phone;
mod picture;
mod poll;
mod proxy;
pub mod simulation;
mod sound;
mod thief;

pub use binary::{binary, repository};
pub use chance::Chance;
pub use community::{Community, table};
pub use exec::Exec;
pub use fault::Cut;
pub use hub::Hub;
pub use lines::Lines;
pub use live::Live;
pub use mark::Mark;
pub use phone::{Asked, Failed, Phone};
pub use picture::picture;
pub use poll::{pause, until};
pub use proxy::OutageProxy;
pub use sound::sound;
pub use thief::{Found, decrypted, decrypted_hub, raw};
