//! The refusals box, as the office looks into it.

use deadpool_postgres::Transaction;
use jinshui_core::{DeviceId, Kind, MemberId, Timestamp};

use super::row::{self, collect};
use crate::store::{RefusalRow, Result};

pub(super) async fn all(db: &Transaction<'_>) -> Result<Vec<RefusalRow>> {
    let sql = "SELECT document, kind, space, name, reason, author, device, received_at, length(bytes)::bigint
               FROM refusal ORDER BY id";
    collect(db, sql, &[], |row| {
        Ok(RefusalRow {
            document: row::document(row, 0)?,
            kind: Kind::from_code(row::get(row, 1)?),
            space: row::space(row, 2)?,
            hash: row::hash(row, 3)?,
            reason: row::get(row, 4)?,
            author: MemberId(row::get(row, 5)?),
            device: DeviceId(row::get(row, 6)?),
            received_at: Timestamp(row::get(row, 7)?),
            bytes: row::seq(row, 8)?,
        })
    })
    .await
}
