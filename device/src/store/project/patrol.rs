//! Writing the row of a patrol.

use jinshui_core::patrol::PatrolStatus;
use jinshui_core::projection::PatrolRows;
use rusqlite::{Connection, params};

use super::{body, clashed, index, place_if_only_here, position};
use crate::store::{DocumentRow, Result, track};

pub(super) fn write(connection: &Connection, row: &DocumentRow, rows: &PatrolRows) -> Result<()> {
    let team: Vec<&str> = rows.team.iter().map(|member| member.as_str()).collect();
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO patrol (document, position, space, status, leader, team, started_at, received_at, problems,
                 clashes, initials, body)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (document) DO UPDATE SET position = excluded.position, space = excluded.space,
                 status = excluded.status, leader = excluded.leader, team = excluded.team,
                 started_at = excluded.started_at, received_at = excluded.received_at, problems = excluded.problems,
                 clashes = excluded.clashes, initials = excluded.initials, body = excluded.body
             RETURNING number",
        )?
        .query_row(
            params![
                row.id.0.into_bytes(),
                position(&rows.received),
                row.space.to_string(),
                rows.status.code(),
                rows.leader.as_str(),
                serde_json::json!(team).to_string(),
                rows.started_at.0,
                rows.received.first_at.map(|at| at.0),
                rows.problems(),
                clashed(&rows.clashes),
                rows.findable.initials,
                body(rows)?,
            ],
            |row| row.get(0),
        )?;
    // The track rests with its patrol, whoever lets it rest; an end that is taken back takes it up again.
    track::pause(connection, row.id, rows.status != PatrolStatus::Walking)?;
    place_if_only_here(connection, "patrol", &rows.received, number)?;
    index(connection, "patrol_search", number, &rows.findable.text)
}
