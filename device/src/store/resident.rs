//! Reading the projection of residents: of a home, and those who are like somebody being typed.

use jinshui_core::projection::ResidentRows;
use jinshui_core::{DocumentId, Space};
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use super::patrol::from_body;
use super::{Result, Store};

/// A resident's row.
#[derive(Debug, Clone, PartialEq)]
pub struct ResidentRow {
    /// The document.
    pub document: DocumentId,
    /// The space it is in.
    pub space: Space,
    /// Everything else.
    pub rows: ResidentRows,
}

const COLUMNS: &str = "document, space, body";

impl Store {
    /// One resident's row.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn resident(&self, id: DocumentId) -> Result<ResidentRow> {
        let found = self.resident_if_here(id)?;
        found.ok_or_else(|| jinshui_core::Failure::not_found(format!("resident {id}")).into())
    }

    /// One resident's row, where it is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn resident_if_here(&self, id: DocumentId) -> Result<Option<ResidentRow>> {
        let sql = format!("SELECT {COLUMNS} FROM resident WHERE document = ?");
        let row = self.connection.prepare_cached(&sql)?.query_row([id.0.into_bytes()], raw).optional()?;
        row.map(read).transpose()
    }

    /// Everybody of a home, those who are gone as well, in the order in which they were written down.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn residents_of(&self, home: DocumentId) -> Result<Vec<ResidentRow>> {
        let sql = format!("SELECT {COLUMNS} FROM resident WHERE home = ? ORDER BY number");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([home.0.into_bytes()], raw)?;
        let mut rows: Vec<ResidentRow> = rows.map(|row| read(row?)).collect::<Result<_>>()?;
        // As the hub received them, so that every phone shows one order; those that are only here come last, in this phone's.
        rows.sort_by_key(|row| row.rows.received.first_seq.unwrap_or(u64::MAX));
        Ok(rows)
    }

    /// People of one name or one telephone number, at most so many.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn people_like(&self, name: &str, phone: &str, most: u32) -> Result<Vec<ResidentRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM resident
             WHERE state <> 'mistaken' AND ((?1 <> '' AND name = ?1) OR (?2 <> '' AND phone = ?2)) LIMIT ?3"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![name, phone, most], raw)?;
        rows.map(|row| read(row?)).collect()
    }
}

type Raw = ([u8; 16], String, String);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read((document, space, body): Raw) -> Result<ResidentRow> {
    Ok(ResidentRow {
        document: DocumentId(Uuid::from_bytes(document)),
        space: Space::parse(&space),
        rows: from_body(&body)?,
    })
}
