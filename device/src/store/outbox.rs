//! What waits to be sent, and what a person did that made it.

use std::collections::BTreeMap;

use jinshui_core::command::Writing;
use jinshui_core::document::Edit;
use jinshui_core::wire::{Create, PushDocument};
use jinshui_core::{ChangeHash, DocumentId, Kind, MemberId, Timestamp};
use rusqlite::{Connection, params};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use super::{Result, Store, StoreError, change, document};

/// One waiting change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its place: older first.
    pub number: i64,
    /// The document.
    pub document: DocumentId,
    /// The change.
    pub hash: ChangeHash,
    /// The edit it is part of.
    pub edit: i64,
    /// What is in the log in its place, as the hub says; it goes once that is here (R18).
    pub other: Option<ChangeHash>,
}

/// A push as it was sent: its changes, by their place in the request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pushed {
    /// What the request carries.
    pub documents: Vec<PushDocument>,
    /// Document and hash of each change, in the request's order.
    pub changes: Vec<(DocumentId, ChangeHash)>,
    /// Changes that stand or fall together, by their place in the request (R14).
    pub groups: Vec<Vec<u32>>,
    /// True where more waits than this push carries.
    pub more: bool,
    /// The number of the last waiting change that it carries; 0 for none.
    pub last: i64,
}

/// Something that waits: record, kind, what was written, when, and the edit where it is one.
pub type WaitingItem = (DocumentId, Kind, Writing, Timestamp, Option<Edit>);

/// A waiting change with its bytes, and what it goes together with.
type Waiting = (ChangeHash, Vec<u8>, Option<i64>);

/// One document's waiting changes.
type Group = (DocumentId, Vec<Waiting>);

/// An edit as the outbox keeps it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EditRow {
    pub(super) number: i64,
    pub(super) document: DocumentId,
    pub(super) writing: Writing,
    pub(super) at: Timestamp,
    pub(super) edit: Edit,
    /// The log position that the device had heard of when it was written.
    pub(super) heard: u64,
    /// What it goes together with (R14).
    pub(super) together: Option<i64>,
}

impl Store {
    /// How many changes and attachments wait.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn unsent(&self) -> Result<u64> {
        let sql = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM upload)";
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.cast_unsigned())
    }

    /// Whether anything of a record came back, and whether anything of it waits.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn waiting(&self, document: DocumentId) -> Result<(bool, bool)> {
        let sql = "SELECT EXISTS (SELECT 1 FROM refused WHERE document = ?1),
                   EXISTS (SELECT 1 FROM outbox WHERE document = ?1) OR EXISTS (SELECT 1 FROM upload WHERE document = ?1)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([document.0.into_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// When the oldest thing that waits was written.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn oldest_unsent(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT min(at) FROM (SELECT at FROM edit UNION ALL SELECT at FROM upload)";
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0))?.map(Timestamp))
    }

    /// What waits, oldest first: record, kind, what was written, when, and the edit where there is one.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn waiting_items(&self, most: usize) -> Result<Vec<WaitingItem>> {
        let mut items = Vec::new();
        for row in edits(&self.connection, most)? {
            let kind = document::require(&self.connection, row.document)?.kind;
            items.push((row.document, kind, row.writing, row.at, Some(row.edit)));
        }
        let sql = "SELECT document, at FROM upload ORDER BY at LIMIT ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        let left = i64::try_from(most.saturating_sub(items.len())).unwrap_or(0);
        let uploads = statement.query_map([left], |row| {
            Ok((DocumentId(Uuid::from_bytes(row.get(0)?)), Timestamp(row.get(1)?)))
        })?;
        for upload in uploads {
            let (id, at) = upload?;
            items.push((id, document::require(&self.connection, id)?.kind, Writing::Upload, at, None));
        }
        Ok(items)
    }

    /// How many records of a member the hub holds.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn received_of(&self, member: &MemberId) -> Result<u32> {
        let sql = "SELECT (SELECT count(*) FROM hazard WHERE reporter = ?1 AND received_at IS NOT NULL)
                        + (SELECT count(*) FROM patrol WHERE leader = ?1 AND received_at IS NOT NULL)";
        Ok(self.connection.query_row(sql, [member.as_str()], |row| row.get(0))?)
    }

    /// The log position up to which this device has acted on every move, drop and change of rights (R15).
    ///
    /// # Errors
    /// Where the store fails.
    pub fn confirmed(&self) -> Result<u64> {
        confirmed(&self.connection)
    }

    /// The number of the newest change that waits; 0 where none does. It grows with each save.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn newest_waiting(&self) -> Result<i64> {
        Ok(self.connection.query_row("SELECT coalesce(max(number), 0) FROM outbox", [], |row| row.get(0))?)
    }

    /// The oldest waiting changes as a push of at most so many changes and bytes, grouped by document in the order in which
    /// each document first waits.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn push(&self, most_changes: usize, most_bytes: usize) -> Result<Pushed> {
        self.push_after(0, most_changes, most_bytes)
    }

    /// The same, of those after a number.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn push_after(&self, after: i64, most_changes: usize, most_bytes: usize) -> Result<Pushed> {
        let mut statement = self.connection.prepare_cached(
            "SELECT outbox.number, outbox.document, hash, edit, other, together FROM outbox
                 JOIN edit ON edit.number = edit WHERE outbox.number > ? ORDER BY outbox.number",
        )?;
        let mut rows = statement.query([after])?;
        let mut groups: BTreeMap<DocumentId, usize> = BTreeMap::new();
        let mut documents: Vec<Group> = Vec::new();
        let (mut changes, mut bytes, mut more, mut last, mut number) = (0, 0, false, None, 0);
        while let Some(row) = rows.next()? {
            let together: Option<i64> = row.get(5)?;
            let row = read(row)?;
            let raw = change::bytes(&self.connection, row.document, &row.hash)?;
            let full = changes > 0 && (changes >= most_changes || bytes + raw.len() > most_bytes);
            // What goes together is never cut.
            let goes_on = together.is_some() && together == std::mem::replace(&mut last, together);
            if full && !goes_on {
                more = true;
                break;
            }
            changes += 1;
            bytes += raw.len();
            number = row.number;
            let at = *groups.entry(row.document).or_insert_with(|| {
                documents.push((row.document, Vec::new()));
                documents.len() - 1
            });
            if let Some((_, group)) = documents.get_mut(at) {
                group.push((row.hash, raw, together));
            }
        }
        Ok(Pushed { last: number, ..self.pushed(documents, more)? })
    }

    fn pushed(&self, groups: Vec<Group>, more: bool) -> Result<Pushed> {
        let mut pushed = Pushed { more, ..Pushed::default() };
        let mut together: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
        let places = 0..;
        let numbers = groups.iter().flat_map(|(_, changes)| changes.iter().map(|(_, _, group)| *group));
        for (place, number) in places.zip(numbers) {
            number.into_iter().for_each(|number| together.entry(number).or_default().push(place));
        }
        pushed.groups = together.into_values().collect();
        for (id, changes) in groups {
            let row = document::require(&self.connection, id)?;
            // With a received change the hub knows the document; without one it may not.
            let unknown = row.digest.is_none();
            let create = unknown.then(|| Create {
                kind: row.kind.clone(),
                schema: row.schema,
                space: row.space.clone(),
            });
            pushed.changes.extend(changes.iter().map(|(hash, _, _)| (id, *hash)));
            let mut replaces = BTreeMap::new();
            for (at, (hash, _, _)) in (0u32..).zip(&changes) {
                let replaced = change::replaces(&self.connection, id, hash)?;
                if !replaced.is_empty() {
                    replaces.insert(at, replaced);
                }
            }
            let changes = changes.into_iter().map(|(_, raw, _)| ByteBuf::from(raw)).collect();
            let generation = row.generation;
            pushed.documents.push(PushDocument { document: id, generation, create, changes, replaces });
        }
        Ok(pushed)
    }
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        number: row.get(0)?,
        document: DocumentId(Uuid::from_bytes(row.get(1)?)),
        hash: ChangeHash(row.get(2)?),
        edit: row.get(3)?,
        other: row.get::<_, Option<[u8; 32]>>(4)?.map(ChangeHash),
    })
}

/// Keeps an edit; its changes refer to it.
pub(super) fn keep_edit(
    connection: &Connection,
    document: DocumentId,
    writing: &Writing,
    at: Timestamp,
    edit: &Edit,
) -> Result<i64> {
    let body = serde_json::to_string(edit).map_err(|error| StoreError::Damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO edit (document, writing, at, body, heard) SELECT ?, ?, ?, ?, seq FROM reading",
        )?
        .execute(params![document.0.into_bytes(), writing.code(), at.0, body])?;
    Ok(connection.last_insert_rowid())
}

/// Puts a change into the outbox.
pub(super) fn wait(
    connection: &Connection,
    document: DocumentId,
    hash: &ChangeHash,
    edit: i64,
) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO outbox (document, hash, edit) VALUES (?, ?, ?)")?
        .execute(params![document.0.into_bytes(), hash.0, edit])?;
    Ok(())
}

/// Takes a change out of the outbox, and its edit with the last of its changes. False where it did not wait.
pub(super) fn remove(connection: &Connection, hash: &ChangeHash) -> Result<bool> {
    let edit = connection.prepare_cached("DELETE FROM outbox WHERE hash = ? RETURNING edit")?;
    let mut edit = edit;
    let mut rows = edit.query([hash.0])?;
    let Some(number) = rows.next()?.map(|row| row.get::<_, i64>(0)).transpose()? else { return Ok(false) };
    drop(rows);
    connection
        .prepare_cached(
            "DELETE FROM edit WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE edit = ?1)",
        )?
        .execute([number])?;
    Ok(true)
}

/// A document's waiting changes, oldest first.
pub(super) fn of_document(connection: &Connection, document: DocumentId) -> Result<Vec<OutboxRow>> {
    let sql = "SELECT number, document, hash, edit, other FROM outbox WHERE document = ? ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([document.0.into_bytes()], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An edit by its number.
pub(super) fn edit(connection: &Connection, number: i64) -> Result<EditRow> {
    let sql = "SELECT document, writing, at, body, heard, together FROM edit WHERE number = ?";
    let (document, writing, at, body, heard, together) = connection.query_row(sql, [number], |row| {
        let document = DocumentId(Uuid::from_bytes(row.get(0)?));
        let (writing, at, body) =
            (row.get::<_, String>(1)?, Timestamp(row.get(2)?), row.get::<_, String>(3)?);
        Ok((document, writing, at, body, row.get::<_, i64>(4)?.cast_unsigned(), row.get(5)?))
    })?;
    let edit = serde_json::from_str(&body).map_err(|error| StoreError::Damaged(format!("edit: {error}")))?;
    Ok(EditRow { number, document, writing: Writing::from_code(&writing), at, edit, heard, together })
}

/// Edits that wait, oldest first, at most so many.
pub(super) fn edits(connection: &Connection, most: usize) -> Result<Vec<EditRow>> {
    let mut statement = connection.prepare_cached("SELECT number FROM edit ORDER BY number LIMIT ?")?;
    let numbers =
        statement.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| row.get::<_, i64>(0))?;
    numbers.map(|number| edit(connection, number?)).collect()
}

/// Every edit from a number on goes together with the others or not at all (R14).
pub(super) fn bind_from(connection: &Connection, first: i64) -> Result<()> {
    let sql = "UPDATE edit SET together = ?1 WHERE number >= ?1";
    connection.execute(sql, [first])?;
    Ok(())
}

/// The number that the next edit will have at least.
pub(super) fn next_edit(connection: &Connection) -> Result<i64> {
    let sql = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'edit'";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// The newest edit is an older one written anew: it was decided when that one was, and goes together with what that one did.
pub(super) fn inherit(connection: &Connection, from: &EditRow) -> Result<()> {
    let sql =
        "UPDATE edit SET heard = min(heard, ?1), together = ?2 WHERE number = (SELECT max(number) FROM edit)";
    connection.execute(sql, params![from.heard.cast_signed(), from.together])?;
    Ok(())
}

/// The log position up to which the device has acted on every move, drop and change of rights: what it has heard, and no more
/// than what it had heard when the oldest edit that still waits was written (R15).
pub(super) fn confirmed(connection: &Connection) -> Result<u64> {
    let sql = "SELECT min(seq, coalesce((SELECT min(heard) FROM edit), seq)) FROM reading";
    Ok(connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.cast_unsigned())
}

/// Notes what is in the log in a change's place.
pub(super) fn note_other(connection: &Connection, hash: &ChangeHash, other: &ChangeHash) -> Result<()> {
    connection.execute("UPDATE outbox SET other = ?2 WHERE hash = ?1", params![hash.0, other.0])?;
    Ok(())
}

/// Forgets what of a document waited: all of it is in the log by another name.
pub(super) fn forget(connection: &Connection, document: DocumentId) -> Result<()> {
    for sql in ["DELETE FROM outbox WHERE document = ?", "DELETE FROM edit WHERE document = ?"] {
        connection.execute(sql, [document.0.into_bytes()])?;
    }
    Ok(())
}

/// Counts a change whose dependencies the hub lacked.
pub(super) fn count_missing(connection: &Connection, hash: &ChangeHash) -> Result<()> {
    connection.execute("UPDATE outbox SET missing = missing + 1 WHERE hash = ?", [hash.0])?;
    Ok(())
}
