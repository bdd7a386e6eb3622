//! The sessions by name: those in use, and those asleep in their folders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::HeaderMap;
use jinshui_core::{Code, DeviceId, Failure};
use tokio::sync::Mutex;

use super::Console;
use super::cookie::{Name, Token};
use super::session::{Session, remove};
use crate::chance;

/// The sessions.
pub(crate) struct Sessions {
    root: PathBuf,
    /// Whether browsers reach the hub over TLS: then the cookie never goes without.
    pub(super) behind_tls: bool,
    open: Mutex<HashMap<Name, Arc<Session>>>,
}

impl Sessions {
    pub(super) fn new(data: &Path, behind_tls: bool) -> Self {
        Sessions { root: data.join("console"), behind_tls, open: Mutex::default() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    fn folder(&self, name: &Name) -> PathBuf {
        self.root.join(name.as_str())
    }

    /// A new session.
    pub(super) async fn begin(
        &self,
        hub: &str,
        code: &str,
        second: Option<&str>,
    ) -> Result<(Token, Arc<Session>), Failure> {
        let token = Token::new(chance::bytes::<32>()?);
        let session = Arc::new(Session::make(self.folder(&token.name()), hub, code, second).await?);
        self.open.lock().await.insert(token.name(), Arc::clone(&session));
        Ok((token, session))
    }

    /// The session of a cookie; it is woken where it sleeps.
    pub(super) async fn find(&self, name: &Name, hub: &str) -> Result<Option<Arc<Session>>, Failure> {
        // Held while opening: a session is opened once, however many requests ask for it.
        let mut open = self.open.lock().await;
        if let Some(session) = open.get(name) {
            return Ok(Some(Arc::clone(session)));
        }
        let Some(session) = Session::open(self.folder(name), hub).await?.map(Arc::new) else {
            return Ok(None);
        };
        open.insert(name.clone(), Arc::clone(&session));
        Ok(Some(session))
    }

    /// Ends a session and removes what it kept.
    pub(super) async fn end(&self, name: &Name) {
        let mut open = self.open.lock().await;
        drop(open.remove(name));
        let folder = self.folder(name);
        if folder.exists() {
            remove(&folder);
        }
    }

    /// Lets sessions that nobody uses sleep; gives the names of those in use.
    pub(super) async fn rest(&self, idle: std::time::Duration) -> Vec<String> {
        let mut open = self.open.lock().await;
        open.retain(|_, session| session.idle() < idle || Arc::strong_count(session) > 1);
        open.keys().map(|name| name.as_str().to_owned()).collect()
    }
}

impl Console {
    /// The session of a request, if its device is still welcome, or waits for the office.
    pub(super) async fn session(&self, headers: &HeaderMap) -> Result<(Name, Arc<Session>), Failure> {
        let unknown = || Failure::new(Code::NotSignedIn, "sign in with a code from the office");
        let name = Token::of(headers).ok_or_else(unknown)?.name();
        let session = self.sessions.find(&name, self.address()).await?.ok_or_else(unknown)?;
        if let Some(device) = session.device().await?
            && !self.is_welcome(&device).await?
        {
            // Revoked does not mean lost (promise 2): what was not sent goes into the box first.
            let handed_in = self.hand_in(&session).await;
            drop(session);
            match handed_in {
                Ok(()) => self.sessions.end(&name).await,
                Err(failure) => {
                    tracing::error!(%failure, "a session that was ended keeps what it had not sent")
                }
            }
            return Err(Failure::new(Code::NotSignedIn, "this session was ended by the office"));
        }
        session.touch();
        Ok((name, session))
    }

    /// Whether the office has not revoked it.
    pub(super) async fn is_welcome(&self, device: &DeviceId) -> Result<bool, Failure> {
        let found = self.hub.store.device(device).await;
        let found = found.map_err(|error| Failure::new(error.code(), error.to_string()))?;
        Ok(found.is_some_and(|device| !device.revoked))
    }

    /// Where the hub itself is reached.
    pub(super) fn address(&self) -> &str {
        self.hub.address.get().map_or("", String::as_str)
    }
}
