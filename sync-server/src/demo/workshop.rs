//! The folder in which the month is lived, in memory where the system has such a place: hundreds of commits, each awaiting its
//! fsync, are worth nothing until the whole is ready. What is ready is copied out durably; the folder goes with this value.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::foundation::{self, FoundationError};

/// Linux's file system in memory.
const IN_MEMORY: &str = "/dev/shm";

/// The folder, while something is made in it.
pub(super) struct Workshop(TempDir);

impl Workshop {
    /// A new one.
    pub(super) fn open() -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("jinshui-demo-");
        let folder = builder.tempdir_in(IN_MEMORY).or_else(|_| builder.tempdir())?;
        for part in ["hub", "phones"] {
            fs::create_dir(folder.path().join(part))?;
        }
        Ok(Workshop(folder))
    }

    /// Where the hub lives meanwhile.
    pub(super) fn hub(&self) -> PathBuf {
        self.0.path().join("hub")
    }

    /// Where the devices live meanwhile, each in a folder of its member's name.
    pub(super) fn phones(&self) -> PathBuf {
        self.0.path().join("phones")
    }

    /// Puts the hub, closed by now, in its place.
    pub(super) fn leave_hub(&self, folder: &Path) -> Result<(), FoundationError> {
        let site = foundation::site(folder)?;
        let failed = |error| FoundationError::Io { folder: folder.to_owned(), error };
        copy(&self.hub(), &site).map_err(failed)?;
        foundation::settle(&site, folder)
    }

    /// Puts a member's device, closed by now, in a folder that is not there yet.
    pub(super) fn leave_phone(&self, member: &str, folder: &Path) -> io::Result<()> {
        if let Some(above) = folder.parent() {
            fs::create_dir_all(above)?;
        }
        fs::create_dir(folder)?;
        copy(&self.phones().join(member), folder)
    }
}

/// Copies what is in a folder into another that is there, durably.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&there)?;
            copy(&entry.path(), &there)?;
        } else {
            // With its permissions: a key is its owner's alone.
            fs::copy(entry.path(), &there)?;
            File::open(&there)?.sync_all()?;
        }
    }
    File::open(to)?.sync_all()
}
