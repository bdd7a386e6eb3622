//! The browser console: a member who signs in has a device that lives here, on the hub. It joins and syncs over HTTP like
//! any phone, so it can show nothing that its member may not read, and needs no second way to read.
//!
//! Beside the demonstration this is the only room that knows `jinshui-device`; it knows nothing of the hub's store but to revoke
//! its own devices.

mod cookie;
mod events;
mod execute;
mod hand_in;
mod screens;
mod session;
mod sessions;
mod sign_in;
mod sweep;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use jinshui_core::Failure;
use jinshui_core::command::Command;

use crate::http::ApiFailure;
use crate::hub::Hub;

pub(crate) use screens::Screens;
pub(crate) use sessions::Sessions;
pub(crate) use sweep::run as sweep;

/// Bytes of one request of a screen: a picture as the camera made it, in base64.
const REQUEST_BYTES: usize = 24 * 1024 * 1024;

/// What the console's routes work with.
pub(crate) struct Console {
    pub(crate) hub: Arc<Hub>,
    pub(crate) sessions: Sessions,
}

impl Console {
    pub(crate) fn new(hub: Arc<Hub>, behind_tls: bool) -> Self {
        Console { sessions: Sessions::new(&hub.folder, behind_tls), hub }
    }

    fn fail(&self, failure: Failure) -> ApiFailure {
        ApiFailure::new(failure, self.hub.now())
    }
}

/// The console's routes.
pub(crate) fn routes(console: Arc<Console>) -> Router {
    let execute = post(execute::execute).layer(DefaultBodyLimit::max(REQUEST_BYTES));
    Router::new()
        .route("/console/sign-in", post(sign_in::sign_in))
        .route("/console/sign-out", post(sign_in::sign_out))
        .route("/console/execute", execute)
        .route("/console/events", get(events::events))
        .with_state(console)
}

/// Reads a command as a screen sends it.
fn command(name: &str, args: serde_json::Value) -> Result<Command, Failure> {
    let request = serde_json::json!({ "command": name, "args": args });
    serde_json::from_value(request)
        .map_err(|error| Failure::new(jinshui_core::Code::BadRequest, error.to_string()))
}
