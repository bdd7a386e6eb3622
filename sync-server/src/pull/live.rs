//! The live feed: what is committed after a position, as it is committed (R10). It only reads, one read a wake-up, and
//! holds nothing while it waits.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jinshui_core::wire::{Epoch, Frame};

use tokio::sync::watch;

use super::outgoing::{Broken, Outgoing};
use super::reply::frames;
use super::rights::{Rights, send_directory};
use super::seals;
use crate::http::Caller;
use crate::hub::Hub;
use crate::store::{Bounds, BoxState, LogRequest, Snapshot};

/// How long a feed is silent before it says that it is up.
const BEAT: Duration = Duration::from_secs(20);

/// Where a feed begins, as the device says.
#[derive(Debug, Clone, serde::Deserialize)]
pub(crate) struct LiveQuery {
    /// The epoch of its cursor.
    pub(crate) epoch: uuid::Uuid,
    /// Its cursor.
    pub(crate) seq: u64,
    /// The directory version it holds.
    pub(crate) directory: u64,
    /// SHA-256 of the sorted names of the spaces it holds, one a line.
    pub(crate) held: String,
}

/// Sends the feed until the device goes, has to sync first, or the hub ends.
pub(crate) async fn send(
    hub: &Hub,
    out: &mut Outgoing,
    caller: &Caller,
    query: LiveQuery,
) -> Result<(), Broken> {
    let mut wakes = hub.store.wakes();
    let mut stopping = hub.stopping.clone();
    let position = hub.store.position().await?;
    let fits = position.epoch == Epoch(query.epoch) && query.seq <= position.head;
    if !fits || query.directory > position.directory {
        return out.send(vec![Frame::Resync]).await;
    }
    let rights = Rights::now(hub, &caller.member.id).await?;
    let LiveQuery { seq, directory, held, .. } = query;
    // Who manages nothing has heard that nothing is theirs.
    let told = rights.managed.is_empty().then(BoxState::default);
    let mut feed = Feed { hub, caller, rights, seq, epoch: position.epoch, directory, held, told };
    loop {
        // Marked as seen before reading: a commit during the read wakes the feed once more.
        wakes.mark_unchanged();
        if !feed.catch_up(out).await? {
            return out.send(vec![Frame::Resync]).await;
        }
        tokio::select! {
            woken = wakes.changed() => if woken.is_err() { return Ok(()) },
            () = tokio::time::sleep(BEAT) => out.send(vec![Frame::Beat { now: hub.now() }]).await?,
            () = out.gone() => return Ok(()),
            () = ended(&mut stopping) => return Ok(()),
        }
    }
}

/// Ends when the hub is about to end.
async fn ended(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stopping| *stopping).await);
}

struct Feed<'a> {
    hub: &'a Hub,
    caller: &'a Caller,
    /// Worked out anew only when somebody's have changed.
    rights: Rights,
    seq: u64,
    epoch: Epoch,
    directory: u64,
    held: String,
    /// What was last said of the refusals box.
    told: Option<BoxState>,
}

impl Feed<'_> {
    /// Sends what is new. False where the device must sync before it can go on.
    async fn catch_up(&mut self, out: &mut Outgoing) -> Result<bool, Broken> {
        let device = self.hub.store.device(&self.caller.device.id).await?;
        if device.is_none_or(|device| device.revoked) {
            return Ok(false);
        }
        // A new life may begin while the feed is open (R23).
        if self.hub.store.position().await?.epoch != self.epoch {
            return Ok(false);
        }
        // What has run out goes also while nobody writes.
        self.hub.directory().await?;
        loop {
            if self.rights.fingerprint() != self.held {
                return Ok(false);
            }
            if self.directory < self.rights.directory.version {
                self.directory = send_directory(self.hub, out, self.directory).await?;
            }
            if self.log(out).await? {
                self.refusals(out).await?;
                return Ok(true);
            }
            self.rights = Rights::now(self.hub, &self.caller.member.id).await?;
        }
    }

    /// Says what lies open in the refusals box, where it is another than before (R19).
    async fn refusals(&mut self, out: &mut Outgoing) -> Result<(), Broken> {
        let state = self.rights.open_box(self.hub).await?;
        if self.told.replace(state) == Some(state) {
            return Ok(());
        }
        let BoxState { open, newest } = state;
        out.send(vec![Frame::Box { open, newest }]).await
    }

    /// Sends newer entries. False where rights have changed: the page was not read.
    async fn log(&mut self, out: &mut Outgoing) -> Result<bool, Broken> {
        let (spaces, except) = (self.rights.list(), Arc::new(HashSet::new()));
        loop {
            let request = LogRequest {
                rights: self.rights.directory.rights,
                spaces: Arc::clone(&spaces),
                after: self.seq,
                except: Arc::clone(&except),
                digests: true,
                bounds: Bounds::default(),
            };
            let Snapshot::Page(mut page) = self.hub.store.read_log(request).await? else { return Ok(false) };
            seals::put(self.hub.seals()?, &mut page.documents);
            let before = self.seq;
            let moved = page.seq > self.seq;
            self.seq = page.seq;
            // Entries of others move the position too: the device's cursor follows.
            if moved {
                out.send(frames(page.left, page.documents, before, page.seq)).await?;
            }
            if page.complete.is_some() {
                return Ok(true);
            }
        }
    }
}
