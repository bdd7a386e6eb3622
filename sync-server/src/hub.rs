//! What every request works with: the store, the directory in memory, documents in memory, clock, limits.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use jinshui_core::community::Directory;
use jinshui_core::hand_over::SecretKey;
use jinshui_core::{Code, Failure, Timestamp};
use tokio::sync::watch;

use crate::blob::{Folder, Turns};
use crate::chance::{Random, System};
use crate::clock::Clock;
use crate::hand_over;
use crate::http::{ApiFailure, Buckets};
use crate::journal::Journal;
use crate::lines::Lines;
use crate::push::Documents;
use crate::seal::SealKey;
use crate::store::{Store, StoreError};

/// The hub at work.
pub(crate) struct Hub {
    /// Its memory.
    pub(crate) store: Arc<dyn Store>,
    /// Its clock.
    pub(crate) clock: Arc<dyn Clock>,
    /// Where its random bytes come from.
    pub(crate) random: Arc<dyn Random>,
    /// Where its files are.
    pub(crate) folder: PathBuf,
    /// Where attachments' bytes are.
    pub(crate) blobs: Folder,
    /// What outlives the database.
    pub(crate) journal: Journal,
    /// Uploads take turns.
    pub(crate) uploads: Turns,
    /// Documents in memory.
    pub(crate) documents: Documents,
    /// How often each device may ask.
    pub(crate) buckets: Buckets,
    /// Whether a program in front of this one says for whom it asks.
    pub(crate) behind_proxy: bool,
    /// True once the hub is about to end: live feeds end too.
    pub(crate) stopping: watch::Receiver<bool>,
    /// `http://127.0.0.1:PORT`: how the console's devices reach this hub.
    pub(crate) address: OnceLock<String>,
    /// What opens hand-over files.
    pub(crate) hand_over: Arc<SecretKey>,
    /// Hand-over files are taken in one at a time.
    pub(crate) intake: tokio::sync::Mutex<()>,
    directory: RwLock<Arc<Directory>>,
    /// The turns of each device.
    pub(crate) lines: Lines,
    seals: OnceLock<SealKey>,
}

impl Hub {
    /// A hub over a store.
    ///
    /// # Errors
    /// Where the key for hand-over files cannot be read or made.
    pub(crate) fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        folder: PathBuf,
        stopping: watch::Receiver<bool>,
    ) -> Result<Self, Failure> {
        Ok(Hub {
            hand_over: Arc::new(hand_over::load(&folder)?),
            intake: tokio::sync::Mutex::default(),
            store,
            clock,
            random: Arc::new(System),
            blobs: Folder::new(&folder),
            documents: Documents::new(&folder),
            journal: Journal::new(&folder),
            uploads: Turns::default(),
            folder,
            buckets: Buckets::default(),
            behind_proxy: false,
            stopping,
            address: OnceLock::new(),
            directory: RwLock::default(),
            lines: Lines::default(),
            seals: OnceLock::new(),
        })
    }

    /// The hub's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The directory as it is now, with what is granted beside it. It is held in memory and read anew only when somebody's rights
    /// have changed; who is named in what has run out is taken off first.
    pub(crate) async fn directory(&self) -> Result<Arc<Directory>, StoreError> {
        let mut now = self.held_directory().await?;
        if now.grants.is_due(self.now()) && self.store.expire(self.now()).await? {
            now = self.held_directory().await?;
        }
        Ok(now)
    }

    async fn held_directory(&self) -> Result<Arc<Directory>, StoreError> {
        let held = Arc::clone(&self.directory.read().unwrap_or_else(PoisonError::into_inner));
        if self.store.position().await?.rights == held.rights {
            return Ok(held);
        }
        let rows = self.store.directory_since(held.version).await?;
        let mut newer = Directory::clone(&held);
        newer.merge(rows.version, rows.nodes, rows.members);
        (newer.rights, newer.grants) = (rows.rights, rows.grants);
        let newer = Arc::new(newer);
        let mut place = self.directory.write().unwrap_or_else(PoisonError::into_inner);
        if place.rights < newer.rights {
            *place = Arc::clone(&newer);
        }
        Ok(newer)
    }

    /// The key of seals and certificates, read from the hub's folder once.
    ///
    /// # Errors
    /// Where its file cannot be read.
    pub(crate) fn seals(&self) -> Result<&SealKey, StoreError> {
        if self.seals.get().is_none() {
            let opened = SealKey::open(&self.folder)?;
            self.seals.get_or_init(|| opened);
        }
        self.seals.get().ok_or_else(|| StoreError::Key("no key for seals".to_owned()))
    }

    /// An answer that is not a success.
    pub(crate) fn fail(&self, code: Code, message: impl Into<String>) -> ApiFailure {
        ApiFailure::new(Failure::new(code, message), self.now())
    }

    /// The answer to a failure of the store: the caller sees its code, the log the details.
    pub(crate) fn store_failed(&self, error: &StoreError) -> ApiFailure {
        match error {
            StoreError::Revoked => tracing::info!("a device was revoked while it was heard"),
            _ => tracing::error!(%error, "the store failed"),
        }
        let message = match error.code() {
            Code::StorageFull => "the hub's disk is full; tell the office, nothing was lost on this device",
            Code::StoreBusy => "the hub is busy; try again",
            Code::Revoked => "the office has revoked this device",
            _ => "the hub could not do it; its log has the details",
        };
        self.fail(error.code(), message)
    }
}
