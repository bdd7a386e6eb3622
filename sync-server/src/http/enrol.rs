//! `POST /v1/enrol`: a device joins with a one-time code.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use jinshui_core::wire::{Certificate, EnrolReply, EnrolRequest, PROTOCOL};
use jinshui_core::{Code, DeviceId, DeviceTag, limits};
use p256::ecdsa::VerifyingKey;

use super::bucket::Kind;
use super::failure::ApiFailure;
use crate::hub::Hub;
use crate::store::{Device, NewDevice, Redeemed};
use crate::{chance, invite};

/// Characters of what a device may call itself.
pub(super) const NAME_CHARS: usize = 64;
/// Bytes of a request to join.
pub(crate) const ENROL_BYTES: usize = limits::SCALAR_CHARS;

/// Takes in a device.
pub(crate) async fn enrol(State(hub): State<Arc<Hub>>, body: Bytes) -> Result<Json<EnrolReply>, ApiFailure> {
    let request: EnrolRequest = serde_json::from_slice(&body)
        .map_err(|error| hub.fail(Code::BadRequest, format!("not a request to join: {error}")))?;
    if request.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    if !hub.buckets.has(Kind::WrongCode, "", hub.now()) {
        return Err(hub.fail(Code::TooBusy, "too many wrong codes; wait a minute"));
    }
    let new = device(&hub, &request)?;
    let Some(code) = invite::parts(&request.code) else {
        return Err(wrong(&hub));
    };
    let redeemed = hub.store.redeem(code.number, code.secret, new).await;
    let device = match redeemed.map_err(|error| hub.store_failed(&error))? {
        Redeemed::Welcome(device) => device,
        Redeemed::Wrong => return Err(wrong(&hub)),
        Redeemed::Closed => {
            return Err(hub.fail(Code::CodeClosed, "too many wrong tries; ask the office for a new code"));
        }
    };
    tracing::info!(device = %device.id, member = %device.member, "a device joined");
    let epoch = hub.store.position().await.map_err(|error| hub.store_failed(&error))?.epoch;
    let Device { id: device, tag, member, public_key, .. } = device;
    let seals = hub.seals().map_err(|error| hub.store_failed(&error))?;
    let certificate = seals.certify(Certificate {
        device: device.clone(),
        tag,
        member: member.clone(),
        public_key: hex::encode(public_key),
        issued_at: hub.now(),
        code: String::new(),
    });
    let hand_over = hub.hand_over.public();
    Ok(Json(EnrolReply { device, tag, member, epoch, hand_over, now: hub.now(), certificate }))
}

fn wrong(hub: &Hub) -> ApiFailure {
    hub.buckets.take(Kind::WrongCode, "", hub.now());
    hub.fail(Code::WrongCode, "the code is wrong, used or out of date; ask the office for a new one")
}

fn device(hub: &Hub, request: &EnrolRequest) -> Result<NewDevice, ApiFailure> {
    let bad_key = || hub.fail(Code::BadField, "public_key: not a P-256 key in SEC 1 compressed hex");
    let public_key = hex::decode(&request.public_key).map_err(|_| bad_key())?;
    VerifyingKey::from_sec1_bytes(&public_key).map_err(|_| bad_key())?;
    let failed = |failure| ApiFailure::new(failure, hub.now());
    let id = format!("d-{}", hex::encode(chance::drawn::<8>(hub.random.as_ref()).map_err(failed)?));
    let tag = DeviceTag(chance::drawn::<8>(hub.random.as_ref()).map_err(failed)?);
    if tag == DeviceTag::HUB {
        return Err(hub.fail(Code::TooBusy, "ask once more"));
    }
    let name = request.name.chars().take(NAME_CHARS).collect();
    Ok(NewDevice { id: DeviceId(id), tag, public_key, name, at: hub.now() })
}
