//! Reading the projection of patrols, and finding them: a filter becomes one indexed query, read a page at a time.

use jinshui_core::command::PatrolFilter;
use jinshui_core::community::Directory;
use jinshui_core::projection::PatrolRows;
use jinshui_core::{DocumentId, MemberId, Space};
use rusqlite::{OptionalExtension, Row};
use uuid::Uuid;

use super::conditions::{Conditions, found, not_at};
use super::{ListPosition, Result, Store, StoreError};

/// A patrol's row.
#[derive(Debug, Clone, PartialEq)]
pub struct PatrolRow {
    /// The document.
    pub document: DocumentId,
    /// Where it stands in lists: newest have the greatest.
    pub position: i64,
    /// The space it is in.
    pub space: Space,
    /// Clashed fields.
    pub clashes: Vec<String>,
    /// Hazards that were found on it.
    pub hazards: u32,
    /// Everything else.
    pub rows: PatrolRows,
}

/// A filter with what it needs to know of the community.
#[derive(Debug, Clone)]
pub struct PatrolQuery<'a> {
    /// What the person asked for.
    pub filter: &'a PatrolFilter,
    /// Who asks.
    pub member: &'a MemberId,
    /// For `within`: its grids.
    pub within: Option<Vec<Space>>,
    /// For `search`: the people, so that a patrol is found by who walks.
    pub directory: &'a Directory,
}

const COLUMNS: &str = "p.document, p.position, p.space, p.clashes, p.body,
     (SELECT count(*) FROM hazard h WHERE h.patrol = p.document)";

impl Store {
    /// One patrol's row.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn patrol(&self, id: DocumentId) -> Result<PatrolRow> {
        let sql = format!("SELECT {COLUMNS} FROM patrol p WHERE p.document = ?");
        let row = self.connection.prepare_cached(&sql)?.query_row([id.0.into_bytes()], raw).optional()?;
        let row = row.ok_or_else(|| jinshui_core::Failure::not_found(format!("patrol {id}")))?;
        read(row)
    }

    /// A page of patrols, newest first; and how many the filter finds in all.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn find_patrols(
        &self,
        query: &PatrolQuery<'_>,
        after: Option<ListPosition>,
        limit: u32,
    ) -> Result<(Vec<PatrolRow>, u32)> {
        let conditions = conditions(query);
        let values = conditions.values();
        let sql = format!("SELECT count(*) FROM patrol p WHERE {}", conditions.text());
        let total = self.connection.prepare_cached(&sql)?.query_row(values.as_slice(), |row| row.get(0))?;
        let below = after.map_or(i64::MAX, |position| position.0);
        let sql = format!(
            "SELECT {COLUMNS} FROM patrol p WHERE {} AND p.position < {below} ORDER BY p.position DESC LIMIT {limit}",
            conditions.text()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map(values.as_slice(), raw)?;
        Ok((rows.map(|row| read(row?)).collect::<Result<_>>()?, total))
    }
}

fn conditions(query: &PatrolQuery<'_>) -> Conditions {
    let filter = query.filter;
    let mut conditions = Conditions::default();
    if filter.mine {
        let sql = "EXISTS (SELECT 1 FROM json_each(p.team) WHERE value = ?)";
        conditions.add(sql, vec![Box::new(query.member.0.clone())]);
    }
    if filter.open {
        conditions.add(&not_at("p", "status", "ended"), vec![]);
    }
    if filter.found {
        let sql = "(p.problems > 0 OR EXISTS (SELECT 1 FROM hazard h WHERE h.patrol = p.document))";
        conditions.add(sql, vec![]);
    }
    if filter.clashed {
        conditions.add("p.clashes <> ''", vec![]);
    }
    if filter.unsent {
        conditions.add_unsent("p.document");
    }
    if let Some(spaces) = &query.within {
        let names: Vec<String> = spaces.iter().map(Space::to_string).collect();
        conditions.add("p.space IN (SELECT value FROM json_each(?))", vec![super::conditions::json(&names)]);
    }
    if let Some(since) = filter.since {
        conditions.add("p.started_at >= ?", vec![Box::new(since.0)]);
    }
    if let Some(until) = filter.until {
        conditions.add("p.started_at < ?", vec![Box::new(until.0)]);
    }
    conditions.add_words(filter.search.as_deref(), |word| {
        let (text, mut values) = found("p", "patrol_search", word);
        let people: Vec<String> =
            query.directory.named(&word.typed).map(|member| member.id.0.clone()).collect();
        values.push(super::conditions::json(&people));
        let walks = "EXISTS (SELECT 1 FROM json_each(p.team) t JOIN json_each(?) n ON n.value = t.value)";
        (format!("({text} OR {walks})"), values)
    });
    conditions
}

type Raw = ([u8; 16], i64, String, String, String, u32);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

fn read((document, position, space, clashes, body, hazards): Raw) -> Result<PatrolRow> {
    Ok(PatrolRow {
        document: DocumentId(Uuid::from_bytes(document)),
        position,
        space: Space::parse(&space),
        clashes: words(&clashes),
        hazards,
        rows: from_body(&body)?,
    })
}

/// The rows of a record as they were written.
pub(super) fn from_body<T: serde::de::DeserializeOwned>(body: &str) -> Result<T> {
    serde_json::from_str(body).map_err(|error| StoreError::Damaged(format!("projection: {error}")))
}

/// Words that are joined by blanks.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
