//! Forms that are being filled in, as the screens wrote them. They never leave this device, and go with the record that they
//! are about.

use jinshui_core::command::Draft;
use jinshui_core::{DocumentId, Timestamp, limits};
use rusqlite::{Connection, params};

use super::{Result, Store};

impl Store {
    /// Keeps a form in place of what stood there before; past [`limits::DRAFTS`] the oldest go.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_draft(&mut self, draft: &Draft, at: Timestamp) -> Result<()> {
        let transaction = self.connection.transaction()?;
        transaction
            .prepare_cached("INSERT OR REPLACE INTO draft (name, body, at) VALUES (?, ?, ?)")?
            .execute(params![draft.name, draft.body, at.0])?;
        let sql =
            "DELETE FROM draft WHERE name IN (SELECT name FROM draft ORDER BY at DESC LIMIT -1 OFFSET ?)";
        transaction.prepare_cached(sql)?.execute([i64::try_from(limits::DRAFTS).unwrap_or(i64::MAX)])?;
        Ok(transaction.commit()?)
    }

    /// Every form that is kept.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let mut statement = self.connection.prepare_cached("SELECT name, body FROM draft ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok(Draft { name: row.get(0)?, body: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets a form.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn drop_draft(&mut self, name: &str) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM draft WHERE name = ?")?.execute([name])?;
        Ok(())
    }
}

/// Forgets the forms about a record: what of it they were filled from may not stay longer than the record itself.
pub(super) fn forget_of(connection: &Connection, document: DocumentId) -> Result<()> {
    let sql = "DELETE FROM draft WHERE instr(name, ?) > 0";
    connection.prepare_cached(sql)?.execute([document.to_string()])?;
    Ok(())
}
