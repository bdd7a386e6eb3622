//! The refusals box, as the office looks into it.

use jinshui_core::{DeviceId, Kind, MemberId, Timestamp};
use rusqlite::Connection;

use super::row::{self, collect};
use crate::store::{RefusalRow, Result};

pub(super) fn all(connection: &Connection) -> Result<Vec<RefusalRow>> {
    let sql = "SELECT document, kind, space, name, reason, author, device, received_at, length(bytes)
               FROM refusal ORDER BY id";
    collect(connection, sql, [], |row| {
        Ok(RefusalRow {
            document: row::document(row, 0)?,
            kind: Kind::from_code(&row.get::<_, String>(1)?),
            space: row::space(row, 2)?,
            hash: row::hash(row, 3)?,
            reason: row.get(4)?,
            author: MemberId(row.get(5)?),
            device: DeviceId(row.get(6)?),
            received_at: Timestamp(row.get(7)?),
            bytes: row::to_seq(row.get(8)?),
        })
    })
}
