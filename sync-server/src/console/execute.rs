//! `POST /console/execute`: the same commands as on a phone, done by the session's device.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use jinshui_core::command::{Command, NewPhoto};
use jinshui_core::{Code, Failure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::cookie::own_screen;
use super::{Console, command};
use crate::http::ApiFailure;

#[derive(Deserialize)]
struct Request {
    command: String,
    #[serde(default = "nothing")]
    args: Value,
}

fn nothing() -> Value {
    json!({})
}

/// Does a command.
pub(super) async fn execute(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, ApiFailure> {
    run(&console, &headers, &body).await.map(Json).map_err(|failure| console.fail(failure))
}

async fn run(console: &Console, headers: &HeaderMap, body: &[u8]) -> Result<Value, Failure> {
    own_screen(headers)?;
    // Who asks comes before what is asked: strangers' bodies are not looked into.
    let (_, session) = console.session(headers).await?;
    let request: Request = serde_json::from_slice(body)
        .map_err(|error| Failure::new(Code::BadRequest, format!("not a command: {error}")))?;
    let command = command(&request.command, request.args.clone())?;
    allowed(&command)?;
    if session.device().await?.is_none() && !matches!(command, Command::Me(_)) {
        return Err(Failure::new(Code::StillWaiting, "the office has not agreed yet"));
    }
    session.app.execute_json(json!({ "command": request.command, "args": request.args })).await
}

/// A browser has no files here, its device joined when it signed in, and that device is no phone.
fn allowed(command: &Command) -> Result<(), Failure> {
    let photos: &[NewPhoto] = match command {
        Command::Enrol(_) => {
            return Err(Failure::new(Code::AlreadyEnrolled, "the console signs in; it does not join"));
        }
        Command::TrackChoose(_)
        | Command::TrackAdd(_)
        | Command::TrackShow(_)
        | Command::TrackExport(_)
        | Command::TrackDelete(_) => {
            let why = "a track stays on the phone that keeps it; the console's device is on the hub";
            return Err(Failure::new(Code::PhoneOnly, why));
        }
        Command::HazardReport(args) => &args.photos,
        Command::PhotoAdd(args) => std::slice::from_ref(&args.photo),
        _ => &[],
    };
    if photos.iter().any(|photo| matches!(photo, NewPhoto::Path(_))) {
        return Err(Failure::new(Code::BadRequest, "a browser sends a picture's bytes, not a path"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, args: Value) -> Code {
        allowed(&command(name, args).unwrap()).unwrap_err().code
    }

    #[test]
    fn paths_and_joining_are_refused() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let path = json!({ "path": "/etc/passwd" });
        assert_eq!(refused("photo.add", json!({ "id": id, "photo": path })), Code::BadRequest);
        let report = json!({ "category": "fire_lane", "photos": [{ "base64": "" }, path] });
        assert_eq!(refused("hazard.report", report), Code::BadRequest);
        assert_eq!(refused("device.enrol", json!({ "server": "x", "code": "1" })), Code::AlreadyEnrolled);
        assert!(allowed(&command("me.show", json!({})).unwrap()).is_ok());
    }

    #[test]
    fn a_track_stays_on_the_phone() {
        let patrol = "01890a5d-ac96-774b-bcce-b302099a8057";
        let tracks: Vec<_> = Command::NAMES.iter().filter(|name| name.starts_with("track.")).collect();
        assert_eq!(tracks.len(), 5);
        for name in tracks {
            let args = match *name {
                "track.choose" => json!({ "patrol": patrol, "on": true }),
                "track.add" => json!({ "patrol": patrol, "fixes": [] }),
                _ => json!({ "patrol": patrol }),
            };
            assert_eq!(refused(name, args), Code::PhoneOnly, "{name}");
        }
    }
}
