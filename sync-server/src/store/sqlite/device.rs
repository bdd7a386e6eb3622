//! Enrolled devices.

use jinshui_core::{DeviceId, DeviceTag, MemberId, Timestamp};
use rusqlite::{Connection, params};

use super::row::{self, first};
use crate::store::{Device, NewDevice, Result};

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
    let sql = "SELECT id, tag, member, public_key, name, revoked_at IS NOT NULL, confirmed FROM device WHERE id = ?1";
    first(connection, sql, [id], |row| {
        Ok(Device {
            id: DeviceId(row.get(0)?),
            tag: DeviceTag(row::bytes::<8>(row, 1)?),
            member: MemberId(row.get(2)?),
            public_key: row.get(3)?,
            name: row.get(4)?,
            revoked: row.get(5)?,
            confirmed: row::to_seq(row.get(6)?),
        })
    })
}

pub(super) fn seen(connection: &Connection, id: &DeviceId, at: Timestamp, confirmed: u64) -> Result<()> {
    let sql = "UPDATE device SET last_seen = ?2, confirmed = max(confirmed, ?3) WHERE id = ?1";
    connection.execute(sql, params![id.as_str(), at.0, row::from_seq(confirmed)])?;
    Ok(())
}

pub(super) fn revoke(connection: &Connection, id: &DeviceId, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE device SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1";
    Ok(connection.execute(sql, params![id.as_str(), at.0])? == 1)
}
