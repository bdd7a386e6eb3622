//! What came back from the hub, kept until the person puts it away.

use jinshui_core::command::Writing;
use jinshui_core::document::Edit;
use jinshui_core::planted::{Bug, planted};
use jinshui_core::{ChangeHash, DocumentId, Kind, Space, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::outbox::EditRow;
use super::{DocumentRow, Result, Store, StoreError, left};

/// A returned edit.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedRow {
    /// Its first change.
    pub hash: ChangeHash,
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// What was written.
    pub writing: Writing,
    /// When it was written.
    pub at: Timestamp,
    /// The edit itself.
    pub edit: Edit,
    /// The hub's reason.
    pub reason: String,
    /// The space it was meant for.
    pub space: Space,
}

impl Store {
    /// How many came back and were not put away.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn refused_count(&self) -> Result<u64> {
        let sql = "SELECT (SELECT count(*) FROM refused) + (SELECT count(*) FROM refused_left)";
        let count = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?;
        Ok(count.cast_unsigned())
    }

    /// What came back, newest first, at most 200.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn refused(&self) -> Result<Vec<RefusedRow>> {
        let sql = "SELECT hash FROM refused ORDER BY refused_at DESC, at DESC LIMIT 200";
        let mut statement = self.connection.prepare_cached(sql)?;
        let hashes = statement.query_map([], |row| Ok(ChangeHash(row.get(0)?)))?;
        let row = |hash: rusqlite::Result<ChangeHash>| require(&self.connection, &hash?);
        hashes.map(row).collect()
    }

    /// One returned edit.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn refused_row(&self, hash: &ChangeHash) -> Result<RefusedRow> {
        require(&self.connection, hash)
    }

    /// Puts a returned edit away; the hub keeps it.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn dismiss(&mut self, hash: &ChangeHash) -> Result<()> {
        if left::dismiss(&self.connection, hash)? {
            return Ok(());
        }
        require(&self.connection, hash)?;
        remove(&self.connection, hash)
    }
}

pub(super) fn require(connection: &Connection, hash: &ChangeHash) -> Result<RefusedRow> {
    let sql = "SELECT document, kind, writing, at, body, reason, space FROM refused WHERE hash = ?";
    let row = connection.query_row(sql, [hash.0], |row| {
        let document = DocumentId(Uuid::from_bytes(row.get(0)?));
        let (kind, writing) =
            (Kind::from_code(&row.get::<_, String>(1)?), Writing::from_code(&row.get::<_, String>(2)?));
        let (body, reason): (String, String) = (row.get(4)?, row.get(5)?);
        Ok((
            document,
            kind,
            writing,
            Timestamp(row.get(3)?),
            body,
            reason,
            Space::parse(&row.get::<_, String>(6)?),
        ))
    });
    let Some((document, kind, writing, at, body, reason, space)) = row.optional()? else {
        return Err(StoreError::Plain(jinshui_core::Failure::not_found(format!("returned change {hash}"))));
    };
    let edit =
        serde_json::from_str(&body).map_err(|error| StoreError::Damaged(format!("refused: {error}")))?;
    Ok(RefusedRow { hash: *hash, document, kind, writing, at, edit, reason, space })
}

pub(super) fn remove(connection: &Connection, hash: &ChangeHash) -> Result<()> {
    connection.execute("DELETE FROM refused WHERE hash = ?", [hash.0])?;
    Ok(())
}

/// Keeps what came back.
pub(super) fn keep(
    connection: &Connection,
    document: &DocumentRow,
    hash: &ChangeHash,
    edit: &EditRow,
    reason: &str,
    now: Timestamp,
) -> Result<()> {
    if planted(Bug::ReturnedEditDropped) {
        return Ok(());
    }
    let body = serde_json::to_string(&edit.edit).map_err(|error| StoreError::Damaged(error.to_string()))?;
    connection.execute(
        "INSERT OR IGNORE INTO refused (hash, document, kind, writing, at, body, reason, refused_at, space)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            hash.0,
            document.id.0.into_bytes(),
            document.kind.code(),
            edit.writing.code(),
            edit.at.0,
            body,
            reason,
            now.0,
            document.space.to_string(),
        ],
    )?;
    Ok(())
}
