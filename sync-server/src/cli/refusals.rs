//! `refusals`: what the hub refused and keeps, one JSON line each (R19).

use std::path::Path;

use super::{Done, print, words};
use crate::store::Store;
use crate::store::sqlite::SqliteStore;

pub(super) async fn run(folder: &Path) -> Done {
    let store = SqliteStore::open(folder).map_err(words)?;
    store.refusals().await.map_err(words)?.iter().try_for_each(print::json)
}
