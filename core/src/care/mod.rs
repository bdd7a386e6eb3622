//! 关爱: one person who agreed to be looked in on, how often, and what they need. It lies in a space of its own, which the office
//! reads and the carers who are named in it.

mod edit;
mod record;

pub use edit::CareEdit;
pub use record::{Cared, Contact};

/// Days between two visits that can be chosen.
pub const RHYTHMS: [&str; 4] = ["3", "7", "14", "30"];

/// The stored code of whether it goes on.
#[must_use]
pub fn state(on: bool) -> &'static str {
    if on { "on" } else { "over" }
}
