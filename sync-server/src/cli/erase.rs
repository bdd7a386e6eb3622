//! `erase`: something of a record, for good and everywhere (R21). It works while the hub serves. `erasures`: who has followed.

use std::path::{Path, PathBuf};

use jinshui_core::DocumentId;

use super::{Done, print, words};
use crate::blob::Folder;
use crate::clock::{Clock, SystemClock};
use crate::erase::{Asked, Eraser, report};
use crate::journal::Journal;
use crate::store::sqlite::SqliteStore;

/// Whoever has the folder.
const OPERATOR: &str = "operator";

/// What to erase.
#[derive(Debug, clap::Args)]
pub(super) struct EraseArguments {
    /// The hub's folder.
    #[arg(long)]
    data: PathBuf,
    /// The record's id.
    #[arg(long)]
    document: DocumentId,
    /// What of it: a field or list, or one item as `comments/ID`; several times for several. Left out: everything that can be a
    /// person's.
    #[arg(long = "field")]
    fields: Vec<String>,
    /// Why. It is kept, so it names nobody.
    #[arg(long)]
    why: String,
}

pub(super) async fn run(arguments: EraseArguments) -> Done {
    let EraseArguments { data, document, fields, why } = arguments;
    if why.trim().is_empty() {
        return Err("say why with --why; it is kept, so name nobody in it".to_owned());
    }
    let store = SqliteStore::open(&data).map_err(words)?;
    let (journal, blobs) = (Journal::new(&data), Folder::new(&data));
    let eraser = Eraser { store: &store, journal: &journal, blobs: &blobs };
    let asked = Asked { document, fields, by: OPERATOR.into(), why, at: SystemClock.now() };
    let erased = eraser.erase(&asked).await.map_err(words)?;
    store.close().await.map_err(words)?;
    print::json(&erased)
}

pub(super) async fn erasures(folder: &Path) -> Done {
    let store = SqliteStore::open(folder).map_err(words)?;
    report(&store).await.map_err(words)?.rows.iter().try_for_each(print::json)
}
