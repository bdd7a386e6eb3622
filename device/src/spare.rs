//! A sealed copy of the changes that wait, beside the store: if its key is lost, the hub can read them yet. Pictures are not in it, they
//! would be written again and again.

use std::path::{Path, PathBuf};

use jinshui_core::Failure;

use crate::durable;
use crate::platform::Platform;
use crate::sealed::{Contents, seal_from};
use crate::store::{HandedPlace, Store, StoreError};

/// Where it is.
fn path(home: &Path) -> PathBuf {
    home.join("store.spare.jinshui")
}

/// Writes the copy anew where something else waits than what is in it; where nothing waits, it goes.
///
/// # Errors
/// Where the disk or the store fails; an older copy stays then.
pub(crate) fn refresh(store: &mut Store, home: &Path, platform: &Platform) -> Result<(), Failure> {
    if let Some(waits) = store.unspared()? {
        let sealed = match store.hand_over_key()? {
            Some(_) => {
                let (place, at) = (HandedPlace::default(), platform.clock.now());
                seal_from(store, &place, Contents::Changes, at, platform.random.as_ref())?
            }
            None => None,
        };
        match sealed {
            Some(sealed) => durable::write(&path(home), &sealed.bytes),
            None => durable::remove(&path(home)),
        }
        .map_err(StoreError::from)?;
        store.keep_spared(&waits)?;
    }
    Ok(())
}
