//! Which hub a command is about: its folder, and where its store is.

use std::path::PathBuf;
use std::sync::Arc;

use super::words;
use crate::store::{Place, Store};

/// Which hub a command is about.
#[derive(clap::Args)]
pub(super) struct HubArguments {
    /// The hub's folder.
    #[arg(long)]
    pub(super) data: PathBuf,
    /// `postgres://…` where the store is in a PostgreSQL server; the folder's own where not said.
    #[arg(long, env = "JINSHUI_STORE", hide_env_values = true)]
    pub(super) store: Option<String>,
}

impl HubArguments {
    /// Where the store is.
    pub(super) fn place(&self) -> Result<Place, String> {
        Place::of(&self.data, self.store.as_deref()).map_err(words)
    }

    /// The hub's store.
    pub(super) async fn open(&self) -> Result<Arc<dyn Store>, String> {
        self.place()?.open().await.map_err(words)
    }
}

// There may be a password in the store's address: only that there is one is ever printed.
impl std::fmt::Debug for HubArguments {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("HubArguments")
            .field("data", &self.data)
            .field("store", &self.store.is_some())
            .finish()
    }
}
