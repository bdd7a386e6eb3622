//! A space's count and digest, kept up with every append: the wrapping sum of its documents' digests, as big-endian
//! numbers (R13).

use jinshui_core::Space;
use jinshui_core::wire::SpaceDigest;
use rusqlite::{Connection, params};

use super::row::{self, collect, first};
use crate::store::Result;

/// A document more in a space.
pub(super) fn add(connection: &Connection, space: &Space, count: i64, digest: [u8; 16]) -> Result<()> {
    shift(connection, space, count, u128::from_be_bytes(digest))
}

/// A document less in a space.
pub(super) fn leave(connection: &Connection, space: &Space, digest: [u8; 16]) -> Result<()> {
    shift(connection, space, -1, u128::from_be_bytes(digest).wrapping_neg())
}

/// A document of a space has another digest now.
pub(super) fn replace(connection: &Connection, space: &Space, before: [u8; 16], now: [u8; 16]) -> Result<()> {
    shift(connection, space, 0, u128::from_be_bytes(now).wrapping_sub(u128::from_be_bytes(before)))
}

fn shift(connection: &Connection, space: &Space, count: i64, by: u128) -> Result<()> {
    let name = space.to_string();
    let sql = "SELECT digest FROM space_digest WHERE space = ?1";
    let before = first(connection, sql, [&name], |row| row::bytes::<16>(row, 0))?.unwrap_or_default();
    let now = u128::from_be_bytes(before).wrapping_add(by).to_be_bytes();
    let sql = "INSERT INTO space_digest (space, count, digest) VALUES (?1, ?2, ?3)
               ON CONFLICT (space) DO UPDATE SET count = count + ?2, digest = ?3";
    connection.prepare_cached(sql)?.execute(params![name, count, now])?;
    Ok(())
}

/// The digests of spaces, in the order of the list; a space without documents counts nothing.
pub(super) fn of(connection: &Connection, spaces: &[Space]) -> Result<Vec<SpaceDigest>> {
    let sql = "SELECT wanted.value, coalesce(count, 0), coalesce(digest, zeroblob(16))
               FROM json_each(?1) AS wanted LEFT JOIN space_digest ON space = wanted.value ORDER BY wanted.key";
    collect(connection, sql, [row::spaces(spaces)?], |row| {
        Ok(SpaceDigest {
            space: row::space(row, 0)?,
            count: row::to_seq(row.get(1)?),
            digest: row::bytes::<16>(row, 2)?,
        })
    })
}
