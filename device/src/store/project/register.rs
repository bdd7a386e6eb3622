//! Writing the rows of homes, residents and checklists.

use jinshui_core::projection::{ChecklistRows, HomeRows, ResidentRows};
use jinshui_core::register::Care;
use rusqlite::{Connection, params};

use super::{body, clashed, index};
use crate::store::{DocumentRow, Result};

pub(super) fn write_home(connection: &Connection, row: &DocumentRow, rows: &HomeRows) -> Result<()> {
    let care: Vec<&str> = rows.care.iter().map(Care::code).collect();
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO home (document, space, place_order, state, building, unit, room, tenancy, care, visited_at,
                 clashes, initials, body)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (document) DO UPDATE SET space = excluded.space, place_order = excluded.place_order,
                 state = excluded.state, building = excluded.building, unit = excluded.unit, room = excluded.room,
                 tenancy = excluded.tenancy, care = excluded.care, visited_at = excluded.visited_at,
                 clashes = excluded.clashes, initials = excluded.initials, body = excluded.body
             RETURNING number",
        )?
        .query_row(
            params![
                row.id.0.into_bytes(),
                row.space.to_string(),
                format!("{} {}", rows.order(), row.id),
                rows.state.code(),
                rows.place.building,
                rows.place.unit,
                rows.room,
                rows.tenancy.as_ref().map_or("", |tenancy| tenancy.code()),
                care.join(" "),
                rows.visited_at().map(|at| at.0),
                clashed(&rows.clashes),
                rows.findable.initials,
                body(rows)?,
            ],
            |row| row.get(0),
        )?;
    index(connection, "home_search", number, &rows.findable.text)?;
    let sql = "UPDATE home_search SET place = ? WHERE rowid = ?";
    connection.prepare_cached(sql)?.execute(params![rows.place_text, number])?;
    Ok(())
}

pub(super) fn write_resident(connection: &Connection, row: &DocumentRow, rows: &ResidentRows) -> Result<()> {
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO resident (document, space, home, name, phone, state, clashes, initials, body)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (document) DO UPDATE SET space = excluded.space, home = excluded.home, name = excluded.name,
                 phone = excluded.phone, state = excluded.state, clashes = excluded.clashes,
                 initials = excluded.initials, body = excluded.body
             RETURNING number",
        )?
        .query_row(
            params![
                row.id.0.into_bytes(),
                row.space.to_string(),
                rows.home.0.into_bytes(),
                rows.name,
                rows.phone,
                rows.state.code(),
                clashed(&rows.clashes),
                rows.findable.initials,
                body(rows)?,
            ],
            |row| row.get(0),
        )?;
    index(connection, "resident_search", number, &rows.findable.text)
}

pub(super) fn write_checklist(
    connection: &Connection,
    row: &DocumentRow,
    rows: &ChecklistRows,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO checklist (document, space, name, retired, clashes, body) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (document) DO UPDATE SET space = excluded.space, name = excluded.name,
                 retired = excluded.retired, clashes = excluded.clashes, body = excluded.body",
        )?
        .execute(params![
            row.id.0.into_bytes(),
            row.space.to_string(),
            rows.name,
            rows.retired,
            clashed(&rows.clashes),
            body(rows)?,
        ])?;
    Ok(())
}
