//! The hub as this device talks to it over HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use jinshui_core::hand_over::TakenIn;
use jinshui_core::wire::{AuthHeader, EnrolReply, EnrolRequest, ErrorReply, signing_text};
use jinshui_core::{Code, Failure, Timestamp};
use serde::de::DeserializeOwned;

use super::key::sign;
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
        let (failure, now) = refusal(answer).await;
        if let Some(now) = now {
            self.heard_clock(now);
        }
        Err(failure)
    }
}

fn is_success(answer: &Answer) -> bool {
    (200..300).contains(&answer.status)
}

/// Joins with a one-time code.
pub(crate) async fn enrol(
    network: &dyn Network,
    server: &str,
    request: &EnrolRequest,
) -> Result<EnrolReply, Failure> {
    let body =
        serde_json::to_vec(request).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    let request = Request {
        method: "POST",
        server: server.to_owned(),
        path: "/v1/enrol".to_owned(),
        headers: vec![("content-type", "application/json".to_owned())],
        body: body.into(),
    };
    let answer = network.ask(request).await.map_err(|why| unreachable(&why))?;
    if !is_success(&answer) {
        return Err(refusal(answer).await.0);
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
        return Err(refusal(answer).await.0);
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
async fn refusal(answer: Answer) -> (Failure, Option<Timestamp>) {
    let status = answer.status;
    let body = match whole(answer).await {
        Ok(body) => body,
        Err(broken) => return (broken, None),
    };
    match serde_json::from_slice::<ErrorReply>(&body) {
        Ok(reply) => (reply.failure, Some(reply.now)),
        // Something between here and the hub answered: a portal, a proxy.
        Err(_) if status >= 500 => (
            Failure::new(Code::NoConnection, format!("the hub answered {status}; what was written is kept")),
            None,
        ),
        Err(_) => (
            Failure::new(Code::Protocol, format!("what answered ({status}) is not a hub of Jinshui's")),
            None,
        ),
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
        let request = EnrolRequest { protocol: PROTOCOL, code: "1".into(), public_key, name };
        let failure = enrol(&Cut, "http://hub", &request).await.unwrap_err();
        assert_eq!(failure.code, Code::NoConnection);
    }
}
