//! Finding reports: a filter becomes one indexed query, read a page at a time.

use jinshui_core::command::HazardFilter;
use jinshui_core::hazard::Severity;
use jinshui_core::{MemberId, Space, Timestamp};
use rusqlite::ToSql;

use super::conditions::{Conditions, found, json, not_at, stand_two};
use super::hazard::{COLUMNS, HazardRow, read};
use super::{Result, Store};

/// Where a page ended: the next one continues below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPosition(pub i64);

/// A part of the community.
#[derive(Debug, Clone)]
pub struct Within {
    /// The grids at or under the node, or the one it lies in.
    pub grids: Vec<Space>,
    /// The building and unit, where the node is a post area.
    pub area: Option<(String, String)>,
}

/// A filter with what it needs to know of the community.
#[derive(Debug, Clone)]
pub struct HazardQuery<'a> {
    /// What the person asked for.
    pub filter: &'a HazardFilter,
    /// Who asks.
    pub member: &'a MemberId,
    /// For `within`.
    pub within: Option<Within>,
    /// For `to_do`: the spaces where the member leads reports through their life.
    pub leads: Vec<Space>,
    /// Now, for `overdue`.
    pub now: Timestamp,
    /// For `to_do`: whether what is assigned to the property company is theirs.
    pub is_property: bool,
}

impl Store {
    /// A page of reports, newest first; and how many the filter finds in all.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn find_hazards(
        &self,
        query: &HazardQuery<'_>,
        after: Option<ListPosition>,
        limit: u32,
    ) -> Result<(Vec<HazardRow>, u32)> {
        let conditions = conditions(query);
        let values = conditions.values();
        let sql = format!("SELECT count(*) FROM hazard h WHERE {}", conditions.text());
        let total = self.connection.prepare_cached(&sql)?.query_row(values.as_slice(), |row| row.get(0))?;
        let below = after.map_or(i64::MAX, |position| position.0);
        let sql = format!(
            "SELECT {COLUMNS} FROM hazard h WHERE {} AND h.position < {below} ORDER BY h.position DESC LIMIT {limit}",
            conditions.text()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map(values.as_slice(), read)?;
        Ok((rows.collect::<rusqlite::Result<_>>()?, total))
    }
}

fn conditions(query: &HazardQuery<'_>) -> Conditions {
    let filter = query.filter;
    let mut conditions = Conditions::default();
    if filter.mine {
        conditions.add("h.reporter = ?", vec![Box::new(query.member.0.clone())]);
    }
    if filter.open {
        conditions.add(&not_at("h", "status", "closed"), vec![]);
    }
    if filter.clashed {
        conditions.add("h.clashes <> ''", vec![]);
    }
    if filter.unsent {
        conditions.add_unsent("h.document");
    }
    if let Some(patrol) = filter.patrol {
        conditions.add("h.patrol = ?", vec![Box::new(patrol.0.into_bytes())]);
    }
    if filter.overdue {
        overdue(&mut conditions, query.now);
    }
    conditions.add_any(
        "h.status",
        &filter.status.iter().map(|status| status.code().to_owned()).collect::<Vec<_>>(),
    );
    let categories = filter.category.iter().map(|category| category.code().to_owned()).collect::<Vec<_>>();
    conditions.add_any("h.category", &categories);
    let severities = filter.severity.iter().map(|severity| severity.code().to_owned()).collect::<Vec<_>>();
    conditions.add_any("h.severity", &severities);
    if let Some(within) = &query.within {
        let grids: Vec<String> = within.grids.iter().map(Space::to_string).collect();
        conditions.add("h.space IN (SELECT value FROM json_each(?))", vec![json(&grids)]);
        if let Some((building, unit)) = &within.area {
            let values: Vec<Box<dyn ToSql>> = vec![Box::new(building.clone()), Box::new(unit.clone())];
            conditions.add("h.building = ? AND h.unit = ?", values);
        }
    }
    if filter.to_do {
        to_do(&mut conditions, query);
    }
    conditions.add_words(filter.search.as_deref(), |word| found("h", "hazard_search", word));
    conditions
}

/// Open for longer than it should since the hub received it.
fn overdue(conditions: &mut Conditions, now: Timestamp) {
    let mut sql = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    for severity in Severity::ALL {
        sql.push("(h.severity = ? AND h.received_at < ?)");
        values.push(Box::new(severity.code().to_owned()));
        values.push(Box::new(now.0.saturating_sub(severity.patience_ms())));
    }
    let open = not_at("h", "status", "closed");
    conditions.add(&format!("{open} AND ({})", sql.join(" OR ")), values);
}

/// What waits for this member: to be accepted, passed on, checked or chosen from two where they lead; to be done where it is theirs; to be
/// looked at where they reported it.
fn to_do(conditions: &mut Conditions, query: &HazardQuery<'_>) {
    let leads: Vec<String> = query.leads.iter().map(Space::to_string).collect();
    let mut mine = vec![format!("member:{}", query.member)];
    if query.is_property {
        mine.push("property".to_owned());
    }
    let two = format!("({} OR {})", stand_two("h", "status"), stand_two("h", "assignee"));
    conditions.add(
        &format!(
            "((h.status IN ('reported', 'accepted', 'verifying') AND h.space IN (SELECT value FROM json_each(?)))
          OR (h.status IN ('assigned', 'working') AND h.assignee IN (SELECT value FROM json_each(?)))
          OR (h.status = 'verifying' AND h.reporter = ?)
          OR ({two} AND h.space IN (SELECT value FROM json_each(?))))"
        ),
        vec![json(&leads), json(&mine), Box::new(query.member.0.clone()), json(&leads)],
    );
}
