//! Asking the hub to erase, and who has followed (R21). Only the hub can do it: nothing of it waits in the outbox.

use bytes::Bytes;
use jinshui_core::command::{EraseArgs, ErasureList};
use jinshui_core::wire::{EraseReply, EraseRequest, PROTOCOL};
use jinshui_core::{Code, Failure};

use super::hub::{Hub, json};

/// Has something of a record erased.
pub(crate) async fn erase(hub: &Hub, args: &EraseArgs) -> Result<EraseReply, Failure> {
    let request = EraseRequest {
        protocol: PROTOCOL,
        document: args.id,
        fields: args.fields.clone(),
        why: args.why.clone(),
    };
    let body =
        serde_json::to_vec(&request).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    json(hub.send("POST", "/v1/erase", Bytes::from(body), None).await?).await
}

/// Every erasure, and which devices have followed.
pub(crate) async fn erasures(hub: &Hub) -> Result<ErasureList, Failure> {
    json(hub.send("GET", "/v1/erasures", Bytes::new(), None).await?).await
}
