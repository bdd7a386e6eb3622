//! What the parts of a running device share: the store behind its lock, the hub, the sync lock, who listens.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jinshui_core::command::Topic;
use jinshui_core::{Code, Failure};
use tokio::sync::{Notify, broadcast};

use crate::commands::Pulse;
use crate::platform::Platform;
use crate::store::{self, Store};
use crate::sync::Hub;

/// What the parts of a running device share.
pub(crate) struct Shared {
    pub(crate) home: PathBuf,
    pub(crate) platform: Platform,
    pub(crate) store: Mutex<Store>,
    pub(crate) pulse: Mutex<Pulse>,
    pub(crate) hub: tokio::sync::Mutex<Option<Hub>>,
    /// One sync at a time in this process; the lock file keeps other processes out.
    pub(crate) syncing: tokio::sync::Mutex<File>,
    pub(crate) wake: Arc<Notify>,
    /// Somebody wants to see a picture that is not here.
    pub(crate) pictures: Notify,
    pub(crate) changed: broadcast::Sender<Vec<Topic>>,
}

impl Shared {
    /// Runs work on the store away from the async threads.
    pub(crate) async fn with_store<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Store) -> store::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let shared = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            // A panic in earlier work cannot have left a transaction open: it rolled back as it unwound.
            let mut store = shared.store.lock().unwrap_or_else(PoisonError::into_inner);
            store.renew()?;
            work(&mut store)
        });
        let done = done.await.map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
        Ok(done?)
    }

    /// The hub, once the device is enrolled.
    pub(crate) async fn hub(self: &Arc<Self>) -> Result<Option<Hub>, Failure> {
        let mut hub = self.hub.lock().await;
        if hub.is_none() {
            let (identity, ahead) =
                self.with_store(|store| Ok((store.identity()?, store.reading()?.clock_ahead_ms))).await?;
            let (network, clock) = (self.platform.network.clone(), self.platform.clock.clone());
            *hub = identity.map(|identity| Hub::new(identity, network, clock, ahead));
        }
        Ok(hub.clone())
    }

    /// Waits until no other sync of this store runs, in this process or another.
    pub(crate) async fn sync_lock(&self) -> SyncLock<'_> {
        let file = self.syncing.lock().await;
        while file.try_lock().is_err() {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        SyncLock { file }
    }

    pub(crate) fn now_pulse(&self) -> Pulse {
        *self.pulse_guard()
    }

    fn pulse_guard(&self) -> MutexGuard<'_, Pulse> {
        self.pulse.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what the sync task knows, and tells screens if it changed.
    pub(crate) fn pulse(&self, change: impl FnOnce(&mut Pulse)) {
        let (before, after) = {
            let mut pulse = self.pulse_guard();
            let before = *pulse;
            change(&mut pulse);
            (before, *pulse)
        };
        if before != after {
            self.tell_sending();
        }
    }

    /// Tells whoever listens which topics changed.
    pub(crate) fn tell(&self, topics: BTreeSet<Topic>) {
        // Nobody listening is no failure.
        if !topics.is_empty() && self.changed.send(topics.into_iter().collect()).is_err() {
            tracing::trace!("no screen listens");
        }
    }
}

/// The right to sync this store, given back when dropped.
pub(crate) struct SyncLock<'a> {
    file: tokio::sync::MutexGuard<'a, File>,
}

impl Drop for SyncLock<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.file.unlock() {
            tracing::warn!(%error, "the sync lock could not be given back; it goes with the process");
        }
    }
}
