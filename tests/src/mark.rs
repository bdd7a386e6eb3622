//! The file in which a process under test marks what it begins and ends, so that a kill can be aimed and counted.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A file of marks.
pub struct Mark {
    path: PathBuf,
    _folder: TempDir,
}

impl Default for Mark {
    fn default() -> Self {
        Mark::new()
    }
}

impl Mark {
    /// A new one.
    ///
    /// # Panics
    /// Where there is no room for it.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Mark { path: folder.path().join("marks"), _folder: folder }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.path.clone()
    }

    /// Begins anew: what follows belongs to the next process.
    ///
    /// # Panics
    /// Where the file cannot be written.
    pub fn clear(&self) {
        std::fs::write(&self.path, "").unwrap();
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.path).unwrap_or_default()
    }

    /// Waits until so many steps have begun. False where the time is over.
    pub fn await_begun(&self, count: usize, within: Duration) -> bool {
        let started = Instant::now();
        while self.begun() < count {
            if started.elapsed() > within {
                return false;
            }
            crate::pause(Duration::from_micros(200));
        }
        true
    }

    /// How many steps have begun.
    #[must_use]
    pub fn begun(&self) -> usize {
        self.text().matches("begin ").count()
    }

    /// The innermost step that has begun and not ended.
    #[must_use]
    pub fn in_flight(&self) -> Option<String> {
        let mut open: Vec<&str> = Vec::new();
        let text = self.text();
        for line in text.lines() {
            if let Some(step) = line.strip_prefix("begin ") {
                open.push(step);
            } else if let Some(step) = line.strip_prefix("end ")
                && let Some(at) = open.iter().rposition(|other| *other == step)
            {
                open.remove(at);
            }
        }
        open.last().map(|step| (*step).to_owned())
    }
}
