//! Documents, their changes, and what is known of a change.

use jinshui_core::{ChangeHash, DeviceId, DocumentId, Kind, MemberId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::row::{self, collect, first};
use crate::store::{DocumentMeta, Known, Receipt, Result, StoredChange};

pub(super) const META: &str = "id, kind, schema, generation, space, heads, erased, follows";

pub(super) fn meta(row: &Row<'_>) -> Result<DocumentMeta> {
    Ok(DocumentMeta {
        id: row::document(row, 0)?,
        kind: Kind::from_code(&row.get::<_, String>(1)?),
        schema: row.get(2)?,
        generation: row.get(3)?,
        space: row::space(row, 4)?,
        heads: row::heads(row, 5)?,
        erased: row::erasure(row, 6)?,
        follows: row::followed(row, 7)?,
    })
}

pub(super) fn many(connection: &Connection, ids: &[DocumentId]) -> Result<Vec<DocumentMeta>> {
    let sql = format!("SELECT {META} FROM document WHERE id IN (SELECT unhex(value) FROM json_each(?1))");
    collect(connection, &sql, [row::documents(ids)?], meta)
}

pub(super) fn in_space(
    connection: &Connection,
    space: &jinshui_core::Space,
    after: DocumentId,
    most: u32,
) -> Result<Vec<DocumentMeta>> {
    let sql = format!("SELECT {META} FROM document WHERE space = ?1 AND id > ?2 ORDER BY id LIMIT ?3");
    collect(connection, &sql, params![space.to_string(), after.0.as_bytes(), most], meta)
}

pub(super) fn one(connection: &Connection, id: DocumentId) -> Result<Option<DocumentMeta>> {
    first(connection, &format!("SELECT {META} FROM document WHERE id = ?1"), [id.0.as_bytes()], meta)
}

pub(super) fn changes_of(connection: &Connection, id: DocumentId) -> Result<Vec<StoredChange>> {
    let sql = "SELECT seq, hash, author, device, received_at, late, bytes FROM change WHERE document = ?1 ORDER BY seq";
    collect(connection, sql, [id.0.as_bytes()], |row| {
        Ok(StoredChange {
            seq: row::to_seq(row.get(0)?),
            hash: row::hash(row, 1)?,
            author: MemberId(row.get(2)?),
            device: DeviceId(row.get(3)?),
            received_at: Timestamp(row.get(4)?),
            late: row.get(5)?,
            bytes: row.get(6)?,
        })
    })
}

/// Where an accepted change lies.
pub(super) fn receipt(connection: &Connection, id: DocumentId, hash: &ChangeHash) -> Result<Option<Receipt>> {
    let sql = "SELECT seq, received_at FROM change WHERE document = ?1 AND hash = ?2";
    first(connection, sql, params![id.0.as_bytes(), hash.0], |row| {
        Ok(Receipt { seq: row::to_seq(row.get(0)?), received_at: Timestamp(row.get(1)?) })
    })
}

pub(super) fn known(
    connection: &Connection,
    device: &DeviceId,
    changes: &[(DocumentId, ChangeHash)],
) -> Result<Vec<Known>> {
    // R21: a change of a generation that has passed is refused whoever sends it, and whatever generation it is sent for.
    let refused = "SELECT reason FROM refusal WHERE document = ?1 AND name = ?2 AND device = ?3
                   UNION ALL SELECT 'generation' FROM erased_change WHERE document = ?1 AND hash = ?2 LIMIT 1";
    let mut known = Vec::with_capacity(changes.len());
    for (id, hash) in changes {
        known.push(match receipt(connection, *id, hash)? {
            Some(receipt) => Known::Accepted(receipt),
            None => first(connection, refused, params![id.0.as_bytes(), hash.0, device.as_str()], |row| {
                Ok(Known::Refused(row.get(0)?))
            })?
            .unwrap_or(Known::No),
        });
    }
    Ok(known)
}
