//! A hub without a door of its own: the same store and the same routes as `serve`, for a program that hands requests in
//! itself, as the simulation of a whole community does. It listens nowhere and serves no screens.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use jinshui_core::wire::Epoch;
use jinshui_core::{MemberId, Timestamp};
use tokio::sync::watch;

use crate::chance::Random;
use crate::cli::restore;
use crate::clock::Clock;
use crate::hub::Hub;
use crate::store::sqlite::SqliteStore;
use crate::store::{Result, Store, StoreError};
use crate::{enrolment, http};

/// A hub at work in this program. Dropped, it ends: live feeds too.
pub struct Embedded {
    store: Arc<SqliteStore>,
    routes: Router,
    /// Live feeds end with it.
    _running: watch::Sender<bool>,
}

impl Embedded {
    /// Opens the hub of a folder. The clock is read for everything that the hub dates or judges by time; what it draws while it
    /// answers comes from `random`.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open(folder: &Path, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<Self> {
        let store = Arc::new(SqliteStore::open(folder)?);
        let (running, stopping) = watch::channel(false);
        let shared: Arc<dyn Store> = store.clone();
        let hub = Hub::new(shared, clock, folder.to_owned(), stopping);
        let mut hub = hub.map_err(|failure| StoreError::Other(failure.to_string()))?;
        hub.random = random;
        Ok(Embedded { store, routes: http::routes(Arc::new(hub)), _running: running })
    }

    /// Puts a copy of a hub's folder into a folder that has none, as the command line's `restore` does (R23).
    ///
    /// # Errors
    /// Where the copy is none or cannot be put there.
    pub async fn restore(from: &Path, folder: &Path, epoch: Epoch) -> Result<()> {
        restore::put_back(from, folder, epoch).await.map(|_| ()).map_err(StoreError::Other)
    }

    /// Makes these twelve digits the code by which a member's device may join without being asked about. False where they are
    /// none, or in use.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn invite(&self, code: &str, member: &MemberId, now: Timestamp) -> Result<bool> {
        let Some(invite) = enrolment::given(code, member, now) else { return Ok(false) };
        self.store.add_invite(invite).await
    }

    /// Every route of the protocol.
    pub fn routes(&self) -> Router {
        self.routes.clone()
    }

    /// Its memory, as the office's command line uses it.
    #[must_use]
    pub fn store(&self) -> &SqliteStore {
        &self.store
    }
}
