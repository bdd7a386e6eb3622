//! `POST /v1/hand-over`: a file from anyone. Who carries it proves nothing; how often anybody may bring one is bounded for all together.

use std::sync::Arc;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use jinshui_core::hand_over::TakenIn;
use jinshui_core::{Code, limits};

use super::take_in;
use crate::http::{ApiFailure, Kind};
use crate::hub::Hub;

/// Bytes of a file.
pub(crate) const LIMIT: usize = limits::HAND_OVER_BYTES;

/// Takes a file in.
pub(crate) async fn receive(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<TakenIn>, ApiFailure> {
    if !hub.buckets.take(Kind::HandOver, "", hub.now()) {
        return Err(hub.fail(Code::TooBusy, "too many files at once; wait a minute and bring it again"));
    }
    let file = to_bytes(request.into_body(), LIMIT).await.map_err(|error| {
        tracing::debug!(%error, "a file was not read");
        hub.fail(Code::TooLarge, format!("more than {LIMIT} bytes, or cut short; bring it again"))
    })?;
    let taken = take_in(&hub, file.into()).await;
    taken.map(Json).map_err(|failure| ApiFailure::new(failure, hub.now()))
}
