//! What was, at a position of the log: a member's row and documents' spaces, as far as they have changed since (R15).

use jinshui_core::{DocumentId, MemberId, Timestamp};
use rusqlite::{Connection, params};

use super::directory;
use super::row::{self, collect, first, from_seq};
use crate::store::{Past, Result};

pub(super) fn at(
    connection: &Connection,
    member: &MemberId,
    documents: &[DocumentId],
    seq: u64,
    since: Timestamp,
) -> Result<Past> {
    let who = member.as_str();
    let sql = "SELECT body FROM member_past WHERE id = ?1 AND until > ?2 AND at >= ?3 ORDER BY until LIMIT 1";
    let then = params![who, from_seq(seq), since.0];
    let member = first(connection, sql, then, |row| directory::read(row.get_ref(0)?.as_str()))?;
    let sql = "SELECT document, from_space, min(seq) FROM event
               WHERE document IN (SELECT unhex(value) FROM json_each(?1)) AND what = 'move' AND seq > ?2 AND at >= ?3
               GROUP BY document";
    let then = params![row::documents(documents)?, from_seq(seq), since.0];
    let spaces = collect(connection, sql, then, |row| Ok((row::document(row, 0)?, row::space(row, 1)?)))?;
    let sql = "SELECT DISTINCT from_space FROM event
               WHERE member = ?1 AND what = 'grant' AND from_space IS NOT NULL AND seq > ?2 AND at >= ?3";
    let named = collect(connection, sql, params![who, from_seq(seq), since.0], |row| row::space(row, 0))?;
    Ok(Past { member, spaces: spaces.into_iter().collect(), named })
}
