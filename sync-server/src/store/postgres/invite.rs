//! One-time codes: single use, open for a time, closed by five wrong tries.

use deadpool_postgres::Transaction;
use jinshui_core::{MemberId, Timestamp};

use super::device;
use super::row::{self, execute, first};
use crate::store::{Device, INVITE_TRIES, NewDevice, NewInvite, Redeemed, Result};

pub(super) async fn add(db: &Transaction<'_>, invite: &NewInvite) -> Result<bool> {
    // A number is free again once its code was used, ran out or was closed.
    let sql =
        "DELETE FROM invite WHERE number = $1 AND (used_by IS NOT NULL OR expires_at <= $2 OR tries >= $3)";
    execute(db, sql, &[&invite.number, &invite.made_at.0, &i64::from(INVITE_TRIES)]).await?;
    let sql = "INSERT INTO invite (number, secret, member, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT DO NOTHING";
    let (secret, member) = (invite.secret.as_slice(), invite.member.as_str());
    let added =
        execute(db, sql, &[&invite.number, &secret, &member, &invite.made_at.0, &invite.expires_at.0])
            .await?;
    Ok(added == 1)
}

struct Invite {
    secret: [u8; 32],
    member: MemberId,
    expires_at: Timestamp,
    tries: u32,
    used_by: Option<String>,
}

async fn one(db: &Transaction<'_>, number: &str) -> Result<Option<Invite>> {
    let sql = "SELECT secret, member, expires_at, tries, used_by FROM invite WHERE number = $1";
    first(db, sql, &[&number], |row| {
        Ok(Invite {
            secret: row::bytes::<32>(row, 0)?,
            member: MemberId(row::get(row, 1)?),
            expires_at: Timestamp(row::get(row, 2)?),
            tries: row::number(row, 3)?,
            used_by: row::get(row, 4)?,
        })
    })
    .await
}

pub(super) async fn redeem(
    db: &Transaction<'_>,
    number: &str,
    secret: [u8; 32],
    new: &NewDevice,
) -> Result<Redeemed> {
    let Some(invite) = one(db, number).await? else { return Ok(Redeemed::Wrong) };
    if invite.tries >= INVITE_TRIES {
        return Ok(Redeemed::Closed);
    }
    if invite.secret != secret {
        execute(db, "UPDATE invite SET tries = tries + 1 WHERE number = $1", &[&number]).await?;
        return Ok(Redeemed::Wrong);
    }
    if let Some(used_by) = invite.used_by {
        // The reply was lost: the same device asks once more.
        let before = device::one(db, &used_by).await?;
        let same = before.filter(|device| device.public_key == new.public_key && !device.revoked);
        return Ok(same.map_or(Redeemed::Wrong, Redeemed::Welcome));
    }
    if invite.expires_at <= new.at {
        return Ok(Redeemed::Wrong);
    }
    let sql = "UPDATE invite SET used_by = $2 WHERE number = $1";
    execute(db, sql, &[&number, &new.id.as_str()]).await?;
    device::add(db, new, &invite.member).await?;
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
