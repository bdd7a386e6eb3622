//! Invitations: single use, open for a time, closed by five wrong tries. What a knock comes to is decided in `store/invite.rs`.

use jinshui_core::command::InviteKind;
use jinshui_core::{MemberId, Timestamp};
use rusqlite::{Connection, params};

use super::device;
use super::row::{self, collect, first};
use crate::store::invite::{Does, Kept, judge};
use crate::store::{
    Asked, Decision, Device, INVITE_TRIES, InviteRow, Knock, NewInvite, Redeemed, Result, WAITS_MS,
};

pub(super) fn add(connection: &Connection, invite: &NewInvite) -> Result<bool> {
    // A number is free again once somebody came in by it or was refused, or it ran out or was closed and nobody waits.
    let sql = "DELETE FROM invite WHERE number = ?1 AND (used_by IS NOT NULL OR agreed = 0 OR asked_at <= ?2
               OR (asked_at IS NULL AND (expires_at <= ?3 OR tries >= ?4)))";
    let now = invite.made_at;
    connection.execute(sql, params![invite.number, now.plus_ms(-WAITS_MS).0, now.0, INVITE_TRIES])?;
    let sql =
        "INSERT OR IGNORE INTO invite (number, digits, secret, second, kind, member, made_at, expires_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let NewInvite { number, digits, secret, second, kind, member, made_at, expires_at } = invite;
    let values =
        params![number, digits, secret, second, kind.code(), member.as_str(), made_at.0, expires_at.0];
    Ok(connection.execute(sql, values)? == 1)
}

fn one(connection: &Connection, number: &str) -> Result<Option<Kept>> {
    let sql = "SELECT digits, secret, second, kind, member, expires_at, tries, asked_key, asked_at, agreed,
               used_by FROM invite WHERE number = ?1";
    first(connection, sql, [number], |row| {
        Ok(Kept {
            digits: row::bytes::<32>(row, 0)?,
            secret: row::bytes::<32>(row, 1)?,
            second: row.get(2)?,
            kind: InviteKind::from_code(&row.get::<_, String>(3)?),
            member: MemberId(row.get(4)?),
            expires_at: Timestamp(row.get(5)?),
            tries: row.get(6)?,
            asked_key: row.get(7)?,
            asked_at: row.get::<_, Option<i64>>(8)?.map(Timestamp),
            agreed: row.get(9)?,
            used_by: row.get(10)?,
        })
    })
}

pub(super) fn redeem(connection: &Connection, knock: &Knock) -> Result<Redeemed> {
    let (number, new) = (&knock.number, &knock.device);
    let Some(invite) = one(connection, number)? else { return Ok(Redeemed::Wrong) };
    match judge(&invite, knock) {
        Does::Says(redeemed) => Ok(redeemed),
        Does::Count(redeemed) => {
            connection.execute("UPDATE invite SET tries = tries + 1 WHERE number = ?1", [number])?;
            Ok(redeemed)
        }
        Does::Asks(until) => {
            let sql = "UPDATE invite SET asked_key = ?2, asked_name = ?3, asked_at = ?4 WHERE number = ?1";
            connection.execute(sql, params![number, new.public_key, new.name, new.at.0])?;
            Ok(Redeemed::Waiting { until })
        }
        Does::Admits => {
            let sql = "UPDATE invite SET asked_key = ?2, used_by = ?3 WHERE number = ?1";
            connection.execute(sql, params![number, new.public_key, new.id.as_str()])?;
            device::add(connection, new, &invite.member)?;
            Ok(Redeemed::Welcome(Device::joined(new, invite.member)))
        }
        Does::Again(used_by) => {
            let before = device::one(connection, &used_by)?;
            let same = before.filter(|device| device.public_key == new.public_key && !device.revoked);
            Ok(same.map_or(Redeemed::Wrong, Redeemed::Welcome))
        }
    }
}

pub(super) fn open(connection: &Connection, now: Timestamp) -> Result<Vec<InviteRow>> {
    let sql =
        "SELECT number, member, kind, second, expires_at, tries, asked_key, asked_name, asked_at FROM invite
               WHERE used_by IS NULL AND agreed IS NULL AND tries < ?3
               AND (asked_at > ?1 OR (asked_at IS NULL AND expires_at > ?2)) ORDER BY made_at, number";
    let values = params![now.plus_ms(-WAITS_MS).0, now.0, INVITE_TRIES];
    collect(connection, sql, values, |row| {
        let (key, name, at): (Option<Vec<u8>>, Option<String>, Option<i64>) =
            (row.get(6)?, row.get(7)?, row.get(8)?);
        let asked =
            key.zip(at).map(|(key, at)| Asked { key, name: name.unwrap_or_default(), at: Timestamp(at) });
        Ok(InviteRow {
            number: row.get(0)?,
            member: MemberId(row.get(1)?),
            kind: InviteKind::from_code(&row.get::<_, String>(2)?),
            second: row.get(3)?,
            expires_at: Timestamp(row.get(4)?),
            tries: row.get(5)?,
            asked,
        })
    })
}

pub(super) fn decide(connection: &Connection, decision: &Decision) -> Result<bool> {
    // The same answer once more is no other answer.
    let sql = "UPDATE invite SET agreed = ?3, decided_by = coalesce(decided_by, ?4), decided_at = coalesce(decided_at, ?5)
               WHERE number = ?1 AND asked_key = ?2 AND coalesce(agreed, ?3) = ?3 AND asked_at > ?6";
    let Decision { number, key, agree, by, at } = decision;
    let values = params![number, key, agree, by.as_str(), at.0, at.plus_ms(-WAITS_MS).0];
    Ok(connection.execute(sql, values)? == 1)
}
