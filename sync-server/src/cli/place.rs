//! Which hub a command is about: its folder, and where its store is.

use std::path::PathBuf;
use std::sync::Arc;

use super::words;
use crate::store::{Place, Store};

/// What every folder of a hub in PostgreSQL has to have.
const KEYS: [&str; 2] = ["server.key", "hand-over.key"];

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

    /// Refuses a folder without the keys, where the store is not in it: what new ones seal counts nothing with the processes that
    /// have the old ones, nor after a restore (R22, R23).
    pub(super) fn has_keys(&self) -> Result<(), String> {
        let Place::Postgres(_) = self.place()? else { return Ok(()) };
        let missing = KEYS.into_iter().find(|key| !self.data.join(key).exists());
        missing.map_or(Ok(()), |key| {
            let folder = self.data.display();
            Err(format!("{folder} has no {key}: copy it from the folder that init made, or from its backup"))
        })
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
