//! What the store left: its key first, so that the rest is noise from that moment on, then its files.

use std::path::Path;

use jinshui_core::Failure;

use crate::durable;
use crate::platform::KeyStore;
use crate::store::StoreError;

/// Destroys the key and deletes the store's files. Done twice it finds nothing to do. The sealed files, their record, the sync
/// lock and what a window keeps for itself (language, size of letters) stay.
pub(super) fn sweep(home: &Path, keys: &dyn KeyStore) -> Result<(), Failure> {
    keys.destroy().map_err(StoreError::from)?;
    for entry in std::fs::read_dir(home).map_err(StoreError::from)? {
        let path = entry.map_err(StoreError::from)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("store.") {
            durable::remove(&path).map_err(StoreError::from)?;
        }
    }
    Ok(())
}
