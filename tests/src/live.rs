//! `jinshui sync --live`: syncing by itself.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::Lines;

/// A running live sync.
pub struct Live {
    child: Child,
    lines: Lines,
}

impl Live {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = Lines::of(child.stdout.take().unwrap());
        Live { child, lines }
    }

    /// The next report of a round, or of a try that failed.
    ///
    /// # Panics
    /// Where it is no JSON.
    pub fn report(&mut self, within: Duration) -> Option<Value> {
        Some(serde_json::from_str(&self.lines.next(within)?).unwrap())
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
