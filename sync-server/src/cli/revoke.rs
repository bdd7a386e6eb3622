//! `revoke`: a device that was lost or stolen. It works while the hub serves; its live feed ends within a second or two.

use jinshui_core::DeviceId;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::blob::Folder;
use crate::clock::{Clock, SystemClock};
use crate::erase::{self, Eraser};
use crate::journal::Journal;

pub(super) async fn run(hub: &HubArguments, device: &str) -> Done {
    let store = hub.open().await?;
    let id = DeviceId(device.to_owned());
    let (journal, blobs) = (Journal::new(&hub.data), Folder::new(&hub.data));
    let eraser = Eraser { store: store.as_ref(), journal: &journal, blobs: &blobs };
    if !erase::revoke(&eraser, &id, SystemClock.now()).await.map_err(words)? {
        return Err(format!("there is no device {device} here"));
    }
    print::json(&serde_json::json!({ "revoked": id }))
}
