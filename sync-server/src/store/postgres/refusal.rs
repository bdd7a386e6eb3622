//! The refusals box: as the office looks into it, and as its readers do (R19).

use deadpool_postgres::Transaction;
use jinshui_core::wire::{Boxed, Settled, Settling};
use jinshui_core::{DeviceId, Kind, MemberId, Space, Timestamp};
use tokio_postgres::Row;

use super::row::{self, Params, collect, execute, first};
use crate::store::{BoxReader, BoxState, RefusalRow, Result, Settle};

pub(super) async fn all(db: &Transaction<'_>) -> Result<Vec<RefusalRow>> {
    let sql = "SELECT document, kind, space, name, reason, author, device, received_at, length(bytes)::bigint
               FROM refusal ORDER BY id";
    collect(db, sql, &[], |row| {
        Ok(RefusalRow {
            document: row::document(row, 0)?,
            kind: Kind::from_code(row::get(row, 1)?),
            space: row::space(row, 2)?,
            hash: row::hash(row, 3)?,
            reason: row::get(row, 4)?,
            author: MemberId(row::get(row, 5)?),
            device: DeviceId(row::get(row, 6)?),
            received_at: Timestamp(row::get(row, 7)?),
            bytes: row::seq(row, 8)?,
        })
    })
    .await
}

/// What the reader may read: by where the document is now (R7). What is past the bound of bytes is not read at all.
pub(super) async fn boxed(db: &Transaction<'_>, reader: &BoxReader) -> Result<Vec<Boxed>> {
    let sql = "SELECT document, kind, place, name, author, reason, received_at, bytes, settled_by, settled_at, settled_how
               FROM (SELECT refusal.*, coalesce(document.space, refusal.space) AS place,
                            sum(length(bytes)) OVER mine - length(bytes) AS before, row_number() OVER mine AS number
                     FROM refusal LEFT JOIN document ON document.id = refusal.document
                     WHERE coalesce(document.space, refusal.space) = ANY($1)
                        OR (author = $2 AND coalesce(document.space, refusal.space) = ANY($3))
                     WINDOW mine AS (ORDER BY settled_at IS NOT NULL, refusal.id DESC ROWS UNBOUNDED PRECEDING)) AS found
               WHERE before < $4 AND number <= $5 ORDER BY number";
    let (managed, readable) = (row::spaces(&reader.managed), row::spaces(&reader.readable));
    let bytes = i64::try_from(reader.bytes).unwrap_or(i64::MAX);
    let values: Params<'_> = &[&managed, &reader.member.as_str(), &readable, &bytes, &i64::from(reader.rows)];
    collect(db, sql, values, |row| {
        Ok(Boxed {
            document: row::document(row, 0)?,
            kind: Kind::from_code(row::get(row, 1)?),
            space: row::space(row, 2)?,
            hash: row::hash(row, 3)?,
            author: MemberId(row::get(row, 4)?),
            reason: row::get(row, 5)?,
            received_at: Timestamp(row::get(row, 6)?),
            bytes: row::get(row, 7)?,
            settled: settled(row, 8)?,
        })
    })
    .await
}

pub(super) async fn state(db: &Transaction<'_>, spaces: &[Space]) -> Result<BoxState> {
    let sql = "SELECT count(*), coalesce(max(refusal.id), 0)
               FROM refusal LEFT JOIN document ON document.id = refusal.document
               WHERE settled_at IS NULL AND coalesce(document.space, refusal.space) = ANY($1)";
    let read = |row: &Row| Ok(BoxState { open: row::seq(row, 0)?, newest: row::seq(row, 1)? });
    Ok(first(db, sql, &[&row::spaces(spaces)], read).await?.unwrap_or_default())
}

/// The first word counts; two devices may have sent the same change.
pub(super) async fn settle(db: &Transaction<'_>, settle: &Settle) -> Result<Option<Settled>> {
    let (document, hash) = (settle.document.0.as_bytes().as_slice(), settle.hash.0.as_slice());
    let sql = "SELECT settled_by, settled_at, settled_how
               FROM refusal LEFT JOIN document ON document.id = refusal.document
               WHERE refusal.document = $1 AND name = $2
                 AND coalesce(document.space, refusal.space) = ANY($3)
               ORDER BY settled_at IS NULL, refusal.id LIMIT 1";
    let managed = row::spaces(&settle.managed);
    let before = first(db, sql, &[&document, &hash, &managed], |row| settled(row, 0)).await?;
    let Some(before) = before else { return Ok(None) };
    if before.is_some() {
        return Ok(before);
    }
    let sql = "UPDATE refusal SET settled_by = $3, settled_at = $4, settled_how = $5 WHERE document = $1 AND name = $2";
    let word: Params<'_> = &[&document, &hash, &settle.by.as_str(), &settle.at.0, &settle.how.code()];
    execute(db, sql, word).await?;
    touch(db).await?;
    Ok(Some(Settled { by: settle.by.clone(), at: settle.at, how: settle.how.clone() }))
}

/// Live feeds are to look at the box once this is committed.
pub(super) async fn touch(db: &Transaction<'_>) -> Result<()> {
    execute(db, "UPDATE hub SET boxed = boxed + 1", &[]).await?;
    Ok(())
}

/// Who, when and how, from three columns.
fn settled(row: &Row, at: usize) -> Result<Option<Settled>> {
    let Some(when) = row::get::<Option<i64>>(row, at + 1)? else { return Ok(None) };
    let how = Settling::from_code(row::get(row, at + 2)?);
    Ok(Some(Settled { by: MemberId(row::get(row, at)?), at: Timestamp(when), how }))
}
