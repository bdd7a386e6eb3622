//! Putting a new generation in a document's place. Everything of the one before is deleted in the same transaction: its changes,
//! what refused changes said, references to attachments. What remains is ids, names and times.

use deadpool_postgres::Transaction;
use jinshui_core::{BlobHash, DocumentId, MemberId, Timestamp};

use super::append::own_digest;
use super::row::{self, Params, collect, execute, from_seq};
use super::{digest, directory, document};
use crate::store::{DocumentMeta, Erase, Erased, ErasureRow, Missing, Result, Rewritten};

pub(super) async fn erase(db: &Transaction<'_>, erase: &Erase) -> Result<Erased> {
    let Some(found) = document::many(db, &[erase.document]).await?.pop() else { return Ok(Erased::Stale) };
    if found.generation != erase.generation || found.heads != erase.heads || erase.next <= erase.generation {
        return Ok(Erased::Stale);
    }
    let id = erase.document.0.as_bytes().as_slice();
    let sql = "INSERT INTO erased_change (document, hash, author, received_at)
               SELECT document, hash, author, received_at FROM change WHERE document = $1 ON CONFLICT DO NOTHING";
    execute(db, sql, &[&id]).await?;
    execute(db, "DELETE FROM change WHERE document = $1", &[&id]).await?;
    // Refused is final by hash, and stays so (R18); what it said goes.
    execute(db, "UPDATE refusal SET bytes = '' WHERE document = $1", &[&id]).await?;
    let gone = forget_attachments(db, erase).await?;
    for one in &erase.changes {
        write(db, one).await?;
    }
    let (generation, heads, erased) = (erase.next, erase.next_heads.clone(), erase.erased.clone());
    set(db, &found, &DocumentMeta { generation, heads, erased, ..found.clone() }).await?;
    let missing = Missing {
        document: erase.document,
        generation: erase.next,
        erased: erase.erased.clone(),
        by: erase.by.clone(),
        why: erase.why.clone(),
        at: erase.at,
    };
    Ok(Erased::Durable { seq: keep(db, &missing).await?, gone })
}

/// Writes what the document is now and moves its space's digest along (R13).
async fn set(db: &Transaction<'_>, before: &DocumentMeta, now: &DocumentMeta) -> Result<()> {
    let sql = "UPDATE document SET generation = $2, erased = $3, heads = $4, digest = $5 WHERE id = $1";
    let own = own_digest(now);
    let values: Params<'_> = &[
        &now.id.0.as_bytes().as_slice(),
        &i64::from(now.generation),
        &row::pack_erasure(&now.erased)?,
        &row::pack_heads(&now.heads),
        &own.to_be_bytes().to_vec(),
    ];
    execute(db, sql, values).await?;
    let by = own.wrapping_sub(own_digest(before));
    digest::shift(db, &digest::Shifts::from([(now.space.clone(), (0, by))])).await
}

/// Writes the event: behind the new changes, so that who has read up to it has them.
pub(super) async fn keep(db: &Transaction<'_>, missing: &Missing) -> Result<u64> {
    let seq = directory::take_seqs(db, 1).await?;
    let id = missing.document.0.as_bytes().as_slice();
    let sql = "INSERT INTO event (seq, what, at, document) VALUES ($1, 'erase', $2, $3)";
    execute(db, sql, &[&from_seq(seq), &missing.at.0, &id]).await?;
    let sql = "INSERT INTO erasure (seq, document, generation, erased, author, why, at)
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values: Params<'_> = &[
        &from_seq(seq),
        &id,
        &i64::from(missing.generation),
        &row::pack_erasure(&missing.erased)?,
        &missing.by.as_str(),
        &row::text(&missing.why),
        &missing.at.0,
    ];
    execute(db, sql, values).await?;
    Ok(seq)
}

/// References that the new generation does not name go, and with the last one an attachment (R20).
async fn forget_attachments(db: &Transaction<'_>, erase: &Erase) -> Result<Vec<BlobHash>> {
    let id = erase.document.0.as_bytes().as_slice();
    let named = erase.changes.iter().flat_map(|one| &one.change.blobs);
    let named: Vec<_> = named.map(|hash| hash.0.as_slice()).collect();
    let sql = "DELETE FROM blob_reference WHERE document = $1 AND hash <> ALL($2) RETURNING hash";
    let left = collect(db, sql, &[&id, &named], |row| row::bytes::<32>(row, 0)).await?;
    let left: Vec<_> = left.iter().map(<[u8; 32]>::as_slice).collect();
    let sql = "SELECT hash FROM unnest($1::bytea[]) AS gone (hash)
               WHERE NOT EXISTS (SELECT FROM blob_reference AS other
                                 WHERE other.hash = gone.hash AND held_at IS NOT NULL) ORDER BY hash";
    let gone = collect(db, sql, &[&left], |row| row::bytes::<32>(row, 0).map(BlobHash)).await?;
    let bytes: Vec<_> = gone.iter().map(|hash| hash.0.as_slice()).collect();
    execute(db, "DELETE FROM blob WHERE hash = ANY($1)", &[&bytes]).await?;
    Ok(gone)
}

async fn write(db: &Transaction<'_>, one: &Rewritten) -> Result<()> {
    let seq = directory::take_seqs(db, 1).await?;
    let sql =
        "INSERT INTO change (seq, document, hash, author, device, actor, actor_seq, received_at, late, bytes)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values: Params<'_> = &[
        &from_seq(seq),
        &one.change.document.0.as_bytes().as_slice(),
        &one.change.hash.0.as_slice(),
        &one.author.as_str(),
        &one.device.as_str(),
        &one.change.actor.as_slice(),
        &from_seq(one.change.actor_seq),
        &one.received_at.0,
        &one.change.late,
        &one.change.bytes,
    ];
    execute(db, sql, values).await?;
    Ok(())
}

pub(super) async fn all(db: &Transaction<'_>) -> Result<Vec<ErasureRow>> {
    let sql = "SELECT seq, document, generation, erased, author, why, at FROM erasure ORDER BY seq DESC";
    collect(db, sql, &[], |row| {
        Ok(ErasureRow {
            seq: row::seq(row, 0)?,
            document: row::document(row, 1)?,
            generation: row::number(row, 2)?,
            erased: row::erasure(row, 3)?,
            by: MemberId(row::get(row, 4)?),
            why: row::get(row, 5)?,
            at: Timestamp(row::get(row, 6)?),
        })
    })
    .await
}

pub(super) async fn generations(db: &Transaction<'_>, ids: &[DocumentId]) -> Result<Vec<(DocumentId, u32)>> {
    let sql = "SELECT document, max(generation) FROM erasure WHERE document = ANY($1)
               GROUP BY document ORDER BY document";
    collect(db, sql, &[&row::documents(ids)], |row| Ok((row::document(row, 0)?, row::number(row, 1)?))).await
}
