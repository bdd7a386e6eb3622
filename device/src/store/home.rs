//! Reading the projection of homes, and finding them: a filter becomes one query, read a page at a time.

use jinshui_core::command::HomeFilter;
use jinshui_core::projection::HomeRows;
use jinshui_core::{DocumentId, Space, Timestamp};
use rusqlite::{OptionalExtension, Row, ToSql, params};
use uuid::Uuid;

use super::conditions::{Conditions, found, json, not_at, waits};
use super::patrol::{from_body, words};
use super::{Result, Store};

const DAY: i64 = 24 * 60 * 60 * 1000;
/// A home is visited at least so often; our own first rule, as the seed article names none.
pub(crate) const VISIT_MS: i64 = 30 * DAY;
/// And one with something to be mindful of.
pub(crate) const CARE_VISIT_MS: i64 = 14 * DAY;

/// A home's row.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeRow {
    /// The document.
    pub document: DocumentId,
    /// The space it is in.
    pub space: Space,
    /// Its place in lists: the next page continues after it.
    pub order: String,
    /// Clashed fields.
    pub clashes: Vec<String>,
    /// Everything else.
    pub rows: HomeRows,
}

/// A filter with what it needs to know besides.
#[derive(Debug, Clone)]
pub struct HomeQuery<'a> {
    /// What the person asked for.
    pub filter: &'a HomeFilter,
    /// For `within`: the spaces of its homes.
    pub within: Option<Vec<Space>>,
    /// Now, for `due`.
    pub now: Timestamp,
    /// Whether homes are found by their place alone: so for the police, who open them with a purpose.
    pub place_only: bool,
}

const COLUMNS: &str = "h.document, h.space, h.place_order, h.clashes, h.body";
/// Nobody was met for too long; binds the two moments before which a visit is too old: with care, without.
const DUE: &str = "(h.tenancy <> 'vacant' AND h.state = 'in_use'
     AND coalesce(h.visited_at, 0) < CASE WHEN h.care <> '' THEN ? ELSE ? END)";

impl Store {
    /// One home's row.
    ///
    /// # Errors
    /// `not_found`, or where the store fails.
    pub fn home(&self, id: DocumentId) -> Result<HomeRow> {
        let found = self.home_if_here(id)?;
        found.ok_or_else(|| jinshui_core::Failure::not_found(format!("home {id}")).into())
    }

    /// One home's row, where it is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn home_if_here(&self, id: DocumentId) -> Result<Option<HomeRow>> {
        let sql = format!("SELECT {COLUMNS} FROM home h WHERE h.document = ?");
        let row = self.connection.prepare_cached(&sql)?.query_row([id.0.into_bytes()], raw).optional()?;
        row.map(read).transpose()
    }

    /// A page of homes by building, unit and room; how many the filter finds in all, and how many of those are due.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn find_homes(
        &self,
        query: &HomeQuery<'_>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<(Vec<HomeRow>, u32, u32)> {
        let mut conditions = conditions(query);
        let sql = format!("SELECT count(*) FROM home h WHERE {}", conditions.text());
        let total = self
            .connection
            .prepare_cached(&sql)?
            .query_row(conditions.values().as_slice(), |row| row.get(0))?;
        let sql = format!(
            "SELECT {COLUMNS} FROM home h WHERE {} AND h.place_order > ? ORDER BY h.place_order LIMIT {limit}",
            conditions.text()
        );
        let mut values = conditions.values();
        let after = after.unwrap_or_default().to_owned();
        values.push(&after);
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map(values.as_slice(), raw)?;
        let rows = rows.map(|row| read(row?)).collect::<Result<_>>()?;
        drop(statement);
        due(&mut conditions, query.now);
        let sql = format!("SELECT count(*) FROM home h WHERE {}", conditions.text());
        let due = self
            .connection
            .prepare_cached(&sql)?
            .query_row(conditions.values().as_slice(), |row| row.get(0))?;
        Ok((rows, total, due))
    }

    /// Homes of one room, wherever they are.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn homes_of_room(&self, building: &str, unit: &str, room: &str) -> Result<Vec<HomeRow>> {
        let sql = format!("SELECT {COLUMNS} FROM home h WHERE building = ? AND unit = ? AND room = ?");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![building, unit, room], raw)?;
        rows.map(|row| read(row?)).collect()
    }

    /// Whether something of a home came back, and whether something of it waits; its residents count with it.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn home_waiting(&self, home: DocumentId) -> Result<(bool, bool)> {
        let members = "(SELECT ?1 UNION ALL SELECT document FROM resident WHERE home = ?1)";
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM refused WHERE document IN {members}),
                    EXISTS (SELECT 1 FROM outbox WHERE document IN {members})"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([home.0.into_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}

fn due(conditions: &mut Conditions, now: Timestamp) {
    let before = |patience: i64| -> Box<dyn ToSql> { Box::new(now.0.saturating_sub(patience)) };
    conditions.add(DUE, vec![before(CARE_VISIT_MS), before(VISIT_MS)]);
}

fn conditions(query: &HomeQuery<'_>) -> Conditions {
    let filter = query.filter;
    let mut conditions = Conditions::default();
    match filter.mistaken {
        true => conditions.add("h.state = 'mistaken'", vec![]),
        false => conditions.add(&not_at("h", "state", "mistaken"), vec![]),
    }
    if let Some(spaces) = &query.within {
        let names: Vec<String> = spaces.iter().map(Space::to_string).collect();
        conditions.add("h.space IN (SELECT value FROM json_each(?))", vec![json(&names)]);
    }
    for (column, value) in [("h.building = ?", &filter.building), ("h.unit = ?", &filter.unit)] {
        if let Some(value) = value {
            conditions.add(column, vec![Box::new(value.clone())]);
        }
    }
    let codes: Vec<String> = filter.tenancy.iter().map(|tenancy| tenancy.code().to_owned()).collect();
    conditions.add_any("h.tenancy", &codes);
    let codes: Vec<String> = filter.care.iter().map(|care| care.code().to_owned()).collect();
    if !codes.is_empty() {
        let sql =
            "EXISTS (SELECT 1 FROM json_each(?) WHERE instr(' ' || h.care || ' ', ' ' || value || ' ') > 0)";
        conditions.add(sql, vec![json(&codes)]);
    }
    if filter.due {
        due(&mut conditions, query.now);
    }
    if filter.clashed {
        let sql = "(h.clashes <> '' OR h.document IN (SELECT home FROM resident WHERE clashes <> ''))";
        conditions.add(sql, vec![]);
    }
    if filter.unsent {
        let residents = format!("h.document IN (SELECT home FROM resident r WHERE {})", waits("r.document"));
        conditions.add(&format!("({} OR {residents})", waits("h.document")), vec![]);
    }
    let typed = filter.search.as_deref();
    if query.place_only {
        conditions.add_words(typed, |word| {
            let sql = "h.number IN (SELECT rowid FROM home_search WHERE place MATCH ?)";
            (sql.to_owned(), vec![Box::new(word.phrase.clone())])
        });
    } else {
        conditions.add_words(typed, by_home_or_person);
    }
    conditions
}

/// A home is found by a word of its own, or of somebody who lives there.
fn by_home_or_person(word: &jinshui_core::projection::Sought) -> (String, Vec<Box<dyn ToSql>>) {
    let (home, mut values) = found("h", "home_search", word);
    let (person, more) = found("r", "resident_search", word);
    values.extend(more);
    let mut anyone = person;
    // A part of a telephone number, from three digits on.
    if let Some(digits) = word
        .letters
        .as_ref()
        .filter(|letters| letters.len() >= 3 && letters.chars().all(|c| c.is_ascii_digit()))
    {
        anyone = format!("({anyone} OR instr(r.phone, ?) > 0)");
        values.push(Box::new(digits.clone()));
    }
    let lives = format!("SELECT r.home FROM resident r WHERE r.state = 'living' AND {anyone}");
    (format!("({home} OR h.document IN ({lives}))"), values)
}

type Raw = ([u8; 16], String, String, String, String);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn read((document, space, order, clashes, body): Raw) -> Result<HomeRow> {
    Ok(HomeRow {
        document: DocumentId(Uuid::from_bytes(document)),
        space: Space::parse(&space),
        order,
        clashes: words(&clashes),
        rows: from_body(&body)?,
    })
}
