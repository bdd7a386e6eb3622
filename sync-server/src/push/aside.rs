//! Documents that were set aside (promise 10): counted for `/healthz`, and named with the reason in a file of the hub's
//! folder, from which `jinshui-sync-server status` tells the office. The file is of this start of the hub alone: the next one
//! tries every document anew.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jinshui_core::DocumentId;

const FILE: &str = "set-aside.json";

/// What is set aside.
pub(super) struct Aside {
    file: PathBuf,
    documents: Mutex<BTreeMap<DocumentId, String>>,
}

impl Aside {
    /// Nothing is set aside yet.
    pub(super) fn new(folder: &Path) -> Self {
        let file = folder.join(FILE);
        if let Err(error) = std::fs::remove_file(&file)
            && error.kind() != ErrorKind::NotFound
        {
            tracing::warn!(%error, "what an earlier start set aside is still named");
        }
        Aside { file, documents: Mutex::default() }
    }

    /// Notes a document and why; once for each.
    pub(super) fn note(&self, id: DocumentId, why: &str) {
        let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.insert(id, why.to_owned());
        let written = serde_json::to_vec(&*documents).map_err(io::Error::other);
        if let Err(error) = written.and_then(|bytes| std::fs::write(&self.file, bytes)) {
            tracing::error!(%error, document = %id, "a document that was set aside cannot be named in the file");
        }
    }

    /// How many documents are set aside.
    pub(super) fn count(&self) -> usize {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// What the hub of a folder has set aside since it last started.
///
/// # Errors
/// Where the file is there and cannot be read.
pub(crate) fn set_aside(folder: &Path) -> io::Result<BTreeMap<DocumentId, String>> {
    match std::fs::read(folder.join(FILE)) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::other),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error),
    }
}
