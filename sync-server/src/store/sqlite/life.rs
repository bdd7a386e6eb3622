//! The log's lives (R23): each begins where the one before it was copied, as far as that is known.

use jinshui_core::wire::Epoch;
use rusqlite::{Connection, params};

use super::directory;
use super::row::{self, collect, from_seq};
use crate::store::{NewLife, Result};

/// Writes the first life.
pub(super) fn first(connection: &Connection, epoch: Epoch) -> Result<()> {
    connection.execute("INSERT INTO hub (id, epoch) VALUES (1, ?1)", [epoch.0.as_bytes()])?;
    connection.execute("INSERT INTO life (epoch, base) VALUES (?1, 0)", [epoch.0.as_bytes()])?;
    Ok(())
}

/// Begins a new life, unless another one has begun meanwhile. Gives the epoch that holds then.
pub(super) fn begin(connection: &Connection, new: &NewLife) -> Result<Epoch> {
    let position = directory::position(connection)?;
    if position.epoch != new.after {
        return Ok(position.epoch);
    }
    let base = if new.from_head { position.head } else { 0 };
    connection.execute("UPDATE hub SET epoch = ?1", [new.epoch.0.as_bytes()])?;
    let sql = "INSERT INTO life (epoch, base) VALUES (?1, ?2)";
    connection.execute(sql, params![new.epoch.0.as_bytes(), from_seq(base)])?;
    Ok(new.epoch)
}

/// Up to where this log is the one that had that epoch.
pub(super) fn shared(connection: &Connection, epoch: Epoch) -> Result<Option<u64>> {
    let lives = collect(connection, "SELECT epoch, base FROM life ORDER BY number", [], |found| {
        Ok((row::bytes::<16>(found, 0)?, row::to_seq(found.get(1)?)))
    })?;
    let of = lives.iter().position(|(other, _)| other == epoch.0.as_bytes());
    let later = |at: usize| lives.iter().skip(at + 1).map(|(_, base)| *base).min();
    Ok(of.and_then(later).filter(|base| *base > 0))
}
