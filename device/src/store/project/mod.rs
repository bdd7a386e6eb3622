//! Writing the projection: anew from a document whenever it changes, and wholly anew from all of them (R26).

mod hazard;
mod patrol;
mod register;
mod sealed;

use std::panic::{AssertUnwindSafe, catch_unwind};

use jinshui_core::document::Document;
use jinshui_core::projection::{
    ClashRow, Receipt, Received, project_answer, project_card, project_care, project_case, project_checklist,
    project_hazard, project_home, project_patrol, project_resident, project_watch,
};
use jinshui_core::{ChangeHash, DocumentId, Kind};
use rusqlite::{Connection, OptionalExtension, params};

use self::sealed::Sealed;
use super::{DocumentRow, Result, Store, StoreError, blob, change, digest, document, space};

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
            ("patrol", "document"),
            ("patrol_search", "rowid"),
            ("checklist", "document"),
            ("home", "document"),
            ("home_search", "rowid"),
            ("resident", "document"),
            ("resident_search", "rowid"),
            ("sealed", "document"),
            ("named", "document, member"),
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
            Err(error) => return set_aside(connection, row, &receipts, error.to_string()),
        },
    };
    let Some(open) = open.or(opened.as_ref()) else { return Ok(()) };
    let new = digest::of_received(row.id, row.generation, open, &receipts);
    space::adjust(connection, &row.space, row.digest, new)?;
    (row.digest, row.set_aside) = (new, None);
    document::put(connection, &row)?;
    match catch_unwind(AssertUnwindSafe(|| write(connection, &row, open, &receipts))) {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => clear(connection, row.id),
        Ok(Err(error)) => Err(error),
        Err(_) => set_aside(connection, row, &receipts, "reading it panicked".to_owned()),
    }
}

/// Sets a document aside. What the hub has sent of it is here all the same, so it counts in its space's digest (R13):
/// without that, every sync would fill the whole space anew.
fn set_aside(
    connection: &Connection,
    mut row: DocumentRow,
    receipts: &[(ChangeHash, Option<Receipt>)],
    why: String,
) -> Result<()> {
    tracing::error!(document = %row.id, why, "a document cannot be read and was set aside");
    let new = digest::of_stored(&row, &change::bytes_of(connection, row.id)?, receipts);
    space::adjust(connection, &row.space, row.digest, new)?;
    (row.digest, row.set_aside) = (new, Some(why));
    document::put(connection, &row)?;
    clear(connection, row.id)?;
    hazard::unreadable(connection, &row, receipts)
}

/// Writes a document's rows. False where it holds no readable record.
fn write(
    connection: &Connection,
    row: &DocumentRow,
    open: &Document,
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Result<bool> {
    match row.kind {
        Kind::Hazard => {
            let Some(rows) = project_hazard(open, receipts) else { return Ok(false) };
            hazard::write(connection, row, &rows)?;
            let thumbnails = rows.photos.iter().map(|photo| photo.item.thumbnail);
            blob::want_thumbnails(connection, row.id, thumbnails)?;
        }
        Kind::Patrol => {
            let Some(rows) = project_patrol(open, receipts) else { return Ok(false) };
            patrol::write(connection, row, &rows)?;
        }
        Kind::Checklist => {
            let Some(rows) = project_checklist(open, receipts) else { return Ok(false) };
            register::write_checklist(connection, row, &rows)?;
        }
        Kind::Home => {
            let Some(rows) = project_home(open, receipts) else { return Ok(false) };
            register::write_home(connection, row, &rows)?;
        }
        Kind::Resident => {
            let Some(rows) = project_resident(open, receipts) else { return Ok(false) };
            register::write_resident(connection, row, &rows)?;
        }
        Kind::Case => {
            let Some(rows) = project_case(open, receipts) else { return Ok(false) };
            let (named, received) = (&rows.named, &rows.received);
            let sealed = Sealed { rows: &rows, named, received, until: None, about: None };
            sealed::write(connection, row, &sealed)?;
        }
        Kind::Card => {
            let Some(rows) = project_card(open, receipts) else { return Ok(false) };
            let (named, received, until) = (&rows.named, &rows.received, Some(rows.until));
            sealed::write(connection, row, &Sealed { rows: &rows, named, received, until, about: None })?;
        }
        Kind::Answer => {
            let Some(rows) = project_answer(open, receipts) else { return Ok(false) };
            let (received, about) = (&rows.received, Some(rows.card));
            sealed::write(
                connection,
                row,
                &Sealed { rows: &rows, named: &[], received, until: None, about },
            )?;
        }
        Kind::Care => {
            let Some(rows) = project_care(open, receipts) else { return Ok(false) };
            let (named, received) = (&rows.named, &rows.received);
            sealed::write(
                connection,
                row,
                &Sealed { rows: &rows, named, received, until: None, about: None },
            )?;
        }
        Kind::Watch => {
            let Some(rows) = project_watch(open, receipts) else { return Ok(false) };
            let received = &rows.received;
            sealed::write(
                connection,
                row,
                &Sealed { rows: &rows, named: &[], received, until: None, about: None },
            )?;
        }
        Kind::Unknown(_) => return Ok(false),
    }
    Ok(true)
}

/// Removes a document's projection, whatever its kind.
pub(super) fn clear(connection: &Connection, document: DocumentId) -> Result<()> {
    let id = document.0.into_bytes();
    for table in ["hazard", "patrol", "home", "resident"] {
        let number = connection
            .prepare_cached(&format!("DELETE FROM {table} WHERE document = ? RETURNING number"))?
            .query_row([id], |row| row.get::<_, i64>(0))
            .optional()?;
        if let Some(number) = number {
            let sql = format!("DELETE FROM {table}_search WHERE rowid = ?");
            connection.prepare_cached(&sql)?.execute([number])?;
        }
    }
    connection.prepare_cached("DELETE FROM checklist WHERE document = ?")?.execute([id])?;
    sealed::clear(connection, document)?;
    hazard::clear_lists(connection, id)
}

/// Where a record stands in lists: at its first log position; one that is only here gets its place once it has a number.
fn position(received: &Received) -> i64 {
    received.first_seq.map_or(ONLY_HERE, u64::cast_signed)
}

/// Among themselves, records that are only here stand in the order they were made.
fn place_if_only_here(connection: &Connection, table: &str, received: &Received, number: i64) -> Result<()> {
    if received.first_seq.is_none() {
        let sql = format!("UPDATE {table} SET position = ? WHERE number = ?");
        connection.prepare_cached(&sql)?.execute(params![ONLY_HERE + number, number])?;
    }
    Ok(())
}

/// Indexes a row's text for search.
fn index(connection: &Connection, table: &str, number: i64, text: &str) -> Result<()> {
    connection.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?"))?.execute([number])?;
    let sql = format!("INSERT INTO {table} (rowid, text) VALUES (?, ?)");
    connection.prepare_cached(&sql)?.execute(params![number, text])?;
    Ok(())
}

/// The clashed fields, by name.
fn clashed(clashes: &[ClashRow]) -> String {
    let mut fields: Vec<&str> = clashes.iter().map(|clash| clash.field.as_str()).collect();
    fields.dedup();
    fields.join(" ")
}

/// The whole of a record's rows, as the screens read them back.
fn body<T: serde::Serialize>(rows: &T) -> Result<String> {
    serde_json::to_string(rows).map_err(|error| StoreError::Damaged(error.to_string()))
}
