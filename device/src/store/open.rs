//! Opening: the key first, then the file, then its migrations. Cheap however long the history is.

use std::path::Path;
use std::time::Duration;

use jinshui_core::planted::{Bug, planted};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};
use zeroize::Zeroizing;

use super::connected::Connected;
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
        migrate(&mut connection, STEPS)?;
        let (home, directory) = (home.to_owned(), std::cell::RefCell::new(None));
        let ahead_ms = std::cell::Cell::new(None);
        Ok(Store { home, connection, platform, directory, log_holds_dropped: false, ahead_ms })
    }

    /// Where the key is kept, in a word.
    #[must_use]
    pub fn key_place(&self) -> &'static str {
        self.platform.keys.place()
    }

    /// Lets go of the file, which is about to be destroyed. Nothing can be done with the store any more.
    ///
    /// # Errors
    /// Where SQLite fails.
    pub(crate) fn close(&mut self) -> Result<()> {
        self.connection = Connected::nowhere(&self.home)?;
        Ok(())
    }

    /// Lets the file grow to so many pages and no further, as a full disk does; without a number, as far as it may. For tests
    /// of a full disk; it is forgotten when the store is opened again.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn limit_pages(&mut self, most: Option<u32>) -> Result<()> {
        let pragma = format!("PRAGMA max_page_count = {}", most.unwrap_or(u32::MAX - 1));
        Ok(self.connection.query_row(&pragma, [], |_| Ok(()))?)
    }

    /// Connects anew where another process has ended this store and a new one is in its place, and where the connection is spoilt: SQLCipher takes a page that could not be read for a forged one, and refuses
    /// everything from then on, even when the disk is well again.
    ///
    /// # Errors
    /// As [`Store::open`], where the disk still fails.
    pub(crate) fn renew(&mut self) -> Result<()> {
        if self.connection.is_left_behind()? {
            tracing::warn!("another process has ended this store; the new one is opened");
            *self = Store::open(&self.home, self.platform.clone())?;
            return Ok(());
        }
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
fn connect(home: &Path, platform: &Platform) -> Result<Connected> {
    match connect_once(home, platform) {
        Err(StoreError::Unreadable) => connect_once(home, platform),
        other => other,
    }
}

/// The same, tried once: the key first, then the settings.
fn connect_once(home: &Path, platform: &Platform) -> Result<Connected> {
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
    known(&connection, STEPS.len())?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
    )?;
    if planted(Bug::SynchronousNormal) {
        connection.pragma_update(None, "synchronous", "NORMAL")?;
    }
    Connected::new(connection, home)
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
    platform.keys.create(&key)?;
    Ok(key)
}

/// Refuses, before anything of it is touched, what cannot be read and what a newer app wrote: not even the write-ahead log
/// that a crash has left is taken up then.
fn known(connection: &Connection, steps: usize) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    readable(connection)?;
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if usize::try_from(found).is_ok_and(|found| found > steps) {
        return Err(StoreError::TooNew);
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
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

/// Brings the schema up to date, forward only; each step is one transaction with its number.
fn migrate(connection: &mut Connection, steps: &[M<'_>]) -> Result<()> {
    match Migrations::from_slice(steps).to_latest(connection) {
        // Another process with a newer app was faster.
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

    /// A step as a later version may add it.
    const LATER: &str = "ALTER TABLE node ADD COLUMN later TEXT NOT NULL DEFAULT '';
        CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (7);";

    fn with(step: &'static str) -> Vec<M<'static>> {
        STEPS.iter().cloned().chain([M::up(step)]).collect()
    }

    fn schema(connection: &Connection) -> Vec<(String, Option<String>)> {
        let sql = "SELECT name, sql FROM sqlite_schema ORDER BY name";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(std::result::Result::unwrap).collect()
    }

    fn number(connection: &Connection, sql: &str) -> i64 {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_store_is_brought_up_to_date_and_is_then_as_a_new_one() {
        let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut old = open(old.path()).unwrap().connection;
        old.execute("INSERT INTO node VALUES ('n', '{}')", []).unwrap();
        migrate(&mut old, &with(LATER)).unwrap();
        let mut fresh = Connection::open(new.path().join("fresh.db")).unwrap();
        migrate(&mut fresh, &with(LATER)).unwrap();
        assert_eq!(schema(&old), schema(&fresh));
        migrate(&mut old, &with(LATER)).unwrap();
        assert_eq!(number(&old, "SELECT count(*) FROM later"), 1, "each step is done once");
        assert_eq!(number(&old, "SELECT count(*) FROM node WHERE later = ''"), 1);
        assert!(matches!(migrate(&mut old, STEPS), Err(StoreError::TooNew)), "forward only");
    }

    #[test]
    fn a_step_that_fails_half_way_leaves_the_store_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let mut store = open(home.path()).unwrap().connection;
        let before = schema(&store);
        let fails = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);";
        assert!(migrate(&mut store, &with(fails)).is_err());
        assert_eq!(schema(&store), before);
        assert_eq!(number(&store, "PRAGMA user_version"), STEPS.len() as i64);
        drop(store);
        open(home.path()).unwrap();
    }

    /// Also where a crash has left the write-ahead log behind.
    #[test]
    fn a_newer_store_is_refused_and_no_byte_of_it_changes() {
        let (home, crashed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut newer = open(home.path()).unwrap().connection;
        migrate(&mut newer, &with(LATER)).unwrap();
        let names = ["store.db", "store.db-wal", "store.key"];
        for name in names {
            std::fs::copy(home.path().join(name), crashed.path().join(name)).unwrap();
        }
        let bytes = || names.map(|name| std::fs::read(crashed.path().join(name)).unwrap());
        let before = bytes();
        assert!(before[1].len() > 1_000, "the log holds the newer version");
        let refused = open(crashed.path()).err().unwrap();
        assert_eq!(Failure::from(refused).code, Code::StoreTooNew);
        assert!(bytes() == before);
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
