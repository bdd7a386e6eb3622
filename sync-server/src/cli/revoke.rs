//! `revoke`: a device that was lost or stolen. It works while the hub serves; its live feed ends within a second or two.

use std::path::Path;

use jinshui_core::DeviceId;

use super::{Done, print, words};
use crate::blob::Folder;
use crate::clock::{Clock, SystemClock};
use crate::erase::{self, Eraser};
use crate::journal::Journal;
use crate::store::sqlite::SqliteStore;

pub(super) async fn run(folder: &Path, device: &str) -> Done {
    let store = SqliteStore::open(folder).map_err(words)?;
    let id = DeviceId(device.to_owned());
    let (journal, blobs) = (Journal::new(folder), Folder::new(folder));
    let eraser = Eraser { store: &store, journal: &journal, blobs: &blobs };
    if !erase::revoke(&eraser, &id, SystemClock.now()).await.map_err(words)? {
        return Err(format!("there is no device {device} here"));
    }
    print::json(&serde_json::json!({ "revoked": id }))
}
