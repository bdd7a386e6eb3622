//! Writing the rows of a hazard report.

use jinshui_core::ChangeHash;
use jinshui_core::Timestamp;
use jinshui_core::projection::{HazardRows, Receipt};
use rusqlite::{Connection, params};

use super::{ONLY_HERE, clashed, index, place_if_only_here, position};
use crate::store::{DocumentRow, Result};

pub(super) fn clear_lists(connection: &Connection, id: [u8; 16]) -> Result<()> {
    for sql in [
        "DELETE FROM hazard_comment WHERE document = ?",
        "DELETE FROM hazard_photo WHERE document = ?",
        "DELETE FROM hazard_step WHERE document = ?",
        "DELETE FROM hazard_clash WHERE document = ?",
    ] {
        connection.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

/// Lists a record that cannot be read here as “需要更新应用” (R6).
pub(super) fn unreadable(
    connection: &Connection,
    row: &DocumentRow,
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Result<()> {
    clear_lists(connection, row.id.0.into_bytes())?;
    let first = receipts.iter().filter_map(|(_, receipt)| receipt.as_ref()).min_by_key(|receipt| receipt.seq);
    connection
        .prepare_cached(
            "INSERT INTO hazard (document, position, space, readable, category, severity, status, assignee, building,
                 unit, point, words, reporter, reported_at, received_at, last_seq, comments, photos, clashes)
             VALUES (?1, ?2, ?3, 0, '', '', '', '', '', '', '', '', ?4, ?5, ?5, 0, 0, 0, '')
             ON CONFLICT (document) DO UPDATE SET readable = 0, space = excluded.space",
        )?
        .execute(params![
            row.id.0.into_bytes(),
            first.map_or(ONLY_HERE, |receipt| receipt.seq.cast_signed()),
            row.space.to_string(),
            first.map_or("", |receipt| receipt.author.as_str()),
            first.map_or(0, |receipt| receipt.received_at.0),
        ])?;
    Ok(())
}

pub(super) fn write(connection: &Connection, row: &DocumentRow, rows: &HazardRows) -> Result<()> {
    let id = row.id.0.into_bytes();
    let hazard = &rows.hazard;
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO hazard (document, position, space, readable, category, severity, status, assignee, building,
                 unit, point, words, reporter, reported_at, received_at, last_seq, comments, photos, thumbnail, clashes,
                 patrol, moved_to, initials)
             VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (document) DO UPDATE SET position = excluded.position, space = excluded.space, readable = 1,
                 category = excluded.category, severity = excluded.severity, status = excluded.status,
                 assignee = excluded.assignee, building = excluded.building, unit = excluded.unit,
                 point = excluded.point, words = excluded.words, reporter = excluded.reporter,
                 reported_at = excluded.reported_at, received_at = excluded.received_at,
                 last_seq = excluded.last_seq, comments = excluded.comments, photos = excluded.photos,
                 thumbnail = excluded.thumbnail, clashes = excluded.clashes, patrol = excluded.patrol,
                 moved_to = excluded.moved_to,
                 initials = excluded.initials
             RETURNING number",
        )?
        .query_row(
            params![
                id,
                position(&rows.received),
                row.space.to_string(),
                hazard.category.code(),
                hazard.severity.code(),
                hazard.status.code(),
                hazard.assignee.clone().map(String::from).unwrap_or_default(),
                hazard.place.building,
                hazard.place.unit,
                hazard.point.map(|point| point.to_string()).unwrap_or_default(),
                hazard.words,
                hazard.reporter.as_str(),
                hazard.reported_at.0,
                rows.received.first_at.map(|at| at.0),
                rows.received.last_seq.cast_signed(),
                rows.comments.len(),
                rows.photos.len(),
                rows.photos.first().map(|photo| photo.item.thumbnail.0),
                clashed(&rows.clashes),
                hazard.patrol.map(|patrol| patrol.0.into_bytes()),
                hazard.moved_to,
                rows.findable.initials,
            ],
            |row| row.get(0),
        )?;
    place_if_only_here(connection, "hazard", &rows.received, number)?;
    index(connection, "hazard_search", number, &rows.findable.text)?;
    clear_lists(connection, id)?;
    write_lists(connection, id, rows)
}

fn write_lists(connection: &Connection, id: [u8; 16], rows: &HazardRows) -> Result<()> {
    let received = |at: Option<Timestamp>| at.map(|at| at.0);
    for (place, row) in rows.comments.iter().enumerate() {
        let comment = &row.item;
        connection.prepare_cached("INSERT INTO hazard_comment VALUES (?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                id,
                place,
                comment.id,
                comment.by.as_str(),
                comment.at.0,
                comment.text,
                received(row.received_at)
            ],
        )?;
    }
    for (place, row) in rows.photos.iter().enumerate() {
        let photo = &row.item;
        connection.prepare_cached("INSERT INTO hazard_photo VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                id,
                place,
                photo.id,
                photo.by.as_str(),
                photo.at.0,
                photo.hash.0,
                photo.thumbnail.0,
                received(row.received_at)
            ],
        )?;
    }
    for (place, row) in rows.steps.iter().enumerate() {
        let step = &row.item;
        connection.prepare_cached("INSERT INTO hazard_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                id,
                place,
                step.id,
                step.act.code(),
                step.to.code(),
                step.assignee.clone().map(String::from).unwrap_or_default(),
                step.note,
                step.by.as_str(),
                step.at.0,
                received(row.received_at),
            ],
        )?;
    }
    for (place, clash) in rows.clashes.iter().enumerate() {
        connection.prepare_cached("INSERT INTO hazard_clash VALUES (?, ?, ?, ?, ?)")?.execute(params![
            id,
            place,
            clash.field,
            clash.value,
            clash.change.map(|hash| hash.0)
        ])?;
    }
    Ok(())
}
