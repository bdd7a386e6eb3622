//! The end of this device's time with its community: revoked by the office, or too long without contact. What it has not sent is
//! sealed for the hub; everything else is destroyed. Each step is whole or not there, and killed anywhere the next start goes on:
//!
//! 1. the store takes nothing more, whatever process has it open (`store/ended.rs`);
//! 2. all that waits is sealed into files of the folder `hand-over` (`sealing.rs`), and then a record of the end is written (`record.rs`);
//! 3. the key, the store and all beside it go (`sweep.rs`), and the record says so.
//!
//! From step 2 on the store is never opened again. A new, empty one takes its place, so that the person can join anew. Who may say
//! that the time has ended is not known here.

mod record;
mod sealing;
mod sweep;

use std::fs::File;
use std::path::Path;

use jinshui_core::Failure;
use jinshui_core::command::{Ended, EndedWhy};

use crate::platform::Platform;
use crate::store::{Store, StoreError};

pub(crate) use record::{dismiss, file, read};

/// Opens the store of a folder. Where its time has ended, what is left to be done of the end is done first.
///
/// # Errors
/// As [`Store::open`], or where what waits cannot be sealed; nothing of it is lost then.
pub(crate) fn open(home: &Path, platform: &Platform, lock: &File) -> Result<Store, Failure> {
    let half_swept = read(home)?.is_some_and(|record| !record.destroyed);
    if !half_swept {
        let store = Store::open(home, platform.clone())?;
        if store.ended()?.is_none() {
            return Ok(store);
        }
    }
    lock.lock().map_err(StoreError::from)?;
    let done = go_on(home, platform);
    lock.unlock().map_err(StoreError::from)?;
    done
}

/// Goes on where a killed process has left off, or another one is done meanwhile.
fn go_on(home: &Path, platform: &Platform) -> Result<Store, Failure> {
    if let Some(record) = read(home)?.filter(|record| !record.destroyed) {
        sweep::sweep(home, platform.keys.as_ref())?;
        record::keep(home, &Ended { destroyed: true, ..record })?;
    }
    let mut store = Store::open(home, platform.clone())?;
    if let Some(why) = store.ended()? {
        end(&mut store, home, platform, &why)?;
    }
    Ok(store)
}

/// Ends the store's time. In its place is a new, empty one then. To be called under the sync lock.
///
/// # Errors
/// Where the disk or the store fails; nothing that waits is lost then, and the next start goes on.
pub(crate) fn end(
    store: &mut Store,
    home: &Path,
    platform: &Platform,
    why: &EndedWhy,
) -> Result<(), Failure> {
    if store.identity()?.is_none() {
        return Ok(());
    }
    store.end(why)?;
    let at = platform.clock.now();
    let files = sealing::seal_all(store, home, at, platform.random.as_ref())?;
    let record = record::after(home, why, at, files)?;
    record::keep(home, &record)?;
    store.close()?;
    sweep::sweep(home, platform.keys.as_ref())?;
    record::keep(home, &Ended { destroyed: true, ..record })?;
    *store = Store::open(home, platform.clone())?;
    Ok(())
}

#[cfg(test)]
mod tests;
