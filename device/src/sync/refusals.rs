//! Asking the hub what lies in the refusals box, and telling it what is settled (R19). Nothing of it waits in the outbox.

use bytes::Bytes;
use jinshui_core::command::RefusalArgs;
use jinshui_core::wire::{BoxReply, PROTOCOL, SettleReply, SettleRequest, Settled, Settling, unpack};
use jinshui_core::{Code, Failure, limits};

use super::hub::{Hub, json, whole};

/// The box, as this device's member may read it.
pub(crate) async fn refusals(hub: &Hub) -> Result<BoxReply, Failure> {
    let body = whole(hub.send("GET", "/v1/refusals", Bytes::new(), None).await?).await?;
    unpack(&body, limits::FRAME_BYTES)
        .map_err(|error| Failure::new(Code::Protocol, format!("the hub's reply: {error}")))
}

/// Says that something of the box is settled. Gives the word that counts: another's, where they were first.
pub(crate) async fn settle(hub: &Hub, args: &RefusalArgs, how: Settling) -> Result<Settled, Failure> {
    let request = SettleRequest { protocol: PROTOCOL, document: args.id, hash: args.hash, how };
    let body =
        serde_json::to_vec(&request).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    let reply: SettleReply = json(hub.send("POST", "/v1/settle", Bytes::from(body), None).await?).await?;
    Ok(reply.settled)
}
