//! `POST /v1/rejoin`: a device that joined after the copy was made from which the hub was restored is known again, by the
//! certificate that the hub gave it (R22).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use jinshui_core::Code;
use jinshui_core::wire::{AuthHeader, Certificate, PROTOCOL, RejoinRequest};

use super::address::address;
use super::auth::{near, read, revoked, verify};
use super::bucket::Kind;
use super::failure::ApiFailure;
use crate::beside;
use crate::enrolment::{ENROL_BYTES, NAME_CHARS};
use crate::hub::Hub;
use crate::store::NewDevice;

/// Knows a device again.
pub(crate) async fn rejoin(State(hub): State<Arc<Hub>>, request: Request) -> Result<StatusCode, ApiFailure> {
    let from = address(&hub, &request);
    let (parts, body) = request.into_parts();
    let unknown = || hub.fail(Code::NotSignedIn, "this hub gave no such certificate");
    if from.as_deref().is_some_and(|from| !hub.buckets.has(Kind::WrongCode, from, hub.now())) {
        return Err(hub.fail(Code::TooBusy, "too many wrong tries; wait a minute"));
    }
    let header = parts.headers.get(axum::http::header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let auth = header.and_then(AuthHeader::parse).ok_or_else(unknown)?;
    let body = read(&hub, body, ENROL_BYTES).await?;
    let request: RejoinRequest = serde_json::from_slice(&body)
        .map_err(|error| hub.fail(Code::BadRequest, format!("not a request to be known again: {error}")))?;
    if request.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    let certificate = request.certificate;
    let seals = hub.seals().map_err(|error| hub.store_failed(&error))?;
    if auth.device != certificate.device || !seals.gave(&certificate) {
        if let Some(from) = from {
            hub.buckets.take(Kind::WrongCode, &from, hub.now());
        }
        return Err(unknown());
    }
    if certificate.expires_at <= hub.now() {
        return Err(hub.fail(Code::NotSignedIn, "the certificate has run out; join anew with a code"));
    }
    if !near(auth.at, hub.now()) {
        return Err(hub.fail(Code::ClockOff, "the device's clock is more than ten minutes off the hub's"));
    }
    let key = hex::decode(&certificate.public_key).map_err(|_| unknown())?;
    let signature = auth.signature.clone();
    verify(&hub, &parts, &body, auth, &key).await?;
    let gone = beside::is_revoked(&hub, &certificate.device).await;
    if gone.map_err(|error| hub.store_failed(&error))? {
        return Err(revoked(&hub, &certificate.device, &signature, "the office has revoked this device"));
    }
    know(&hub, certificate, key, &request.name).await
}

async fn know(
    hub: &Hub,
    certificate: Certificate,
    public_key: Vec<u8>,
    name: &str,
) -> Result<StatusCode, ApiFailure> {
    let Certificate { device: id, tag, member, issued_at: at, .. } = certificate;
    let name = name.chars().take(NAME_CHARS).collect();
    let device = NewDevice { id: id.clone(), tag, public_key, name, at };
    let known = hub.store.rejoin(device, member.clone()).await.map_err(|error| hub.store_failed(&error))?;
    if !known {
        return Err(hub.fail(Code::NotSignedIn, "another device has this one's name"));
    }
    tracing::warn!(device = %id, %member, "a device that was forgotten is known again by its certificate");
    Ok(StatusCode::NO_CONTENT)
}
