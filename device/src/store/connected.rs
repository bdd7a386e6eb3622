//! A connection to the store's file that knows which file that is: another process may end the store and put a new one in its place.
//!
//! SQLite deletes a write-ahead log by its name when the last connection closes. A connection to a file that is not there any more must
//! not: under that name lies the log of the new store.

use std::ops::{Deref, DerefMut};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::Result;

/// A connection, and its file as the disk knows it; none in memory.
pub(super) struct Connected {
    connection: Connection,
    home: PathBuf,
    file: Option<(u64, u64)>,
}

impl Connected {
    /// A connection to the file that is in the folder now.
    pub(super) fn new(connection: Connection, home: &Path) -> Result<Self> {
        Ok(Connected { connection, home: home.to_owned(), file: file(home)? })
    }

    /// A connection to nothing, in place of one to a file that is about to go.
    pub(super) fn nowhere(home: &Path) -> Result<Self> {
        Ok(Connected { connection: Connection::open_in_memory()?, home: home.to_owned(), file: None })
    }

    /// Whether another file has taken its place, or none.
    pub(super) fn is_left_behind(&self) -> Result<bool> {
        Ok(file(&self.home)? != self.file)
    }
}

/// Which file the store is in; none where there is none.
fn file(home: &Path) -> Result<Option<(u64, u64)>> {
    match home.join("store.db").metadata() {
        Ok(found) => Ok(Some((found.dev(), found.ino()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Deref for Connected {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Connected {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        // Where it cannot be told, the log stays: the next connection takes it up.
        if self.is_left_behind().unwrap_or(true)
            && let Err(error) =
                self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        {
            tracing::error!(%error, "a connection to a store that has ended may delete the new one's log");
        }
    }
}
