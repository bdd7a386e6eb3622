//! Writing the rows of sealed records: the whole of each as JSON, and who is named in it for the rights.

use jinshui_core::projection::Received;
use jinshui_core::{DocumentId, MemberId, Timestamp};
use rusqlite::{Connection, params};
use serde::Serialize;

use super::{body, place_if_only_here, position};
use crate::store::{DocumentRow, Result};

/// What every sealed record has.
pub(super) struct Sealed<'a, T> {
    pub(super) rows: &'a T,
    pub(super) named: &'a [(MemberId, bool)],
    pub(super) received: &'a Received,
    /// When it runs out.
    pub(super) until: Option<Timestamp>,
    /// Of an answer: the card.
    pub(super) about: Option<DocumentId>,
}

pub(super) fn write<T: Serialize>(
    connection: &Connection,
    row: &DocumentRow,
    sealed: &Sealed<'_, T>,
) -> Result<()> {
    let (id, space) = (row.id.0.into_bytes(), row.space.to_string());
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO sealed (document, kind, space, position, until, about, body) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (document) DO UPDATE SET space = excluded.space, position = excluded.position,
                 until = excluded.until, about = excluded.about, body = excluded.body
             RETURNING number",
        )?
        .query_row(
            params![
                id,
                row.kind.code(),
                space,
                position(sealed.received),
                sealed.until.map(|until| until.0),
                sealed.about.map(|about| about.0.into_bytes()),
                body(sealed.rows)?
            ],
            |row| row.get(0),
        )?;
    place_if_only_here(connection, "sealed", sealed.received, number)?;
    connection.prepare_cached("DELETE FROM named WHERE document = ?")?.execute([id])?;
    let sql = "INSERT INTO named (document, space, member, here) VALUES (?, ?, ?, ?)";
    for (member, here) in sealed.named {
        connection.prepare_cached(sql)?.execute(params![id, space, member.as_str(), here])?;
    }
    rights_moved(connection)
}

pub(super) fn clear(connection: &Connection, id: DocumentId) -> Result<()> {
    let id = id.0.into_bytes();
    connection.prepare_cached("DELETE FROM named WHERE document = ?")?.execute([id])?;
    match connection.prepare_cached("DELETE FROM sealed WHERE document = ?")?.execute([id])? {
        0 => Ok(()),
        _ => rights_moved(connection),
    }
}

fn rights_moved(connection: &Connection) -> Result<()> {
    connection.prepare_cached("UPDATE reading SET rights = rights + 1")?.execute([])?;
    Ok(())
}
