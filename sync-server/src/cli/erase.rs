//! `erase`: something of a record, for good and everywhere (R21). It works while the hub serves. `erasures`: who has followed.

use jinshui_core::DocumentId;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::blob::Folder;
use crate::clock::{Clock, SystemClock};
use crate::erase::{Asked, Eraser, report};
use crate::journal::Journal;

/// Whoever has the folder.
const OPERATOR: &str = "operator";

/// What to erase.
#[derive(Debug, clap::Args)]
pub(super) struct EraseArguments {
    #[command(flatten)]
    hub: HubArguments,
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
    let EraseArguments { hub, document, fields, why } = arguments;
    if why.trim().is_empty() {
        return Err("say why with --why; it is kept, so name nobody in it".to_owned());
    }
    let store = hub.open().await?;
    let (journal, blobs) = (Journal::new(&hub.data), Folder::new(&hub.data));
    let eraser = Eraser { store: store.as_ref(), journal: &journal, blobs: &blobs };
    let asked = Asked { document, fields, by: OPERATOR.into(), device: None, why, at: SystemClock.now() };
    let erased = eraser.erase(&asked).await.map_err(words)?;
    print::json(&erased)
}

pub(super) async fn erasures(hub: &HubArguments) -> Done {
    let store = hub.open().await?;
    report(store.as_ref()).await.map_err(words)?.rows.iter().try_for_each(print::json)
}
