//! Where a hub's store is: in its folder, or in a PostgreSQL server.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::postgres::{PostgresStore, Server};
use super::sqlite::SqliteStore;
use super::{Result, Store, StoreError};

/// Where a hub's store is.
pub enum Place {
    /// The embedded store of this folder.
    Folder(PathBuf),
    /// A database of PostgreSQL.
    Postgres(Server),
}

impl Place {
    /// The store of the hub in `folder`, as the command line says: `postgres://…`, or nothing for the folder's own.
    ///
    /// # Errors
    /// Where it says something else, or the folder has a store of its own besides.
    pub fn of(folder: &Path, said: Option<&str>) -> Result<Self> {
        let Some(url) = said.filter(|said| !said.is_empty()) else {
            return Ok(Place::Folder(folder.to_owned()));
        };
        if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(StoreError::Other("--store must begin with postgres://".to_owned()));
        }
        let server = Server::parse(url)?;
        if folder.join("server.db").exists() {
            return Err(StoreError::AlreadyThere(format!(
                "{}; leave --store out to use it, or say another --data",
                folder.display()
            )));
        }
        Ok(Place::Postgres(server))
    }

    /// Opens the store that is there.
    ///
    /// # Errors
    /// Where there is none, it cannot be reached or read, or a newer program wrote it.
    pub async fn open(&self) -> Result<Arc<dyn Store>> {
        Ok(match self {
            Place::Folder(folder) => Arc::new(SqliteStore::open(folder)?),
            Place::Postgres(server) => Arc::new(PostgresStore::open(server).await?),
        })
    }
}
