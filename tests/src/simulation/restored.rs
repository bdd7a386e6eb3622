//! The hub comes back from a copy, as the operator puts it back (R23). What it lost comes back from the devices that have it;
//! what no device has that may read it is gone, and the ledger says so.

use std::collections::BTreeMap;

use jinshui_core::admit::admit;
use jinshui_core::community::Directory;
use jinshui_core::wire::LogDocument;
use jinshui_core::{ChangeHash, DocumentId, Space, Timestamp, access};
use jinshui_sync_server::store::Store;

use super::fault::Fault;
use super::judge::holds;
use super::ledger::{Entry, Mark};
use super::scene::Finding;
use super::town::Town;

/// Why an entry need not be there any more: counted, and told apart from what people put away.
pub(super) const GONE: &str = "held by no device that may give it back";

impl Town {
    pub(super) async fn copy_hub(&mut self) {
        self.hub.copy("hub-copy").await;
        self.hub_copied = true;
        self.scene.note("the hub is copied");
    }

    /// Whether some device has not been in touch since the hub was put back: until then nothing else is taken from what holds
    /// the only copies.
    pub(super) fn is_mending(&self) -> bool {
        !self.unmended.is_empty()
    }

    pub(super) async fn restore_hub(&mut self) {
        self.scene.fault(Fault::HubRestore, "");
        let before = self.log().await;
        let rows = self.hub.seat().await.store().directory_since(0).await.unwrap();
        self.hub.restore("hub-copy").await;
        self.hub_full = false;
        // The office enters the posts as they are now: the directory is not what devices give back.
        let now = Timestamp(self.scene.time.now());
        let entered = self.hub.seat().await.store().put_directory(rows.nodes, rows.members, now).await;
        if let Err(error) = entered {
            self.scene.found(Finding::Broken(format!("the posts cannot be entered anew: {error}")));
        }
        self.unmended = self.phones.iter().map(|phone| phone.name.clone()).collect();
        self.account(&before).await;
    }

    /// Excuses what was in the log, is not in it any more, and is on no device that may read it.
    async fn account(&mut self, before: &[LogDocument]) {
        let after = self.log().await;
        let spaces: BTreeMap<DocumentId, Space> =
            before.iter().chain(&after).map(|one| (one.document, one.space.clone())).collect();
        let is_there = |entry: &Entry| after.iter().any(|one| !of(entry, one).is_empty());
        let mut gone = Vec::new();
        for entry in self.ledger.entries.iter().filter(|entry| entry.excused.is_none()) {
            let lost: Vec<_> = before.iter().map(|one| (one.document, of(entry, one))).collect();
            let lost: Vec<_> = lost.into_iter().filter(|(_, hashes)| !hashes.is_empty()).collect();
            if lost.is_empty() || is_there(entry) {
                continue;
            }
            let mut held = false;
            for (document, hashes) in lost {
                held |= self.is_held(document, hashes, &spaces[&document]).await;
            }
            if !held {
                gone.push(entry.number);
            }
        }
        for at in 0..self.moves.len() {
            let record = &self.moves[at].record;
            let moved = |one: &LogDocument| match one.document.to_string() == *record {
                true => changes(one, |bytes| holds(bytes, "moved_to")),
                false => Vec::new(),
            };
            let there: Vec<_> = after.iter().flat_map(&moved).collect();
            let lost = before.iter().map(|one| (one.document, moved(one)));
            let lost: Vec<_> = lost
                .filter(|(_, all)| !all.is_empty() && all.iter().any(|hash| !there.contains(hash)))
                .collect();
            for (document, hashes) in lost {
                let held = self.is_held(document, hashes, &spaces[&document]).await;
                self.moves[at].gone |= !held;
            }
        }
        self.scene.note(format!("{} records were, {} are, gone {gone:?}", before.len(), after.len()));
        self.ledger.excuse(|entry| gone.contains(&entry.number), GONE);
    }

    /// Whether a device has one of these changes and may give it back.
    async fn is_held(&self, document: DocumentId, hashes: Vec<ChangeHash>, space: &Space) -> bool {
        let rows = self.hub.seat().await.store().directory_since(0).await.unwrap();
        let directory = Directory::new(rows.version, rows.nodes, rows.members);
        for phone in &self.phones {
            let member = directory.member(&phone.member.into()).unwrap();
            if !access::readable(&directory, member).contains(space) {
                continue;
            }
            let hashes = hashes.clone();
            let has = move |store: &mut jinshui_device::store::Store| {
                Ok(store.history(document)?.iter().any(|change| hashes.contains(&change.hash)))
            };
            if phone.app().with_store(has).await.unwrap() {
                return true;
            }
        }
        false
    }
}

/// The changes of a record in which an entry stands.
fn of(entry: &Entry, document: &LogDocument) -> Vec<ChangeHash> {
    let says = |bytes: &[u8]| match entry.mark {
        Mark::Record => document.document.to_string() == entry.record,
        _ => holds(bytes, &entry.words),
    };
    changes(document, says)
}

/// The changes of a record that say something.
fn changes(document: &LogDocument, says: impl Fn(&[u8]) -> bool) -> Vec<ChangeHash> {
    let changes = document.changes.iter().filter(|change| says(&change.bytes));
    changes.filter_map(|change| admit(&change.bytes).ok()).map(|change| change.hash).collect()
}
