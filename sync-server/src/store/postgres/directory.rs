//! The directory's rows. Each write is one event of the log, so that live feeds wake for it.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use jinshui_core::Timestamp;
use jinshui_core::community::{Member, Node};
use jinshui_core::wire::Epoch;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio_postgres::Row;

use super::grant;
use super::row::{self, collect, execute, from_seq};
use crate::store::{DirectoryRows, Position, Result, StoreError};

/// Which log this is, and how far it goes.
pub(super) async fn position(db: &Transaction<'_>) -> Result<Position> {
    let read = |found: &Row| {
        let epoch = Epoch(uuid::Uuid::from_bytes(row::bytes::<16>(found, 0)?));
        let (head, directory) = (row::seq(found, 1)?, row::seq(found, 2)?);
        Ok(Position { epoch, head, directory, rights: row::seq(found, 3)? })
    };
    let found = row::first(db, "SELECT epoch, head, directory, rights FROM hub", &[], read).await?;
    found.ok_or_else(|| row::damaged("the store has no epoch"))
}

/// Takes the next `count` log positions and gives the first of them (R7). The writer holds the one row of `hub` until it
/// commits, so positions are given out in the order of commits; a sequence would give them out in another.
pub(super) async fn take_seqs(db: &Transaction<'_>, count: u64) -> Result<u64> {
    let sql = "UPDATE hub SET head = head + $1 RETURNING head - $1 + 1";
    let first = row::first(db, sql, &[&from_seq(count)], |row| row::seq(row, 0)).await?;
    first.ok_or_else(|| row::damaged("the store has no epoch"))
}

pub(super) async fn since(db: &Transaction<'_>, version: u64) -> Result<DirectoryRows> {
    let after = from_seq(version);
    let rows = "SELECT body FROM node WHERE changed > $1 ORDER BY id";
    let nodes = collect(db, rows, &[&after], read::<Node>).await?;
    let rows = "SELECT body FROM member WHERE changed > $1 ORDER BY id";
    let members = collect(db, rows, &[&after], read::<Member>).await?;
    let now = position(db).await?;
    let grants = grant::all(db).await?;
    Ok(DirectoryRows { version: now.directory, rights: now.rights, nodes, members, grants })
}

pub(super) async fn put(
    db: &Transaction<'_>,
    nodes: &[Node],
    members: &[Member],
    at: Timestamp,
) -> Result<u64> {
    let seq = take_seqs(db, 1).await?;
    let changed = from_seq(seq);
    execute(db, "INSERT INTO event (seq, what, at) VALUES ($1, 'directory', $2)", &[&changed, &at.0]).await?;
    let (ids, bodies) = rows(nodes.iter().map(|node| (node.id.as_str(), node)))?;
    execute(db, &put_rows("node"), &[&ids, &bodies, &changed]).await?;
    let (ids, bodies) = rows(members.iter().map(|member| (member.id.as_str(), member)))?;
    let keep = "INSERT INTO member_past (id, until, at, body)
                SELECT member.id, $3, $4, member.body FROM member
                JOIN unnest($1::text[], $2::text[]) AS new (id, body) USING (id) WHERE member.body <> new.body";
    execute(db, keep, &[&ids, &bodies, &changed, &at.0]).await?;
    execute(db, &put_rows("member"), &[&ids, &bodies, &changed]).await?;
    execute(db, "UPDATE hub SET directory = $1, rights = $1", &[&changed]).await?;
    Ok(seq)
}

/// Rows as two lists; of several with one id the last one counts.
fn rows<'a, T: Serialize + 'a>(
    rows: impl Iterator<Item = (&'a str, &'a T)>,
) -> Result<(Vec<&'a str>, Vec<String>)> {
    let rows: BTreeMap<&str, &T> = rows.collect();
    let bodies = rows.values().map(|body| write(*body)).collect::<Result<_>>()?;
    Ok((rows.into_keys().collect(), bodies))
}

/// Writes rows all at once.
fn put_rows(table: &str) -> String {
    format!(
        "INSERT INTO {table} (id, changed, body)
         SELECT id, $3, body FROM unnest($1::text[], $2::text[]) AS new (id, body)
         ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, body = excluded.body"
    )
}

/// A row of the directory, from its body.
pub(super) fn read<T: DeserializeOwned>(found: &Row) -> Result<T> {
    serde_json::from_str(row::get(found, 0)?).map_err(|error| row::damaged(&error.to_string()))
}

fn write<T: Serialize>(body: &T) -> Result<String> {
    serde_json::to_string(body).map_err(|error| StoreError::Other(error.to_string()))
}
