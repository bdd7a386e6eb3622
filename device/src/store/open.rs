//! Opening: the key first, then the file, then its migrations. Cheap however long the history is.

use std::path::Path;
use std::time::Duration;

use jinshui_core::planted::{Bug, planted};
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};
use zeroize::Zeroizing;

use super::{Result, Store, StoreError};
use crate::platform::Platform;

/// Steps of the schema, oldest first; only ever added to.
const STEPS: &[M<'static>] = &[M::up(include_str!("0001_create.sql"))];
/// SQLite 3.51.3 mended the WAL-reset race, which may lose commits (sqlite.org/changes.html).
const OLDEST_SQLITE: i32 = 3_051_003;

impl Store {
    /// Opens the store in a folder, or makes it.
    ///
    /// # Errors
    /// See [`StoreError`]: no key, another key, a damaged or newer file, a full disk.
    pub fn open(home: &Path, platform: Platform) -> Result<Self> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(StoreError::OldSqlite(rusqlite::version().to_owned()));
        }
        std::fs::create_dir_all(home)?;
        let mut connection = connect(home, &platform)?;
        migrate(&mut connection)?;
        let (home, directory) = (home.to_owned(), std::cell::RefCell::new(None));
        let ahead_ms = std::cell::Cell::new(None);
        Ok(Store { home, connection, platform, directory, log_holds_dropped: false, ahead_ms })
    }

    /// Connects anew where the connection is spoilt: SQLCipher takes a page that could not be read for a forged one, and refuses
    /// everything from then on, even when the disk is well again.
    ///
    /// # Errors
    /// As [`Store::open`], where the disk still fails.
    pub(crate) fn renew(&mut self) -> Result<()> {
        let status: String = self.connection.pragma_query_value(None, "cipher_status", |row| row.get(0))?;
        if status != "1" {
            tracing::warn!("the store could not be read; it is opened anew");
            self.connection = connect(&self.home, &self.platform)?;
        }
        Ok(())
    }
}

/// A connection to the file. SQLCipher cannot tell a page that the disk failed to read from one of another key: it is tried once
/// more.
fn connect(home: &Path, platform: &Platform) -> Result<Connection> {
    match connect_once(home, platform) {
        Err(StoreError::Unreadable) => connect_once(home, platform),
        other => other,
    }
}

/// The same, tried once: the key first, then the settings.
fn connect_once(home: &Path, platform: &Platform) -> Result<Connection> {
    let path = home.join("store.db");
    let key = key(&path, platform)?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)?;
    // What goes wrong is said by our own errors.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    let pragma = Zeroizing::new(format!("x'{}'", hex::encode(key.as_ref())));
    connection.pragma_update(None, "key", pragma.as_str())?;
    connection.busy_timeout(Duration::from_secs(10))?;
    readable(&connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
    )?;
    if planted(Bug::SynchronousNormal) {
        connection.pragma_update(None, "synchronous", "NORMAL")?;
    }
    Ok(connection)
}

/// The store's key; a new one where there is no store yet.
fn key(path: &Path, platform: &Platform) -> Result<Zeroizing<[u8; 32]>> {
    if let Some(key) = platform.keys.load()? {
        return Ok(key);
    }
    if path.metadata().is_ok_and(|file| file.len() > 0) {
        return Err(StoreError::KeyLost);
    }
    let mut key = Zeroizing::new([0u8; 32]);
    platform.random.fill(key.as_mut()).map_err(StoreError::Random)?;
    platform.keys.keep(&key)?;
    Ok(key)
}

/// With the wrong key or a foreign file, the first read fails.
fn readable(connection: &Connection) -> Result<()> {
    let count = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    match count {
        Ok(_) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(StoreError::Unreadable)
        }
        Err(error) => Err(error.into()),
    }
}

fn migrate(connection: &mut Connection) -> Result<()> {
    let migrations = Migrations::from_slice(STEPS);
    match migrations.to_latest(connection) {
        Err(rusqlite_migration::Error::MigrationDefinition(
            rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead,
        )) => Err(StoreError::TooNew),
        other => Ok(other?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jinshui_core::{Code, Failure};

    fn open(home: &Path) -> Result<Store> {
        Store::open(home, Platform::system(home))
    }

    #[test]
    fn the_file_holds_no_plain_text() {
        let home = tempfile::tempdir().unwrap();
        let store = open(home.path()).unwrap();
        store.connection.execute("INSERT INTO node VALUES ('canary-node', '{}')", []).unwrap();
        drop(store);
        for entry in std::fs::read_dir(home.path()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            assert!(!bytes.windows(11).any(|part| part == b"canary-node"));
            assert!(!bytes.starts_with(b"SQLite format 3"));
        }
        let count: i64 = open(home.path())
            .unwrap()
            .connection
            .query_row("SELECT count(*) FROM node", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 1);
    }

    #[test]
    fn a_damaged_a_foreign_and_a_newer_store_are_told_apart_and_left_as_they_are() {
        let home = tempfile::tempdir().unwrap();
        let store = open(home.path()).unwrap();
        store.connection.pragma_update(None, "user_version", 99).unwrap();
        drop(store);
        assert!(matches!(open(home.path()), Err(StoreError::TooNew)));

        std::fs::write(home.path().join("store.db"), vec![7u8; 8192]).unwrap();
        let error = open(home.path()).err().unwrap();
        assert_eq!(Failure::from(error).code, Code::StoreCorrupt);
        assert_eq!(std::fs::read(home.path().join("store.db")).unwrap(), vec![7u8; 8192]);

        std::fs::remove_file(home.path().join("store.key")).unwrap();
        assert!(matches!(open(home.path()), Err(StoreError::KeyLost)));
    }

    #[test]
    fn every_commit_is_fsynced() {
        let home = tempfile::tempdir().unwrap();
        let store = open(home.path()).unwrap();
        let pragma =
            |name| store.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        assert_eq!(pragma("synchronous").unwrap(), 2);
        assert_eq!(pragma("secure_delete").unwrap(), 1);
    }
}
