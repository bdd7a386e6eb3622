//! Being known again by a hub that has forgotten this device (R22).

use std::sync::Arc;

use bytes::Bytes;
use jinshui_core::wire::{PROTOCOL, RejoinRequest};
use jinshui_core::{Code, Failure};

use super::hub::Hub;
use crate::shared::Shared;

/// Shows the hub its certificate. False where this device has none.
pub(super) async fn rejoin(shared: &Arc<Shared>, hub: &Hub) -> Result<bool, Failure> {
    let Some(text) = shared.with_store(|store| store.certificate()).await? else { return Ok(false) };
    let damaged =
        |error: serde_json::Error| Failure::new(Code::StoreCorrupt, format!("certificate: {error}"));
    let certificate = serde_json::from_str(&text).map_err(damaged)?;
    let name = std::env::consts::OS.to_owned();
    let request = RejoinRequest { protocol: PROTOCOL, name, certificate };
    let body = serde_json::to_vec(&request).map_err(damaged)?;
    hub.send("POST", "/v1/rejoin", Bytes::from(body), None).await?;
    Ok(true)
}
