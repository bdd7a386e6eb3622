//! Which accepted change was written in place of which others (R18). Of one such set, one is in the log, ever.

use jinshui_core::{ChangeHash, DocumentId, MemberId};
use rusqlite::{Connection, params};

use super::refusal;
use super::row::{self, first};
use crate::store::{Claim, NewChange, Result};

/// What is in the log in a change's place. Only what the author replaced themselves counts: nobody keeps another's change out.
pub(super) fn instead(
    connection: &Connection,
    author: &MemberId,
    claim: &Claim,
) -> Result<Option<ChangeHash>> {
    if let Some(newer) = newer(connection, author, claim.document, &claim.hash, &claim.hash)? {
        return Ok(Some(newer));
    }
    for old in &claim.replaces {
        let here = "SELECT hash FROM change WHERE document = ?1 AND hash = ?2";
        let found =
            first(connection, here, params![claim.document.0.as_bytes(), old.0], |row| row::hash(row, 0))?;
        if found.is_some() && *old != claim.hash {
            return Ok(found);
        }
        if let Some(newer) = newer(connection, author, claim.document, old, &claim.hash)? {
            return Ok(Some(newer));
        }
    }
    Ok(None)
}

/// The accepted change, other than this one, that was written in place of an old one.
fn newer(
    connection: &Connection,
    author: &MemberId,
    document: DocumentId,
    old: &ChangeHash,
    than: &ChangeHash,
) -> Result<Option<ChangeHash>> {
    let sql = "SELECT replaced.new FROM replaced
               JOIN change ON change.document = replaced.document AND change.hash = replaced.new
               WHERE replaced.document = ?1 AND replaced.old = ?2 AND replaced.new <> ?3 AND change.author = ?4";
    first(connection, sql, params![document.0.as_bytes(), old.0, than.0, author.as_str()], |row| {
        row::hash(row, 0)
    })
}

/// Notes what an accepted change was written in place of. What lay in the refusals box only because a number was used twice, or what it
/// was written on was refused, stands in the log now, and leaves the box.
pub(super) fn keep(connection: &Connection, author: &MemberId, change: &NewChange) -> Result<()> {
    for old in &change.replaces {
        let name = params![change.document.0.as_bytes(), old.0, change.hash.0];
        let sql = "INSERT OR IGNORE INTO replaced (document, old, new) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(name)?;
        let sql = "DELETE FROM refusal WHERE document = ?1 AND name = ?2 AND author = ?3
                   AND reason IN ('actor_fork', 'seq_gap', 'depends_on_refused')";
        let mine = params![change.document.0.as_bytes(), old.0, author.as_str()];
        if connection.prepare_cached(sql)?.execute(mine)? > 0 {
            refusal::touch(connection)?;
        }
    }
    Ok(())
}
