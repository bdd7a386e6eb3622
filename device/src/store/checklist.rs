//! Reading the projection of checklists. There are a handful.

use jinshui_core::projection::ChecklistRows;
use jinshui_core::{DocumentId, Space};
use rusqlite::{OptionalExtension, Row};
use uuid::Uuid;

use super::patrol::from_body;
use super::{Result, Store};

/// A checklist's row.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistRow {
    /// The document.
    pub document: DocumentId,
    /// The space it is in.
    pub space: Space,
    /// Everything else.
    pub rows: ChecklistRows,
}

impl Store {
    /// Every checklist, by name.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn checklists(&self) -> Result<Vec<ChecklistRow>> {
        let sql = "SELECT document, space, body FROM checklist ORDER BY name, document";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], raw)?;
        rows.map(|row| read(row?)).collect()
    }

    /// One checklist, where it is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn checklist(&self, id: DocumentId) -> Result<Option<ChecklistRow>> {
        let sql = "SELECT document, space, body FROM checklist WHERE document = ?";
        let row = self.connection.prepare_cached(sql)?.query_row([id.0.into_bytes()], raw).optional()?;
        row.map(read).transpose()
    }
}

type Raw = ([u8; 16], String, String);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read((document, space, body): Raw) -> Result<ChecklistRow> {
    let document = DocumentId(Uuid::from_bytes(document));
    Ok(ChecklistRow { document, space: Space::parse(&space), rows: from_body(&body)? })
}
