//! `POST /v1/invite`, `GET` and `POST /v1/joining`: the office invites, sees who waits and answers.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use jinshui_core::command::{DecideArgs, Done, InviteKind, JoiningList};
use jinshui_core::wire::{InviteReply, InviteRequest, PROTOCOL};
use jinshui_core::{Code, Failure, Space, access, referee};
use serde::de::DeserializeOwned;

use super::{Invite, at_the_door, make, settle};
use crate::http::{ApiFailure, Caller, Kind, signed};
use crate::hub::Hub;

/// Bytes of a request.
pub(super) const REQUEST_BYTES: usize = 4 * 1024;

/// Makes an invitation for a member of the directory.
pub(crate) async fn invite(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<InviteReply>, ApiFailure> {
    let (caller, request): (_, InviteRequest) = of_the_office(&hub, request).await?;
    if request.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    let kind = request.kind;
    if !matches!(kind, InviteKind::Live | InviteKind::Printed) {
        return Err(hub.fail(Code::BadField, "kind: live or printed"));
    }
    let member = caller.directory.member(&request.member).filter(|member| member.active).cloned();
    let nobody = || ApiFailure::new(Failure::not_found(format!("member {}", request.member)), hub.now());
    let member = member.ok_or_else(nobody)?;
    caller.once(&hub).await?;
    let made = make(hub.store.as_ref(), &member.id, &kind, hub.now()).await;
    let Invite { number, digits, secret, second, expires_at } =
        made.map_err(|failure| ApiFailure::new(failure, hub.now()))?;
    tracing::info!(by = %caller.member.id, member = %member.id, kind = kind.code(), "a member was invited");
    let (member, name, pin) = (member.id, member.name, None);
    Ok(Json(InviteReply { number, digits, secret, second, pin, member, name, kind, expires_at }))
}

/// Who waits, and which invitations are open.
pub(crate) async fn waiting(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<JoiningList>, ApiFailure> {
    let (caller, _, _) = signed(&hub, request, 0, Kind::Sync).await?;
    keeps_the_door(&hub, &caller)?;
    let list = at_the_door(hub.store.as_ref(), &caller.directory, hub.now()).await;
    list.map(Json).map_err(|error| hub.store_failed(&error))
}

/// Answers one that waits.
pub(crate) async fn decide(State(hub): State<Arc<Hub>>, request: Request) -> Result<Json<Done>, ApiFailure> {
    let (caller, args): (_, DecideArgs) = of_the_office(&hub, request).await?;
    let device = (args.invite.as_str(), args.check.as_str());
    let settled = settle(hub.store.as_ref(), device, args.agree, &caller.member.id, hub.now()).await;
    settled.map(|()| Json(Done {})).map_err(|failure| ApiFailure::new(failure, hub.now()))
}

/// A request of somebody who keeps the door.
async fn of_the_office<T: DeserializeOwned>(hub: &Hub, request: Request) -> Result<(Caller, T), ApiFailure> {
    let (caller, _, body) = signed(hub, request, REQUEST_BYTES, Kind::Sync).await?;
    keeps_the_door(hub, &caller)?;
    let asked = serde_json::from_slice(&body);
    let asked =
        asked.map_err(|error| hub.fail(Code::BadRequest, format!("not what is asked here: {error}")))?;
    Ok((caller, asked))
}

/// Whether they let devices in and show them out.
pub(super) fn is_doorkeeper(caller: &Caller) -> bool {
    referee::may_keep_the_door(&access::roles_in(&caller.directory, &caller.member, &Space::Community))
}

fn keeps_the_door(hub: &Hub, caller: &Caller) -> Result<(), ApiFailure> {
    if is_doorkeeper(caller) {
        return Ok(());
    }
    Err(hub.fail(Code::NotAllowed, "only the office lets devices in"))
}
