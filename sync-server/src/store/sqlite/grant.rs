//! Grants: who is named in which sealed space, as accepted changes say it. Each is an event of the log, in the transaction of its
//! change; who reads by it and who has lost it is asked in the snapshot of the reply (R7).

use jinshui_core::community::Grants;
use jinshui_core::{DocumentId, MemberId, Space, Timestamp};
use rusqlite::{Connection, params};

use super::directory;
use super::row::{self, collect, first, from_seq};
use crate::store::{NewChange, Result};

/// A sealed space is there from its first document on.
pub(super) fn open(
    connection: &Connection,
    document: DocumentId,
    space: &Space,
    at: Timestamp,
) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO sealed (space) VALUES (?1)";
    if space.is_sealed() && connection.execute(sql, [space.to_string()])? > 0 {
        event(
            connection,
            &Grant { document: Some(document), member: None, from: None, to: Some(space) },
            at,
        )?;
    }
    Ok(())
}

/// What a change says of who reads its document's space, and until when.
pub(super) fn keep(connection: &Connection, space: &Space, change: &NewChange, at: Timestamp) -> Result<()> {
    if let Some(until) = change.until {
        let sql = "UPDATE sealed SET until = ?2 WHERE space = ?1";
        connection.execute(sql, params![space.to_string(), until.0])?;
        rights_moved(connection, directory::next_seq(connection)?)?;
    }
    for (member, here) in &change.names {
        set(connection, Some(change.document), space, member, *here, at)?;
    }
    Ok(())
}

/// Takes off everybody who is named in a space that has run out. True where there was one.
pub(super) fn expire(connection: &Connection, now: Timestamp) -> Result<bool> {
    let sql =
        "SELECT space, member FROM sealed JOIN named USING (space) WHERE until <= ?1 AND here ORDER BY 1, 2";
    let due = collect(connection, sql, [now.0], |row| Ok((row::space(row, 0)?, MemberId(row.get(1)?))))?;
    due.iter().try_for_each(|(space, member)| set(connection, None, space, member, false, now))?;
    Ok(!due.is_empty())
}

/// Every sealed space, with the people named in it.
pub(super) fn all(connection: &Connection) -> Result<Grants> {
    let mut grants = Grants::default();
    let sql = "SELECT space, until FROM sealed";
    let spaces = collect(connection, sql, [], |row| {
        Ok((row::space(row, 0)?, row.get::<_, Option<i64>>(1)?.map(Timestamp)))
    })?;
    spaces.into_iter().for_each(|(space, until)| grants.open(space, until));
    let sql = "SELECT space, member, here FROM named";
    let named = collect(connection, sql, [], |row| {
        Ok((row::space(row, 0)?, MemberId(row.get(1)?), row.get::<_, bool>(2)?))
    })?;
    named.into_iter().for_each(|(space, member, here)| grants.name(space, member, here));
    Ok(grants)
}

fn set(
    connection: &Connection,
    document: Option<DocumentId>,
    space: &Space,
    member: &MemberId,
    here: bool,
    at: Timestamp,
) -> Result<()> {
    let sql = "SELECT here FROM named WHERE space = ?1 AND member = ?2";
    let name = params![space.to_string(), member.as_str()];
    let before = first(connection, sql, name, |row| Ok(row.get::<_, bool>(0)?))?;
    let sql = "REPLACE INTO named (space, member, here) VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![space.to_string(), member.as_str(), here])?;
    if before.unwrap_or(false) == here {
        return Ok(());
    }
    let (from, to) = if here { (None, Some(space)) } else { (Some(space), None) };
    event(connection, &Grant { document, member: Some(member), from, to }, at)
}

/// An entry of the log.
struct Grant<'a> {
    document: Option<DocumentId>,
    member: Option<&'a MemberId>,
    from: Option<&'a Space>,
    to: Option<&'a Space>,
}

fn event(connection: &Connection, grant: &Grant<'_>, at: Timestamp) -> Result<()> {
    let seq = directory::next_seq(connection)?;
    let sql = "INSERT INTO event (seq, what, at, document, member, from_space, to_space)
               VALUES (?1, 'grant', ?2, ?3, ?4, ?5, ?6)";
    connection.execute(
        sql,
        params![
            from_seq(seq),
            at.0,
            grant.document.map(|document| *document.0.as_bytes()),
            grant.member.map(MemberId::as_str),
            grant.from.map(Space::to_string),
            grant.to.map(Space::to_string),
        ],
    )?;
    rights_moved(connection, seq)
}

fn rights_moved(connection: &Connection, seq: u64) -> Result<()> {
    connection.execute("UPDATE hub SET rights = ?1", [from_seq(seq)])?;
    Ok(())
}
