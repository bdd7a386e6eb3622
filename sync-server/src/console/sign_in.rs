//! `POST /console/sign-in` and `POST /console/sign-out`.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use jinshui_core::{Code, Failure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Console;
use super::cookie::{clear, own_screen};
use crate::erase;
use crate::http::ApiFailure;

#[derive(Deserialize)]
struct SignIn {
    code: String,
}

/// Makes a device for a member who has a code, and gives what `me.show` says.
pub(super) async fn sign_in(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiFailure> {
    let signed = begin(&console, &headers, &body).await;
    let (cookie, me) = signed.map_err(|failure| console.fail(failure))?;
    Ok(([(header::SET_COOKIE, cookie)], Json(me)).into_response())
}

async fn begin(
    console: &Console,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(axum::http::HeaderValue, Value), Failure> {
    own_screen(headers)?;
    let request: SignIn = serde_json::from_slice(body)
        .map_err(|error| Failure::new(Code::BadRequest, format!("not a sign-in: {error}")))?;
    let (token, session) = console.sessions.begin(console.address(), &request.code).await?;
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
    let device = session.device.clone();
    drop(session);
    console.sessions.end(&name).await;
    let revoked = erase::revoke(&console.hub.eraser(), &device, console.hub.now()).await;
    revoked.map(|_| ()).map_err(|error| error.failure())
}
