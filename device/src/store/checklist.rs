//! Reading the projection of checklists. There are a handful; they are read whole.

use jinshui_core::projection::ChecklistRows;
use jinshui_core::{DocumentId, Space};
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
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        let read = |row: rusqlite::Result<([u8; 16], String, String)>| {
            let (document, space, body) = row?;
            let document = DocumentId(Uuid::from_bytes(document));
            Ok(ChecklistRow { document, space: Space::parse(&space), rows: from_body(&body)? })
        };
        rows.map(read).collect()
    }

    /// One checklist, where it is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn checklist(&self, id: DocumentId) -> Result<Option<ChecklistRow>> {
        Ok(self.checklists()?.into_iter().find(|row| row.document == id))
    }
}
