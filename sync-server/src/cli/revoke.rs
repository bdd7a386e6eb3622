//! `revoke`: a device that was lost or stolen, or every device of somebody who goes. It works while the hub serves; live feeds end
//! within a second or two.

use jinshui_core::{DeviceId, MemberId};

use super::place::HubArguments;
use super::{Done, print, words};
use crate::blob::Folder;
use crate::clock::{Clock, SystemClock};
use crate::enrolment;
use crate::erase::{self, Eraser};
use crate::journal::Journal;

/// Which devices.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("whose").required(true))]
pub(super) struct RevokeArguments {
    #[command(flatten)]
    hub: HubArguments,
    /// The device's name, as `d-…`.
    #[arg(long, group = "whose")]
    device: Option<String>,
    /// Every device of the member of this id.
    #[arg(long, group = "whose")]
    member: Option<String>,
}

pub(super) async fn run(arguments: RevokeArguments) -> Done {
    let RevokeArguments { hub, device, member } = arguments;
    let store = hub.open().await?;
    let (journal, blobs) = (Journal::new(&hub.data), Folder::new(&hub.data));
    let eraser = Eraser { store: store.as_ref(), journal: &journal, blobs: &blobs };
    let now = SystemClock.now();
    if let Some(member) = member {
        let revoked = enrolment::revoke_member(&eraser, &MemberId(member), now).await.map_err(words)?;
        return print::json(&serde_json::json!({ "revoked": revoked }));
    }
    let id = DeviceId(device.unwrap_or_default());
    if !erase::revoke(&eraser, &id, now).await.map_err(words)? {
        return Err(format!("there is no device {id} here"));
    }
    print::json(&serde_json::json!({ "revoked": id }))
}
