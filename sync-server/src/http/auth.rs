//! Who asks. The header is looked at before the body is read: nobody unknown makes the hub read, let alone unpack.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header;
use axum::http::request::Parts;
use jinshui_core::community::{Directory, Member};
use jinshui_core::wire::{AuthHeader, signing_text};
use jinshui_core::{Code, DeviceId, Failure, Timestamp};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

use super::bucket::Kind;
use super::failure::ApiFailure;
use crate::hub::Hub;
use crate::store::{Device, StoreError};

/// A device whose signature was right, with its member as the directory has them now.
#[derive(Clone)]
pub(crate) struct Caller {
    /// The device.
    pub(crate) device: Device,
    /// Whose it is.
    pub(crate) member: Member,
    /// The directory from which the member was read.
    pub(crate) directory: Arc<Directory>,
    /// The signature of this request: what is said to the device alone is said in answer to it.
    pub(crate) signature: Vec<u8>,
}

impl Caller {
    /// Refuses a request that was heard before, where doing it twice is not as doing it once: whoever sends it again is not its
    /// device, which signs anew each time.
    pub(crate) async fn once(&self, hub: &Hub) -> Result<(), ApiFailure> {
        let request = Sha256::digest(&self.signature).into();
        match hub.store.hear(request, hub.now()).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(hub.fail(Code::BadRequest, "this very request was heard before")),
            Err(error) => Err(hub.store_failed(&error)),
        }
    }

    /// The answer to a failure of the store, to this device.
    pub(crate) fn store_failed(&self, hub: &Hub, error: &StoreError) -> ApiFailure {
        match error {
            StoreError::Revoked => {
                tracing::info!(device = %self.device.id, "a device was revoked while it was heard");
                revoked(hub, &self.device.id, &self.signature, "the office has revoked this device")
            }
            _ => hub.store_failed(error),
        }
    }
}

/// The refusal of a revoked device, signed in answer to its request.
pub(super) fn revoked(hub: &Hub, device: &DeviceId, request: &[u8], why: &str) -> ApiFailure {
    let (failure, now) = (Failure::new(Code::Revoked, why), hub.now());
    let signed = hub.seals().map(|seals| seals.revocation(device, request, now));
    match signed {
        Ok(Some(revocation)) => ApiFailure::revoked(failure, now, revocation),
        Ok(None) => ApiFailure::new(failure, now),
        Err(error) => hub.store_failed(&error),
    }
}

/// Reads a signed request of at most `limit` bytes and says who sent it.
pub(crate) async fn signed(
    hub: &Hub,
    request: Request,
    limit: usize,
    kind: Kind,
) -> Result<(Caller, Parts, Bytes), ApiFailure> {
    let (parts, body) = request.into_parts();
    let (auth, device) = knock(hub, &parts).await?;
    let body = read(hub, body, limit).await?;
    let signature = auth.signature.clone();
    verify(hub, &parts, &body, auth, &device.public_key).await?;
    if !hub.buckets.take(kind, device.id.as_str(), hub.now()) {
        return Err(hub.fail(Code::TooBusy, "too many requests of this device; wait a few seconds"));
    }
    let caller = caller(hub, device, signature).await?;
    Ok((caller, parts, body))
}

/// What can be said before the body: is the header one, is the device known and welcome, is its clock near enough.
async fn knock(hub: &Hub, parts: &Parts) -> Result<(AuthHeader, Device), ApiFailure> {
    let unknown =
        || hub.fail(Code::NotSignedIn, "this hub does not know the device, or its signature is wrong");
    let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let auth = header.and_then(AuthHeader::parse).ok_or_else(unknown)?;
    let found = hub.store.device(&auth.device).await.map_err(|error| hub.store_failed(&error))?;
    let device = found.ok_or_else(unknown)?;
    if !near(auth.at, hub.now()) {
        return Err(hub.fail(Code::ClockOff, "the device's clock is more than ten minutes off the hub's"));
    }
    Ok((auth, device))
}

pub(super) fn near(at: Timestamp, now: Timestamp) -> bool {
    at.0.saturating_sub(now.0).saturating_abs() <= AuthHeader::TOLERANCE_MS
}

pub(crate) async fn read(hub: &Hub, body: Body, limit: usize) -> Result<Bytes, ApiFailure> {
    to_bytes(body, limit).await.map_err(|error| {
        tracing::debug!(%error, "a body was not read");
        hub.fail(Code::TooLarge, format!("more than {limit} bytes, or cut short; send it in smaller parts"))
    })
}

pub(crate) async fn verify(
    hub: &Hub,
    parts: &Parts,
    body: &Bytes,
    auth: AuthHeader,
    key: &[u8],
) -> Result<(), ApiFailure> {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let (method, key, body) = (parts.method.as_str().to_owned(), key.to_owned(), body.clone());
    let right = tokio::task::spawn_blocking(move || {
        let text = signing_text(&method, &path, auth.at, &body);
        let key = VerifyingKey::from_sec1_bytes(&key).ok()?;
        key.verify(text.as_bytes(), &Signature::from_slice(&auth.signature).ok()?).ok()
    });
    match right.await {
        Ok(Some(())) => Ok(()),
        _ => Err(hub.fail(Code::NotSignedIn, "this hub does not know the device, or its signature is wrong")),
    }
}

/// The caller with their rights as they are now.
async fn caller(hub: &Hub, device: Device, signature: Vec<u8>) -> Result<Caller, ApiFailure> {
    if device.revoked {
        return Err(revoked(hub, &device.id, &signature, "the office has revoked this device"));
    }
    let directory = hub.directory().await.map_err(|error| hub.store_failed(&error))?;
    let Some(member) = directory.member(&device.member).cloned() else {
        return Err(revoked(hub, &device.id, &signature, "the device's member is not in the community"));
    };
    Ok(Caller { device, member, directory, signature })
}
