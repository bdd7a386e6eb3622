//! Requests that may be heard once: a second time is a replay.

use deadpool_postgres::Transaction;
use jinshui_core::Timestamp;

use super::row::execute;
use crate::store::{HEARD_MS, Result};

/// False where it was heard before. What is too old to be let in is forgotten.
pub(super) async fn hear(db: &Transaction<'_>, request: [u8; 32], at: Timestamp) -> Result<bool> {
    execute(db, "DELETE FROM heard WHERE at < $1", &[&at.plus_ms(-HEARD_MS).0]).await?;
    let sql = "INSERT INTO heard (request, at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(execute(db, sql, &[&request.as_slice(), &at.0]).await? == 1)
}
