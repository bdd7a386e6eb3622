//! Who looked at what. Rows are only added; triggers refuse everything else.

use jinshui_core::reads::{Read, ReadRow, ReadWhat};
use jinshui_core::{DeviceId, DocumentId, Kind, MemberId, Space, Timestamp};
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::document;
use super::row::{self, collect, first, from_seq};
use crate::store::{ChainedRead, NewReads, ReadHead, Result};

const COLUMNS: &str =
    "number, id, document, kind, what, at, purpose, space, member, device, received_at, hash";

pub(super) fn keep(connection: &Connection, new: &NewReads) -> Result<()> {
    let mut head = head(connection)?;
    for read in &new.reads {
        let there =
            first(connection, "SELECT 1 FROM read_log WHERE id = ?1", [read.id.as_bytes()], |_| Ok(()))?;
        if there.is_some() {
            continue;
        }
        let space = document::one(connection, read.document)?.map_or(Space::Community, |meta| meta.space);
        let row = ReadRow {
            number: head.number + 1,
            read: read.clone(),
            space,
            member: new.member.clone(),
            device: new.device.clone(),
            received_at: new.at,
        };
        head = ReadHead { number: row.number, hash: row.chained(&head.hash) };
        add(connection, &row, &head.hash)?;
    }
    let sql = "UPDATE read_head SET number = ?1, hash = ?2";
    connection.execute(sql, params![from_seq(head.number), head.hash])?;
    Ok(())
}

fn add(connection: &Connection, row: &ReadRow, hash: &[u8; 32]) -> Result<()> {
    let sql = format!(
        "INSERT INTO read_log ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    );
    connection.prepare_cached(&sql)?.execute(params![
        from_seq(row.number),
        row.read.id.as_bytes(),
        row.read.document.0.as_bytes(),
        row.read.kind.code(),
        row.read.what.code(),
        row.read.at.0,
        row.read.purpose,
        row.space.to_string(),
        row.member.as_str(),
        row.device.as_str(),
        row.received_at.0,
        hash,
    ])?;
    Ok(())
}

pub(super) fn head(connection: &Connection) -> Result<ReadHead> {
    let read = |row: &Row<'_>| Ok(ReadHead { number: row::to_seq(row.get(0)?), hash: row::bytes(row, 1)? });
    let found = first(connection, "SELECT number, hash FROM read_head", [], read)?;
    found.ok_or_else(|| row::damaged("the store has no head of looks"))
}

/// The newest, of one record or of all.
pub(super) fn newest(connection: &Connection, of: Option<DocumentId>, most: u32) -> Result<Vec<ReadRow>> {
    let rows = match of {
        Some(id) => {
            let sql =
                format!("SELECT {COLUMNS} FROM read_log WHERE document = ?1 ORDER BY number DESC LIMIT ?2");
            collect(connection, &sql, params![id.0.as_bytes(), most], read)?
        }
        None => {
            let sql = format!("SELECT {COLUMNS} FROM read_log ORDER BY number DESC LIMIT ?1");
            collect(connection, &sql, [most], read)?
        }
    };
    Ok(rows.into_iter().map(|one| one.row).collect())
}

/// The rows after one, in their order.
pub(super) fn after(connection: &Connection, number: u64, most: u32) -> Result<Vec<ChainedRead>> {
    let sql = format!("SELECT {COLUMNS} FROM read_log WHERE number > ?1 ORDER BY number LIMIT ?2");
    collect(connection, &sql, params![from_seq(number), most], read)
}

fn read(row: &Row<'_>) -> Result<ChainedRead> {
    let read = Read {
        id: Uuid::from_bytes(row::bytes::<16>(row, 1)?),
        document: row::document(row, 2)?,
        kind: Kind::from_code(&row.get::<_, String>(3)?),
        what: ReadWhat::from_code(&row.get::<_, String>(4)?),
        at: Timestamp(row.get(5)?),
        purpose: row.get(6)?,
    };
    let row_read = ReadRow {
        number: row::to_seq(row.get(0)?),
        read,
        space: row::space(row, 7)?,
        member: MemberId(row.get(8)?),
        device: DeviceId(row.get(9)?),
        received_at: Timestamp(row.get(10)?),
    };
    Ok(ChainedRead { row: row_read, hash: row::bytes(row, 11)? })
}
