//! What devices gave back after the hub had lost it, as the office looks at it (R23).

use deadpool_postgres::Transaction;
use jinshui_core::{DeviceId, Kind, MemberId, Timestamp};

use super::row::{self, collect};
use crate::store::{RecoveredRow, Result};

pub(super) async fn all(db: &Transaction<'_>) -> Result<Vec<RecoveredRow>> {
    let sql = "SELECT seq, document, kind, space, hash, author, received_at, recovered_via
               FROM change JOIN document ON document.id = change.document
               WHERE recovered_via IS NOT NULL ORDER BY seq";
    collect(db, sql, &[], |row| {
        Ok(RecoveredRow {
            seq: row::seq(row, 0)?,
            document: row::document(row, 1)?,
            kind: Kind::from_code(row::get(row, 2)?),
            space: row::space(row, 3)?,
            hash: row::hash(row, 4)?,
            author: MemberId(row::get(row, 5)?),
            received_at: Timestamp(row::get(row, 6)?),
            via: DeviceId(row::get(row, 7)?),
        })
    })
    .await
}
