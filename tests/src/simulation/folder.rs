//! Folders of stores, copied as a crash, a backup or a new phone leaves them.

use std::fs;
use std::path::Path;

/// Copies what the files of a folder hold now. The shared memory beside a database is not on any disk, and a lock is nobody's
/// any more.
pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        let said = name.to_string_lossy();
        if said.ends_with("-shm") || said == "sync.lock" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(&name));
        } else {
            fs::copy(entry.path(), to.join(&name)).unwrap();
        }
    }
}

/// A folder in memory where there is such a place: what is simulated is not the disk.
pub(super) fn in_memory() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let mut builder = tempfile::Builder::new();
    builder.prefix("jinshui-simulation-");
    if memory.is_dir() { builder.tempdir_in(memory).unwrap() } else { builder.tempdir().unwrap() }
}
