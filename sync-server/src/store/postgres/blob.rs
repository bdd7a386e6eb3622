//! Which attachments are named by accepted changes, and which are whole.

use deadpool_postgres::Transaction;
use jinshui_core::{BlobHash, DeviceId, DocumentId, Timestamp};
use tokio_postgres::Row;

use super::device;
use super::row::{self, collect, execute, first};
use crate::store::{BlobReference, Blobs, Result, StoreError};

pub(super) async fn reference(
    db: &Transaction<'_>,
    id: DocumentId,
    hash: BlobHash,
) -> Result<Option<BlobReference>> {
    let sql = "SELECT space, CASE WHEN held_at IS NOT NULL THEN size END, reference.device
               FROM blob_reference AS reference JOIN document ON document.id = reference.document
               LEFT JOIN blob ON blob.hash = reference.hash
               WHERE reference.document = $1 AND reference.hash = $2";
    first(db, sql, &[&id.0.as_bytes().as_slice(), &hash.0.as_slice()], |row| {
        let held: Option<i64> = row::get(row, 1)?;
        Ok(BlobReference {
            space: row::space(row, 0)?,
            held: held.map(row::to_seq),
            device: DeviceId(row::get(row, 2)?),
        })
    })
    .await
}

pub(super) async fn put(
    db: &Transaction<'_>,
    device: &DeviceId,
    (id, hash): (DocumentId, BlobHash),
    size: u64,
    at: Timestamp,
) -> Result<bool> {
    if device::is_revoked(db, device).await? {
        return Err(StoreError::Revoked);
    }
    let hash = hash.0.as_slice();
    let sql = "UPDATE blob_reference SET held_at = coalesce(held_at, $3) WHERE document = $1 AND hash = $2";
    if execute(db, sql, &[&id.0.as_bytes().as_slice(), &hash, &at.0]).await? == 0 {
        return Ok(false);
    }
    let sql = "INSERT INTO blob (hash, size, done_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    execute(db, sql, &[&hash, &row::from_seq(size), &at.0]).await?;
    Ok(true)
}

/// What is whole, and what is named.
pub(super) async fn all(db: &Transaction<'_>) -> Result<Blobs> {
    let hash = |row: &Row, at| row::bytes::<32>(row, at).map(BlobHash);
    let whole = collect(db, "SELECT hash FROM blob", &[], |row| hash(row, 0)).await?;
    let sql = "SELECT document, hash FROM blob_reference";
    let named = collect(db, sql, &[], |row| Ok((row::document(row, 0)?, hash(row, 1)?))).await?;
    Ok(Blobs { whole: whole.into_iter().collect(), named: named.into_iter().collect() })
}
