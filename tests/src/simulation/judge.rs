//! The end: the storm is over, every device syncs until nothing moves, and the ledger is held against what is there.

use std::collections::BTreeSet;
use std::sync::Arc;

use jinshui_core::community::Directory;
use jinshui_core::wire::{Boxed, LogDocument};
use jinshui_core::{Kind, Space, access};
use jinshui_sync_server::store::{Bounds, BoxReader, LogRequest, Snapshot, Store};
use serde_json::{Value, json};

use super::cast::DEVICES;
use super::fault::Fault;
use super::ledger::{Entry, Mark};
use super::phone::Step;
use super::scene::Finding;
use super::town::Town;

/// Rounds of syncs until nothing may move any more.
const ROUNDS: usize = 16;

/// Whether bytes hold these words.
pub(super) fn holds(bytes: &[u8], words: &str) -> bool {
    memchr::memmem::find(bytes, words.as_bytes()).is_some()
}

/// What one device's person finds that came back.
struct Returned {
    member: &'static str,
    items: Vec<Value>,
}

impl Town {
    /// Ends the storm and lets everybody sync until nothing moves.
    pub(super) async fn settle(&mut self) {
        self.scene.note("the storm is over");
        self.hub_full = false;
        self.limit_hub().await;
        for at in 0..self.phones.len() {
            self.phones[at].line.set(true, 0, &[]);
            self.phones[at].fill_disk(false).await;
            while self.phones[at].is_waiting() {
                self.resume(at).await;
            }
        }
        while self.scene.held() > 0 {
            let sent = self.scene.release(0);
            self.hub.deliver(&sent).await;
        }
        for _ in 0..ROUNDS {
            let mut moved = false;
            for at in 0..self.phones.len() {
                self.scene.time.pass(61_000);
                if self.is_cloned(at).await {
                    self.join_anew(at).await;
                    moved = true;
                    continue;
                }
                let step = self.phones[at].sync().await;
                self.synced(at, "last sync", &step);
                moved |= self.moved(at, &step).await;
            }
            if !moved {
                return;
            }
        }
        self.scene.found(Finding::Diverged("the devices do not come to rest".to_owned()));
    }

    async fn moved(&self, at: usize, step: &Step) -> bool {
        let Step::Done(Ok(report)) = step else { return true };
        let unsent = self.phones[at].app().status().await.unwrap().unsent;
        !report.complete
            || unsent + report.pushed + report.refused + report.pulled + report.missing + report.returned > 0
    }

    /// Every change of the log.
    pub(super) async fn words_in_log(&self) -> Vec<Vec<u8>> {
        let changes = self.log().await.into_iter().flat_map(|document| document.changes);
        changes.map(|change| change.bytes.to_vec()).collect()
    }

    pub(super) async fn log(&self) -> Vec<LogDocument> {
        let seat = self.hub.seat().await;
        let position = seat.store().position().await.unwrap();
        let rows = seat.store().directory_since(0).await.unwrap();
        let mut spaces = vec![Space::Community, Space::Police, Space::Council];
        spaces.extend(
            rows.nodes.iter().flat_map(|node| [Space::Grid(node.id.clone()), Space::Homes(node.id.clone())]),
        );
        let bounds = Bounds { bytes: 1 << 30, changes: 1 << 30, scan: 1 << 40 };
        let (spaces, except) = (Arc::new(spaces), Arc::default());
        let request =
            LogRequest { rights: position.rights, spaces, after: 0, except, digests: false, bounds };
        match seat.store().read_log(request).await.unwrap() {
            Snapshot::Page(page) => page.documents,
            Snapshot::Stale => panic!("nobody else writes"),
        }
    }

    /// Holds everything that was acknowledged, and every replica, against the hub.
    pub(super) async fn judge(&mut self) {
        let log = self.log().await;
        let mut returned = Vec::new();
        for phone in &self.phones {
            let outbox = phone.ask("outbox.list", &json!({})).await.unwrap();
            let items = outbox["refused"].as_array().cloned().unwrap_or_default();
            returned.push(Returned { member: phone.member, items });
        }
        let boxed = self.boxed().await;
        let entries = self.ledger.entries.clone();
        for entry in &entries {
            self.judge_entry(entry, &log, (&returned, &boxed));
        }
        let items: Vec<&Value> = returned.iter().flat_map(|one| &one.items).collect();
        self.judge_moves(&log, (&items, &boxed)).await;
        self.judge_views(&entries, &log).await;
        self.judge_replicas(&log).await;
        let (count, changes) = (log.len(), log.iter().map(|one| one.changes.len()).sum::<usize>());
        self.scene.note(format!("{} entries, {count} records, {changes} changes", entries.len()));
    }

    /// The hub's refusals box, whole.
    async fn boxed(&self) -> Vec<Boxed> {
        let seat = self.hub.seat().await;
        let rows = seat.store().directory_since(0).await.unwrap();
        let all = rows
            .nodes
            .iter()
            .flat_map(|node| [Space::Grid(node.id.clone()), Space::Homes(node.id.clone()), Space::Community]);
        let (managed, readable) = (all.collect(), Vec::new());
        let reader =
            BoxReader { managed, member: "nobody".into(), readable, rows: u32::MAX, bytes: usize::MAX };
        seat.store().boxed(reader).await.unwrap()
    }

    fn judge_entry(&self, entry: &Entry, log: &[LogDocument], (returned, boxed): (&[Returned], &[Boxed])) {
        let said = format!(
            "#{} {} {} by {} on {}: {}",
            entry.number, entry.command, entry.record, entry.member, entry.phone, entry.words
        );
        let mut there: usize = 0;
        for document in log {
            if entry.mark == Mark::Record {
                there += usize::from(document.document.to_string() == entry.record);
            } else {
                let has = |change: &&jinshui_core::wire::ReceivedChange| holds(&change.bytes, &entry.words);
                there += document.changes.iter().filter(has).count();
            }
        }
        let boxes = returned.iter().filter(|one| one.member == entry.member);
        let back = boxes.flat_map(|one| &one.items).filter(|item| is_of(item, entry)).count();
        match (there, back) {
            // Where its person may read no more, the community keeps it (R19).
            (0, 0) if entry.excused.is_none() && !boxed.iter().any(|one| lies_in(one, entry)) => {
                self.scene.found(Finding::Lost(said));
            }
            (2.., _) if entry.mark == Mark::Words => {
                self.scene.found(Finding::Doubled(format!("{said}: {there} times in the log")));
            }
            (1.., 1..) if entry.mark == Mark::Words && !self.scene.tally().contains_key(&Fault::Clone) => {
                self.scene.found(Finding::Doubled(format!("{said}: in the log and returned")));
            }
            _ => {}
        }
    }

    /// What the office's screen shows: each text once.
    async fn judge_views(&self, entries: &[Entry], log: &[LogDocument]) {
        for document in log {
            let show = match document.kind {
                Kind::Hazard => "hazard.show",
                Kind::Patrol => "patrol.show",
                Kind::Home => "home.show",
                _ => continue,
            };
            let id = document.document.to_string();
            let view = match self.phones[0].ask(show, &json!({ "id": id })).await {
                Ok(view) => view,
                Err(failure) => {
                    self.scene.found(Finding::Lost(format!("{show} {id} at the office: {failure}")));
                    continue;
                }
            };
            for entry in entries.iter().filter(|entry| entry.record == id && entry.mark == Mark::Words) {
                let Some(texts) = shown_texts(entry.command, &view) else { continue };
                let in_log = document.changes.iter().any(|change| holds(&change.bytes, &entry.words));
                let times = texts.matches(&entry.words).count();
                let said =
                    format!("#{} {} {}: shown {times} times", entry.number, entry.command, entry.words);
                match (times, in_log) {
                    (0, true) => self.scene.found(Finding::Lost(said)),
                    (2.., _) => self.scene.found(Finding::Doubled(said)),
                    _ => {}
                }
            }
        }
    }

    async fn judge_replicas(&self, log: &[LogDocument]) {
        let seat = self.hub.seat().await;
        let rows = seat.store().directory_since(0).await.unwrap();
        let directory = Directory::new(rows.version, rows.nodes, rows.members);
        let ids = log.iter().map(|document| document.document).collect();
        let metas = seat.store().documents(ids).await.unwrap();
        drop(seat);
        for (at, phone) in self.phones.iter().enumerate() {
            // To make all rows anew costs more than all the rest: every seed does it for three other devices.
            let anew = (at as u64 + self.plan.seed).is_multiple_of(4);
            let member = directory.member(&phone.member.into()).unwrap();
            let readable: BTreeSet<Space> = access::readable(&directory, member);
            let metas = metas.clone();
            let compare = move |store: &mut jinshui_device::store::Store| {
                let mut wrong = Vec::new();
                let mut held = 0;
                for meta in &metas {
                    let may = readable.contains(&meta.space);
                    held += u64::from(may);
                    let heads = store.kind_of(meta.id).is_ok().then(|| store.heads(meta.id)).transpose();
                    let heads = match heads {
                        Ok(heads) => heads,
                        Err(error) => {
                            wrong.push(format!("{} cannot be read: {error}", meta.id));
                            continue;
                        }
                    };
                    let mut hub = meta.heads.clone();
                    hub.sort_unstable();
                    match (may, heads) {
                        (true, Some(heads)) if heads != hub => wrong.push(format!("{} differs", meta.id)),
                        (true, None) => wrong.push(format!("{} is not there", meta.id)),
                        (false, Some(_)) => wrong.push(format!("{} may not be read", meta.id)),
                        _ => {}
                    }
                }
                let total: u64 = store.counts()?.values().sum();
                if total != held {
                    wrong.push(format!("{total} records, {held} may be read"));
                }
                let before = if anew { store.projection()? } else { Vec::new() };
                if anew {
                    store.rebuild()?;
                }
                if anew && store.projection()? != before {
                    wrong.push("its projection is not what its records say".to_owned());
                }
                Ok(wrong)
            };
            for wrong in phone.app().with_store(compare).await.unwrap() {
                self.scene.found(Finding::Diverged(format!("{}: {wrong}", phone.name)));
            }
        }
        debug_assert!(self.phones.len() >= DEVICES.len());
    }
}

/// Whether what lies in the refusals box is what this entry says.
fn lies_in(boxed: &Boxed, entry: &Entry) -> bool {
    let same = boxed.document.to_string() == entry.record && boxed.author.as_str() == entry.member;
    same && (entry.mark == Mark::Record || entry.command == "photo.add" || holds(&boxed.bytes, &entry.words))
}

/// Whether what came back is what this entry says.
fn is_of(item: &Value, entry: &Entry) -> bool {
    let same = item["id"].as_str() == Some(&entry.record);
    match (entry.mark, entry.command) {
        (_, "photo.add") => same && item["writing"] == "photo",
        (Mark::Record, _) => same && item["writing"] == "home",
        _ => says(item, entry),
    }
}

/// Whether its words are this entry's. An edit of a text brings the whole text, and its own words stand last.
pub(super) fn says(item: &Value, entry: &Entry) -> bool {
    let text = item["text"].as_str().unwrap_or_default();
    match (entry.mark, item["writing"] == "edit") {
        (Mark::Words, true) => text.ends_with(&entry.words),
        _ => text.contains(&entry.words),
    }
}

/// The texts among which a deed's words stand once on the record's screen; none where it shows them only sometimes.
fn shown_texts(command: &str, view: &Value) -> Option<String> {
    let all = |list: &str, key: &str| {
        let items = view[list].as_array().cloned().unwrap_or_default();
        items.iter().filter_map(|item| item[key].as_str()).collect::<Vec<_>>().join("\n")
    };
    match command {
        "hazard.report" | "hazard.edit" | "patrol.edit" | "home.edit" => {
            Some(view["words"].as_str().unwrap_or_default().to_owned())
        }
        "comment.add" => Some(all("comments", "text")),
        "hazard.act" | "patrol.act" => Some(all("steps", "note")),
        "home.visit" => Some(all("visits", "note")),
        "home.look" => Some(all("looks", "purpose")),
        _ => None,
    }
}
