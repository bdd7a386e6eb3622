//! What is kept beside the database, where a restore does not take it back (R22): which devices the office has revoked, and which
//! generation of a record was made by erasing. Asked about those that come back after a restore.

use std::collections::BTreeMap;

use jinshui_core::{DeviceId, DocumentId};

use crate::hub::Hub;
use crate::store::{Result, StoreError};

/// Whether the office has revoked a device. The journal itself is read: a restored database may not know the device at all.
///
/// # Errors
/// Where the journal cannot be read; nobody is let in then.
pub(crate) async fn is_revoked(hub: &Hub, device: &DeviceId) -> Result<bool> {
    let journal = hub.journal.clone();
    let read = tokio::task::spawn_blocking(move || journal.read()).await;
    let read = read.map_err(|error| StoreError::Other(error.to_string()))?;
    let deeds = read.map_err(|error| StoreError::File(error.to_string()))?;
    Ok(deeds.revoked.contains_key(device))
}

/// The generations that were made when something of these records was last erased; those of which nothing was are left out. Before
/// it serves, the hub has told its database every erasure of the journal, of records that it lost too.
///
/// # Errors
/// Where the store fails.
pub(crate) async fn generations(hub: &Hub, ids: Vec<DocumentId>) -> Result<BTreeMap<DocumentId, u32>> {
    Ok(hub.store.erased_generations(ids).await?.into_iter().collect())
}
