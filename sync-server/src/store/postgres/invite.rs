//! Invitations: single use, open for a time, closed by five wrong tries. What a knock comes to is decided in `store/invite.rs`.

use deadpool_postgres::Transaction;
use jinshui_core::command::InviteKind;
use jinshui_core::{MemberId, Timestamp};

use super::device;
use super::row::{self, collect, execute, first};
use crate::store::invite::{Does, Kept, judge};
use crate::store::{
    Asked, Decision, Device, INVITE_TRIES, InviteRow, Knock, NewInvite, Redeemed, Result, WAITS_MS,
};

pub(super) async fn add(db: &Transaction<'_>, invite: &NewInvite) -> Result<bool> {
    // A number is free again once somebody came in by it or was refused, or it ran out or was closed and nobody waits.
    let sql = "DELETE FROM invite WHERE number = $1 AND (used_by IS NOT NULL OR NOT agreed OR asked_at <= $2
               OR (asked_at IS NULL AND (expires_at <= $3 OR tries >= $4)))";
    let (now, most) = (invite.made_at, i64::from(INVITE_TRIES));
    execute(db, sql, &[&invite.number, &now.plus_ms(-WAITS_MS).0, &now.0, &most]).await?;
    let sql = "INSERT INTO invite (number, digits, secret, second, kind, member, made_at, expires_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let NewInvite { number, digits, secret, second, kind, member, made_at, expires_at } = invite;
    let (digits, secret) = (digits.as_slice(), secret.as_slice());
    let (kind, member) = (kind.code(), member.as_str());
    let values: row::Params<'_> =
        &[number, &digits, &secret, second, &kind, &member, &made_at.0, &expires_at.0];
    Ok(execute(db, sql, values).await? == 1)
}

async fn one(db: &Transaction<'_>, number: &str) -> Result<Option<Kept>> {
    let sql = "SELECT digits, secret, second, kind, member, expires_at, tries, asked_key, asked_at, agreed,
               used_by FROM invite WHERE number = $1";
    first(db, sql, &[&row::text(number)], |row| {
        Ok(Kept {
            digits: row::bytes::<32>(row, 0)?,
            secret: row::bytes::<32>(row, 1)?,
            second: row::get(row, 2)?,
            kind: InviteKind::from_code(row::get(row, 3)?),
            member: MemberId(row::get(row, 4)?),
            expires_at: Timestamp(row::get(row, 5)?),
            tries: row::number(row, 6)?,
            asked_key: row::get(row, 7)?,
            asked_at: row::get::<Option<i64>>(row, 8)?.map(Timestamp),
            agreed: row::get(row, 9)?,
            used_by: row::get(row, 10)?,
        })
    })
    .await
}

pub(super) async fn redeem(db: &Transaction<'_>, knock: &Knock) -> Result<Redeemed> {
    let (number, new) = (&knock.number, &knock.device);
    let Some(invite) = one(db, number).await? else { return Ok(Redeemed::Wrong) };
    match judge(&invite, knock) {
        Does::Says(redeemed) => Ok(redeemed),
        Does::Count(redeemed) => {
            execute(db, "UPDATE invite SET tries = tries + 1 WHERE number = $1", &[number]).await?;
            Ok(redeemed)
        }
        Does::Asks(until) => {
            let sql = "UPDATE invite SET asked_key = $2, asked_name = $3, asked_at = $4 WHERE number = $1";
            let name = row::text(&new.name);
            execute(db, sql, &[number, &new.public_key, &name, &new.at.0]).await?;
            Ok(Redeemed::Waiting { until })
        }
        Does::Admits => {
            let sql = "UPDATE invite SET asked_key = $2, used_by = $3 WHERE number = $1";
            execute(db, sql, &[number, &new.public_key, &new.id.as_str()]).await?;
            device::add(db, new, &invite.member).await?;
            Ok(Redeemed::Welcome(Device::joined(new, invite.member)))
        }
        Does::Again(used_by) => {
            let before = device::one(db, &used_by).await?;
            let same = before.filter(|device| device.public_key == new.public_key && !device.revoked);
            Ok(same.map_or(Redeemed::Wrong, Redeemed::Welcome))
        }
    }
}

pub(super) async fn open(db: &Transaction<'_>, now: Timestamp) -> Result<Vec<InviteRow>> {
    let sql =
        "SELECT number, member, kind, second, expires_at, tries, asked_key, asked_name, asked_at FROM invite
               WHERE used_by IS NULL AND agreed IS NULL AND tries < $3
               AND (asked_at > $1 OR (asked_at IS NULL AND expires_at > $2)) ORDER BY made_at, number";
    let values: row::Params<'_> = &[&now.plus_ms(-WAITS_MS).0, &now.0, &i64::from(INVITE_TRIES)];
    collect(db, sql, values, |row| {
        let (key, name) = (row::get::<Option<Vec<u8>>>(row, 6)?, row::get::<Option<String>>(row, 7)?);
        let at = row::get::<Option<i64>>(row, 8)?;
        let asked =
            key.zip(at).map(|(key, at)| Asked { key, name: name.unwrap_or_default(), at: Timestamp(at) });
        Ok(InviteRow {
            number: row::get(row, 0)?,
            member: MemberId(row::get(row, 1)?),
            kind: InviteKind::from_code(row::get(row, 2)?),
            second: row::get(row, 3)?,
            expires_at: Timestamp(row::get(row, 4)?),
            tries: row::number(row, 5)?,
            asked,
        })
    })
    .await
}

pub(super) async fn decide(db: &Transaction<'_>, decision: &Decision) -> Result<bool> {
    // The same answer once more is no other answer.
    let sql = "UPDATE invite SET agreed = $3, decided_by = coalesce(decided_by, $4), decided_at = coalesce(decided_at, $5)
               WHERE number = $1 AND asked_key = $2 AND coalesce(agreed, $3) = $3 AND asked_at > $6";
    let Decision { number, key, agree, by, at } = decision;
    let (number, by) = (row::text(number), by.as_str());
    Ok(execute(db, sql, &[&number, key, agree, &by, &at.0, &at.plus_ms(-WAITS_MS).0]).await? == 1)
}
