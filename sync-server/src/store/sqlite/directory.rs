//! The directory's rows. Each write is one event of the log, so that live feeds wake for it.

use jinshui_core::Timestamp;
use jinshui_core::community::{Member, Node};
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::grant;
use super::row::{self, collect, from_seq};
use crate::store::{DirectoryRows, Position, Result, StoreError};

/// Which log this is, and how far it goes.
pub(super) fn position(connection: &Connection) -> Result<Position> {
    let read = |found: &rusqlite::Row<'_>| {
        let epoch = jinshui_core::wire::Epoch(uuid::Uuid::from_bytes(row::bytes::<16>(found, 0)?));
        let (head, directory) = (row::to_seq(found.get(1)?), row::to_seq(found.get(2)?));
        Ok(Position { epoch, head, directory, rights: row::to_seq(found.get(3)?) })
    };
    let found = row::first(connection, "SELECT epoch, head, directory, rights FROM hub", [], read)?;
    found.ok_or_else(|| row::damaged("the store has no epoch"))
}

/// Takes the next log position (R7).
pub(super) fn next_seq(connection: &Connection) -> Result<u64> {
    let mut next = connection.prepare_cached("UPDATE hub SET head = head + 1 RETURNING head")?;
    Ok(row::to_seq(next.query_row([], |row| row.get(0))?))
}

pub(super) fn since(connection: &Connection, version: u64) -> Result<DirectoryRows> {
    let rows = "SELECT body FROM node WHERE changed > ?1 ORDER BY id";
    let nodes = collect(connection, rows, [from_seq(version)], |row| read::<Node>(row.get_ref(0)?.as_str()))?;
    let rows = "SELECT body FROM member WHERE changed > ?1 ORDER BY id";
    let members =
        collect(connection, rows, [from_seq(version)], |row| read::<Member>(row.get_ref(0)?.as_str()))?;
    let now = position(connection)?;
    let grants = grant::all(connection)?;
    Ok(DirectoryRows { version: now.directory, rights: now.rights, nodes, members, grants })
}

pub(super) fn put(connection: &Connection, nodes: &[Node], members: &[Member], at: Timestamp) -> Result<u64> {
    let seq = next_seq(connection)?;
    let changed = from_seq(seq);
    let sql = "INSERT INTO event (seq, what, at) VALUES (?1, 'directory', ?2)";
    connection.execute(sql, params![changed, at.0])?;
    let mut put = connection.prepare_cached("REPLACE INTO node (id, changed, body) VALUES (?1, ?2, ?3)")?;
    for node in nodes {
        put.execute(params![node.id.as_str(), changed, write(node)?])?;
    }
    let mut put = connection.prepare_cached("REPLACE INTO member (id, changed, body) VALUES (?1, ?2, ?3)")?;
    let sql = "INSERT INTO member_past (id, until, at, body) SELECT id, ?2, ?3, body FROM member
               WHERE id = ?1 AND body <> ?4";
    let mut keep = connection.prepare_cached(sql)?;
    for member in members {
        let body = write(member)?;
        keep.execute(params![member.id.as_str(), changed, at.0, body])?;
        put.execute(params![member.id.as_str(), changed, body])?;
    }
    connection.execute("UPDATE hub SET directory = ?1, rights = ?1", [changed])?;
    Ok(seq)
}

pub(super) fn read<T: DeserializeOwned>(body: rusqlite::types::FromSqlResult<&str>) -> Result<T> {
    let body = body.map_err(|error| row::damaged(&error.to_string()))?;
    serde_json::from_str(body).map_err(|error| row::damaged(&error.to_string()))
}

fn write<T: Serialize>(body: &T) -> Result<String> {
    serde_json::to_string(body).map_err(|error| StoreError::Other(error.to_string()))
}
