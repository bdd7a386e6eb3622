//! Putting a new generation in a document's place. Everything of the one before is deleted in the same transaction, with
//! `secure_delete`: its changes, what refused changes said, references to attachments. What remains is ids, names and times.

use jinshui_core::{BlobHash, DocumentId, MemberId, Timestamp};
use rusqlite::{Connection, params};

use super::append::set_heads;
use super::row::{self, collect, from_seq};
use super::{directory, document};
use crate::store::{DocumentMeta, Erase, Erased, ErasureRow, Missing, Result, Rewritten};

pub(super) fn erase(connection: &Connection, erase: &Erase) -> Result<Erased> {
    let Some(found) = document::one(connection, erase.document)? else { return Ok(Erased::Stale) };
    if found.generation != erase.generation || found.heads != erase.heads || erase.next <= erase.generation {
        return Ok(Erased::Stale);
    }
    let id = erase.document.0.as_bytes();
    let sql = "INSERT OR IGNORE INTO erased_change (document, hash, author, received_at)
               SELECT document, hash, author, received_at FROM change WHERE document = ?1";
    connection.execute(sql, [id])?;
    connection.execute("DELETE FROM change WHERE document = ?1", [id])?;
    // Refused is final by hash, and stays so (R18); what it said goes.
    connection.execute("UPDATE refusal SET bytes = x'' WHERE document = ?1", [id])?;
    let gone = forget_attachments(connection, erase)?;
    erase.changes.iter().try_for_each(|one| write(connection, one))?;
    let sql = "UPDATE document SET generation = ?2, erased = ?3 WHERE id = ?1";
    connection.execute(sql, params![id, erase.next, row::pack_erasure(&erase.erased)?])?;
    let meta = DocumentMeta {
        generation: erase.next,
        heads: erase.next_heads.clone(),
        erased: erase.erased.clone(),
        ..found
    };
    set_heads(connection, &meta)?;
    let seq = keep(
        connection,
        &Missing {
            document: erase.document,
            generation: erase.next,
            erased: erase.erased.clone(),
            by: erase.by.clone(),
            why: erase.why.clone(),
            at: erase.at,
        },
    )?;
    Ok(Erased::Durable { seq, gone })
}

/// Writes the event: behind the new changes, so that who has read up to it has them.
pub(super) fn keep(connection: &Connection, missing: &Missing) -> Result<u64> {
    let seq = directory::next_seq(connection)?;
    let sql = "INSERT INTO event (seq, what, at, document) VALUES (?1, 'erase', ?2, ?3)";
    connection.execute(sql, params![from_seq(seq), missing.at.0, missing.document.0.as_bytes()])?;
    let sql = "INSERT INTO erasure (seq, document, generation, erased, author, why, at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.execute(
        sql,
        params![
            from_seq(seq),
            missing.document.0.as_bytes(),
            missing.generation,
            row::pack_erasure(&missing.erased)?,
            missing.by.as_str(),
            missing.why,
            missing.at.0,
        ],
    )?;
    Ok(seq)
}

/// References that the new generation does not name go, and with the last one an attachment (R20).
fn forget_attachments(connection: &Connection, erase: &Erase) -> Result<Vec<BlobHash>> {
    let id = erase.document.0.as_bytes();
    let hash = |row: &rusqlite::Row<'_>| Ok(BlobHash(row::bytes::<32>(row, 0)?));
    let before = collect(connection, "SELECT hash FROM blob_reference WHERE document = ?1", [id], hash)?;
    let named = |hash: &BlobHash| erase.changes.iter().any(|one| one.change.blobs.contains(hash));
    let mut gone = Vec::new();
    for hash in before.into_iter().filter(|hash| !named(hash)) {
        let sql = "DELETE FROM blob_reference WHERE document = ?1 AND hash = ?2";
        connection.execute(sql, params![id, hash.0])?;
        let sql = "SELECT EXISTS (SELECT 1 FROM blob_reference WHERE hash = ?1 AND held_at IS NOT NULL)";
        if !connection.query_row(sql, [hash.0], |row| row.get::<_, bool>(0))? {
            connection.execute("DELETE FROM blob WHERE hash = ?1", [hash.0])?;
            gone.push(hash);
        }
    }
    Ok(gone)
}

fn write(connection: &Connection, one: &Rewritten) -> Result<()> {
    let seq = directory::next_seq(connection)?;
    let sql =
        "INSERT INTO change (seq, document, hash, author, device, actor, actor_seq, received_at, late, bytes)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection.prepare_cached(sql)?.execute(params![
        from_seq(seq),
        one.change.document.0.as_bytes(),
        one.change.hash.0,
        one.author.as_str(),
        one.device.as_str(),
        one.change.actor,
        from_seq(one.change.actor_seq),
        one.received_at.0,
        one.change.late,
        one.change.bytes,
    ])?;
    Ok(())
}

pub(super) fn all(connection: &Connection) -> Result<Vec<ErasureRow>> {
    let sql = "SELECT seq, document, generation, erased, author, why, at FROM erasure ORDER BY seq DESC";
    collect(connection, sql, [], |row| {
        Ok(ErasureRow {
            seq: row::to_seq(row.get(0)?),
            document: row::document(row, 1)?,
            generation: row.get(2)?,
            erased: row::erasure(row, 3)?,
            by: MemberId(row.get(4)?),
            why: row.get(5)?,
            at: Timestamp(row.get(6)?),
        })
    })
}

pub(super) fn generations(connection: &Connection, ids: &[DocumentId]) -> Result<Vec<(DocumentId, u32)>> {
    let sql = "SELECT document, max(generation) FROM erasure
               WHERE document IN (SELECT unhex(value) FROM json_each(?1)) GROUP BY document";
    collect(connection, sql, [row::documents(ids)?], |row| Ok((row::document(row, 0)?, row.get(1)?)))
}
