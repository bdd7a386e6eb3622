//! What devices gave back after the hub had lost it, as the office looks at it (R23).

use jinshui_core::{DeviceId, Kind, MemberId, Timestamp};
use rusqlite::Connection;

use super::row::{self, collect};
use crate::store::{RecoveredRow, Result};

pub(super) fn all(connection: &Connection) -> Result<Vec<RecoveredRow>> {
    let sql = "SELECT seq, document, kind, space, hash, author, received_at, recovered_via
               FROM change JOIN document ON document.id = change.document
               WHERE recovered_via IS NOT NULL ORDER BY seq";
    collect(connection, sql, [], |row| {
        Ok(RecoveredRow {
            seq: row::to_seq(row.get(0)?),
            document: row::document(row, 1)?,
            kind: Kind::from_code(&row.get::<_, String>(2)?),
            space: row::space(row, 3)?,
            hash: row::hash(row, 4)?,
            author: MemberId(row.get(5)?),
            received_at: Timestamp(row.get(6)?),
            via: DeviceId(row.get(7)?),
        })
    })
}
