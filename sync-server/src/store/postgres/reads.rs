//! Who looked at what. Rows are only added; rules let nothing else happen to them.

use deadpool_postgres::Transaction;
use jinshui_core::reads::{Read, ReadRow, ReadWhat};
use jinshui_core::{DeviceId, DocumentId, Kind, MemberId, Space, Timestamp};
use tokio_postgres::Row;
use uuid::Uuid;

use super::document;
use super::row::{self, collect, execute, first, from_seq};
use crate::store::{ChainedRead, NewReads, ReadHead, Result};

const COLUMNS: &str =
    "number, id, document, kind, what, at, purpose, space, member, device, received_at, hash";

pub(super) async fn keep(db: &Transaction<'_>, new: &NewReads) -> Result<()> {
    let mut head = head(db).await?;
    for read in &new.reads {
        let id = read.id.as_bytes().as_slice();
        if first(db, "SELECT 1 FROM read_log WHERE id = $1", &[&id], |_| Ok(())).await?.is_some() {
            continue;
        }
        let there = document::many(db, &[read.document]).await?.pop();
        let row = ReadRow {
            number: head.number + 1,
            read: read.clone(),
            space: there.map_or(Space::Community, |meta| meta.space),
            member: new.member.clone(),
            device: new.device.clone(),
            received_at: new.at,
        };
        head = ReadHead { number: row.number, hash: row.chained(&head.hash) };
        add(db, &row, &head.hash).await?;
    }
    let sql = "UPDATE read_head SET number = $1, hash = $2";
    execute(db, sql, &[&from_seq(head.number), &head.hash.as_slice()]).await?;
    Ok(())
}

async fn add(db: &Transaction<'_>, row: &ReadRow, hash: &[u8; 32]) -> Result<()> {
    let sql = format!(
        "INSERT INTO read_log ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    );
    let values: row::Params<'_> = &[
        &from_seq(row.number),
        &row.read.id.as_bytes().as_slice(),
        &row.read.document.0.as_bytes().as_slice(),
        &row.read.kind.code(),
        &row.read.what.code(),
        &row.read.at.0,
        &row.read.purpose,
        &row.space.to_string(),
        &row.member.as_str(),
        &row.device.as_str(),
        &row.received_at.0,
        &hash.as_slice(),
    ];
    execute(db, &sql, values).await?;
    Ok(())
}

pub(super) async fn head(db: &Transaction<'_>) -> Result<ReadHead> {
    let read = |row: &Row| Ok(ReadHead { number: row::seq(row, 0)?, hash: row::bytes(row, 1)? });
    let found = first(db, "SELECT number, hash FROM read_head", &[], read).await?;
    found.ok_or_else(|| row::damaged("the store has no head of looks"))
}

/// The newest, of one record or of all.
pub(super) async fn newest(db: &Transaction<'_>, of: Option<DocumentId>, most: u32) -> Result<Vec<ReadRow>> {
    let most = i64::from(most);
    let rows = match of {
        Some(id) => {
            let sql =
                format!("SELECT {COLUMNS} FROM read_log WHERE document = $1 ORDER BY number DESC LIMIT $2");
            collect(db, &sql, &[&id.0.as_bytes().as_slice(), &most], read).await?
        }
        None => {
            let sql = format!("SELECT {COLUMNS} FROM read_log ORDER BY number DESC LIMIT $1");
            collect(db, &sql, &[&most], read).await?
        }
    };
    Ok(rows.into_iter().map(|one| one.row).collect())
}

/// The rows after one, in their order.
pub(super) async fn after(db: &Transaction<'_>, number: u64, most: u32) -> Result<Vec<ChainedRead>> {
    let sql = format!("SELECT {COLUMNS} FROM read_log WHERE number > $1 ORDER BY number LIMIT $2");
    collect(db, &sql, &[&from_seq(number), &i64::from(most)], read).await
}

fn read(row: &Row) -> Result<ChainedRead> {
    let read = Read {
        id: Uuid::from_bytes(row::bytes::<16>(row, 1)?),
        document: row::document(row, 2)?,
        kind: Kind::from_code(row::get(row, 3)?),
        what: ReadWhat::from_code(row::get(row, 4)?),
        at: Timestamp(row::get(row, 5)?),
        purpose: row::get(row, 6)?,
    };
    let row_read = ReadRow {
        number: row::seq(row, 0)?,
        read,
        space: row::space(row, 7)?,
        member: MemberId(row::get(row, 8)?),
        device: DeviceId(row::get(row, 9)?),
        received_at: Timestamp(row::get(row, 10)?),
    };
    Ok(ChainedRead { row: row_read, hash: row::bytes(row, 11)? })
}
