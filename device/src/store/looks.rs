//! What was looked at on this device and the hub has not been told yet. A row goes when the hub has it.

use jinshui_core::reads::{HOUR_MS, Read, ReadWhat};
use jinshui_core::{DocumentId, Kind, Timestamp};
use rusqlite::params;
use uuid::Uuid;

use super::{Result, Store};

/// What stays open on a screen, and is asked for again with every change, is one look for so long.
const ONE_LOOK_MS: i64 = HOUR_MS / 6;

impl Store {
    /// Notes that something was looked at. False where it is still the look before.
    ///
    /// # Errors
    /// Where the store fails: then nothing may be shown.
    pub(crate) fn note_look(&mut self, read: &Read) -> Result<bool> {
        let since = read.at.0.saturating_sub(ONE_LOOK_MS);
        let sql =
            "SELECT EXISTS (SELECT 1 FROM last_look WHERE document = ? AND what = ? AND at > ? AND at <= ?)";
        let (document, what) = (read.document.0.into_bytes(), read.what.code());
        let again = read.what != ReadWhat::Exported
            && self
                .connection
                .prepare_cached(sql)?
                .query_row(params![document, what, since, read.at.0], |row| row.get(0))?;
        if again {
            return Ok(false);
        }
        let transaction = self.connection.transaction()?;
        let sql = "INSERT INTO look (id, document, kind, what, at, purpose) VALUES (?, ?, ?, ?, ?, ?)";
        transaction.execute(
            sql,
            params![read.id.into_bytes(), document, read.kind.code(), what, read.at.0, read.purpose],
        )?;
        let sql = "INSERT OR REPLACE INTO last_look (document, what, at) VALUES (?, ?, ?)";
        transaction.execute(sql, params![document, what, read.at.0])?;
        transaction.execute("DELETE FROM last_look WHERE at <= ?", [since])?;
        transaction.commit()?;
        Ok(true)
    }

    /// The oldest looks that the hub has not been told.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) fn looks(&self, most: usize) -> Result<Vec<Read>> {
        let sql = "SELECT id, document, kind, what, at, purpose FROM look ORDER BY number LIMIT ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            Ok(Read {
                id: Uuid::from_bytes(row.get(0)?),
                document: DocumentId(Uuid::from_bytes(row.get(1)?)),
                kind: Kind::from_code(&row.get::<_, String>(2)?),
                what: ReadWhat::from_code(&row.get::<_, String>(3)?),
                at: Timestamp(row.get(4)?),
                purpose: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets what the hub has.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) fn forget_looks(&mut self, told: &[Read]) -> Result<()> {
        let transaction = self.connection.transaction()?;
        for read in told {
            transaction.execute("DELETE FROM look WHERE id = ?", [read.id.into_bytes()])?;
        }
        transaction.commit()?;
        Ok(())
    }
}
