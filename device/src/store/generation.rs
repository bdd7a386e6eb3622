//! A newer generation of a document has come: something of it was erased (R21). Everything of the older one goes from this device in
//! the same transaction. What its person wrote and had not sent comes back to them without what was erased, for them to say it
//! again if they want to.

use std::collections::BTreeMap;

use jinshui_core::command::Topic;
use jinshui_core::document::{Document, Edit};
use jinshui_core::referee::Reason;
use jinshui_core::{BlobHash, ChangeHash, DocumentId, Erasure, Timestamp};
use rusqlite::{Connection, params};

use super::outbox::EditRow;
use super::{DocumentRow, Received, Result, StoreError, document, draft, outbox, project, refused};

/// What waited on the older generation.
pub(super) struct Waited(Vec<(ChangeHash, EditRow)>);

/// Deletes everything of the generation that is here.
pub(super) fn clear(connection: &Connection, row: &DocumentRow, erased: &Erasure) -> Result<Waited> {
    let mut edits: BTreeMap<i64, ChangeHash> = BTreeMap::new();
    for one in outbox::of_document(connection, row.id)? {
        edits.entry(one.edit).or_insert(one.hash);
    }
    let edits = edits.into_iter().map(|(number, hash)| Ok((hash, outbox::edit(connection, number)?)));
    let waited = edits.collect::<Result<Vec<_>>>()?;
    let returned = returned(connection, row.id)?;
    let said = waited.iter().map(|(_, row)| &row.edit).chain(returned.iter().map(|(_, _, edit)| edit));
    let mut pictures = erased_pictures(connection, row.id, erased)?;
    pictures.extend(said.flat_map(|edit| pictures_of(edit, erased)));
    for sql in [
        "DELETE FROM outbox WHERE document = ?",
        "DELETE FROM edit WHERE document = ?",
        "DELETE FROM change WHERE document = ?",
    ] {
        connection.prepare_cached(sql)?.execute([row.id.0.into_bytes()])?;
    }
    project::clear(connection, row.id)?;
    draft::forget_of(connection, row.id)?;
    drop_pictures(connection, row.id, &pictures)?;
    Ok(Waited(waited))
}

/// Gives back what waited, now that the new generation is here.
pub(super) fn give_back(
    connection: &Connection,
    row: &DocumentRow,
    waited: Waited,
    erased: &Erasure,
    now: Timestamp,
    received: &mut Received,
) -> Result<()> {
    let open = document::open(connection, row)?.ok();
    for (hash, mut waiting) in waited.0 {
        let begins = waiting.edit.begins;
        erased.scrub(&row.kind, &mut waiting.edit);
        if !is_in(open.as_ref(), &waiting.edit, begins) {
            refused::keep(connection, row, &hash, &waiting, Reason::Erased.code(), now)?;
            received.refused += 1;
        }
    }
    // What came back already, of this push or long ago, must not keep it either.
    for (hash, reason, mut edit) in returned(connection, row.id)? {
        let late = reason == Reason::Generation.code();
        let begins = edit.begins;
        let scrubbed = erased.scrub(&row.kind, &mut edit);
        if late && is_in(open.as_ref(), &edit, begins) {
            connection.execute("DELETE FROM refused WHERE hash = ?", [hash.0])?;
        } else if late || scrubbed {
            let body =
                serde_json::to_string(&edit).map_err(|error| StoreError::Damaged(error.to_string()))?;
            let sql = "UPDATE refused SET body = ?2, reason = ?3 WHERE hash = ?1";
            connection.execute(sql, params![hash.0, body, Reason::Erased.code()])?;
        }
    }
    received.erased += 1;
    received.topics.extend([Topic::Sending, Topic::Photos]);
    Ok(())
}

/// Whether the new generation holds what an edit says already: the hub had taken it, and only its word was lost.
fn is_in(open: Option<&Document>, edit: &Edit, begins: bool) -> bool {
    let says =
        !edit.fields.is_empty() || !edit.items.is_empty() || edit.words.is_some() || edit.step.is_some();
    if says { open.is_some_and(|open| open.holds(edit)) } else { begins }
}

/// What came back of a document: hash, reason, edit.
fn returned(connection: &Connection, id: DocumentId) -> Result<Vec<(ChangeHash, String, Edit)>> {
    let mut statement =
        connection.prepare_cached("SELECT hash, reason, body FROM refused WHERE document = ?")?;
    let rows = statement.query_map([id.0.into_bytes()], |row| {
        Ok((ChangeHash(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let read = |row: rusqlite::Result<(ChangeHash, String, String)>| {
        let (hash, reason, body) = row?;
        let edit = serde_json::from_str(&body);
        Ok((hash, reason, edit.map_err(|error| StoreError::Damaged(format!("refused: {error}")))?))
    };
    rows.map(read).collect()
}

/// The erased pictures of the older generation, thumbnails too.
fn erased_pictures(connection: &Connection, id: DocumentId, erased: &Erasure) -> Result<Vec<BlobHash>> {
    let mut statement =
        connection.prepare_cached("SELECT id, hash, thumbnail FROM hazard_photo WHERE document = ?")?;
    let mut rows = statement.query([id.0.into_bytes()])?;
    let mut pictures = Vec::new();
    while let Some(row) = rows.next()? {
        if erased.item("photos", &row.get::<_, String>(0)?) {
            pictures.extend([BlobHash(row.get(1)?), BlobHash(row.get(2)?)]);
        }
    }
    Ok(pictures)
}

/// The erased pictures that an edit brings.
fn pictures_of<'e>(edit: &'e Edit, erased: &'e Erasure) -> impl Iterator<Item = BlobHash> + 'e {
    let erased = |item: &&jinshui_core::document::NewItem| {
        item.list == "photos" && erased.item("photos", item.text("id").unwrap_or_default())
    };
    let items = edit.items.iter().filter(erased);
    items.flat_map(|item| ["hash", "thumbnail"].into_iter().filter_map(|key| item.text(key)?.parse().ok()))
}

/// Deletes pictures that no other record shows or sends.
pub(super) fn drop_pictures(connection: &Connection, id: DocumentId, pictures: &[BlobHash]) -> Result<()> {
    for hash in pictures {
        for table in ["upload", "download"] {
            let sql = format!("DELETE FROM {table} WHERE document = ? AND hash = ?");
            connection.prepare_cached(&sql)?.execute(params![id.0.into_bytes(), hash.0])?;
        }
        let sql = "DELETE FROM blob WHERE hash = ?1
                   AND NOT EXISTS (SELECT 1 FROM hazard_photo WHERE hash = ?1 OR thumbnail = ?1)
                   AND NOT EXISTS (SELECT 1 FROM upload WHERE hash = ?1)";
        connection.prepare_cached(sql)?.execute([hash.0])?;
    }
    Ok(())
}
