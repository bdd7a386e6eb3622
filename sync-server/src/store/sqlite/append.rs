//! Appending what was judged. First it is checked that what it was judged against still holds, then everything is
//! written; the caller's savepoint makes it all or nothing.

use std::collections::{BTreeMap, BTreeSet};

use jinshui_core::planted::{Bug, planted};
use jinshui_core::{ChangeHash, DocumentId, Erasure, MemberId, Space, Timestamp};
use rusqlite::{Connection, params};

use super::row::{self, collect, first, from_seq};
use super::{digest, directory, document, grant, replaced};
use crate::store::{Append, Appended, Claim, DocumentMeta, Known, NewChange, Receipt, Result};

/// How much of what can be no change is kept in the refusals box.
const KEPT_BYTES: usize = jinshui_core::limits::CHANGE_BYTES;

pub(super) fn append(connection: &Connection, append: &Append) -> Result<Appended> {
    if is_revoked(connection, append)? {
        return Ok(Appended::Revoked);
    }
    if !still_holds(connection, append)? {
        return Ok(Appended::Stale);
    }
    let mut documents = BTreeMap::new();
    for new in &append.create {
        let meta = DocumentMeta {
            id: new.id,
            kind: new.kind.clone(),
            schema: new.schema,
            generation: new.generation,
            space: new.space.clone(),
            heads: new.heads.clone(),
            erased: Erasure::default(),
            follows: None,
        };
        create(connection, &meta)?;
        grant::open(connection, meta.id, &meta.space, append.received_at)?;
        documents.insert(new.id, meta);
    }
    let mut receipts = Vec::with_capacity(append.changes.len());
    for change in &append.changes {
        receipts.push(write(connection, append, change, &mut documents)?);
    }
    documents.values().try_for_each(|meta| set_heads(connection, meta))?;
    refuse(connection, append)?;
    Ok(Appended::Durable(receipts))
}

/// Whether the sender was revoked since its request was let in. What is refused is kept all the same.
fn is_revoked(connection: &Connection, append: &Append) -> Result<bool> {
    if append.changes.is_empty() {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM device WHERE id = ?1 AND revoked_at IS NOT NULL";
    Ok(first(connection, sql, [append.device.as_str()], |_| Ok(()))?.is_some())
}

/// Whether the judgement still stands on the ground it was made on.
fn still_holds(connection: &Connection, append: &Append) -> Result<bool> {
    if directory::position(connection)?.rights != append.rights {
        return Ok(false);
    }
    for judged in &append.judged {
        let now = document::one(connection, judged.id)?;
        if !now.is_some_and(|now| now.space == judged.space && now.generation == judged.generation) {
            return Ok(false);
        }
    }
    for new in &append.create {
        if document::one(connection, new.id)?.is_some() {
            return Ok(false);
        }
    }
    if has_another_verdict(connection, append)? {
        return Ok(false);
    }
    // R24: another change took this number of this actor in the meantime.
    let sql = "SELECT hash FROM change WHERE document = ?1 AND actor = ?2 AND actor_seq = ?3";
    for change in &append.changes {
        let name = params![change.document.0.as_bytes(), change.actor, from_seq(change.actor_seq)];
        let taken = first(connection, sql, name, |row| row::hash(row, 0))?;
        if taken.is_some_and(|hash| hash != change.hash) {
            return Ok(false);
        }
        // R18: one of those that stand for each other came in the meantime.
        if replaced::instead(connection, &append.author, &claim(change))?.is_some()
            && document::receipt(connection, change.document, &change.hash)?.is_none()
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// R18: another hub has judged the same push in the meantime, and a verdict is final. What is given back was in the log: no
/// refusal stands against it (R23).
fn has_another_verdict(connection: &Connection, append: &Append) -> Result<bool> {
    let own = append.changes.iter().filter(|change| change.recovered.is_none());
    let names = own.map(|change| (change.document, change.hash));
    let known = document::known(connection, &append.device, &names.collect::<Vec<_>>())?;
    if known.iter().any(|known| matches!(known, Known::Refused(_))) {
        return Ok(true);
    }
    for refusal in &append.refusals {
        if document::receipt(connection, refusal.document, &refusal.name)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn claim(change: &NewChange) -> Claim {
    Claim { document: change.document, hash: change.hash, replaces: change.replaces.clone() }
}

fn create(connection: &Connection, meta: &DocumentMeta) -> Result<()> {
    // What was erased of a record before this copy of the store had it (R22).
    let sql = "INSERT INTO document (id, kind, schema, generation, space, heads, digest, erased)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, coalesce(
                   (SELECT erased FROM erasure WHERE document = ?1 ORDER BY generation DESC LIMIT 1), '[]'))";
    let own = jinshui_core::document::digest(meta.id, meta.generation, &meta.heads);
    connection.prepare_cached(sql)?.execute(params![
        meta.id.0.as_bytes(),
        meta.kind.code(),
        meta.schema,
        meta.generation,
        meta.space.to_string(),
        row::pack_heads(&meta.heads),
        own,
    ])?;
    digest::add(connection, &meta.space, 1, own)
}

fn write(
    connection: &Connection,
    append: &Append,
    change: &NewChange,
    documents: &mut BTreeMap<DocumentId, DocumentMeta>,
) -> Result<Receipt> {
    if let Some(old) = document::receipt(connection, change.document, &change.hash)? {
        return Ok(old);
    }
    let seq = directory::next_seq(connection)?;
    let sql = "INSERT INTO change
               (seq, document, hash, author, device, actor, actor_seq, received_at, late, bytes, recovered_via)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let Origin { author, device, received_at, via } = origin(connection, append, change)?;
    connection.prepare_cached(sql)?.execute(params![
        from_seq(seq),
        change.document.0.as_bytes(),
        change.hash.0,
        author.as_str(),
        device,
        change.actor,
        from_seq(change.actor_seq),
        received_at.0,
        change.late,
        change.bytes,
        via,
    ])?;
    replaced::keep(connection, &append.author, change)?;
    let sql = "INSERT OR IGNORE INTO blob_reference (document, hash, device) VALUES (?1, ?2, ?3)";
    for blob in &change.blobs {
        let named = params![change.document.0.as_bytes(), blob.0, append.device.as_str()];
        connection.prepare_cached(sql)?.execute(named)?;
    }
    if !documents.contains_key(&change.document)
        && let Some(meta) = document::one(connection, change.document)?
    {
        documents.insert(change.document, meta);
    }
    if let Some(meta) = documents.get_mut(&change.document) {
        meta.heads = next_heads(&meta.heads, change);
        if let Some(to) = &change.moves_to {
            moves(connection, meta, to, append.received_at)?;
            take_along(connection, documents, change.document, append.received_at)?;
        }
    }
    if let Some(meta) = documents.get(&change.document) {
        grant::keep(connection, &meta.space, change, append.received_at)?;
    }
    if let (Some(home), Some(meta)) = (change.follows, documents.get_mut(&change.document)) {
        meta.follows = Some(home);
        follow(connection, meta, home, append.received_at)?;
    }
    Ok(Receipt { seq, received_at })
}

/// A person is where their home is: written down where it was before, they go after it (R15).
fn follow(connection: &Connection, meta: &mut DocumentMeta, home: DocumentId, at: Timestamp) -> Result<()> {
    let (id, home) = (meta.id.0.as_bytes(), home.0.as_bytes());
    connection
        .prepare_cached("UPDATE document SET follows = ?2 WHERE id = ?1")?
        .execute(params![id, home])?;
    let sql = "SELECT space FROM document WHERE id = ?1 AND EXISTS
               (SELECT 1 FROM event WHERE document = ?1 AND what = 'move' AND from_space = ?2)";
    match first(connection, sql, params![home, meta.space.to_string()], |row| row::space(row, 0))? {
        Some(space) => moves(connection, meta, &space, at),
        None => Ok(()),
    }
}

/// Those who live in a home that has moved go along, also those of whom its mover had not heard (R15).
fn take_along(
    connection: &Connection,
    documents: &mut BTreeMap<DocumentId, DocumentMeta>,
    home: DocumentId,
    at: Timestamp,
) -> Result<()> {
    let Some(to) = documents.get(&home).map(|meta| meta.space.clone()) else { return Ok(()) };
    let sql = "SELECT id FROM document WHERE follows = ?1 AND space <> ?2 AND EXISTS
               (SELECT 1 FROM event WHERE document = ?1 AND what = 'move' AND from_space = document.space) ORDER BY id";
    let followers =
        collect(connection, sql, params![home.0.as_bytes(), to.to_string()], |row| row::document(row, 0))?;
    for id in followers {
        if let Some(meta) = documents.get_mut(&id) {
            moves(connection, meta, &to, at)?;
        } else if let Some(mut meta) = document::one(connection, id)? {
            moves(connection, &mut meta, &to, at)?;
        }
    }
    Ok(())
}

/// Where a change is from.
struct Origin<'a> {
    author: &'a MemberId,
    device: String,
    received_at: Timestamp,
    via: Option<&'a str>,
}

/// The sender's own, or one that it gives back: that one is its author's, by the device whose tag its actor has (R23).
fn origin<'a>(connection: &Connection, append: &'a Append, change: &'a NewChange) -> Result<Origin<'a>> {
    let sender = append.device.as_str();
    let Some(recovered) = &change.recovered else {
        let (author, received_at) = (&append.author, append.received_at);
        return Ok(Origin { author, device: sender.to_owned(), received_at, via: None });
    };
    let tag = change.actor.first_chunk::<8>().copied().unwrap_or_default();
    let device = first(connection, "SELECT id FROM device WHERE tag = ?1", [tag], |row| Ok(row.get(0)?))?;
    Ok(Origin {
        author: &recovered.author,
        // A device that the hub does not know any more has no name here.
        device: device.unwrap_or_default(),
        received_at: recovered.received_at,
        via: Some(sender),
    })
}

/// Moves a document to another space: an entry of the log that those who lose it and those who gain it read (R15).
fn moves(connection: &Connection, meta: &mut DocumentMeta, to: &Space, at: Timestamp) -> Result<()> {
    if meta.space == *to {
        return Ok(());
    }
    let id = meta.id.0.as_bytes();
    let sql = "SELECT digest FROM document WHERE id = ?1";
    let own = first(connection, sql, [id], |row| row::bytes::<16>(row, 0))?.unwrap_or_default();
    digest::leave(connection, &meta.space, own)?;
    digest::add(connection, to, 1, own)?;
    let (from, to_name) = (meta.space.to_string(), to.to_string());
    connection.execute("UPDATE document SET space = ?2 WHERE id = ?1", params![id, to_name])?;
    let seq = directory::next_seq(connection)?;
    let sql = "INSERT INTO event (seq, what, at, document, from_space, to_space) VALUES (?1, 'move', ?2, ?3, ?4, ?5)";
    connection.execute(sql, params![from_seq(seq), at.0, id, from, to_name])?;
    meta.space = to.clone();
    Ok(())
}

/// A new change is a head, and what it depends on is one no more.
fn next_heads(heads: &[ChangeHash], change: &NewChange) -> Vec<ChangeHash> {
    let mut next: BTreeSet<_> = heads.iter().copied().collect();
    change.deps.iter().for_each(|dep| {
        next.remove(dep);
    });
    next.insert(change.hash);
    next.into_iter().collect()
}

/// Writes a document's heads and moves its space's digest along (R13).
pub(super) fn set_heads(connection: &Connection, meta: &DocumentMeta) -> Result<()> {
    let id = meta.id.0.as_bytes();
    let sql = "SELECT digest FROM document WHERE id = ?1";
    let before = first(connection, sql, [id], |row| row::bytes::<16>(row, 0))?;
    let now = jinshui_core::document::digest(meta.id, meta.generation, &meta.heads);
    let sql = "UPDATE document SET heads = ?2, digest = ?3 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id, row::pack_heads(&meta.heads), now])?;
    digest::replace(connection, &meta.space, before.unwrap_or_default(), now)
}

fn refuse(connection: &Connection, append: &Append) -> Result<()> {
    if planted(Bug::RefusalForgotten) {
        return Ok(());
    }
    let sql = "INSERT OR IGNORE INTO refusal
               (document, name, device, author, kind, space, reason, received_at, bytes)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let mut boxed = 0;
    for refusal in &append.refusals {
        boxed += connection.prepare_cached(sql)?.execute(params![
            refusal.document.0.as_bytes(),
            refusal.name.0,
            append.device.as_str(),
            append.author.as_str(),
            refusal.kind.code(),
            refusal.space.to_string(),
            refusal.reason,
            append.received_at.0,
            refusal.bytes.get(..KEPT_BYTES).unwrap_or(&refusal.bytes),
        ])?;
    }
    if boxed > 0 { super::refusal::touch(connection) } else { Ok(()) }
}
