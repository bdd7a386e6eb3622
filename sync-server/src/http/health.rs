//! `GET /healthz`: whether the hub can read its store, and how far its log goes. Nothing of anyone's is in it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use super::failure::ApiFailure;
use crate::hub::Hub;

/// The hub's state in one line.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    ok: bool,
    head: u64,
    /// Documents that could not be read and were set aside since the hub started; `status` names them.
    set_aside: usize,
}

/// Looks into the store and answers.
pub(crate) async fn health(State(hub): State<Arc<Hub>>) -> Result<Json<Health>, ApiFailure> {
    let position = hub.store.position().await.map_err(|error| hub.store_failed(&error))?;
    Ok(Json(Health { ok: true, head: position.head, set_aside: hub.documents.set_aside() }))
}
