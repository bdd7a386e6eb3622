//! One-time codes: single use, open for a time, closed by five wrong tries.

use jinshui_core::{MemberId, Timestamp};
use rusqlite::{Connection, params};

use super::device;
use super::row::{self, first};
use crate::store::{Device, INVITE_TRIES, NewDevice, NewInvite, Redeemed, Result};

pub(super) fn add(connection: &Connection, invite: &NewInvite) -> Result<bool> {
    // A number is free again once its code was used, ran out or was closed.
    let sql =
        "DELETE FROM invite WHERE number = ?1 AND (used_by IS NOT NULL OR expires_at <= ?2 OR tries >= ?3)";
    connection.execute(sql, params![invite.number, invite.made_at.0, INVITE_TRIES])?;
    let sql = "INSERT OR IGNORE INTO invite (number, secret, member, made_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    let values =
        params![invite.number, invite.secret, invite.member.as_str(), invite.made_at.0, invite.expires_at.0];
    Ok(connection.execute(sql, values)? == 1)
}

struct Invite {
    secret: [u8; 32],
    member: MemberId,
    expires_at: Timestamp,
    tries: u32,
    used_by: Option<String>,
}

pub(super) fn redeem(
    connection: &Connection,
    number: &str,
    secret: [u8; 32],
    new: &NewDevice,
) -> Result<Redeemed> {
    let sql = "SELECT secret, member, expires_at, tries, used_by FROM invite WHERE number = ?1";
    let invite = first(connection, sql, [number], |row| {
        Ok(Invite {
            secret: row::bytes::<32>(row, 0)?,
            member: MemberId(row.get(1)?),
            expires_at: Timestamp(row.get(2)?),
            tries: row.get(3)?,
            used_by: row.get(4)?,
        })
    })?;
    let Some(invite) = invite else { return Ok(Redeemed::Wrong) };
    if invite.tries >= INVITE_TRIES {
        return Ok(Redeemed::Closed);
    }
    if invite.secret != secret {
        connection.execute("UPDATE invite SET tries = tries + 1 WHERE number = ?1", [number])?;
        return Ok(Redeemed::Wrong);
    }
    if let Some(used_by) = invite.used_by {
        // The reply was lost: the same device asks once more.
        let before = device::one(connection, &used_by)?;
        let same = before.filter(|device| device.public_key == new.public_key && !device.revoked);
        return Ok(same.map_or(Redeemed::Wrong, Redeemed::Welcome));
    }
    if invite.expires_at <= new.at {
        return Ok(Redeemed::Wrong);
    }
    connection
        .execute("UPDATE invite SET used_by = ?2 WHERE number = ?1", params![number, new.id.as_str()])?;
    device::add(connection, new, &invite.member)?;
    Ok(Redeemed::Welcome(Device {
        id: new.id.clone(),
        tag: new.tag,
        member: invite.member,
        public_key: new.public_key.clone(),
        name: new.name.clone(),
        revoked: false,
        confirmed: 0,
        turns: None,
    }))
}
