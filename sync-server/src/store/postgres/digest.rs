//! A space's count and digest, kept up with every append: the wrapping sum of its documents' digests, as big-endian
//! numbers (R13).

use deadpool_postgres::Transaction;
use jinshui_core::Space;
use jinshui_core::wire::SpaceDigest;

use super::row::{self, collect, execute, first};
use crate::store::Result;

/// Moves a space's count and digest along. The writer alone does so, under its lock.
pub(super) async fn shift(db: &Transaction<'_>, space: &Space, count: i64, by: u128) -> Result<()> {
    let name = space.to_string();
    let sql = "SELECT digest FROM space_digest WHERE space = $1";
    let before = first(db, sql, &[&name], |row| row::bytes::<16>(row, 0)).await?.unwrap_or_default();
    let now = u128::from_be_bytes(before).wrapping_add(by).to_be_bytes();
    let sql = "INSERT INTO space_digest AS held (space, count, digest) VALUES ($1, $2, $3)
               ON CONFLICT (space) DO UPDATE SET count = held.count + $2, digest = $3";
    execute(db, sql, &[&name, &count, &now.as_slice()]).await?;
    Ok(())
}

/// The digests of spaces, in the order of the list; a space without documents counts nothing.
pub(super) async fn of(db: &Transaction<'_>, spaces: &[Space]) -> Result<Vec<SpaceDigest>> {
    let sql = "SELECT wanted.space, coalesce(count, 0), coalesce(digest, decode(repeat('00', 16), 'hex'))
               FROM unnest($1::text[]) WITH ORDINALITY AS wanted (space, place)
               LEFT JOIN space_digest ON space_digest.space = wanted.space ORDER BY place";
    collect(db, sql, &[&row::spaces(spaces)], |row| {
        Ok(SpaceDigest {
            space: row::space(row, 0)?,
            count: row::seq(row, 1)?,
            digest: row::bytes::<16>(row, 2)?,
        })
    })
    .await
}
