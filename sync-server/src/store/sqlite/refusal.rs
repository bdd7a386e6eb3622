//! The refusals box: as the office looks into it, and as its readers do (R19).

use jinshui_core::wire::{Boxed, Settled, Settling};
use jinshui_core::{DeviceId, Kind, MemberId, Space, Timestamp};
use rusqlite::{Connection, Row, params};

use super::row::{self, collect, first};
use crate::store::{BoxReader, BoxState, RefusalRow, Result, Settle};

pub(super) fn all(connection: &Connection) -> Result<Vec<RefusalRow>> {
    let sql = "SELECT document, kind, space, name, reason, author, device, received_at, length(bytes)
               FROM refusal ORDER BY id";
    collect(connection, sql, [], |row| {
        Ok(RefusalRow {
            document: row::document(row, 0)?,
            kind: Kind::from_code(&row.get::<_, String>(1)?),
            space: row::space(row, 2)?,
            hash: row::hash(row, 3)?,
            reason: row.get(4)?,
            author: MemberId(row.get(5)?),
            device: DeviceId(row.get(6)?),
            received_at: Timestamp(row.get(7)?),
            bytes: row::to_seq(row.get(8)?),
        })
    })
}

/// What the reader may read: by where the document is now (R7).
pub(super) fn boxed(connection: &Connection, reader: &BoxReader) -> Result<Vec<Boxed>> {
    let sql = "SELECT refusal.document, refusal.kind, coalesce(document.space, refusal.space) AS place, name, author, reason,
                      received_at, bytes, settled_by, settled_at, settled_how
               FROM refusal LEFT JOIN document ON document.id = refusal.document
               WHERE place IN (SELECT value FROM json_each(?1))
                  OR (author = ?2 AND place IN (SELECT value FROM json_each(?3)))
               ORDER BY settled_at IS NOT NULL, refusal.id DESC LIMIT ?4";
    let (managed, readable) = (row::spaces(&reader.managed)?, row::spaces(&reader.readable)?);
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![managed, reader.member.as_str(), readable, reader.rows])?;
    let (mut found, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()?
        && bytes < reader.bytes
    {
        let one = Boxed {
            document: row::document(row, 0)?,
            kind: Kind::from_code(&row.get::<_, String>(1)?),
            space: row::space(row, 2)?,
            hash: row::hash(row, 3)?,
            author: MemberId(row.get(4)?),
            reason: row.get(5)?,
            received_at: Timestamp(row.get(6)?),
            bytes: row.get(7)?,
            settled: settled(row, 8)?,
        };
        bytes += one.bytes.len();
        found.push(one);
    }
    Ok(found)
}

pub(super) fn state(connection: &Connection, spaces: &[Space]) -> Result<BoxState> {
    let sql = "SELECT count(*), coalesce(max(refusal.id), 0)
               FROM refusal LEFT JOIN document ON document.id = refusal.document
               WHERE settled_at IS NULL
                 AND coalesce(document.space, refusal.space) IN (SELECT value FROM json_each(?1))";
    let state = first(connection, sql, [row::spaces(spaces)?], |row| {
        Ok(BoxState { open: row::to_seq(row.get(0)?), newest: row::to_seq(row.get(1)?) })
    })?;
    Ok(state.unwrap_or_default())
}

/// The first word counts; two devices may have sent the same change.
pub(super) fn settle(connection: &Connection, settle: &Settle) -> Result<Option<Settled>> {
    let name = params![settle.document.0.as_bytes(), settle.hash.0, row::spaces(&settle.managed)?];
    let sql = "SELECT settled_by, settled_at, settled_how
               FROM refusal LEFT JOIN document ON document.id = refusal.document
               WHERE refusal.document = ?1 AND name = ?2
                 AND coalesce(document.space, refusal.space) IN (SELECT value FROM json_each(?3))
               ORDER BY settled_at IS NULL, refusal.id LIMIT 1";
    let Some(before) = first(connection, sql, name, |row| settled(row, 0))? else { return Ok(None) };
    if before.is_some() {
        return Ok(before);
    }
    let sql = "UPDATE refusal SET settled_by = ?3, settled_at = ?4, settled_how = ?5 WHERE document = ?1 AND name = ?2";
    let word = params![
        settle.document.0.as_bytes(),
        settle.hash.0,
        settle.by.as_str(),
        settle.at.0,
        settle.how.code()
    ];
    connection.execute(sql, word)?;
    touch(connection)?;
    Ok(Some(Settled { by: settle.by.clone(), at: settle.at, how: settle.how.clone() }))
}

/// Live feeds are to look at the box once this is committed.
pub(super) fn touch(connection: &Connection) -> Result<()> {
    connection.execute("UPDATE hub SET boxed = boxed + 1", [])?;
    Ok(())
}

/// Who, when and how, from three columns.
fn settled(row: &Row<'_>, at: usize) -> Result<Option<Settled>> {
    let Some(when) = row.get::<_, Option<i64>>(at + 1)? else { return Ok(None) };
    let how = Settling::from_code(&row.get::<_, String>(at + 2)?);
    Ok(Some(Settled { by: MemberId(row.get(at)?), at: Timestamp(when), how }))
}
