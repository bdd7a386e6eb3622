//! A folder on a disk that can fail and lose power: what it is told to do, and what has been done to its files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::shadow::Shadow;
use crate::shim;

/// What is to go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The first call that it may strike; calls are counted from 1.
    pub at: u64,
    /// Whether the disk is full, and only what needs space fails; else any call fails.
    pub full: bool,
    /// Whether it lasts until [`Disk::mend`]; else it strikes once.
    pub lasts: bool,
}

/// What is asked of a disk, as far as faults tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// Needs space.
    Grow,
    /// Does not.
    Other,
}

/// How a call is to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failing {
    Broken,
    Full,
}

/// A folder on a disk that can fail. Dropped, it is a folder like any other.
pub struct Disk {
    folder: PathBuf,
    state: Arc<State>,
}

/// What the disk does and has done; shared with its open files.
#[derive(Default)]
pub(crate) struct State(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    files: BTreeMap<PathBuf, Shadow>,
    calls: u64,
    fault: Option<Fault>,
    struck: u64,
    cut_at: Option<u64>,
    cut: Option<Remains>,
}

/// A disk's files at the moment of a power cut.
#[derive(Debug, Clone)]
pub struct Remains(BTreeMap<PathBuf, Shadow>);

impl Disk {
    /// Puts a folder on such a disk: what SQLite opens in it from now on. The folder must exist.
    ///
    /// # Panics
    /// Where it does not, or SQLite does not take the shim.
    #[must_use]
    pub fn under(folder: &Path) -> Self {
        let folder = folder.canonicalize().expect("the disk's folder exists");
        let state = Arc::default();
        shim::mount(folder.clone(), Arc::clone(&state));
        Disk { folder, state }
    }

    /// Calls so far.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.state.lock().calls
    }

    /// Something is to go wrong.
    pub fn fail(&self, fault: Fault) {
        self.state.lock().fault = Some(fault);
    }

    /// All is well again.
    pub fn mend(&self) {
        self.state.lock().fault = None;
    }

    /// How many calls have failed.
    #[must_use]
    pub fn struck(&self) -> u64 {
        self.state.lock().struck
    }

    /// The power goes now; the process does not notice.
    #[must_use]
    pub fn cut(&self) -> Remains {
        Remains(self.state.lock().files.clone())
    }

    /// The power is to go just before this call.
    pub fn cut_before(&self, call: u64) {
        let mut inner = self.state.lock();
        inner.cut = None;
        inner.cut_at = Some(call);
    }

    /// What was left when it went; none if it did not yet.
    #[must_use]
    pub fn was_cut(&self) -> Option<Remains> {
        self.state.lock().cut.take()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        shim::unmount(&self.folder);
    }
}

impl Remains {
    /// Writes into a folder what the disk holds when it is switched on again. `chance` gives a number at each call; the first
    /// says how much of what was only written is there.
    ///
    /// # Panics
    /// Where the folder cannot be written.
    pub fn land(&self, folder: &Path, chance: &mut dyn FnMut() -> u64) {
        let share = (chance() % 5) * 25;
        for (path, shadow) in &self.0 {
            let name = path.file_name().expect("a file has a name");
            if let Some(bytes) = shadow.after(|| chance() % 100 < share) {
                std::fs::write(folder.join(name), bytes).expect("the remains can be written");
            }
        }
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a call and says how it is to fail, if it is.
    pub(crate) fn strikes(&self, call: Call) -> Option<Failing> {
        let mut inner = self.lock();
        inner.calls += 1;
        if inner.cut_at.is_some_and(|at| inner.calls >= at) {
            inner.cut_at = None;
            inner.cut = Some(Remains(inner.files.clone()));
        }
        let fault = inner.fault.filter(|fault| inner.calls >= fault.at)?;
        if fault.full && call == Call::Other {
            return None;
        }
        inner.struck += 1;
        if !fault.lasts {
            inner.fault = None;
        }
        Some(if fault.full { Failing::Full } else { Failing::Broken })
    }

    /// A file is opened; its bytes before, if it was there.
    pub(crate) fn opened(&self, path: &Path, before: Option<Vec<u8>>) {
        let mut inner = self.lock();
        let file = inner.files.entry(path.to_owned());
        file.or_insert_with(|| before.map(Shadow::found).unwrap_or_default()).make();
    }

    /// A file is synced. SQLite syncs the folder as well the first time that it syncs a log or a journal that it has made.
    pub(crate) fn synced(&self, path: &Path) {
        let mut inner = self.lock();
        let new = inner.files.get_mut(path).is_some_and(Shadow::sync);
        let name = path.as_os_str().as_encoded_bytes();
        if new && (name.ends_with(b"-wal") || name.ends_with(b"-journal")) {
            inner.files.values_mut().for_each(Shadow::sync_entry);
        }
    }

    /// Something is done to a file.
    pub(crate) fn with(&self, path: &Path, work: impl FnOnce(&mut Shadow)) {
        if let Some(shadow) = self.lock().files.get_mut(path) {
            work(shadow);
        }
    }
}
