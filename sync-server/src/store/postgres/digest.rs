//! A space's count and digest, kept up with every append: the wrapping sum of its documents' digests, as big-endian
//! numbers (R13). The server adds them up itself, so that nothing has to be read first.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use jinshui_core::Space;
use jinshui_core::wire::SpaceDigest;

use super::row::{self, collect, execute};
use crate::store::Result;

/// What becomes of each space: documents more, and by how much the sum moves.
pub(super) type Shifts = BTreeMap<Space, (i64, u128)>;

pub(super) const SHIFT: &str = "
    INSERT INTO space_digest AS held (space, count, digest)
    SELECT space, count, digest::numeric FROM unnest($1::text[], $2::bigint[], $3::text[]) AS new (space, count, digest)
    ON CONFLICT (space) DO UPDATE SET
        count = held.count + excluded.count,
        digest = (held.digest + excluded.digest) % 340282366920938463463374607431768211456";

/// Moves counts and digests along.
pub(super) async fn shift(db: &Transaction<'_>, shifts: &Shifts) -> Result<()> {
    let spaces: Vec<_> = shifts.keys().map(ToString::to_string).collect();
    let counts: Vec<_> = shifts.values().map(|(count, _)| *count).collect();
    let sums: Vec<_> = shifts.values().map(|(_, by)| by.to_string()).collect();
    execute(db, SHIFT, &[&spaces, &counts, &sums]).await?;
    Ok(())
}

/// The digests of spaces, in the order of the list; a space without documents counts nothing.
pub(super) async fn of(db: &Transaction<'_>, spaces: &[Space]) -> Result<Vec<SpaceDigest>> {
    let sql = "SELECT wanted.space, coalesce(count, 0), coalesce(digest, 0)::text
               FROM unnest($1::text[]) WITH ORDINALITY AS wanted (space, place)
               LEFT JOIN space_digest ON space_digest.space = wanted.space ORDER BY place";
    collect(db, sql, &[&row::spaces(spaces)], |row| {
        let digest: u128 = row::get::<&str>(row, 2)?.parse().map_err(|_| row::damaged("a digest is none"))?;
        Ok(SpaceDigest { space: row::space(row, 0)?, count: row::seq(row, 1)?, digest: digest.to_be_bytes() })
    })
    .await
}
