//! A whole community in one process under one seed: the real device and the real hub, with a simulated clock, seeded chance
//! and a simulated network between them, and everything that may go wrong on the way. An outside ledger, which knows nothing
//! of the product but what it answered to people, judges the end.
//!
//! One thing happens after the other: what goes on at once for people is here what one device has not heard of another, what
//! is held back on its way, and what is taken in later. So the same seed is the same run to the byte of its trace.

mod act;
mod anew;
mod cast;
mod clock;
mod deed;
mod dice;
mod fault;
mod folder;
mod form;
mod hub;
mod judge;
mod ledger;
mod line;
mod moving;
mod person;
mod phone;
mod restored;
mod scene;
mod template;
mod town;
mod trap;
mod trouble;

pub use fault::Fault;
pub use scene::Finding;
pub use template::Template;
pub use town::{Lived, Plan, live};
