//! The documents of the store: what each is and where it belongs, and opening one from its changes.

use std::collections::BTreeMap;

use jinshui_core::admit::admit;
use jinshui_core::document::{Document, DocumentError};
use jinshui_core::{ChangeHash, DocumentId, Kind, Space};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{Result, Store, StoreError, change};

/// A document's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its name.
    pub id: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// Its genesis' schema version.
    pub schema: u32,
    /// Its generation (R21).
    pub generation: u32,
    /// The space it is in.
    pub space: Space,
    /// Digest over its received changes; none while none was received.
    pub digest: Option<[u8; 16]>,
    /// Why it cannot be read here; none for a sound one.
    pub set_aside: Option<String>,
}

impl Store {
    /// The stock Automerge file of a record.
    ///
    /// # Errors
    /// `not_found`, `needs_update`, or where the store fails.
    pub fn automerge_file(&self, id: DocumentId) -> Result<Vec<u8>> {
        let row = require(&self.connection, id)?;
        Ok(open(&self.connection, &row)?.map_err(StoreError::from)?.save())
    }
}

impl Store {
    /// A record's heads.
    ///
    /// # Errors
    /// `not_found`, `needs_update`, or where the store fails.
    pub fn heads(&self, id: DocumentId) -> Result<Vec<ChangeHash>> {
        let row = require(&self.connection, id)?;
        Ok(open(&self.connection, &row)?.map_err(StoreError::from)?.heads())
    }

    /// What kind of record it is.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn kind_of(&self, id: DocumentId) -> Result<Kind> {
        Ok(require(&self.connection, id)?.kind)
    }

    /// The documents that cannot be read here, and why (promise 10).
    ///
    /// # Errors
    /// Where the store fails.
    pub fn set_aside(&self) -> Result<Vec<DocumentRow>> {
        let sql = format!("{COLUMNS} WHERE set_aside IS NOT NULL ORDER BY id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many documents there are of each kind.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn counts(&self) -> Result<BTreeMap<String, u64>> {
        let mut statement =
            self.connection.prepare_cached("SELECT kind, count(*) FROM document GROUP BY kind")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl From<DocumentError> for StoreError {
    fn from(error: DocumentError) -> Self {
        StoreError::Edit(error.into())
    }
}

const COLUMNS: &str = "SELECT id, kind, schema, generation, space, digest, set_aside FROM document";

/// One document's row.
pub(super) fn find(connection: &Connection, id: DocumentId) -> Result<Option<DocumentRow>> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE id = ?"))?;
    Ok(statement.query_row([id.0.into_bytes()], read).optional()?)
}

/// One document's row, or the failure that people are told.
pub(super) fn require(connection: &Connection, id: DocumentId) -> Result<DocumentRow> {
    let row = find(connection, id)?;
    row.ok_or_else(|| StoreError::Plain(jinshui_core::Failure::not_found(format!("record {id}"))))
}

/// Documents of a space, at most so many.
pub(super) fn in_space(connection: &Connection, space: &Space) -> Result<Vec<DocumentId>> {
    let mut statement = connection.prepare_cached("SELECT id FROM document WHERE space = ? ORDER BY id")?;
    let ids =
        statement.query_map([space.to_string()], |row| Ok(DocumentId(Uuid::from_bytes(row.get(0)?))))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Documents of which something was received, of a space or of all, after one, at most so many.
pub(super) fn received_in(
    connection: &Connection,
    space: Option<&Space>,
    after: DocumentId,
    most: usize,
) -> Result<Vec<DocumentRow>> {
    let sql = format!(
        "{COLUMNS} WHERE (?1 IS NULL OR space = ?1) AND id > ?2 AND digest IS NOT NULL ORDER BY id LIMIT ?3"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows =
        statement.query_map(params![space.map(ToString::to_string), after.0.into_bytes(), most], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every document, in the order of ids.
pub(super) fn all(connection: &Connection) -> Result<Vec<DocumentId>> {
    let mut statement = connection.prepare_cached("SELECT id FROM document ORDER BY id")?;
    let ids = statement.query_map([], |row| Ok(DocumentId(Uuid::from_bytes(row.get(0)?))))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        id: DocumentId(Uuid::from_bytes(row.get(0)?)),
        kind: Kind::from_code(&row.get::<_, String>(1)?),
        schema: row.get(2)?,
        generation: row.get(3)?,
        space: Space::parse(&row.get::<_, String>(4)?),
        digest: row.get(5)?,
        set_aside: row.get(6)?,
    })
}

/// Inserts a document, or moves it to the space that the row says.
pub(super) fn put(connection: &Connection, row: &DocumentRow) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO document (id, kind, schema, generation, space, digest, set_aside) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, space = excluded.space,
                 digest = excluded.digest, set_aside = excluded.set_aside",
        )?
        .execute(params![
            row.id.0.into_bytes(),
            row.kind.code(),
            row.schema,
            row.generation,
            row.space.to_string(),
            row.digest,
            row.set_aside,
        ])?;
    Ok(())
}

/// Notes that a document may not be read any more, or that it may be again.
pub(super) fn mark_leaving(connection: &Connection, id: DocumentId, leaving: bool) -> Result<()> {
    let sql = "UPDATE document SET leaving = ?2 WHERE id = ?1 AND leaving <> ?2";
    connection.prepare_cached(sql)?.execute(params![id.0.into_bytes(), leaving])?;
    Ok(())
}

/// Documents that may not be read any more and of which nothing waits.
pub(super) fn ready_to_leave(connection: &Connection) -> Result<Vec<DocumentId>> {
    let sql = "SELECT id FROM document WHERE leaving AND NOT EXISTS
               (SELECT 1 FROM outbox WHERE document = id AND other IS NULL)
               AND NOT EXISTS (SELECT 1 FROM upload WHERE document = id)";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| Ok(DocumentId(Uuid::from_bytes(row.get(0)?))))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Whether a document may not be read any more.
pub(super) fn is_leaving(connection: &Connection, id: DocumentId) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT leaving FROM document WHERE id = ?")?;
    Ok(statement.query_row([id.0.into_bytes()], |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Deletes a document's row and changes, and with them the track that was kept of it.
pub(super) fn delete(connection: &Connection, id: DocumentId) -> Result<()> {
    for sql in ["DELETE FROM change WHERE document = ?", "DELETE FROM document WHERE id = ?"] {
        connection.prepare_cached(sql)?.execute([id.0.into_bytes()])?;
    }
    Ok(())
}

/// Opens a document from its changes. The inner error says why the document cannot be read; the outer, that the store
/// failed.
pub(super) fn open(
    connection: &Connection,
    row: &DocumentRow,
) -> Result<std::result::Result<Document, DocumentError>> {
    let mut document = match Document::new(&row.kind, row.schema) {
        Ok(document) => document,
        Err(error) => return Ok(Err(error)),
    };
    let mut waiting = Vec::new();
    for bytes in change::bytes_of(connection, row.id)? {
        // What was admitted once is admitted again; anything else means that the row was damaged.
        match admit(&bytes) {
            Ok(admitted) => waiting.push(admitted),
            Err(error) => return Ok(Err(DocumentError::Poisoned(error.to_string()))),
        }
    }
    // What came before its causes is read after them, once they came too (R13).
    while !waiting.is_empty() {
        let (before, mut later, mut why) = (waiting.len(), Vec::new(), None);
        for change in waiting {
            match document.apply(&change) {
                Ok(_) => {}
                Err(error @ DocumentError::Missing(_)) => {
                    later.push(change);
                    why = Some(error);
                }
                Err(error) => return Ok(Err(error)),
            }
        }
        if let Some(error) = why.filter(|_| later.len() == before) {
            return Ok(Err(error));
        }
        waiting = later;
    }
    Ok(Ok(document))
}

/// Whether a document is here.
pub(super) fn exists(connection: &Connection, id: DocumentId) -> Result<bool> {
    let found = connection.query_row("SELECT 1 FROM document WHERE id = ?", [id.0.into_bytes()], |_| Ok(()));
    Ok(found.optional()?.is_some())
}
