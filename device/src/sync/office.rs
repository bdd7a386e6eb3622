//! What is asked of the hub about the door and the devices: an invitation, who waits, the office's answer, who has which device,
//! its end. Nothing of it waits in the outbox.

use bytes::Bytes;
use jinshui_core::command::{DecideArgs, DeviceList, Done, InviteArgs, JoiningList, RevokedView};
use jinshui_core::wire::{InviteReply, InviteRequest, PROTOCOL, RevokeRequest};
use jinshui_core::{Code, Failure};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::hub::{Hub, json};

/// An invitation for a member.
pub(crate) async fn invite(hub: &Hub, args: &InviteArgs) -> Result<InviteReply, Failure> {
    let (member, kind) = (args.member.clone(), args.kind.clone());
    post(hub, "/v1/invite", &InviteRequest { protocol: PROTOCOL, member, kind }).await
}

/// Who waits, and which invitations are open.
pub(crate) async fn waiting(hub: &Hub) -> Result<JoiningList, Failure> {
    json(hub.send("GET", "/v1/joining", Bytes::new(), None).await?).await
}

/// Answers one that waits.
pub(crate) async fn decide(hub: &Hub, args: &DecideArgs) -> Result<Done, Failure> {
    post(hub, "/v1/joining", args).await
}

/// Who has which device.
pub(crate) async fn devices(hub: &Hub) -> Result<DeviceList, Failure> {
    json(hub.send("GET", "/v1/devices", Bytes::new(), None).await?).await
}

/// Ends devices.
pub(crate) async fn revoke(hub: &Hub, which: &RevokeRequest) -> Result<RevokedView, Failure> {
    post(hub, "/v1/revoke", which).await
}

async fn post<T: DeserializeOwned>(hub: &Hub, path: &str, body: &impl Serialize) -> Result<T, Failure> {
    let body = serde_json::to_vec(body).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    json(hub.send("POST", path, Bytes::from(body), None).await?).await
}
