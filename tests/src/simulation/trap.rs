//! A trap set at one point of the product's work: when it is reached, the folder is copied as it is in that instant, which is
//! what a killed process leaves behind.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::folder;

struct Set {
    left: u32,
    from: PathBuf,
    to: PathBuf,
    sprung: bool,
}

/// At most one trap at a time.
#[derive(Default)]
pub(super) struct Trap(Mutex<Option<Set>>);

impl Trap {
    /// Springs when it is passed for the time after `left` more.
    pub(super) fn set(&self, left: u32, from: &Path, to: &Path) {
        let set = Set { left, from: from.to_owned(), to: to.to_owned(), sprung: false };
        *self.0.lock().unwrap() = Some(set);
    }

    /// Passes by. True from the moment at which it has sprung.
    pub(super) fn pass(&self) -> bool {
        let mut place = self.0.lock().unwrap();
        let Some(set) = place.as_mut() else { return false };
        if !set.sprung && set.left == 0 {
            folder::copy(&set.from, &set.to);
            set.sprung = true;
        }
        set.left = set.left.saturating_sub(1);
        set.sprung
    }

    /// Takes it away. True where it had sprung.
    pub(super) fn clear(&self) -> bool {
        self.0.lock().unwrap().take().is_some_and(|set| set.sprung)
    }
}
