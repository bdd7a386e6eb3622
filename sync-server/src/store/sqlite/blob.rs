//! Which attachments are named by accepted changes, and which are whole.

use jinshui_core::{BlobHash, DocumentId, Space, Timestamp};
use rusqlite::{Connection, params};

use super::row::{self, first};
use crate::store::Result;

pub(super) fn space(connection: &Connection, id: DocumentId, hash: BlobHash) -> Result<Option<Space>> {
    let sql = "SELECT space FROM blob_reference JOIN document ON document.id = blob_reference.document
               WHERE document = ?1 AND hash = ?2";
    first(connection, sql, params![id.0.as_bytes(), hash.0], |row| row::space(row, 0))
}

pub(super) fn size(connection: &Connection, hash: BlobHash) -> Result<Option<u64>> {
    let sql = "SELECT size FROM blob WHERE hash = ?1";
    first(connection, sql, [hash.0], |row| Ok(row::to_seq(row.get(0)?)))
}

pub(super) fn put(connection: &Connection, hash: BlobHash, size: u64, at: Timestamp) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO blob (hash, size, done_at) VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![hash.0, row::from_seq(size), at.0])?;
    Ok(())
}
