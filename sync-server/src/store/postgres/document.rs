//! Documents, their changes, and what is known of a change.

use deadpool_postgres::Transaction;
use jinshui_core::{ChangeHash, DeviceId, DocumentId, Kind, MemberId, Space, Timestamp};
use tokio_postgres::Row;

use super::row::{self, collect};
use crate::store::{DocumentMeta, Known, Receipt, Result, StoredChange};

pub(super) const META: &str = "id, kind, schema, generation, space, heads, erased, follows";

pub(super) fn meta(row: &Row) -> Result<DocumentMeta> {
    Ok(DocumentMeta {
        id: row::document(row, 0)?,
        kind: Kind::from_code(row::get(row, 1)?),
        schema: row::number(row, 2)?,
        generation: row::number(row, 3)?,
        space: row::space(row, 4)?,
        heads: row::heads(row, 5)?,
        erased: row::erasure(row, 6)?,
        follows: row::followed(row, 7)?,
    })
}

pub(super) async fn many(db: &Transaction<'_>, ids: &[DocumentId]) -> Result<Vec<DocumentMeta>> {
    let sql = format!("SELECT {META} FROM document WHERE id = ANY($1) ORDER BY id");
    collect(db, &sql, &[&row::documents(ids)], meta).await
}

pub(super) async fn in_space(
    db: &Transaction<'_>,
    space: &Space,
    after: DocumentId,
    most: u32,
) -> Result<Vec<DocumentMeta>> {
    let sql = format!("SELECT {META} FROM document WHERE space = $1 AND id > $2 ORDER BY id LIMIT $3");
    let (space, after) = (row::text(&space.to_string()), after.0.as_bytes().as_slice());
    collect(db, &sql, &[&space, &after, &i64::from(most)], meta).await
}

pub(super) async fn changes_of(db: &Transaction<'_>, id: DocumentId) -> Result<Vec<StoredChange>> {
    let sql = "SELECT seq, hash, author, device, received_at, late, bytes FROM change WHERE document = $1 ORDER BY seq";
    collect(db, sql, &[&id.0.as_bytes().as_slice()], |row| {
        Ok(StoredChange {
            seq: row::seq(row, 0)?,
            hash: row::hash(row, 1)?,
            author: MemberId(row::get(row, 2)?),
            device: DeviceId(row::get(row, 3)?),
            received_at: Timestamp(row::get(row, 4)?),
            late: row::get(row, 5)?,
            bytes: row::get(row, 6)?,
        })
    })
    .await
}

/// What is known of changes as a device sends them, in the order asked.
pub(super) async fn known(
    db: &Transaction<'_>,
    device: &DeviceId,
    changes: &[(DocumentId, ChangeHash)],
) -> Result<Vec<Known>> {
    let documents = row::documents(changes.iter().map(|(id, _)| id));
    let hashes: Vec<_> = changes.iter().map(|(_, hash)| hash.0.as_slice()).collect();
    // R21: a change of a generation that has passed is refused whoever sends it, and whatever generation it is sent for.
    let sql = "SELECT change.seq, change.received_at,
                      coalesce(refusal.reason, CASE WHEN erased_change.hash IS NOT NULL THEN 'generation' END)
               FROM unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS asked (document, hash, place)
               LEFT JOIN change ON change.document = asked.document AND change.hash = asked.hash
               LEFT JOIN refusal ON refusal.document = asked.document AND refusal.name = asked.hash
                                AND refusal.device = $3
               LEFT JOIN erased_change ON erased_change.document = asked.document AND erased_change.hash = asked.hash
               ORDER BY place";
    collect(db, sql, &[&documents, &hashes, &device.as_str()], |row| {
        let accepted: (Option<i64>, Option<i64>) = (row::get(row, 0)?, row::get(row, 1)?);
        Ok(match (accepted, row::get::<Option<String>>(row, 2)?) {
            ((Some(seq), Some(at)), _) => {
                Known::Accepted(Receipt { seq: row::to_seq(seq), received_at: Timestamp(at) })
            }
            (_, Some(reason)) => Known::Refused(reason),
            _ => Known::No,
        })
    })
    .await
}
