//! Turns: one upload at a time of one attachment. A fixed number of turns is shared by all names, so nothing grows.

use std::hash::{DefaultHasher, Hash, Hasher};

use jinshui_core::{BlobHash, DocumentId};
use tokio::sync::{Mutex, MutexGuard};

/// How many uploads may run at once.
const TURNS: u64 = 64;

/// The turns.
pub(crate) struct Turns {
    all: Vec<Mutex<()>>,
}

impl Default for Turns {
    fn default() -> Self {
        Turns { all: (0..TURNS).map(|_| Mutex::new(())).collect() }
    }
}

impl Turns {
    /// Waits for this attachment's turn.
    pub(crate) async fn turn(&self, id: DocumentId, hash: BlobHash) -> Option<MutexGuard<'_, ()>> {
        let mut hasher = DefaultHasher::new();
        (id, hash).hash(&mut hasher);
        let turn = self.all.get(usize::try_from(hasher.finish() % TURNS).unwrap_or_default())?;
        Some(turn.lock().await)
    }
}
