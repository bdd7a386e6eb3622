//! `POST /v1/enrol`: a device asks to join, and asks again until the office has answered. The same request any number of times
//! comes to the same.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header;
use jinshui_core::wire::{AuthHeader, EnrolReply, EnrolRequest, Joined, NEW_DEVICE, PROTOCOL, check_code};
use jinshui_core::{Code, DeviceId, DeviceTag, limits};
use p256::ecdsa::VerifyingKey;

use super::certificate;
use super::invite::proof_hash;
use crate::chance;
use crate::http::{ApiFailure, Kind, address, read, verify};
use crate::hub::Hub;
use crate::store::{Device, Knock, NewDevice, Redeemed};

/// Characters of what a device may call itself.
pub(crate) const NAME_CHARS: usize = 64;
/// Bytes of a request to join.
pub(crate) const ENROL_BYTES: usize = limits::SCALAR_CHARS;

/// Takes in a device, or says for what it waits.
pub(crate) async fn enrol(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Json<EnrolReply>, ApiFailure> {
    let from = address(&hub, &request);
    if from.as_deref().is_some_and(|from| !hub.buckets.has(Kind::WrongCode, from, hub.now())) {
        return Err(hub.fail(Code::TooBusy, "too many wrong codes from there; wait a few minutes"));
    }
    let (request, device) = asked(&hub, request).await?;
    let (key, number) = (device.public_key.clone(), request.invite);
    let proof = proof_hash(&number, &request.proof);
    let redeemed = hub.store.redeem(Knock { number, proof, second: request.second, device }).await;
    let (code, why) = match redeemed.map_err(|error| hub.store_failed(&error))? {
        Redeemed::Welcome(device) => return welcome(&hub, device).await.map(Json),
        Redeemed::Waiting { until } => {
            let (check, now) = (check_code(&key), hub.now());
            return Ok(Json(EnrolReply::WaitingApproval { check, until, now }));
        }
        Redeemed::NeedsSecond => {
            (Code::NeedsSecondCode, "the code was printed; ring the office for the second one")
        }
        Redeemed::WrongSecond => (Code::WrongSecondCode, "the second code is another one"),
        Redeemed::Refused => (Code::JoinRefused, "the office did not agree; ask there, and for a new code"),
        Redeemed::Wrong => {
            (Code::WrongCode, "the code is wrong, used or out of date; ask the office for a new one")
        }
        Redeemed::Closed => (Code::CodeClosed, "too many wrong tries; ask the office for a new code"),
    };
    if let Some(from) = from.filter(|_| matches!(code, Code::WrongCode | Code::WrongSecondCode)) {
        hub.buckets.take(Kind::WrongCode, &from, hub.now());
    }
    Err(hub.fail(code, why))
}

/// Reads the request and checks that it is signed with the key that it names. The device's clock is not looked at: it may be wrong
/// by years, and a request that is heard once more changes nothing.
async fn asked(hub: &Hub, request: Request) -> Result<(EnrolRequest, NewDevice), ApiFailure> {
    let (parts, body) = request.into_parts();
    let body = read(hub, body, ENROL_BYTES).await?;
    let request: EnrolRequest = serde_json::from_slice(&body)
        .map_err(|error| hub.fail(Code::BadRequest, format!("not a request to join: {error}")))?;
    if request.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    let device = device(hub, &request)?;
    let auth = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let auth = auth.and_then(AuthHeader::parse).filter(|auth| auth.device.as_str() == NEW_DEVICE);
    let auth = auth.ok_or_else(|| hub.fail(Code::NotSignedIn, "the request is not signed with its key"))?;
    verify(hub, &parts, &body, auth, &device.public_key).await?;
    Ok((request, device))
}

async fn welcome(hub: &Hub, device: Device) -> Result<EnrolReply, ApiFailure> {
    tracing::info!(device = %device.id, member = %device.member, "a device joined");
    let failed = |error| hub.store_failed(&error);
    let epoch = hub.store.position().await.map_err(failed)?.epoch;
    let certificate = certificate::issue(hub, &device).await.map_err(failed)?;
    let hub_key = hub.seals().map_err(failed)?.public_key();
    let Device { id: device, tag, member, .. } = device;
    let (hand_over, now) = (hub.hand_over.public(), hub.now());
    Ok(EnrolReply::Welcome(Box::new(Joined {
        device,
        tag,
        member,
        epoch,
        hand_over,
        hub_key,
        now,
        certificate,
    })))
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
