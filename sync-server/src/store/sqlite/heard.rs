//! Requests that may be heard once: a second time is a replay.

use jinshui_core::Timestamp;
use rusqlite::{Connection, params};

use crate::store::{HEARD_MS, Result};

/// False where it was heard before. What is too old to be let in is forgotten.
pub(super) fn hear(connection: &Connection, request: [u8; 32], at: Timestamp) -> Result<bool> {
    connection.execute("DELETE FROM heard WHERE at < ?1", [at.plus_ms(-HEARD_MS).0])?;
    let sql = "INSERT OR IGNORE INTO heard (request, at) VALUES (?1, ?2)";
    Ok(connection.execute(sql, params![request, at.0])? == 1)
}
