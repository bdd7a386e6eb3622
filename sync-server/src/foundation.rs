//! A new hub, made aside and put in its place whole, its database last: a half-made hub is never seen. What it is filled with
//! besides its people is not known here.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use jinshui_core::community::Directory;
use jinshui_core::wire::Epoch;
use jinshui_core::{Failure, Timestamp};

use crate::seal::SealKey;
use crate::store::postgres::{PostgresStore, Server};
use crate::store::sqlite::SqliteStore;
use crate::store::{Store, StoreError};
use crate::{chance, hand_over};

/// What a hub consists of, the database last.
const PARTS: [&str; 4] = ["server.key", "hand-over.key", "blobs", "server.db"];

/// Why a hub could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FoundationError {
    /// There is one.
    #[error("there is already a hub in {}; it was left as it is", .0.display())]
    AlreadyThere(PathBuf),
    /// Files could not be written.
    #[error("cannot make {}: {error}", .folder.display())]
    Io {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// No key could be drawn.
    #[error(transparent)]
    Key(#[from] Failure),
    /// The store could not be made.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Refuses a folder that holds a hub.
pub(crate) fn check_free(folder: &Path) -> Result<(), FoundationError> {
    if folder.join("server.db").exists() {
        return Err(FoundationError::AlreadyThere(folder.to_owned()));
    }
    Ok(())
}

/// The empty folder in which a hub is made before it is put into `folder`.
pub(crate) fn site(folder: &Path) -> Result<PathBuf, FoundationError> {
    check_free(folder)?;
    let site = folder.join(".init");
    let made = || {
        if site.exists() {
            fs::remove_dir_all(&site)?;
        }
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&site)
    };
    made().map_err(|error| FoundationError::Io { folder: folder.to_owned(), error })?;
    Ok(site)
}

/// The store of a new hub with its people.
pub(crate) async fn store(
    site: &Path,
    directory: &Directory,
    at: Timestamp,
) -> Result<SqliteStore, FoundationError> {
    let key = chance::bytes::<32>()?;
    hand_over::make(site)?;
    let store = SqliteStore::create(site, key, Epoch(uuid::Uuid::new_v4()))?;
    put(&store, directory, at).await?;
    Ok(store)
}

/// The same in a PostgreSQL server, where it lies aside too until it is put in its place. Its keys are at the site.
pub(crate) async fn in_postgres(
    site: &Path,
    server: &Server,
    directory: &Directory,
    at: Timestamp,
) -> Result<PostgresStore, FoundationError> {
    hand_over::make(site)?;
    SealKey::open(site)?;
    let store = PostgresStore::create(server, Epoch(uuid::Uuid::new_v4())).await?;
    put(&store, directory, at).await?;
    Ok(store)
}

async fn put(store: &dyn Store, directory: &Directory, at: Timestamp) -> Result<(), StoreError> {
    let (nodes, members) = (directory.nodes().cloned().collect(), directory.members().cloned().collect());
    store.put_directory(nodes, members, at).await?;
    Ok(())
}

/// Moves a hub that is ready, and closed, from its site into the folder.
pub(crate) fn settle(site: &Path, folder: &Path) -> Result<(), FoundationError> {
    let moved = || {
        for part in PARTS.into_iter().filter(|part| site.join(part).exists()) {
            fs::rename(site.join(part), folder.join(part))?;
        }
        fs::remove_dir_all(site)?;
        File::open(folder)?.sync_all()
    };
    moved().map_err(|error| FoundationError::Io { folder: folder.to_owned(), error })
}
