//! All that waits, sealed into as many files as it takes, each durable before the next.

use std::path::Path;

use jinshui_core::command::SealedFile;
use jinshui_core::{Code, Failure, Timestamp};

use super::record::folder;
use crate::durable;
use crate::platform::Random;
use crate::sealed::{Contents, Sealed, seal_from};
use crate::store::{HandedPlace, Store, StoreError};

/// Seals everything. Done twice, the second files replace the first.
pub(super) fn seal_all(
    store: &Store,
    home: &Path,
    at: Timestamp,
    random: &dyn Random,
) -> Result<Vec<SealedFile>, Failure> {
    let mut files = Vec::new();
    let mut left = store.unsent()?;
    let mut place = HandedPlace::default();
    if left > 0 {
        std::fs::create_dir_all(folder(home)).map_err(StoreError::from)?;
    }
    let device = store.identity()?.map(|identity| identity.device.0).unwrap_or_default();
    let device: String = device.chars().filter(char::is_ascii_alphanumeric).take(12).collect();
    while left > 0 {
        let Some(sealed) = seal_from(store, &place, Contents::All, at, random)? else { break };
        let Sealed { bytes, changes, photos, left_out, next } = sealed;
        let name = format!("金水待交-{device}-{}.jinshui", files.len() + 1);
        durable::write(&folder(home).join(&name), &bytes).map_err(StoreError::from)?;
        files.push(SealedFile { name, changes, photos });
        (left, place) = (left_out, next);
    }
    if left > 0 {
        // A picture whose bytes are gone can be sealed by nobody; anything else would be a fault, and nothing is destroyed then.
        let missing = store.uploads_without_bytes()?;
        if missing < left {
            return Err(Failure::new(Code::Internal, "not everything that waits could be sealed"));
        }
    }
    Ok(files)
}
