//! The hub's secret key for hand-over files: 32 bytes in a file beside the database's key, readable by its owner only (R22). It has to
//! be in every backup: what was sealed for a lost key is lost.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use jinshui_core::hand_over::SecretKey;
use jinshui_core::{Code, Failure};

use crate::chance;

/// The file's name, in the hub's folder.
pub(crate) const FILE: &str = "hand-over.key";

/// The key of the hub in a folder; a new one where there is none. Devices hear of it with their next sync.
pub(crate) fn load(folder: &Path) -> Result<SecretKey, Failure> {
    let path = folder.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => read(&text)
            .ok_or_else(|| failed(&path, "does not hold 64 hex digits; put back the file from the backup")),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            tracing::warn!(file = %path.display(), "there was no key for hand-over files; a new one was made");
            make(folder)?;
            load(folder)
        }
        Err(error) => Err(failed(&path, &error.to_string())),
    }
}

/// Makes a key in a folder that has none; one that is there stays.
pub(crate) fn make(folder: &Path) -> Result<(), Failure> {
    let path = folder.join(FILE);
    let text = format!("{}\n", hex::encode(chance::bytes::<32>()?));
    // Whole or not at all: two programs that make it at once must agree on one.
    let aside = aside(folder);
    let written = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        match std::fs::hard_link(&aside, &path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            linked => linked?,
        }
        std::fs::remove_file(&aside)?;
        File::open(folder)?.sync_all()
    };
    written().map_err(|error| failed(&path, &error.to_string()))
}

fn aside(folder: &Path) -> PathBuf {
    folder.join(format!("{FILE}.{}", std::process::id()))
}

fn read(text: &str) -> Option<SecretKey> {
    SecretKey::from_bytes(&hex::decode(text.trim()).ok()?).ok()
}

fn failed(path: &Path, why: &str) -> Failure {
    Failure::new(Code::StoreKey, format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = load(folder.path()).unwrap().public();
        make(folder.path()).unwrap();
        assert_eq!(load(folder.path()).unwrap().public(), first);
        let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        std::fs::write(folder.path().join(FILE), "nonsense").unwrap();
        assert_eq!(load(folder.path()).err().unwrap().code, Code::StoreKey);
    }
}
