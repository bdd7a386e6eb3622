//! The hub as this device talks to it over HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use jinshui_core::hand_over::TakenIn;
use jinshui_core::wire::{AuthHeader, EnrolReply, EnrolRequest, ErrorReply, signing_text};
use jinshui_core::{Code, Failure, Timestamp};
use reqwest::{Client, Method, Response, StatusCode};
use serde::de::DeserializeOwned;

use super::key::sign;
use crate::platform::Clock;
use crate::store::Identity;

/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a reply may stand still. The live feed beats every 20 s.
const STANDSTILL: Duration = Duration::from_secs(60);

/// A signed client of one hub.
#[derive(Clone)]
pub(crate) struct Hub {
    client: Client,
    identity: Arc<Identity>,
    clock: Arc<dyn Clock>,
    /// This device's clock minus the hub's, in milliseconds.
    ahead_ms: Arc<AtomicI64>,
}

/// An HTTP client with this crate's time limits.
fn client() -> Result<Client, Failure> {
    let builder = Client::builder().connect_timeout(CONNECT).read_timeout(STANDSTILL).no_proxy();
    builder.build().map_err(|error| Failure::new(Code::Internal, error.to_string()))
}

impl Hub {
    pub(crate) fn new(identity: Identity, clock: Arc<dyn Clock>, ahead_ms: i64) -> Result<Self, Failure> {
        Ok(Hub {
            client: client()?,
            identity: Arc::new(identity),
            clock,
            ahead_ms: Arc::new(AtomicI64::new(ahead_ms)),
        })
    }

    /// This device's clock minus the hub's.
    pub(crate) fn ahead_ms(&self) -> i64 {
        self.ahead_ms.load(Ordering::Relaxed)
    }

    /// Takes the hub's clock as it came with a reply.
    pub(crate) fn heard_clock(&self, hub_now: Timestamp) {
        self.ahead_ms.store(self.clock.now().0.saturating_sub(hub_now.0), Ordering::Relaxed);
    }

    /// Sends a signed request. A signature that failed for this device's clock alone is made once more by the hub's.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Bytes,
        range_from: Option<u64>,
    ) -> Result<Response, Failure> {
        match self.send_once(&method, path, &body, range_from).await {
            Err(failure) if failure.code == Code::ClockOff => {
                self.send_once(&method, path, &body, range_from).await
            }
            other => other,
        }
    }

    async fn send_once(
        &self,
        method: &Method,
        path: &str,
        body: &Bytes,
        range_from: Option<u64>,
    ) -> Result<Response, Failure> {
        let at = self.clock.now().plus_ms(-self.ahead_ms());
        let text = signing_text(method.as_str(), path, at, body);
        let signature = sign(&self.identity.secret, &text);
        let signature =
            signature.ok_or_else(|| Failure::new(Code::StoreCorrupt, "the device's key is damaged"))?;
        let auth = AuthHeader { device: self.identity.device.clone(), at, signature };
        let mut request = self
            .client
            .request(method.clone(), format!("{}{path}", self.identity.server))
            .header("authorization", auth.to_value())
            .body(body.clone());
        if let Some(from) = range_from {
            request = request.header("range", format!("bytes={from}-"));
        }
        let response = request.send().await.map_err(|error| unreachable(&error))?;
        // 409 answers an attachment's part at the wrong place with the right one (protocol, §8): it is read like a success.
        if response.status().is_success() || response.status() == StatusCode::CONFLICT {
            return Ok(response);
        }
        let (failure, now) = refusal(response).await;
        if let Some(now) = now {
            self.heard_clock(now);
        }
        Err(failure)
    }
}

/// Joins with a one-time code.
pub(crate) async fn enrol(server: &str, request: &EnrolRequest) -> Result<EnrolReply, Failure> {
    let body =
        serde_json::to_vec(request).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    let sent = client()?
        .post(format!("{server}/v1/enrol"))
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await
        .map_err(|error| unreachable(&error))?;
    if !sent.status().is_success() {
        return Err(refusal(sent).await.0);
    }
    json(sent).await
}

/// Brings somebody's hand-over file to a hub. Whoever carries it signs nothing: its author has.
pub(crate) async fn carry(server: &str, file: Vec<u8>) -> Result<TakenIn, Failure> {
    let request = client()?.post(format!("{server}/v1/hand-over")).body(file);
    let sent = request.send().await.map_err(|error| unreachable(&error))?;
    if !sent.status().is_success() {
        return Err(refusal(sent).await.0);
    }
    json(sent).await
}

/// A small JSON reply.
pub(super) async fn json<T: DeserializeOwned>(response: Response) -> Result<T, Failure> {
    let body = response.bytes().await.map_err(|error| unreachable(&error))?;
    serde_json::from_slice(&body)
        .map_err(|error| Failure::new(Code::Protocol, format!("the hub's reply: {error}")))
}

/// The hub could not be reached, or the connection broke.
pub(super) fn unreachable(error: &reqwest::Error) -> Failure {
    Failure::new(
        Code::NoConnection,
        format!("the hub cannot be reached ({error}); what was written is kept and goes later"),
    )
}

/// What an answer that is no success says.
async fn refusal(response: Response) -> (Failure, Option<Timestamp>) {
    let status = response.status();
    let body = response.bytes().await.unwrap_or_default();
    match serde_json::from_slice::<ErrorReply>(&body) {
        Ok(reply) => (reply.failure, Some(reply.now)),
        // Something between here and the hub answered: a portal, a proxy.
        Err(_) if status.is_server_error() => (
            Failure::new(Code::NoConnection, format!("the hub answered {status}; what was written is kept")),
            None,
        ),
        Err(_) => (
            Failure::new(Code::Protocol, format!("what answered ({status}) is not a hub of Jinshui's")),
            None,
        ),
    }
}
