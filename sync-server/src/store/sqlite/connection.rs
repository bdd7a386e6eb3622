//! Opening the database file: key, version, settings. The same for every connection of every process.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jinshui_core::planted::{Bug, planted};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::key;
use crate::store::{Result, StoreError};

/// The first SQLite without the WAL-reset fault.
const OLDEST_SQLITE: i32 = 3_051_003;
/// One file per step, never changed once released.
const STEPS: &[&str] = &[include_str!("migrations/0001_the_log_and_the_people.sql")];
/// How long a connection waits for another process before it says it is busy.
const BUSY: Duration = Duration::from_secs(10);

/// Where a store's files are.
#[derive(Debug, Clone)]
pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(super) fn new(folder: &Path) -> Self {
        Files { folder: folder.to_owned() }
    }
    pub(super) fn database(&self) -> PathBuf {
        self.folder.join("server.db")
    }
    pub(super) fn key(&self) -> PathBuf {
        self.folder.join("server.key")
    }
    pub(super) fn is_there(&self) -> bool {
        self.database().exists()
    }
    /// Opens a connection to a store that is there.
    pub(super) fn connect(&self) -> Result<Connection> {
        if !self.is_there() {
            return Err(StoreError::NotThere(self.folder.display().to_string()));
        }
        self.open(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    }
    /// Makes the database and opens the first connection.
    pub(super) fn create(&self) -> Result<Connection> {
        self.open(OpenFlags::default())
    }

    /// SQLCipher cannot tell a page that the disk failed to read from one of another key: it is tried once more.
    fn open(&self, flags: OpenFlags) -> Result<Connection> {
        match self.open_once(flags) {
            Err(StoreError::Key(_)) => self.open_once(flags),
            other => other,
        }
    }

    fn open_once(&self, flags: OpenFlags) -> Result<Connection> {
        let connection = Connection::open_with_flags(self.database(), flags)?;
        connection.busy_timeout(BUSY)?;
        // What goes wrong is said by our own errors.
        connection.pragma_update(None, "cipher_log_level", "NONE")?;
        // SQLCipher: the key comes before any other statement, on every connection.
        connection.pragma_update(None, "key", format!("x'{}'", key::read(&self.key())?))?;
        // What is refused is not touched: not even the write-ahead log that a crash has left is taken up.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        check_version(&connection)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        settle(&connection)?;
        Ok(connection)
    }
}

/// Refuses a library with a known fault.
pub(super) fn check_library() -> Result<()> {
    if rusqlite::version_number() >= OLDEST_SQLITE {
        Ok(())
    } else {
        Err(StoreError::OldSqlite(rusqlite::version().to_owned()))
    }
}

/// Refuses a database that a newer program wrote, before anything of it is touched.
fn check_version(connection: &Connection) -> Result<()> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|error| {
        match StoreError::from(error) {
            StoreError::Corrupt(why) => StoreError::Key(format!(
                "the database cannot be read with the key in server.key: it is another store's key, the database is damaged, or the disk cannot be read ({why})"
            )),
            other => other,
        }
    })?;
    if found > known { Err(StoreError::TooNew { found, known }) } else { Ok(()) }
}

/// Settings of every connection. FULL: a commit is on the disk before it is answered.
pub(super) fn settle(connection: &Connection) -> Result<()> {
    let synchronous = if planted(Bug::SynchronousNormal) { "NORMAL" } else { "FULL" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Holds the file to so many pages, and to no fewer than it has.
pub(super) fn limit_pages(connection: &Connection, most: Option<u32>) -> Result<()> {
    let most = most.unwrap_or(u32::MAX - 1);
    Ok(connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?)
}

/// Whether SQLCipher refuses everything from now on: it takes a page that could not be read for a forged one, even when the
/// disk is well again. Such a connection is to be opened anew.
pub(super) fn is_spoilt(connection: &Connection) -> Result<bool> {
    let status: String = connection.pragma_query_value(None, "cipher_status", |row| row.get(0))?;
    Ok(status != "1")
}

/// Brings the schema up to date.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    migrate_by(connection, STEPS)
}

/// Forward only; each step is one transaction with its number.
fn migrate_by(connection: &mut Connection, steps: &[&str]) -> Result<()> {
    let steps = steps.iter().map(|step| M::up(step)).collect();
    Migrations::new(steps).to_latest(connection).map_err(|error| StoreError::Other(error.to_string()))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let text = error.to_string();
        // The file of the log's index grows apart; where there is no room for it, SQLite says so by this code alone.
        if error
            .sqlite_error()
            .is_some_and(|inner| inner.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
        {
            return StoreError::Full(text);
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(text),
            Some(ErrorCode::DiskFull) => StoreError::Full(text),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Corrupt(text),
            _ => StoreError::Other(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A step as a later version may add it.
    const LATER: &str = "ALTER TABLE hub ADD COLUMN later TEXT NOT NULL DEFAULT '';
        CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (7);";

    fn with(step: &'static str) -> Vec<&'static str> {
        STEPS.iter().copied().chain([step]).collect()
    }

    fn schema(connection: &Connection) -> Vec<(String, Option<String>)> {
        let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(std::result::Result::unwrap).collect()
    }

    fn number(connection: &Connection, sql: &str) -> i64 {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn made(folder: &Path) -> (Files, Connection) {
        let files = Files::new(folder);
        key::write(&files.key(), [7; 32]).unwrap();
        let mut connection = files.create().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute("INSERT INTO hub (id, epoch) VALUES (1, zeroblob(16))", []).unwrap();
        (files, connection)
    }

    #[test]
    fn an_older_database_is_brought_up_to_date_and_is_then_as_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let (_, mut old) = made(folder.path());
        migrate_by(&mut old, &with(LATER)).unwrap();
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate_by(&mut fresh, &with(LATER)).unwrap();
        assert_eq!(schema(&old), schema(&fresh));
        migrate_by(&mut old, &with(LATER)).unwrap();
        assert_eq!(number(&old, "SELECT count(*) FROM later"), 1, "each step is done once");
        assert_eq!(number(&old, "SELECT count(*) FROM hub WHERE later = ''"), 1);
        assert!(migrate(&mut old).is_err(), "forward only");
    }

    #[test]
    fn a_step_that_fails_half_way_leaves_the_database_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (files, mut old) = made(folder.path());
        let before = schema(&old);
        let fails = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);";
        assert!(migrate_by(&mut old, &with(fails)).is_err());
        assert_eq!(schema(&old), before);
        assert_eq!(number(&old, "PRAGMA user_version"), STEPS.len() as i64);
        drop(old);
        files.connect().unwrap();
    }

    /// Also where a crash has left the write-ahead log behind.
    #[test]
    fn a_newer_database_is_refused_and_no_byte_of_it_changes() {
        let (folder, crashed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (_, mut newer) = made(folder.path());
        migrate_by(&mut newer, &with(LATER)).unwrap();
        let names = ["server.db", "server.db-wal", "server.key"];
        for name in names {
            std::fs::copy(folder.path().join(name), crashed.path().join(name)).unwrap();
        }
        let bytes = || names.map(|name| std::fs::read(crashed.path().join(name)).unwrap());
        let before = bytes();
        assert!(before[1].len() > 1_000, "the log holds the newer version");
        let refused = Files::new(crashed.path()).connect();
        assert!(matches!(refused, Err(StoreError::TooNew { found: 2, known: 1 })), "{refused:?}");
        assert!(bytes() == before);
    }
}
