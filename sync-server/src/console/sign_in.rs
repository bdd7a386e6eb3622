//! `POST /console/sign-in` and `POST /console/sign-out`.

use std::sync::Arc;

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use jinshui_core::{Code, Failure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Console;
use super::cookie::{clear, own_screen};
use crate::enrolment::ENROL_BYTES;
use crate::erase;
use crate::http::{ApiFailure, Kind, address};

#[derive(Deserialize)]
struct SignIn {
    code: String,
    second: Option<String>,
}

/// Makes a device for a member who has a code, and gives what `me.show` says: who they are, or for what they wait.
pub(super) async fn sign_in(
    State(console): State<Arc<Console>>,
    request: Request,
) -> Result<Response, ApiFailure> {
    let from = address(&console.hub, &request);
    let (parts, body) = request.into_parts();
    let signed = async {
        guessed(&console, from.as_deref(), None)?;
        let body = to_bytes(body, ENROL_BYTES).await;
        let body = body.map_err(|error| Failure::new(Code::BadRequest, error.to_string()))?;
        begin(&console, &parts.headers, &body).await
    };
    let (cookie, me) = signed.await.map_err(|failure| {
        let counted = guessed(&console, from.as_deref(), Some(&failure.code));
        console.fail(counted.err().unwrap_or(failure))
    })?;
    Ok(([(header::SET_COOKIE, cookie)], Json(me)).into_response())
}

/// Wrong codes are counted by the address that the browser has, since the session's device asks from this computer.
fn guessed(console: &Console, from: Option<&str>, outcome: Option<&Code>) -> Result<(), Failure> {
    let (Some(from), hub) = (from, &console.hub) else { return Ok(()) };
    let wrong = outcome.is_some_and(|code| matches!(code, Code::WrongCode | Code::WrongSecondCode));
    if outcome.is_none() && !hub.buckets.has(Kind::WrongCode, from, hub.now()) {
        return Err(Failure::new(Code::TooBusy, "too many wrong codes from there; wait a few minutes"));
    }
    if wrong && !hub.buckets.take(Kind::WrongCode, from, hub.now()) {
        tracing::info!(from, "wrong codes from one address");
    }
    Ok(())
}

async fn begin(
    console: &Console,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(axum::http::HeaderValue, Value), Failure> {
    own_screen(headers)?;
    let request: SignIn = serde_json::from_slice(body)
        .map_err(|error| Failure::new(Code::BadRequest, format!("not a sign-in: {error}")))?;
    let (token, session) =
        console.sessions.begin(console.address(), &request.code, request.second.as_deref()).await?;
    let cookie = token.set(console.sessions.behind_tls);
    let cookie = cookie.ok_or_else(|| Failure::new(Code::Internal, "the cookie cannot be written"))?;
    let outcome = session.app.execute_json(json!({ "command": "me.show", "args": {} })).await?;
    Ok((cookie, outcome.get("ok").cloned().unwrap_or_default()))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignOut {
    /// The person has saved a hand-over file (`hand_over.make`), and goes although something was not sent.
    handed_over: bool,
}

/// Ends a session. What has not been sent goes first, or into a hand-over file (promise 2).
pub(super) async fn sign_out(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiFailure> {
    let wanted: SignOut = serde_json::from_slice(&body).unwrap_or_default();
    end(&console, &headers, &wanted).await.map_err(|failure| console.fail(failure))?;
    let mut response = Json(json!({})).into_response();
    if let Some(cookie) = clear(console.sessions.behind_tls) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn end(console: &Console, headers: &HeaderMap, wanted: &SignOut) -> Result<(), Failure> {
    own_screen(headers)?;
    let (name, session) = match console.session(headers).await {
        Ok(found) => found,
        // Nobody is signed in: that is what was asked for.
        Err(failure) if failure.code == Code::NotSignedIn => return Ok(()),
        Err(failure) => return Err(failure),
    };
    if session.unsent().await? > 0
        && let Err(failure) = session.app.sync().await
    {
        tracing::info!(%failure, "what a session had not sent cannot be sent now");
    }
    let unsent = session.unsent().await?;
    // All that waits must be in the file, not only what waited when it was made.
    if unsent > 0 && !(wanted.handed_over && session.app.is_handed_over().await?) {
        let why = format!(
            "{unsent} things have not been sent yet; sign out when they are, or save them as a file first"
        );
        return Err(Failure::new(Code::NotAllowed, why));
    }
    let device = session.device().await?;
    drop(session);
    console.sessions.end(&name).await;
    // Who goes from the door has no device.
    let Some(device) = device else { return Ok(()) };
    let revoked = erase::revoke(&console.hub.eraser(), &device, console.hub.now()).await;
    revoked.map(|_| ()).map_err(|error| error.failure())
}
