//! What was, at a position of the log: a member's row and documents' spaces, as far as they have changed since (R15).

use deadpool_postgres::Transaction;
use jinshui_core::{DocumentId, MemberId, Timestamp};

use super::directory;
use super::row::{self, collect, first, from_seq};
use crate::store::{Past, Result};

pub(super) async fn at(
    db: &Transaction<'_>,
    member: &MemberId,
    documents: &[DocumentId],
    seq: u64,
    since: Timestamp,
) -> Result<Past> {
    let who = member.as_str();
    let sql = "SELECT body FROM member_past WHERE id = $1 AND until > $2 AND at >= $3 ORDER BY until LIMIT 1";
    let member = first(db, sql, &[&who, &from_seq(seq), &since.0], directory::read).await?;
    let sql = "SELECT DISTINCT ON (document) document, from_space FROM event
               WHERE document = ANY($1) AND what = 'move' AND seq > $2 AND at >= $3 ORDER BY document, seq";
    let then: row::Params<'_> = &[&row::documents(documents), &from_seq(seq), &since.0];
    let spaces = collect(db, sql, then, |row| Ok((row::document(row, 0)?, row::space(row, 1)?))).await?;
    let sql = "SELECT DISTINCT from_space FROM event
               WHERE member = $1 AND what = 'grant' AND from_space IS NOT NULL AND seq > $2 AND at >= $3";
    let named = collect(db, sql, &[&who, &from_seq(seq), &since.0], |row| row::space(row, 0)).await?;
    Ok(Past { member, spaces: spaces.into_iter().collect(), named })
}
