//! The demonstration's hub: the real one, served on this computer alone, on whatever port is free, by the simulated clock.

use std::path::Path;
use std::sync::Arc;

use jinshui_core::command::InviteKind;
use jinshui_core::community::{Directory, Post};
use jinshui_core::{MemberId, Timestamp};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::clock::Simulated;
use super::words;
use crate::clock::Clock;
use crate::hub::Hub;
use crate::store::Store;
use crate::store::sqlite::SqliteStore;
use crate::{enrolment, foundation, http};

/// The hub while it serves.
pub(super) struct Serving {
    store: Arc<SqliteStore>,
    clock: Arc<Simulated>,
    address: String,
    stop: watch::Sender<bool>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Serving {
    /// A new hub in an empty folder, with its people, serving.
    pub(super) async fn open(
        folder: &Path,
        community: &Directory,
        clock: Arc<Simulated>,
    ) -> Result<Self, String> {
        let store =
            Arc::new(foundation::store(folder, community, Clock::now(clock.as_ref())).await.map_err(words)?);
        let (stop, stopping) = watch::channel(false);
        let shared: (Arc<dyn Store>, Arc<dyn Clock>) = (store.clone(), clock.clone());
        let hub = Hub::new(shared.0, shared.1, folder.to_owned(), stopping.clone()).map_err(words)?;
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(words)?;
        let address = format!("http://{}", listener.local_addr().map_err(words)?);
        let server = tokio::spawn(http::serve(listener, http::routes(Arc::new(hub)), stopping));
        Ok(Serving { store, clock, address, stop, server })
    }

    /// Where devices reach it.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// A one-time code for a member.
    pub(super) async fn invite(&self, member: &str) -> Result<String, String> {
        let kind = InviteKind::Approved;
        let invite = enrolment::make(self.store.as_ref(), &member.into(), &kind, self.clock.now()).await;
        Ok(invite.map_err(words)?.code())
    }

    /// The office changes which posts a member holds, as `update` does, and says since when.
    pub(super) async fn put_posts(
        &self,
        member: &str,
        posts: Vec<Post>,
        since: Timestamp,
    ) -> Result<(), String> {
        let id = MemberId::from(member);
        let rows = self.store.directory_since(0).await.map_err(words)?;
        let mut found = rows.members.into_iter().find(|one| one.id == id);
        let found = found.as_mut().ok_or_else(|| format!("nobody here is {member}"))?;
        found.posts = posts;
        self.store.put_directory(Vec::new(), vec![found.clone()], since).await.map_err(words)?;
        Ok(())
    }

    /// Ends it: everything is in the database file then.
    pub(super) async fn close(self) -> Result<(), String> {
        let Serving { store, stop, server, .. } = self;
        stop.send(true).map_err(words)?;
        server.await.map_err(words)?.map_err(words)?;
        let store = Arc::try_unwrap(store).map_err(|_| "the hub did not end; try again".to_owned())?;
        store.close().await.map_err(words)
    }
}
