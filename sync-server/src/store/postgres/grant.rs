//! Grants: who is named in which sealed space, as accepted changes say it. Each is an event of the log, in the transaction of its
//! change; who reads by it and who has lost it is asked in the snapshot of the reply (R7).

use deadpool_postgres::Transaction;
use jinshui_core::community::Grants;
use jinshui_core::{DocumentId, MemberId, Space, Timestamp};

use super::directory;
use super::row::{self, collect, execute, first, from_seq};
use crate::store::{NewChange, Result};

/// A sealed space is there from its first document on.
pub(super) async fn open(
    db: &Transaction<'_>,
    document: DocumentId,
    space: &Space,
    at: Timestamp,
) -> Result<()> {
    let sql = "INSERT INTO sealed (space) VALUES ($1) ON CONFLICT DO NOTHING";
    if space.is_sealed() && execute(db, sql, &[&space.to_string()]).await? > 0 {
        let grant = Grant { document: Some(document), member: None, from: None, to: Some(space) };
        event(db, &grant, at).await?;
    }
    Ok(())
}

/// What a change says of who reads its document's space, and until when.
pub(super) async fn keep(
    db: &Transaction<'_>,
    space: &Space,
    change: &NewChange,
    at: Timestamp,
) -> Result<()> {
    if let Some(until) = change.until {
        let sql = "UPDATE sealed SET until = $2 WHERE space = $1";
        execute(db, sql, &[&space.to_string(), &until.0]).await?;
        rights_moved(db, directory::take_seqs(db, 1).await?).await?;
    }
    for (member, here) in &change.names {
        set(db, Some(change.document), (space, member), *here, at).await?;
    }
    Ok(())
}

/// Takes off everybody who is named in a space that has run out. True where there was one.
pub(super) async fn expire(db: &Transaction<'_>, now: Timestamp) -> Result<bool> {
    let sql =
        "SELECT space, member FROM sealed JOIN named USING (space) WHERE until <= $1 AND here ORDER BY 1, 2";
    let read = |row: &tokio_postgres::Row| Ok((row::space(row, 0)?, MemberId(row::get(row, 1)?)));
    let due = collect(db, sql, &[&now.0], read).await?;
    for (space, member) in &due {
        set(db, None, (space, member), false, now).await?;
    }
    Ok(!due.is_empty())
}

/// Every sealed space, with the people named in it.
pub(super) async fn all(db: &Transaction<'_>) -> Result<Grants> {
    let mut grants = Grants::default();
    let read = |row: &tokio_postgres::Row| {
        Ok((row::space(row, 0)?, row::get::<Option<i64>>(row, 1)?.map(Timestamp)))
    };
    let spaces = collect(db, "SELECT space, until FROM sealed", &[], read).await?;
    spaces.into_iter().for_each(|(space, until)| grants.open(space, until));
    let read = |row: &tokio_postgres::Row| {
        Ok((row::space(row, 0)?, MemberId(row::get(row, 1)?), row::get::<bool>(row, 2)?))
    };
    let named = collect(db, "SELECT space, member, here FROM named", &[], read).await?;
    named.into_iter().for_each(|(space, member, here)| grants.name(space, member, here));
    Ok(grants)
}

async fn set(
    db: &Transaction<'_>,
    document: Option<DocumentId>,
    (space, member): (&Space, &MemberId),
    here: bool,
    at: Timestamp,
) -> Result<()> {
    let (name, who) = (space.to_string(), member.as_str());
    let sql = "SELECT here FROM named WHERE space = $1 AND member = $2";
    let before = first(db, sql, &[&name, &who], |row| row::get::<bool>(row, 0)).await?;
    let sql = "INSERT INTO named (space, member, here) VALUES ($1, $2, $3)
               ON CONFLICT (space, member) DO UPDATE SET here = excluded.here";
    execute(db, sql, &[&name, &who, &here]).await?;
    if before.unwrap_or(false) == here {
        return Ok(());
    }
    let (from, to) = if here { (None, Some(space)) } else { (Some(space), None) };
    event(db, &Grant { document, member: Some(member), from, to }, at).await
}

/// An entry of the log.
struct Grant<'a> {
    document: Option<DocumentId>,
    member: Option<&'a MemberId>,
    from: Option<&'a Space>,
    to: Option<&'a Space>,
}

async fn event(db: &Transaction<'_>, grant: &Grant<'_>, at: Timestamp) -> Result<()> {
    let seq = directory::take_seqs(db, 1).await?;
    let sql = "INSERT INTO event (seq, what, at, document, member, from_space, to_space)
               VALUES ($1, 'grant', $2, $3, $4, $5, $6)";
    let values: row::Params<'_> = &[
        &from_seq(seq),
        &at.0,
        &grant.document.map(|document| document.0.as_bytes().to_vec()),
        &grant.member.map(MemberId::as_str),
        &grant.from.map(Space::to_string),
        &grant.to.map(Space::to_string),
    ];
    execute(db, sql, values).await?;
    rights_moved(db, seq).await
}

async fn rights_moved(db: &Transaction<'_>, seq: u64) -> Result<()> {
    execute(db, "UPDATE hub SET rights = $1", &[&from_seq(seq)]).await?;
    Ok(())
}
