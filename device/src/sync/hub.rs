//! The hub as this device talks to it over HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use jinshui_core::hand_over::TakenIn;
use jinshui_core::wire::{
    AuthHeader, EnrolReply, EnrolRequest, ErrorReply, NEW_DEVICE, Revocation, revocation_text, signing_text,
};
use jinshui_core::{Code, Failure, Timestamp};
use serde::de::DeserializeOwned;

use super::key::{is_signed, sign};
use crate::platform::{Answer, Clock, Network, Request};
use crate::store::Identity;

/// A signed client of one hub.
#[derive(Clone)]
pub(crate) struct Hub {
    network: Arc<dyn Network>,
    identity: Arc<Identity>,
    clock: Arc<dyn Clock>,
    /// This device's clock minus the hub's, in milliseconds.
    ahead_ms: Arc<AtomicI64>,
}

impl Hub {
    pub(crate) fn new(
        identity: Identity,
        network: Arc<dyn Network>,
        clock: Arc<dyn Clock>,
        ahead_ms: i64,
    ) -> Self {
        let (identity, ahead_ms) = (Arc::new(identity), Arc::new(AtomicI64::new(ahead_ms)));
        Hub { network, identity, clock, ahead_ms }
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
        method: &'static str,
        path: &str,
        body: Bytes,
        range_from: Option<u64>,
    ) -> Result<Answer, Failure> {
        match self.send_once(method, path, &body, range_from).await {
            Err(failure) if failure.code == Code::ClockOff => {
                self.send_once(method, path, &body, range_from).await
            }
            other => other,
        }
    }

    async fn send_once(
        &self,
        method: &'static str,
        path: &str,
        body: &Bytes,
        range_from: Option<u64>,
    ) -> Result<Answer, Failure> {
        let at = self.clock.now().plus_ms(-self.ahead_ms());
        let text = signing_text(method, path, at, body);
        let signature = sign(&self.identity.secret, &text);
        let signature =
            signature.ok_or_else(|| Failure::new(Code::StoreCorrupt, "the device's key is damaged"))?;
        let signed = signature.clone();
        let auth = AuthHeader { device: self.identity.device.clone(), at, signature };
        let mut headers = vec![("authorization", auth.to_value())];
        headers.extend(range_from.map(|from| ("range", format!("bytes={from}-"))));
        let (server, path, body) = (self.identity.server.clone(), path.to_owned(), body.clone());
        let asked = self.network.ask(Request { method, server, path, headers, body }).await;
        let answer = asked.map_err(|why| unreachable(&why))?;
        // 409 answers an attachment's part at the wrong place with the right one (protocol, §8): it is read like a success.
        if is_success(&answer) || answer.status == 409 {
            return Ok(answer);
        }
        let Refusal { failure, now, revocation } = refusal(answer).await;
        if let Some(now) = now {
            self.heard_clock(now);
        }
        if failure.code == Code::Revoked && !revocation.is_some_and(|word| self.is_revoked(&word, &signed)) {
            // Anybody on the way could say so; nothing is destroyed for that.
            let why = "something that is not the hub says that this device is revoked";
            return Err(Failure::new(Code::Protocol, why));
        }
        Err(failure)
    }
}

impl Hub {
    /// Whether it is the hub that says in answer to the request with this signature that this device is revoked.
    fn is_revoked(&self, word: &Revocation, request: &[u8]) -> bool {
        let text = revocation_text(&self.identity.device, request, word.at);
        is_signed(&self.identity.hub_key, &text, &word.signature)
    }
}

fn is_success(answer: &Answer) -> bool {
    (200..300).contains(&answer.status)
}

/// Asks to join. The request is signed with the key that it names; what this device's clock says does not matter.
pub(crate) async fn enrol(
    network: &dyn Network,
    server: &str,
    request: &EnrolRequest,
    secret: &[u8],
    at: Timestamp,
) -> Result<EnrolReply, Failure> {
    let body =
        serde_json::to_vec(request).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    let path = "/v1/enrol";
    let signature = sign(secret, &signing_text("POST", path, at, &body));
    let signature = signature.ok_or_else(|| Failure::new(Code::StoreCorrupt, "the new key is no key"))?;
    let auth = AuthHeader { device: NEW_DEVICE.into(), at, signature };
    let request = Request {
        method: "POST",
        server: server.to_owned(),
        path: path.to_owned(),
        headers: vec![("content-type", "application/json".to_owned()), ("authorization", auth.to_value())],
        body: body.into(),
    };
    let answer = network.ask(request).await.map_err(|why| unreachable(&why))?;
    if !is_success(&answer) {
        return Err(refusal(answer).await.failure);
    }
    json(answer).await
}

/// Brings somebody's hand-over file to a hub. Whoever carries it signs nothing: its author has.
pub(crate) async fn carry(network: &dyn Network, server: &str, file: Vec<u8>) -> Result<TakenIn, Failure> {
    let request = Request {
        method: "POST",
        server: server.to_owned(),
        path: "/v1/hand-over".to_owned(),
        headers: Vec::new(),
        body: file.into(),
    };
    let answer = network.ask(request).await.map_err(|why| unreachable(&why))?;
    if !is_success(&answer) {
        return Err(refusal(answer).await.failure);
    }
    json(answer).await
}

/// A small JSON reply.
pub(super) async fn json<T: DeserializeOwned>(answer: Answer) -> Result<T, Failure> {
    let body = whole(answer).await?;
    serde_json::from_slice(&body)
        .map_err(|error| Failure::new(Code::Protocol, format!("the hub's reply: {error}")))
}

/// A small body, whole.
pub(super) async fn whole(mut answer: Answer) -> Result<Bytes, Failure> {
    let mut body = BytesMut::new();
    while let Some(piece) = piece(&mut answer).await? {
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}

/// The next piece of an answer's body; none at its end. Safe to drop while it waits.
pub(super) async fn piece(answer: &mut Answer) -> Result<Option<Bytes>, Failure> {
    answer.body.next().await.transpose().map_err(|why| unreachable(&why))
}

/// The hub could not be reached, or the connection broke.
fn unreachable(why: &str) -> Failure {
    Failure::new(
        Code::NoConnection,
        format!("the hub cannot be reached ({why}); what was written is kept and goes later"),
    )
}

/// What an answer that is no success says.
struct Refusal {
    failure: Failure,
    now: Option<Timestamp>,
    revocation: Option<Revocation>,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Refusal { failure, now: None, revocation: None }
    }
}

async fn refusal(answer: Answer) -> Refusal {
    let status = answer.status;
    let body = match whole(answer).await {
        Ok(body) => body,
        Err(broken) => return broken.into(),
    };
    match serde_json::from_slice::<ErrorReply>(&body) {
        Ok(ErrorReply { failure, now, revocation }) => Refusal { failure, now: Some(now), revocation },
        // Something between here and the hub answered: a portal, a proxy.
        Err(_) if status >= 500 => {
            let why = format!("the hub answered {status}; what was written is kept");
            Failure::new(Code::NoConnection, why).into()
        }
        Err(_) => {
            Failure::new(Code::Protocol, format!("what answered ({status}) is not a hub of Jinshui's")).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use futures_util::stream;
    use jinshui_core::wire::PROTOCOL;

    use super::*;

    /// Says no, and breaks off in the middle of saying why.
    struct Cut;

    #[async_trait]
    impl Network for Cut {
        async fn ask(&self, _: Request) -> Result<Answer, String> {
            let body = [Ok(Bytes::from_static(b"{\"code\":")), Err("reset".to_owned())];
            Ok(Answer { status: 401, body: stream::iter(body).boxed() })
        }
    }

    #[tokio::test]
    async fn a_no_that_breaks_off_on_its_way_is_a_lost_connection() {
        let (public_key, name) = (String::new(), String::new());
        let (invite, proof) = ("1234".to_owned(), "12345678".to_owned());
        let request = EnrolRequest { protocol: PROTOCOL, invite, proof, second: None, public_key, name };
        let failure = enrol(&Cut, "http://hub", &request, &[1; 32], Timestamp(1)).await.unwrap_err();
        assert_eq!(failure.code, Code::NoConnection);
    }
}
