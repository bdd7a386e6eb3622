//! Who goes with whom: the people of a home are where it is (R15).

use std::collections::BTreeSet;

use deadpool_postgres::Transaction;
use jinshui_core::{DocumentId, Space};

use super::append::Documents;
use super::document;
use super::row::{self, collect};
use crate::store::{Append, Result};

/// Spaces that records have left.
pub(super) type Left = BTreeSet<(DocumentId, Space)>;

/// Of the records that an append moves: who follows them. Of them, and of those that its documents follow: where they were before.
pub(super) async fn of(db: &Transaction<'_>, append: &Append) -> Result<(Documents, Left)> {
    let moving = append.changes.iter().filter(|change| change.moves_to.is_some()).map(|one| one.document);
    let moving: BTreeSet<_> = moving.collect();
    let mut homes = moving.clone();
    homes.extend(append.changes.iter().filter_map(|change| change.follows));
    if homes.is_empty() {
        return Ok((Documents::new(), Left::new()));
    }
    let sql = format!("SELECT {} FROM document WHERE follows = ANY($1) ORDER BY id", document::META);
    let followers = collect(db, &sql, &[&row::documents(&moving)], document::meta).await?;
    let sql = "SELECT DISTINCT document, from_space FROM event WHERE document = ANY($1) AND what = 'move'";
    let place = |row: &_| Ok((row::document(row, 0)?, row::space(row, 1)?));
    let left = collect(db, sql, &[&row::documents(&homes)], place).await?;
    Ok((followers.into_iter().map(|meta| (meta.id, meta)).collect(), left.into_iter().collect()))
}
