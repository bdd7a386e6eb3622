//! `GET /v1/refusals` and `POST /v1/settle`: the refusals box, for who manages the space of its records and for who wrote what lies
//! there (R19). Whose it is follows from the directory and from where each record is now, asked at each reading.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::response::Response;
use jinshui_core::wire::{BoxReply, PROTOCOL, SettleReply, SettleRequest};
use jinshui_core::{Code, access, referee};

use super::auth::signed;
use super::bucket::Kind;
use super::failure::ApiFailure;
use super::recover::answer;
use crate::hub::Hub;
use crate::store::{BoxReader, Settle};

/// Refused changes in one answer.
const ROWS: u32 = 200;
/// Bytes of changes in one answer.
const BYTES: usize = 1024 * 1024;
/// Bytes of a request to settle.
const SETTLE_BYTES: usize = 4 * 1024;

/// Shows the caller's part of the box.
pub(super) async fn refusals(State(hub): State<Arc<Hub>>, request: Request) -> Result<Response, ApiFailure> {
    let (caller, _, _) = signed(&hub, request, 0, Kind::Sync).await?;
    let managed = referee::managed(&caller.directory, &caller.member);
    let readable = access::readable(&caller.directory, &caller.member).into_iter().collect();
    let reader = BoxReader {
        managed: managed.clone(),
        member: caller.member.id.clone(),
        readable,
        rows: ROWS,
        bytes: BYTES,
    };
    let refusals = hub.store.boxed(reader).await.map_err(|error| hub.store_failed(&error))?;
    let state = hub.store.box_state(managed).await.map_err(|error| hub.store_failed(&error))?;
    answer(&hub, &BoxReply { refusals, open: state.open })
}

/// Settles something of the box. Whoever settled it first stays named.
pub(super) async fn settle(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<SettleReply>, ApiFailure> {
    let (caller, _, body) = signed(&hub, request, SETTLE_BYTES, Kind::Sync).await?;
    let request: SettleRequest = serde_json::from_slice(&body)
        .map_err(|error| hub.fail(Code::BadRequest, format!("not a request to settle: {error}")))?;
    if request.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    if !request.how.is_known() {
        return Err(hub.fail(Code::BadField, "how: this hub does not know this word"));
    }
    let settle = Settle {
        document: request.document,
        hash: request.hash,
        managed: referee::managed(&caller.directory, &caller.member),
        how: request.how,
        by: caller.member.id.clone(),
        at: hub.now(),
    };
    let settled = hub.store.settle(settle).await.map_err(|error| hub.store_failed(&error))?;
    let settled =
        settled.ok_or_else(|| hub.fail(Code::NotFound, "no such refusal where this member manages"))?;
    Ok(Json(SettleReply { settled }))
}
