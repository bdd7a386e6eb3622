//! Reading the projection of hazard reports, for screens and exports.

use jinshui_core::hazard::{Act, Assignee, Category, Comment, Place, Point, Severity, Status, Step};
use jinshui_core::{BlobHash, ChangeHash, DocumentId, MemberId, Space, Timestamp};
use rusqlite::{OptionalExtension, Row};
use uuid::Uuid;

use super::{Result, Store, StoreError};

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
    /// The patrol on which it was found.
    pub patrol: Option<DocumentId>,
    /// The space to which it was last moved; empty where it never was.
    pub moved_to: String,
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
     h.thumbnail, h.clashes, h.patrol, h.moved_to";

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
        patrol: row.get::<_, Option<[u8; 16]>>(19)?.map(|id| DocumentId(Uuid::from_bytes(id))),
        moved_to: row.get(20)?,
    })
}
