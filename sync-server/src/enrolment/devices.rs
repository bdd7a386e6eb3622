//! `GET /v1/devices` and `POST /v1/revoke`: a member sees and ends their own devices, the office everybody's. Live feeds of one that
//! is ended end with it.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use jinshui_core::command::{DeviceList, DeviceView, RevokedView};
use jinshui_core::wire::RevokeRequest;
use jinshui_core::{Code, DeviceId, Failure, MemberId, Timestamp};

use super::office::{REQUEST_BYTES, is_doorkeeper};
use crate::erase::{self, EraseError, Eraser};
use crate::http::{ApiFailure, Caller, Kind, signed};
use crate::hub::Hub;
use crate::store::DeviceRow;

/// Who has which device.
pub(crate) async fn devices(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<DeviceList>, ApiFailure> {
    let (caller, _, _) = signed(&hub, request, 0, Kind::Sync).await?;
    let mut rows = hub.store.devices().await.map_err(|error| hub.store_failed(&error))?;
    let all = is_doorkeeper(&caller);
    rows.retain(|row| all || row.member == caller.member.id);
    rows.sort_by_key(|row| Reverse(row.last_seen.unwrap_or(row.enrolled_at)));
    let devices = rows.into_iter().map(|row| view(row, &caller)).collect();
    Ok(Json(DeviceList { devices }))
}

fn view(row: DeviceRow, caller: &Caller) -> DeviceView {
    let name = caller.directory.member(&row.member).map(|member| member.name.clone()).unwrap_or_default();
    DeviceView {
        own: row.device == caller.device.id,
        device: row.device,
        member: row.member,
        name,
        calls_itself: row.name,
        enrolled_at: row.enrolled_at,
        last_seen: row.last_seen,
        certified_until: row.certified_until,
        revoked_at: row.revoked_at,
        cloned_at: row.cloned_at,
    }
}

/// Ends a device, or every device of a member.
pub(crate) async fn revoke(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<RevokedView>, ApiFailure> {
    let (caller, _, body) = signed(&hub, request, REQUEST_BYTES, Kind::Sync).await?;
    let asked: RevokeRequest = serde_json::from_slice(&body)
        .map_err(|error| hub.fail(Code::BadRequest, format!("not what is asked here: {error}")))?;
    let (eraser, now) = (hub.eraser(), hub.now());
    let revoked = match asked {
        RevokeRequest::Device(device) => {
            let found = hub.store.device(&device).await.map_err(|error| hub.store_failed(&error))?;
            let may = |member: &MemberId| member == &caller.member.id || is_doorkeeper(&caller);
            // Whose it is that is not one's own is nobody's business.
            if !found.is_some_and(|found| may(&found.member)) {
                return Err(ApiFailure::new(Failure::not_found(format!("device {device}")), now));
            }
            erase::revoke(&eraser, &device, now).await.map(|_| vec![device])
        }
        RevokeRequest::Member(member) if is_doorkeeper(&caller) => revoke_member(&eraser, &member, now).await,
        RevokeRequest::Member(_) => {
            return Err(hub.fail(Code::NotAllowed, "only the office ends the devices of others"));
        }
    };
    let devices = revoked.map_err(|error| ApiFailure::new(error.failure(), now))?;
    tracing::warn!(by = %caller.member.id, ?devices, "devices were revoked");
    Ok(Json(RevokedView { devices }))
}

/// Ends every device of a member that was not ended before.
pub(crate) async fn revoke_member(
    eraser: &Eraser<'_>,
    member: &MemberId,
    at: Timestamp,
) -> Result<Vec<DeviceId>, EraseError> {
    let rows = eraser.store.devices().await?;
    let theirs = rows.into_iter().filter(|row| &row.member == member && row.revoked_at.is_none());
    let mut revoked = Vec::new();
    for row in theirs {
        if erase::revoke(eraser, &row.device, at).await? {
            revoked.push(row.device);
        }
    }
    Ok(revoked)
}
