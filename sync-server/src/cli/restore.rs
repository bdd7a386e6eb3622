//! `restore`: a hub from a copy. The log gets a new life, so that every device gives back what the copy does not have (R23).

use std::fs;
use std::path::{Path, PathBuf};

use jinshui_core::wire::Epoch;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::foundation;
use crate::journal;
use crate::store::postgres::PostgresStore;
use crate::store::sqlite::SqliteStore;
use crate::store::{NewLife, Place, Store};

pub(super) async fn run(hub: &HubArguments, from: Option<&Path>) -> Done {
    let epoch = Epoch(uuid::Uuid::new_v4());
    let head = match (hub.place()?, from) {
        (Place::Folder(folder), None) => in_folder(&folder, epoch).await?,
        (Place::Folder(folder), Some(from)) => put_back(from, &folder, epoch).await?,
        (Place::Postgres(server), None) => {
            let store = PostgresStore::open(&server).await.map_err(words)?;
            let head = begin(&store, epoch).await?;
            store.close().await.map_err(words)?;
            head
        }
        (Place::Postgres(_), Some(_)) => {
            return Err("a hub in PostgreSQL has no files to take --from: put its copy back with pg_restore, then run \
                        this without --from"
                .to_owned());
        }
    };
    print::json(&serde_json::json!({ "epoch": epoch, "head": head }))
}

/// Puts a copy into a folder that has no hub, and begins its new life. Gives where the log of the copy ends.
pub(crate) async fn put_back(from: &Path, folder: &Path, epoch: Epoch) -> Result<u64, String> {
    let site = copy(from, folder)?;
    let head = in_folder(&site, epoch).await?;
    foundation::settle(&site, folder).map_err(words)?;
    Ok(head)
}

/// Everything is in the database file then.
async fn in_folder(folder: &Path, epoch: Epoch) -> Result<u64, String> {
    let store = SqliteStore::open(folder).map_err(words)?;
    let head = begin(&store, epoch).await?;
    store.close().await.map_err(words)?;
    Ok(head)
}

/// Begins a new life where the log of the copy ends.
async fn begin(store: &dyn Store, epoch: Epoch) -> Result<u64, String> {
    let position = store.position().await.map_err(words)?;
    let new = NewLife { after: position.epoch, epoch, from_head: true };
    if store.begin_life(new).await.map_err(words)? != epoch {
        return Err("another program works on this hub; stop it first".to_owned());
    }
    Ok(position.head)
}

/// Copies a hub's files to the site in a folder that has none.
fn copy(from: &Path, folder: &Path) -> Result<PathBuf, String> {
    if !from.join("server.db").exists() {
        return Err(format!("there is no hub's copy in {}", from.display()));
    }
    let site = foundation::site(folder).map_err(words)?;
    // What a log left behind says belongs to a database that is not there any more.
    for left in ["server.db-wal", "server.db-shm"].map(|file| folder.join(file)) {
        if left.exists() {
            fs::remove_file(&left).map_err(|error| format!("{}: {error}", left.display()))?;
        }
    }
    for file in ["server.key", "hand-over.key", "server.db", "server.db-wal"] {
        let source = from.join(file);
        if source.exists() {
            fs::copy(&source, site.join(file)).map_err(|error| format!("{}: {error}", source.display()))?;
        }
    }
    tree(&from.join("blobs"), &site.join("blobs"))?;
    // The folder's own is newer (R22); the copy's is better than none.
    let (kept, copied) = (folder.join(journal::NAME), from.join(journal::NAME));
    if !kept.exists() && copied.exists() {
        fs::copy(&copied, &kept).map_err(|error| format!("{}: {error}", copied.display()))?;
    }
    Ok(site)
}

/// Copies a folder and what is in it; one that is not there is empty.
fn tree(from: &Path, to: &Path) -> Done {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    if !from.exists() {
        return Ok(());
    }
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().map_err(failed)?.is_dir() {
            tree(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(failed)?;
        }
    }
    Ok(())
}
