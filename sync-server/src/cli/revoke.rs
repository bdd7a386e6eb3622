//! `revoke`: a device that was lost or stolen. It works while the hub serves; its live feed ends within a second or two.

use jinshui_core::DeviceId;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::clock::{Clock, SystemClock};

pub(super) async fn run(hub: &HubArguments, device: &str) -> Done {
    let store = hub.open().await?;
    let id = DeviceId(device.to_owned());
    if !store.revoke(&id, SystemClock.now()).await.map_err(words)? {
        return Err(format!("there is no device {device} here"));
    }
    print::json(&serde_json::json!({ "revoked": id }))
}
