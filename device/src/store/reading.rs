//! How far the device has read the hub's log, and what it knows of the hub's clock.

use jinshui_core::Timestamp;
use jinshui_core::wire::{Cursor, Epoch, Turn};
use rusqlite::{Connection, params};

use super::{Result, Store, StoreError};

/// The state of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How far; none before the first contact.
    pub cursor: Option<Cursor>,
    /// The directory's version held.
    pub directory: u64,
    /// Counted up whenever who is named in a sealed record changes here.
    pub rights: u64,
    /// This device's clock minus the hub's, in milliseconds, at the last contact.
    pub clock_ahead_ms: i64,
    /// The hub's clock at the end of the last finished sync.
    pub last_sync: Option<Timestamp>,
    /// The hub's clock when every digest last agreed (R13).
    pub complete_at: Option<Timestamp>,
    /// How many spaces were compared anew because a digest did not agree.
    pub healed: u64,
    /// What lies open in the refusals box of the spaces that the member manages, as the hub last said (R19).
    pub boxed: u64,
}

impl Store {
    /// The state of reading.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn reading(&self) -> Result<Reading> {
        reading(&self.connection)
    }

    /// Now by the hub's clock, as far as this device knows: by it alone can be told how long ago the hub received something.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn hub_now(&self) -> Result<Timestamp> {
        let ahead = match self.ahead_ms.get() {
            Some(ahead) => ahead,
            None => self.reading()?.clock_ahead_ms,
        };
        self.ahead_ms.set(Some(ahead));
        Ok(self.platform.clock.now().plus_ms(ahead.saturating_neg()))
    }

    /// Remembers how far this device's clock is from the hub's.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_clock(&mut self, clock_ahead_ms: i64) -> Result<()> {
        self.connection.execute(
            "UPDATE reading SET clock_ahead_ms = ?1 WHERE abs(clock_ahead_ms - ?1) > 1000",
            [clock_ahead_ms],
        )?;
        self.ahead_ms.set(None);
        Ok(())
    }
}

pub(super) fn reading(connection: &Connection) -> Result<Reading> {
    let sql = "SELECT epoch, seq, directory, clock_ahead_ms, last_sync, complete_at, healed, rights, boxed FROM reading";
    let (epoch, seq, reading) = connection.query_row(sql, [], |row| {
        let reading = Reading {
            cursor: None,
            directory: row.get::<_, i64>(2)?.cast_unsigned(),
            rights: row.get::<_, i64>(7)?.cast_unsigned(),
            clock_ahead_ms: row.get(3)?,
            last_sync: row.get::<_, Option<i64>>(4)?.map(Timestamp),
            complete_at: row.get::<_, Option<i64>>(5)?.map(Timestamp),
            healed: row.get::<_, i64>(6)?.cast_unsigned(),
            boxed: row.get::<_, i64>(8)?.cast_unsigned(),
        };
        Ok((row.get::<_, Option<String>>(0)?, row.get::<_, i64>(1)?.cast_unsigned(), reading))
    })?;
    let damaged = |_| StoreError::Damaged("reading.epoch".to_owned());
    let epoch = epoch.map(|text| text.parse().map(Epoch).map_err(damaged)).transpose()?;
    Ok(Reading { cursor: epoch.map(|epoch| Cursor { epoch, seq }), ..reading })
}

impl Store {
    /// Takes this device's next turn. It is kept before the request goes out, so that none is used twice (R24).
    ///
    /// # Errors
    /// Where the store fails.
    pub fn next_turn(&mut self) -> Result<Turn> {
        let sql = "UPDATE reading SET turn = turn + 1 RETURNING line, turn";
        let turn = |row: &rusqlite::Row<'_>| {
            let number = |at| row.get::<_, i64>(at).map(i64::cast_unsigned);
            Ok(Turn { line: number(0)?, number: number(1)? })
        };
        Ok(self.connection.query_row(sql, [], turn)?)
    }

    /// Whether the hub hears another device by this one's key (R24).
    ///
    /// # Errors
    /// Where the store fails.
    pub fn is_cloned(&self) -> Result<bool> {
        Ok(self.connection.query_row("SELECT cloned FROM reading", [], |row| row.get(0))?)
    }

    /// The hub hears another device by this one's key.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_cloned(&mut self) -> Result<()> {
        self.connection.execute("UPDATE reading SET cloned = 1", [])?;
        Ok(())
    }
}

/// Goes on in the line that the hub says (R24).
pub(super) fn keep_line(connection: &Connection, line: u64) -> Result<()> {
    connection.execute("UPDATE reading SET line = max(line, ?)", [line.cast_signed()])?;
    Ok(())
}

/// Moves the cursor. Within an epoch it never moves backwards (R8).
pub(super) fn move_cursor(connection: &Connection, cursor: Cursor) -> Result<()> {
    connection.execute(
        "UPDATE reading SET seq = CASE WHEN epoch IS ?1 THEN max(seq, ?2) ELSE ?2 END, epoch = ?1",
        params![cursor.epoch.0.to_string(), cursor.seq.cast_signed()],
    )?;
    Ok(())
}

pub(super) fn keep_directory_version(connection: &Connection, version: u64) -> Result<()> {
    connection.execute("UPDATE reading SET directory = ?", [version.cast_signed()])?;
    Ok(())
}

/// Notes that a sync has finished, and whether every digest agreed.
pub(super) fn finished(connection: &Connection, at: Timestamp, complete: bool) -> Result<()> {
    let sql = "UPDATE reading SET last_sync = ?1, complete_at = CASE WHEN ?2 THEN ?1 ELSE complete_at END";
    connection.execute(sql, params![at.0, complete])?;
    Ok(())
}

/// Remembers what lies open in the refusals box (R19). True where it is another than before.
pub(super) fn keep_box(connection: &Connection, open: u64, newest: u64) -> Result<bool> {
    let sql = "UPDATE reading SET boxed = ?1, boxed_newest = ?2 WHERE boxed <> ?1 OR boxed_newest <> ?2";
    Ok(connection.execute(sql, [open.cast_signed(), newest.cast_signed()])? > 0)
}

pub(super) fn count_healed(connection: &Connection) -> Result<()> {
    connection.execute("UPDATE reading SET healed = healed + 1", [])?;
    Ok(())
}
