//! `POST /v1/compare` and `POST /v1/return`: where the two sides do not agree, and what the hub gets back (R13, R23).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use jinshui_core::wire::{CompareRequest, Epoch, PROTOCOL, ReturnRequest, pack, unpack};
use jinshui_core::{Code, limits};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::auth::{Caller, signed};
use super::bucket::Kind;
use super::failure::ApiFailure;
use crate::hub::Hub;
use crate::{pull, push};

/// Compares a page of what a device holds.
pub(crate) async fn compare(State(hub): State<Arc<Hub>>, request: Request) -> Result<Response, ApiFailure> {
    let (caller, page) = read::<CompareRequest>(&hub, request).await?;
    checked(&hub, page.protocol, page.epoch).await?;
    if page.documents.len() > limits::COMPARE_DOCUMENTS {
        return Err(too_many(&hub));
    }
    let compared = pull::compare(&hub, &caller, &page).await;
    answer(&hub, &compared.map_err(|error| hub.store_failed(&error))?)
}

/// Takes back what the hub has lost.
pub(crate) async fn give_back(State(hub): State<Arc<Hub>>, request: Request) -> Result<Response, ApiFailure> {
    let (caller, given) = read::<ReturnRequest>(&hub, request).await?;
    checked(&hub, given.protocol, given.epoch).await?;
    if given.documents.iter().map(|document| document.changes.len()).sum::<usize>() > limits::RETURN_CHANGES {
        return Err(too_many(&hub));
    }
    let taken = push::take_back(&hub, &caller, given.documents).await;
    answer(&hub, &taken.map_err(|error| hub.store_failed(&error))?)
}

async fn read<T: DeserializeOwned + Send + 'static>(
    hub: &Hub,
    request: Request,
) -> Result<(Caller, T), ApiFailure> {
    let (caller, _, body) = signed(hub, request, limits::REQUEST_BYTES, Kind::Sync).await?;
    let unpacked = tokio::task::spawn_blocking(move || unpack::<T>(&body, limits::REQUEST_BYTES)).await;
    let unpacked = unpacked.map_err(|error| hub.fail(Code::Internal, error.to_string()))?;
    let bad = |error| hub.fail(Code::BadRequest, format!("not such a request: {error}"));
    Ok((caller, unpacked.map_err(bad)?))
}

/// Another epoch may have begun meanwhile: the device syncs and compares anew.
async fn checked(hub: &Hub, protocol: u16, epoch: Epoch) -> Result<(), ApiFailure> {
    if protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    let position = hub.store.position().await.map_err(|error| hub.store_failed(&error))?;
    if position.epoch != epoch {
        return Err(hub.fail(Code::TooBusy, "another life of the log has begun; sync again"));
    }
    Ok(())
}

fn too_many(hub: &Hub) -> ApiFailure {
    hub.fail(Code::TooLarge, "too many at once; send them in several")
}

pub(super) fn answer<T: Serialize>(hub: &Hub, reply: &T) -> Result<Response, ApiFailure> {
    let packed = pack(reply).map_err(|error| hub.fail(Code::Internal, error.to_string()))?;
    Ok(Response::new(Body::from(packed)))
}
