//! The hub's doors: routes, who may knock, how often, and how it says no. What happens behind them is elsewhere.

mod auth;
mod bucket;
mod enrol;
mod failure;
mod health;
mod sync;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};

use crate::blob;
use crate::hub::Hub;

pub(crate) use auth::{Caller, signed};
pub(crate) use bucket::{Buckets, Kind};
pub(crate) use failure::ApiFailure;

/// The whole hub as one app: protocol, console, screens.
pub(crate) fn app(hub: Arc<Hub>, ui: Option<std::path::PathBuf>) -> Router {
    tracing::debug!(?ui, "screens");
    routes(hub)
}

/// Every route of the protocol.
fn routes(hub: Arc<Hub>) -> Router {
    let enrol = post(enrol::enrol).layer(DefaultBodyLimit::max(enrol::ENROL_BYTES));
    Router::new()
        .route("/healthz", get(health::health))
        .route("/v1/enrol", enrol)
        .route("/v1/sync", post(sync::sync))
        .route("/v1/live", get(sync::live))
        .route("/v1/blob/{document}/{hash}", put(blob::upload).get(blob::download))
        .route("/v1/blob/{document}/{hash}/have", get(blob::have))
        .with_state(hub)
}
