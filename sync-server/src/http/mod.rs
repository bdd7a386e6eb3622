//! The hub's doors: routes, who may knock, how often, and how it says no. What happens behind them is elsewhere.

mod auth;
mod bucket;
mod enrol;
mod failure;
mod health;
mod serve;
mod sync;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::routing::{any, get, post, put};

use crate::hub::Hub;
use crate::{blob, erase};

pub(crate) use auth::{Caller, signed};
pub(crate) use bucket::{Buckets, Kind};
pub(crate) use failure::ApiFailure;
pub(crate) use serve::serve;

/// Every route of the protocol.
pub(crate) fn routes(hub: Arc<Hub>) -> Router {
    let enrol = post(enrol::enrol).layer(DefaultBodyLimit::max(enrol::ENROL_BYTES));
    Router::new()
        .route("/healthz", get(health::health))
        .route("/v1/enrol", enrol)
        .route("/v1/sync", post(sync::sync))
        .route("/v1/live", get(sync::live))
        .route("/v1/blob/{document}/{hash}", put(blob::upload).get(blob::download))
        .route("/v1/blob/{document}/{hash}/have", get(blob::have))
        .route("/v1/erase", post(erase::erase))
        .route("/v1/erasures", get(erase::erasures))
        .route("/v1/{*rest}", any(unknown))
        .with_state(hub)
}

async fn unknown(State(hub): State<Arc<Hub>>) -> ApiFailure {
    hub.fail(jinshui_core::Code::NotFound, "this hub has no such address; the app may be newer than the hub")
}
