//! `POST /v1/erase` and `GET /v1/erasures`: the office alone.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use jinshui_core::command::ErasureList;
use jinshui_core::wire::{EraseReply, EraseRequest, PROTOCOL};
use jinshui_core::{Code, Failure, Space, access, referee};

use super::{Asked, EraseError, Eraser, report};
use crate::http::{ApiFailure, Caller, Kind, signed};
use crate::hub::Hub;

/// Bytes of a request.
const REQUEST_BYTES: usize = 16 * 1024;
/// Characters of a reason.
const WHY_CHARS: usize = 400;

/// Erases something of a record.
pub(crate) async fn erase(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<EraseReply>, ApiFailure> {
    let (caller, _, body) = signed(&hub, request, REQUEST_BYTES, Kind::Sync).await?;
    let request: EraseRequest = serde_json::from_slice(&body)
        .map_err(|error| hub.fail(Code::BadRequest, format!("not a request to erase: {error}")))?;
    if request.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    let length = request.why.trim().chars().count();
    if length == 0 || length > WHY_CHARS {
        let why = format!("why: say why in 1 to {WHY_CHARS} characters, without naming anybody");
        return Err(hub.fail(Code::BadField, why));
    }
    let found = hub.store.documents(vec![request.document]).await;
    let found = found.map_err(|error| hub.store_failed(&error))?.pop();
    let readable = |space: &Space| access::may_read(&caller.directory, &caller.member, space);
    let Some(meta) = found.filter(|meta| readable(&meta.space)) else {
        return Err(ApiFailure::new(Failure::not_found(format!("record {}", request.document)), hub.now()));
    };
    office(&hub, &caller, &meta.space)?;
    caller.once(&hub).await?;
    let asked = Asked {
        document: request.document,
        fields: request.fields,
        by: caller.member.id.clone(),
        device: Some(caller.device.id.clone()),
        why: request.why.trim().to_owned(),
        at: hub.now(),
    };
    // No push may work on the copy in memory meanwhile, and none finds the old one after.
    let place = hub.documents.hold_empty(request.document).await;
    let erased = hub.eraser().erase(&asked).await;
    drop(place);
    erased.map(Json).map_err(|error| match error {
        EraseError::Store(error) => caller.store_failed(&hub, &error),
        other => failed(&hub, &other.failure()),
    })
}

/// Says who has followed.
pub(crate) async fn erasures(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<ErasureList>, ApiFailure> {
    let (caller, _, _) = signed(&hub, request, 0, Kind::Sync).await?;
    office(&hub, &caller, &Space::Community)?;
    report(hub.store.as_ref()).await.map(Json).map_err(|error| hub.store_failed(&error))
}

fn office(hub: &Hub, caller: &Caller, space: &Space) -> Result<(), ApiFailure> {
    let roles = access::roles_in(&caller.directory, &caller.member, space);
    if referee::may_erase(&roles) {
        return Ok(());
    }
    Err(hub.fail(Code::NotAllowed, "only the office erases, and asks who has followed"))
}

fn failed(hub: &Hub, failure: &Failure) -> ApiFailure {
    if failure.code == Code::Internal {
        tracing::error!(%failure, "erasing failed");
    }
    ApiFailure::new(failure.clone(), hub.now())
}

impl Hub {
    /// Who erases here.
    pub(crate) fn eraser(&self) -> Eraser<'_> {
        Eraser { store: self.store.as_ref(), journal: &self.journal, blobs: &self.blobs }
    }
}
