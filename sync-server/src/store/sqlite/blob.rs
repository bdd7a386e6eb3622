//! Which attachments are named by accepted changes, and which are whole.

use jinshui_core::{BlobHash, DeviceId, DocumentId, Timestamp};
use rusqlite::{Connection, params};

use super::device;
use super::row::{self, collect, first};
use crate::store::{BlobReference, Blobs, Result, StoreError};

pub(super) fn reference(
    connection: &Connection,
    id: DocumentId,
    hash: BlobHash,
) -> Result<Option<BlobReference>> {
    let sql = "SELECT space, CASE WHEN held_at IS NOT NULL THEN size END, reference.device
               FROM blob_reference AS reference JOIN document ON document.id = reference.document
               LEFT JOIN blob ON blob.hash = reference.hash
               WHERE reference.document = ?1 AND reference.hash = ?2";
    first(connection, sql, params![id.0.as_bytes(), hash.0], |row| {
        let held: Option<i64> = row.get(1)?;
        Ok(BlobReference {
            space: row::space(row, 0)?,
            held: held.map(row::to_seq),
            device: DeviceId(row.get(2)?),
        })
    })
}

pub(super) fn put(
    connection: &Connection,
    device: &DeviceId,
    (id, hash): (DocumentId, BlobHash),
    size: u64,
    at: Timestamp,
) -> Result<bool> {
    if device::is_revoked(connection, device)? {
        return Err(StoreError::Revoked);
    }
    let sql = "UPDATE blob_reference SET held_at = coalesce(held_at, ?3) WHERE document = ?1 AND hash = ?2";
    if connection.execute(sql, params![id.0.as_bytes(), hash.0, at.0])? == 0 {
        return Ok(false);
    }
    let sql = "INSERT OR IGNORE INTO blob (hash, size, done_at) VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![hash.0, row::from_seq(size), at.0])?;
    Ok(true)
}

/// What is whole, and what is named.
pub(super) fn all(connection: &Connection) -> Result<Blobs> {
    let whole =
        collect(connection, "SELECT hash FROM blob", [], |row| Ok(BlobHash(row::bytes::<32>(row, 0)?)))?;
    let named = collect(connection, "SELECT document, hash FROM blob_reference", [], |row| {
        Ok((row::document(row, 0)?, BlobHash(row::bytes::<32>(row, 1)?)))
    })?;
    Ok(Blobs { whole: whole.into_iter().collect(), named: named.into_iter().collect() })
}
