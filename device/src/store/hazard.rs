//! The projection of hazard reports: written anew from the document whenever it changes, read by screens and exports.

use jinshui_core::document::Document;
use jinshui_core::hazard::{Act, Assignee, Category, Comment, Place, Point, Severity, Status, Step};
use jinshui_core::projection::{HazardRows, Receipt, project_hazard};
use jinshui_core::{BlobHash, ChangeHash, DocumentId, MemberId, Space, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{DocumentRow, Result, Store, StoreError, blob, change, digest, document, space};

/// Positions of records that are only here: above every log position.
const ONLY_HERE: i64 = 1 << 62;

/// A report's row.
#[derive(Debug, Clone, PartialEq)]
pub struct HazardRow {
    /// The document.
    pub document: DocumentId,
    /// Where it stands in lists: newest have the greatest.
    pub position: i64,
    /// The space it is in.
    pub space: Space,
    /// False where this version cannot read it (R6).
    pub readable: bool,
    /// What is wrong.
    pub category: Category,
    /// How urgent.
    pub severity: Severity,
    /// Where it stands.
    pub status: Status,
    /// Who is to deal with it.
    pub assignee: Option<Assignee>,
    /// Where, by building and unit.
    pub place: Place,
    /// Where, by point.
    pub point: Option<Point>,
    /// What was said.
    pub words: String,
    /// Who reported it.
    pub reporter: MemberId,
    /// When, by their device.
    pub reported_at: Timestamp,
    /// When the hub first received it.
    pub received_at: Option<Timestamp>,
    /// How many comments.
    pub comments: u32,
    /// How many photos.
    pub photos: u32,
    /// The first photo's thumbnail.
    pub thumbnail: Option<BlobHash>,
    /// Clashed fields.
    pub clashes: Vec<String>,
}

/// A photo's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoRow {
    /// Its name in the record.
    pub id: String,
    /// Who took it.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// The picture.
    pub hash: BlobHash,
    /// Its thumbnail.
    pub thumbnail: BlobHash,
}

pub(super) const COLUMNS: &str = "h.document, h.position, h.space, h.readable, h.category, h.severity, h.status, \
     h.assignee, h.building, h.unit, h.point, h.words, h.reporter, h.reported_at, h.received_at, h.comments, h.photos, \
     h.thumbnail, h.clashes";

impl Store {
    /// One report's row.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn hazard(&self, id: DocumentId) -> Result<HazardRow> {
        let sql = format!("SELECT {COLUMNS} FROM hazard h WHERE h.document = ?");
        let row = self.connection.prepare_cached(&sql)?.query_row([id.0.into_bytes()], read).optional()?;
        row.ok_or_else(|| StoreError::Plain(jinshui_core::Failure::not_found(format!("hazard report {id}"))))
    }

    /// A report's comments with the moment of receipt, in the order people see.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn comments(&self, id: DocumentId) -> Result<Vec<(Comment, Option<Timestamp>)>> {
        let sql =
            "SELECT id, by, at, text, received_at FROM hazard_comment WHERE document = ? ORDER BY place";
        self.list(sql, id, |row| {
            let comment = Comment {
                id: row.get(0)?,
                by: MemberId(row.get(1)?),
                at: Timestamp(row.get(2)?),
                text: row.get(3)?,
            };
            Ok((comment, row.get::<_, Option<i64>>(4)?.map(Timestamp)))
        })
    }

    /// A report's steps with the moment of receipt, in the order people see.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn steps(&self, id: DocumentId) -> Result<Vec<(Step, Option<Timestamp>)>> {
        let sql = "SELECT id, act, to_status, assignee, note, by, at, received_at FROM hazard_step WHERE document = ?
                   ORDER BY place";
        self.list(sql, id, |row| {
            let step = Step {
                id: row.get(0)?,
                act: Act::from_code(&row.get::<_, String>(1)?),
                to: Status::from_code(&row.get::<_, String>(2)?),
                assignee: assignee(row.get(3)?),
                note: row.get(4)?,
                by: MemberId(row.get(5)?),
                at: Timestamp(row.get(6)?),
            };
            Ok((step, row.get::<_, Option<i64>>(7)?.map(Timestamp)))
        })
    }

    /// A report's photos, in the order people see.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn photos(&self, id: DocumentId) -> Result<Vec<PhotoRow>> {
        let sql = "SELECT id, by, at, hash, thumbnail FROM hazard_photo WHERE document = ? ORDER BY place";
        self.list(sql, id, |row| {
            Ok(PhotoRow {
                id: row.get(0)?,
                by: MemberId(row.get(1)?),
                at: Timestamp(row.get(2)?),
                hash: BlobHash(row.get(3)?),
                thumbnail: BlobHash(row.get(4)?),
            })
        })
    }

    /// Values of clashed fields: field, value, the change that set it. The shown value comes first in each field.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn clashes(&self, id: DocumentId) -> Result<Vec<(String, String, Option<ChangeHash>)>> {
        let sql = "SELECT field, value, change FROM hazard_clash WHERE document = ? ORDER BY place";
        self.list(sql, id, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<[u8; 32]>>(2)?.map(ChangeHash)))
        })
    }

    fn list<T>(
        &self,
        sql: &str,
        id: DocumentId,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([id.0.into_bytes()], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

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

fn assignee(text: String) -> Option<Assignee> {
    (!text.is_empty()).then(|| Assignee::from(text))
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<HazardRow> {
    Ok(HazardRow {
        document: DocumentId(Uuid::from_bytes(row.get(0)?)),
        position: row.get(1)?,
        space: Space::parse(&row.get::<_, String>(2)?),
        readable: row.get(3)?,
        category: Category::from_code(&row.get::<_, String>(4)?),
        severity: Severity::from_code(&row.get::<_, String>(5)?),
        status: Status::from_code(&row.get::<_, String>(6)?),
        assignee: assignee(row.get(7)?),
        place: Place { building: row.get(8)?, unit: row.get(9)? },
        point: Point::parse(&row.get::<_, String>(10)?),
        words: row.get(11)?,
        reporter: MemberId(row.get(12)?),
        reported_at: Timestamp(row.get(13)?),
        received_at: row.get::<_, Option<i64>>(14)?.map(Timestamp),
        comments: row.get(15)?,
        photos: row.get(16)?,
        thumbnail: row.get::<_, Option<[u8; 32]>>(17)?.map(BlobHash),
        clashes: row
            .get::<_, String>(18)?
            .split(' ')
            .filter(|key| !key.is_empty())
            .map(str::to_owned)
            .collect(),
    })
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
