//! `devices` and `recovered`: what the office looks through, one JSON line each.

use std::path::Path;

use super::{Done, print, words};
use crate::store::Store;
use crate::store::sqlite::SqliteStore;

/// Every device, in the order in which they joined.
pub(super) async fn devices(folder: &Path) -> Done {
    let store = SqliteStore::open(folder).map_err(words)?;
    store.devices().await.map_err(words)?.iter().try_for_each(print::json)
}

/// What devices gave back after a restore (R23).
pub(super) async fn recovered(folder: &Path) -> Done {
    let store = SqliteStore::open(folder).map_err(words)?;
    store.recovered().await.map_err(words)?.iter().try_for_each(print::json)
}
