//! Enrolled devices.

use deadpool_postgres::Transaction;
use jinshui_core::{DeviceId, DeviceTag, MemberId, Timestamp};

use super::row::{self, collect, execute, first};
use crate::store::{Device, DeviceRow, NewDevice, Result};

pub(super) async fn add(db: &Transaction<'_>, device: &NewDevice, member: &MemberId) -> Result<()> {
    let sql =
        "INSERT INTO device (id, tag, member, public_key, name, enrolled_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let name = row::text(&device.name);
    execute(
        db,
        sql,
        &[
            &device.id.as_str(),
            &device.tag.0.as_slice(),
            &member.as_str(),
            &device.public_key,
            &name,
            &device.at.0,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn one(db: &Transaction<'_>, id: &str) -> Result<Option<Device>> {
    let sql = "SELECT id, tag, member, public_key, name, revoked_at IS NOT NULL, confirmed, turns, certified_until FROM device
               WHERE id = $1";
    first(db, sql, &[&row::text(id)], |row| {
        Ok(Device {
            id: DeviceId(row::get(row, 0)?),
            tag: DeviceTag(row::bytes::<8>(row, 1)?),
            member: MemberId(row::get(row, 2)?),
            public_key: row::get(row, 3)?,
            name: row::get(row, 4)?,
            revoked: row::get(row, 5)?,
            confirmed: row::seq(row, 6)?,
            turns: row::get(row, 7)?,
            certified_until: row::get::<Option<i64>>(row, 8)?.map(Timestamp),
        })
    })
    .await
}

pub(super) async fn all(db: &Transaction<'_>) -> Result<Vec<DeviceRow>> {
    let sql = "SELECT id, member, name, enrolled_at, last_seen, revoked_at, cloned_at, confirmed, certified_until FROM device
               ORDER BY enrolled_at, id";
    collect(db, sql, &[], |row| {
        let at = |column| row::get::<Option<i64>>(row, column).map(|at| at.map(Timestamp));
        Ok(DeviceRow {
            device: DeviceId(row::get(row, 0)?),
            member: MemberId(row::get(row, 1)?),
            name: row::get(row, 2)?,
            enrolled_at: Timestamp(row::get(row, 3)?),
            last_seen: at(4)?,
            certified_until: at(8)?,
            revoked_at: at(5)?,
            cloned_at: at(6)?,
            confirmed: row::seq(row, 7)?,
        })
    })
    .await
}

pub(super) async fn rejoin(db: &Transaction<'_>, new: &NewDevice, member: &MemberId) -> Result<bool> {
    let sql = "SELECT id = $1 AND tag = $2 AND public_key = $3 FROM device WHERE id = $1 OR tag = $2";
    let keys: row::Params<'_> = &[&new.id.as_str(), &new.tag.0.as_slice(), &new.public_key];
    let there = collect(db, sql, keys, |row| row::get::<bool>(row, 0)).await?;
    if there.is_empty() {
        add(db, new, member).await?;
    }
    Ok(there.into_iter().all(|same| same))
}

pub(super) async fn keep_turns(
    db: &Transaction<'_>,
    id: &DeviceId,
    turns: &str,
    cloned: Option<Timestamp>,
) -> Result<()> {
    let sql = "UPDATE device SET turns = $2, cloned_at = coalesce(cloned_at, $3) WHERE id = $1";
    execute(db, sql, &[&id.as_str(), &turns, &cloned.map(|at| at.0)]).await?;
    Ok(())
}

pub(super) async fn seen(db: &Transaction<'_>, id: &DeviceId, at: Timestamp, confirmed: u64) -> Result<()> {
    let sql = "UPDATE device SET last_seen = $2, confirmed = greatest(confirmed, $3) WHERE id = $1";
    execute(db, sql, &[&id.as_str(), &at.0, &row::from_seq(confirmed)]).await?;
    Ok(())
}

/// Remembers how far a device has applied the log, where an erasure waits for that: a device that is always up to date costs no
/// write.
pub(super) async fn confirm(db: &Transaction<'_>, id: &DeviceId, seq: u64) -> Result<()> {
    let sql = "UPDATE device SET confirmed = $2 WHERE id = $1 AND confirmed < $2";
    execute(db, sql, &[&id.as_str(), &row::from_seq(seq)]).await?;
    Ok(())
}

/// Whether an erasure waits to be confirmed by a device that has read so far.
pub(super) async fn owes(db: &Transaction<'_>, id: &DeviceId, seq: u64) -> Result<bool> {
    let sql = "SELECT FROM device JOIN erasure ON erasure.seq > device.confirmed
               WHERE device.id = $1 AND erasure.seq <= $2 LIMIT 1";
    Ok(first(db, sql, &[&id.as_str(), &row::from_seq(seq)], |_| Ok(())).await?.is_some())
}

pub(super) async fn certified(db: &Transaction<'_>, id: &DeviceId, until: Timestamp) -> Result<()> {
    let sql = "UPDATE device SET certified_until = $2 WHERE id = $1";
    execute(db, sql, &[&id.as_str(), &until.0]).await?;
    Ok(())
}

/// Whether the office has revoked it: asked where something is written for a device that was let in a moment before.
pub(super) async fn is_revoked(db: &Transaction<'_>, id: &DeviceId) -> Result<bool> {
    let sql = "SELECT FROM device WHERE id = $1 AND revoked_at IS NOT NULL";
    Ok(first(db, sql, &[&id.as_str()], |_| Ok(())).await?.is_some())
}

pub(super) async fn revoke(db: &Transaction<'_>, id: &DeviceId, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE device SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1";
    Ok(execute(db, sql, &[&row::text(id.as_str()), &at.0]).await? == 1)
}
