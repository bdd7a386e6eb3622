//! The key that opens the database: 32 random bytes in a file of its own, readable by its owner only. Whoever copies the
//! database without it has nothing.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::store::{Result, StoreError};

/// Reads the key's hex digits.
pub(crate) fn read(path: &Path) -> Result<String> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let why = if error.kind() == ErrorKind::NotFound {
            "is missing; put back the key file that belongs to this store".to_owned()
        } else {
            format!("cannot be read: {error}")
        };
        StoreError::Key(format!("{} {why}", path.display()))
    })?;
    let text = text.trim();
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(text.to_owned())
    } else {
        Err(StoreError::Key(format!("{} does not hold 64 hex digits", path.display())))
    }
}

/// Writes a new key; one that is there stays.
pub(crate) fn write(path: &Path, bytes: [u8; 32]) -> Result<()> {
    let failed = |error: std::io::Error| StoreError::File(format!("{}: {error}", path.display()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
    file.write_all(format!("{}\n", hex::encode(bytes)).as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    // The file's name must be as durable as its bytes: a database without its key is lost.
    let folder = path.parent().unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}
