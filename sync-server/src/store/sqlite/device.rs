//! Enrolled devices.

use jinshui_core::{DeviceId, DeviceTag, MemberId, Timestamp};
use rusqlite::{Connection, params};

use super::row::{self, collect, first};
use crate::store::{Device, DeviceRow, NewDevice, Result};

pub(super) fn add(connection: &Connection, device: &NewDevice, member: &MemberId) -> Result<()> {
    let sql =
        "INSERT INTO device (id, tag, member, public_key, name, enrolled_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.execute(
        sql,
        params![
            device.id.as_str(),
            device.tag.0,
            member.as_str(),
            device.public_key,
            device.name,
            device.at.0
        ],
    )?;
    Ok(())
}

pub(super) fn one(connection: &Connection, id: &str) -> Result<Option<Device>> {
    let sql = "SELECT id, tag, member, public_key, name, revoked_at IS NOT NULL, confirmed, turns, certified_until FROM device
               WHERE id = ?1";
    first(connection, sql, [id], |row| {
        Ok(Device {
            id: DeviceId(row.get(0)?),
            tag: DeviceTag(row::bytes::<8>(row, 1)?),
            member: MemberId(row.get(2)?),
            public_key: row.get(3)?,
            name: row.get(4)?,
            revoked: row.get(5)?,
            confirmed: row::to_seq(row.get(6)?),
            turns: row.get(7)?,
            certified_until: row.get::<_, Option<i64>>(8)?.map(Timestamp),
        })
    })
}

pub(super) fn all(connection: &Connection) -> Result<Vec<DeviceRow>> {
    let sql = "SELECT id, member, name, enrolled_at, last_seen, revoked_at, cloned_at, confirmed, certified_until FROM device
               ORDER BY enrolled_at, id";
    collect(connection, sql, [], |row| {
        let at = |column: usize| row.get::<_, Option<i64>>(column).map(|at| at.map(Timestamp));
        Ok(DeviceRow {
            device: DeviceId(row.get(0)?),
            member: MemberId(row.get(1)?),
            name: row.get(2)?,
            enrolled_at: Timestamp(row.get(3)?),
            last_seen: at(4)?,
            certified_until: at(8)?,
            revoked_at: at(5)?,
            cloned_at: at(6)?,
            confirmed: row::to_seq(row.get(7)?),
        })
    })
}

pub(super) fn rejoin(connection: &Connection, new: &NewDevice, member: &MemberId) -> Result<bool> {
    let sql = "SELECT id = ?1 AND tag = ?2 AND public_key = ?3 FROM device WHERE id = ?1 OR tag = ?2";
    let keys = params![new.id.as_str(), new.tag.0, new.public_key];
    let there = collect(connection, sql, keys, |row| Ok(row.get::<_, bool>(0)?))?;
    if there.is_empty() {
        add(connection, new, member)?;
    }
    Ok(there.into_iter().all(|same| same))
}

pub(super) fn keep_turns(
    connection: &Connection,
    id: &DeviceId,
    turns: &str,
    cloned: Option<Timestamp>,
) -> Result<()> {
    let sql = "UPDATE device SET turns = ?2, cloned_at = coalesce(cloned_at, ?3) WHERE id = ?1";
    connection.execute(sql, params![id.as_str(), turns, cloned.map(|at| at.0)])?;
    Ok(())
}

pub(super) fn seen(connection: &Connection, id: &DeviceId, at: Timestamp, confirmed: u64) -> Result<()> {
    let sql = "UPDATE device SET last_seen = ?2, confirmed = max(confirmed, ?3) WHERE id = ?1";
    connection.execute(sql, params![id.as_str(), at.0, row::from_seq(confirmed)])?;
    Ok(())
}

/// Remembers how far a device has applied the log, where an erasure waits for that: a device that is always up to date costs no
/// write.
pub(super) fn confirm(connection: &Connection, id: &DeviceId, seq: u64) -> Result<()> {
    let sql = "UPDATE device SET confirmed = ?2 WHERE id = ?1 AND confirmed < ?2";
    connection.execute(sql, params![id.as_str(), row::from_seq(seq)])?;
    Ok(())
}

/// Whether an erasure waits to be confirmed by a device that has read so far.
pub(super) fn owes(connection: &Connection, id: &DeviceId, seq: u64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM device JOIN erasure ON erasure.seq > device.confirmed
               WHERE device.id = ?1 AND erasure.seq <= ?2)";
    Ok(connection
        .prepare_cached(sql)?
        .query_row(params![id.as_str(), row::from_seq(seq)], |row| row.get(0))?)
}

pub(super) fn certified(connection: &Connection, id: &DeviceId, until: Timestamp) -> Result<()> {
    connection
        .execute("UPDATE device SET certified_until = ?2 WHERE id = ?1", params![id.as_str(), until.0])?;
    Ok(())
}

/// Whether the office has revoked it: asked where something is written for a device that was let in a moment before.
pub(super) fn is_revoked(connection: &Connection, id: &DeviceId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM device WHERE id = ?1 AND revoked_at IS NOT NULL)";
    Ok(connection.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0))?)
}

pub(super) fn revoke(connection: &Connection, id: &DeviceId, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE device SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1";
    Ok(connection.execute(sql, params![id.as_str(), at.0])? == 1)
}
