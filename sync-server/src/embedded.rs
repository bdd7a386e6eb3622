//! A hub without a door of its own: the same store and the same routes as `serve`, for a program that hands requests in
//! itself, as the simulation of a whole community does. It listens nowhere and serves no screens.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use tokio::sync::watch;

use crate::clock::Clock;
use crate::http;
use crate::hub::Hub;
use crate::store::sqlite::SqliteStore;
use crate::store::{Result, Store};

/// A hub at work in this program. Dropped, it ends: live feeds too.
pub struct Embedded {
    store: Arc<SqliteStore>,
    routes: Router,
    /// Live feeds end with it.
    _running: watch::Sender<bool>,
}

impl Embedded {
    /// Opens the hub of a folder. The clock is read for everything that the hub dates or judges by time.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let store = Arc::new(SqliteStore::open(folder)?);
        let (running, stopping) = watch::channel(false);
        let shared: Arc<dyn Store> = store.clone();
        let hub = Hub::new(shared, clock, folder.to_owned(), stopping);
        Ok(Embedded { store, routes: http::routes(Arc::new(hub)), _running: running })
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
