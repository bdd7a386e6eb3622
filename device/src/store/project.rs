//! Writing the projection: anew from a document whenever it changes, and wholly anew from all of them (R26).

use jinshui_core::document::Document;
use jinshui_core::projection::{HazardRows, Receipt, project_hazard};
use jinshui_core::{ChangeHash, DocumentId};
use rusqlite::{Connection, OptionalExtension, params};

use super::{DocumentRow, Result, Store, blob, change, digest, document, space};

/// Positions of records that are only here: above every log position.
const ONLY_HERE: i64 = 1 << 62;

impl Store {
    /// Every row of every projection as text, in a fixed order: equal texts are equal projections (R26).
    ///
    /// # Errors
    /// Where the store fails.
    pub fn projection(&self) -> Result<Vec<String>> {
        let mut rows = Vec::new();
        for (table, order) in [
            ("hazard", "document"),
            ("hazard_comment", "document, place"),
            ("hazard_photo", "document, place"),
            ("hazard_step", "document, place"),
            ("hazard_clash", "document, place"),
            ("hazard_search", "rowid"),
            ("space", "name"),
        ] {
            let mut statement =
                self.connection.prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
            let columns = statement.column_count();
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let cells = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at));
                let cells = cells.collect::<rusqlite::Result<Vec<_>>>()?;
                rows.push(format!("{table}: {cells:?}"));
            }
        }
        Ok(rows)
    }

    /// Rebuilds every projection from the documents, in one transaction (R26).
    ///
    /// # Errors
    /// Where the store fails.
    pub fn rebuild(&mut self) -> Result<()> {
        let transaction = self.connection.transaction()?;
        for id in document::all(&transaction)? {
            let row = document::require(&transaction, id)?;
            refresh(&transaction, &row, None)?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// Brings a document's projection, digest and attachment queue up to its changes. `open` is the document if the caller has
/// it open; one that cannot be read is set aside and listed as such, and stops nothing else (promise 10).
pub(super) fn refresh(connection: &Connection, row: &DocumentRow, open: Option<&Document>) -> Result<()> {
    let mut row = row.clone();
    let receipts = change::receipts(connection, row.id)?;
    let opened = match open {
        Some(_) => None,
        None => match document::open(connection, &row)? {
            Ok(document) => Some(document),
            Err(error) => {
                row.set_aside = Some(error.to_string());
                document::put(connection, &row)?;
                return unreadable(connection, &row, &receipts);
            }
        },
    };
    let Some(open) = open.or(opened.as_ref()) else { return Ok(()) };
    let new = digest::of_received(row.id, row.generation, open, &receipts);
    space::adjust(connection, &row.space, row.digest, new)?;
    (row.digest, row.set_aside) = (new, None);
    document::put(connection, &row)?;
    match project_hazard(open, &receipts) {
        Some(rows) => {
            write(connection, &row, &rows)?;
            blob::want_thumbnails(connection, row.id, rows.photos.iter().map(|photo| photo.photo.thumbnail))
        }
        None => clear(connection, row.id),
    }
}

/// Removes a document's projection.
pub(super) fn clear(connection: &Connection, id: DocumentId) -> Result<()> {
    let id = id.0.into_bytes();
    let number = connection
        .prepare_cached("SELECT number FROM hazard WHERE document = ?")?
        .query_row([id], |row| row.get::<_, i64>(0))
        .optional()?;
    if let Some(number) = number {
        connection.prepare_cached("DELETE FROM hazard_search WHERE rowid = ?")?.execute([number])?;
    }
    clear_lists(connection, id)?;
    connection.prepare_cached("DELETE FROM hazard WHERE document = ?")?.execute([id])?;
    Ok(())
}

fn clear_lists(connection: &Connection, id: [u8; 16]) -> Result<()> {
    for sql in [
        "DELETE FROM hazard_comment WHERE document = ?",
        "DELETE FROM hazard_photo WHERE document = ?",
        "DELETE FROM hazard_step WHERE document = ?",
        "DELETE FROM hazard_clash WHERE document = ?",
    ] {
        connection.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

/// Lists a record that cannot be read here as “需要更新应用” (R6).
fn unreadable(
    connection: &Connection,
    row: &DocumentRow,
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Result<()> {
    clear_lists(connection, row.id.0.into_bytes())?;
    let first = receipts.iter().filter_map(|(_, receipt)| receipt.as_ref()).min_by_key(|receipt| receipt.seq);
    connection
        .prepare_cached(
            "INSERT INTO hazard (document, position, space, readable, category, severity, status, assignee, building,
                 unit, point, words, reporter, reported_at, received_at, last_seq, comments, photos, clashes)
             VALUES (?1, ?2, ?3, 0, '', '', '', '', '', '', '', '', ?4, ?5, ?5, 0, 0, 0, '')
             ON CONFLICT (document) DO UPDATE SET readable = 0, space = excluded.space",
        )?
        .execute(params![
            row.id.0.into_bytes(),
            first.map_or(ONLY_HERE, |receipt| receipt.seq.cast_signed()),
            row.space.to_string(),
            first.map_or("", |receipt| receipt.author.as_str()),
            first.map_or(0, |receipt| receipt.received_at.0),
        ])?;
    Ok(())
}

fn write(connection: &Connection, row: &DocumentRow, rows: &HazardRows) -> Result<()> {
    let id = row.id.0.into_bytes();
    let hazard = &rows.hazard;
    let mut fields: Vec<&str> = rows.clashes.iter().map(|clash| clash.field).collect();
    fields.dedup();
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO hazard (document, position, space, readable, category, severity, status, assignee, building,
                 unit, point, words, reporter, reported_at, received_at, last_seq, comments, photos, thumbnail, clashes)
             VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (document) DO UPDATE SET position = excluded.position, space = excluded.space, readable = 1,
                 category = excluded.category, severity = excluded.severity, status = excluded.status,
                 assignee = excluded.assignee, building = excluded.building, unit = excluded.unit,
                 point = excluded.point, words = excluded.words, reporter = excluded.reporter,
                 reported_at = excluded.reported_at, received_at = excluded.received_at,
                 last_seq = excluded.last_seq, comments = excluded.comments, photos = excluded.photos,
                 thumbnail = excluded.thumbnail, clashes = excluded.clashes
             RETURNING number",
        )?
        .query_row(
            params![
                id,
                rows.first.as_ref().map_or(ONLY_HERE, |receipt| receipt.seq.cast_signed()),
                row.space.to_string(),
                hazard.category.code(),
                hazard.severity.code(),
                hazard.status.code(),
                hazard.assignee.clone().map(String::from).unwrap_or_default(),
                hazard.place.building,
                hazard.place.unit,
                hazard.point.map(|point| point.to_string()).unwrap_or_default(),
                hazard.words,
                hazard.reporter.as_str(),
                hazard.reported_at.0,
                rows.first.as_ref().map(|receipt| receipt.received_at.0),
                rows.last_seq.cast_signed(),
                rows.comments.len(),
                rows.photos.len(),
                rows.photos.first().map(|photo| photo.photo.thumbnail.0),
                fields.join(" "),
            ],
            |row| row.get(0),
        )?;
    if rows.first.is_none() {
        // Among themselves, records that are only here stand in the order they were made.
        let sql = "UPDATE hazard SET position = ? WHERE number = ?";
        connection.prepare_cached(sql)?.execute(params![ONLY_HERE + number, number])?;
    }
    connection.prepare_cached("DELETE FROM hazard_search WHERE rowid = ?")?.execute([number])?;
    connection
        .prepare_cached("INSERT INTO hazard_search (rowid, text) VALUES (?, ?)")?
        .execute(params![number, rows.search])?;
    clear_lists(connection, id)?;
    write_lists(connection, id, rows)
}

fn write_lists(connection: &Connection, id: [u8; 16], rows: &HazardRows) -> Result<()> {
    let received = |receipt: &Option<Receipt>| receipt.as_ref().map(|receipt| receipt.received_at.0);
    for (place, row) in rows.comments.iter().enumerate() {
        let comment = &row.comment;
        connection.prepare_cached("INSERT INTO hazard_comment VALUES (?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                id,
                place,
                comment.id,
                comment.by.as_str(),
                comment.at.0,
                comment.text,
                received(&row.receipt)
            ],
        )?;
    }
    for (place, row) in rows.photos.iter().enumerate() {
        let photo = &row.photo;
        connection.prepare_cached("INSERT INTO hazard_photo VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                id,
                place,
                photo.id,
                photo.by.as_str(),
                photo.at.0,
                photo.hash.0,
                photo.thumbnail.0,
                received(&row.receipt)
            ],
        )?;
    }
    for (place, row) in rows.steps.iter().enumerate() {
        let step = &row.step;
        connection.prepare_cached("INSERT INTO hazard_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                id,
                place,
                step.id,
                step.act.code(),
                step.to.code(),
                step.assignee.clone().map(String::from).unwrap_or_default(),
                step.note,
                step.by.as_str(),
                step.at.0,
                received(&row.receipt),
            ],
        )?;
    }
    for (place, clash) in rows.clashes.iter().enumerate() {
        connection.prepare_cached("INSERT INTO hazard_clash VALUES (?, ?, ?, ?, ?)")?.execute(params![
            id,
            place,
            clash.field,
            clash.value,
            clash.change.map(|hash| hash.0)
        ])?;
    }
    Ok(())
}
