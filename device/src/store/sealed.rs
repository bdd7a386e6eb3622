//! Reading the records of sealed spaces, and who is named in each. There are a few dozen, and none of them is found by search.

use jinshui_core::community::Grants;
use jinshui_core::projection::{AnswerRows, CardRows, CareRows, CaseRows, WatchRows};
use jinshui_core::{DocumentId, Kind, MemberId, Space};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::patrol::from_body;
use super::{Result, Store};

/// The row of a sealed record.
#[derive(Debug, Clone, PartialEq)]
pub struct SealedRow<T> {
    /// The document.
    pub document: DocumentId,
    /// The space it is in.
    pub space: Space,
    /// Everything else.
    pub rows: T,
}

impl Store {
    /// Every case here, newest first.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn cases(&self) -> Result<Vec<SealedRow<CaseRows>>> {
        self.sealed(&Kind::Case)
    }

    /// One case.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn case(&self, id: DocumentId) -> Result<SealedRow<CaseRows>> {
        let found = self.sealed_if_here(&Kind::Case, id)?;
        found.ok_or_else(|| jinshui_core::Failure::not_found(format!("case {id}")).into())
    }

    /// One case, where it is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn case_if_here(&self, id: DocumentId) -> Result<Option<SealedRow<CaseRows>>> {
        self.sealed_if_here(&Kind::Case, id)
    }

    /// Every card here, newest first.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn cards(&self) -> Result<Vec<SealedRow<CardRows>>> {
        self.sealed(&Kind::Card)
    }

    /// One card.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn card(&self, id: DocumentId) -> Result<SealedRow<CardRows>> {
        let found = self.sealed_if_here(&Kind::Card, id)?;
        found.ok_or_else(|| jinshui_core::Failure::not_found(format!("card {id}")).into())
    }

    /// Everybody who is looked in on, as far as it is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn care(&self) -> Result<Vec<SealedRow<CareRows>>> {
        self.sealed(&Kind::Care)
    }

    /// One of them.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn cared(&self, id: DocumentId) -> Result<SealedRow<CareRows>> {
        let found = self.cared_if_here(id)?;
        found.ok_or_else(|| jinshui_core::Failure::not_found(format!("care {id}")).into())
    }

    /// One of them, where it is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn cared_if_here(&self, id: DocumentId) -> Result<Option<SealedRow<CareRows>>> {
        self.sealed_if_here(&Kind::Care, id)
    }

    /// Whom the police watch, newest first.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn watches(&self) -> Result<Vec<SealedRow<WatchRows>>> {
        self.sealed(&Kind::Watch)
    }

    /// The answers to a card that are here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn answers_to(&self, card: DocumentId) -> Result<Vec<SealedRow<AnswerRows>>> {
        let sql = "SELECT document, space, body FROM sealed WHERE about = ? ORDER BY position";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([card.0.into_bytes()], raw)?;
        rows.map(|row| read(row?)).collect()
    }

    fn sealed<T: DeserializeOwned>(&self, kind: &Kind) -> Result<Vec<SealedRow<T>>> {
        let sql = "SELECT document, space, body FROM sealed WHERE kind = ? ORDER BY position DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([kind.code()], raw)?;
        rows.map(|row| read(row?)).collect()
    }

    fn sealed_if_here<T: DeserializeOwned>(
        &self,
        kind: &Kind,
        id: DocumentId,
    ) -> Result<Option<SealedRow<T>>> {
        let sql = "SELECT document, space, body FROM sealed WHERE kind = ? AND document = ?";
        let row = self
            .connection
            .prepare_cached(sql)?
            .query_row((kind.code(), id.0.into_bytes()), raw)
            .optional()?;
        row.map(read).transpose()
    }
}

type Raw = ([u8; 16], String, String);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read<T: DeserializeOwned>((document, space, body): Raw) -> Result<SealedRow<T>> {
    let document = DocumentId(Uuid::from_bytes(document));
    Ok(SealedRow { document, space: Space::parse(&space), rows: from_body(&body)? })
}

/// Who is named in the sealed spaces of which records are here.
pub(super) fn grants(connection: &Connection) -> Result<Grants> {
    let mut grants = Grants::default();
    let mut statement = connection.prepare_cached("SELECT DISTINCT space FROM sealed")?;
    for space in statement.query_map([], |row| row.get::<_, String>(0))? {
        grants.open(Space::parse(&space?), None);
    }
    let mut statement = connection.prepare_cached("SELECT space, member, here FROM named")?;
    let named = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
    })?;
    for row in named {
        let (space, member, here) = row?;
        grants.name(Space::parse(&space), MemberId(member), here);
    }
    Ok(grants)
}
