//! A receiver in another process: the phone's own, which a window reads and hands over with a command.

use std::collections::VecDeque;

use jinshui_core::Timestamp;
use jinshui_core::command::Fix;

use super::{Heard, Location};

/// Fixes that a window has handed over.
pub struct Pushed(VecDeque<Fix>);

impl Pushed {
    /// These, oldest first.
    #[must_use]
    pub fn new(fixes: Vec<Fix>) -> Self {
        Pushed(fixes.into())
    }
}

impl Location for Pushed {
    fn hear(&mut self, _now: Timestamp) -> Heard {
        self.0.pop_front().map_or(Heard::Ended, Heard::Fix)
    }
}
