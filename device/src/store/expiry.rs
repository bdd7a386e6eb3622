//! Cards that have run out go by themselves, with their bytes, also where no hub is heard for long. The time is the greatest that
//! this device has seen since it last heard the hub: a clock that is put back brings nothing back.

use jinshui_core::community::Role;
use jinshui_core::{Kind, Space, Timestamp};
use rusqlite::{Connection, TransactionBehavior};

use super::receive::{drop_document, drop_what_left};
use super::{Received, Result, Store, document, identity, space};

/// How far time goes on before it is written down.
const STEP_MS: i64 = 60_000;

impl Store {
    /// Drops the cards that have run out, unless the police hold this device. An answer that waits goes once it was sent. True
    /// where something was dropped.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn expire(&mut self) -> Result<bool> {
        let sql = "SELECT min(until) FROM sealed WHERE until IS NOT NULL";
        let first: Option<i64> = self.connection.query_row(sql, [], |row| row.get(0))?;
        let Some(first) = first else { return Ok(false) };
        let now = self.greatest_now()?;
        if first > now.0 || self.is_the_polices()? {
            return Ok(false);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let dropped = drop_due(&transaction, now)?;
        transaction.commit()?;
        self.empty_after(dropped)?;
        Ok(dropped)
    }

    /// The greatest time seen since the hub was last heard.
    fn greatest_now(&mut self) -> Result<Timestamp> {
        let latest: i64 = self.connection.query_row("SELECT latest FROM reading", [], |row| row.get(0))?;
        let now = self.hub_now()?.0.max(latest);
        if now.saturating_sub(latest) >= STEP_MS {
            self.connection.execute("UPDATE reading SET latest = ?", [now])?;
        }
        Ok(Timestamp(now))
    }

    fn is_the_polices(&self) -> Result<bool> {
        let Some(identity) = identity::identity(&self.connection)? else { return Ok(false) };
        let directory = self.directory()?;
        Ok(directory.member(&identity.member).is_some_and(|member| member.has_role(&Role::Police)))
    }
}

/// The hub's clock is the measure of all.
pub(super) fn heard(connection: &Connection, now: Timestamp) -> Result<()> {
    connection.execute("UPDATE reading SET latest = ?", [now.0])?;
    Ok(())
}

fn drop_due(connection: &Connection, now: Timestamp) -> Result<bool> {
    let sql = "SELECT space FROM sealed WHERE kind = ? AND until <= ?";
    let mut statement = connection.prepare_cached(sql)?;
    let due = statement.query_map((Kind::Card.code(), now.0), |row| row.get::<_, String>(0))?;
    let due = due.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut received = Received::default();
    for name in &due {
        let card = Space::parse(name);
        for id in document::in_space(connection, &card)? {
            drop_document(connection, id, &mut received)?;
        }
        space::put_away(connection, &card)?;
        for answer in answers(connection, &card)? {
            for id in document::in_space(connection, &answer)? {
                document::mark_leaving(connection, id, true)?;
            }
            space::put_away(connection, &answer)?;
        }
    }
    drop_what_left(connection, &mut received)?;
    Ok(!due.is_empty())
}

/// The spaces of answers to a card that have documents here.
fn answers(connection: &Connection, card: &Space) -> Result<Vec<Space>> {
    let Space::Card(card) = card else { return Ok(Vec::new()) };
    let mut statement = connection.prepare_cached("SELECT DISTINCT space FROM document")?;
    let spaces = statement.query_map([], |row| row.get::<_, String>(0))?;
    let all = spaces.map(|name| Ok(Space::parse(&name?))).collect::<Result<Vec<_>>>()?;
    let of = |space: &Space| matches!(space, Space::Answer { card: one, .. } if one == card);
    Ok(all.into_iter().filter(of).collect())
}
