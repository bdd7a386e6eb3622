//! Attachments' files after an erasure. What no record names has no business on the disk: neither whole nor half come, neither
//! now nor after an older copy of the folder was put back.

use jinshui_core::{BlobHash, DocumentId};

use crate::blob::Folder;
use crate::store::{Blobs, Result, Store, StoreError};

/// Deletes attachments that are gone, and what of the document's was on its way.
pub(super) async fn document(
    store: &dyn Store,
    folder: &Folder,
    id: DocumentId,
    gone: Vec<BlobHash>,
) -> Result<()> {
    let Blobs { named, .. } = store.blobs().await?;
    let keeps = move |of: DocumentId, hash: BlobHash| of != id || named.contains(&(of, hash));
    run(folder, move |folder| {
        gone.into_iter().try_for_each(|hash| folder.remove(hash))?;
        folder.sweep_partial(keeps)
    })
    .await
}

/// Deletes every file that the store does not know of.
pub(super) async fn everything(store: &dyn Store, folder: &Folder) -> Result<()> {
    let Blobs { whole, named } = store.blobs().await?;
    run(folder, move |folder| {
        folder.sweep_whole(|hash| whole.contains(&hash))?;
        folder.sweep_partial(|id, hash| named.contains(&(id, hash)))
    })
    .await
}

async fn run(
    folder: &Folder,
    work: impl FnOnce(&Folder) -> std::io::Result<()> + Send + 'static,
) -> Result<()> {
    let folder = folder.clone();
    let done = tokio::task::spawn_blocking(move || work(&folder)).await;
    let done = done.unwrap_or_else(|error| Err(std::io::Error::other(error)));
    done.map_err(|error| StoreError::File(format!("an attachment's file cannot be deleted: {error}")))
}
