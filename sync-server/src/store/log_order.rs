//! R7 under load, asked of every store: many writers append while readers follow the log page by page as live feeds do.
//! Every reader must see every entry that it may read exactly once and in order. `LOG_ORDER_COMMITS` says how many commits
//! each writer makes (`make log-order`).

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jinshui_core::{ChangeHash, DeviceId, DocumentId, Kind, MemberId, Space, Timestamp};
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::*;

const WRITERS: usize = 64;
const READERS: usize = 8;
const COMMITS: usize = 40;

/// An entry, and the space of its document.
type Entry = (u64, ChangeHash);
type Written = BTreeMap<u64, (ChangeHash, Space)>;

/// What went wrong for one reader.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    /// Written and never seen.
    pub(super) lost: usize,
    /// Seen, and not what was written there.
    pub(super) foreign: usize,
    /// Seen after one of a later position, or twice.
    pub(super) unordered: usize,
}

/// Runs the load on several handles of one store, each as a process of its own, and looks at what the readers saw.
pub(super) async fn holds<S: Store + 'static>(stores: &[Arc<S>]) {
    let commits = std::env::var("LOG_ORDER_COMMITS").ok().and_then(|said| said.parse().ok());
    let commits = commits.unwrap_or(COMMITS);
    let directory = stores[0].put_directory(vec![], vec![], Timestamp(1)).await.unwrap();
    let (end, ended) = watch::channel(false);
    let mut readers = JoinSet::new();
    for number in 0..READERS {
        let store = Arc::clone(&stores[number % stores.len()]);
        let spaces = if number % 2 == 0 { vec![space(0), space(1)] } else { vec![space(0)] };
        readers.spawn(Reader::new(store, directory, spaces).follow(ended.clone()));
    }
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let store = Arc::clone(&stores[number % stores.len()]);
        writers.spawn(async move { write(&*store, directory, number, commits).await });
    }
    let written: Written = writers.join_all().await.into_iter().flatten().collect();
    end.send(true).unwrap();
    assert_eq!(written.len(), WRITERS * commits, "every commit has a position of its own");
    let first = directory + 1;
    assert!(written.keys().copied().eq(first..first + (WRITERS * commits) as u64), "without a gap");
    for reader in readers.join_all().await {
        assert_eq!(reader.faults(&written), Faults::default(), "{:?}", reader.spaces);
    }
}

fn space(number: usize) -> Space {
    Space::Grid(["a", "b"][number % 2].into())
}

/// The name of a writer's change; also its bytes, by which readers know it again.
pub(super) fn name(writer: usize, number: usize) -> ChangeHash {
    let mut hash = [0; 32];
    hash[..8].copy_from_slice(&(writer as u64 + 1).to_be_bytes());
    hash[8..16].copy_from_slice(&(number as u64).to_be_bytes());
    ChangeHash(hash)
}

/// A writer's document.
pub(super) fn document(writer: usize) -> DocumentId {
    DocumentId(Uuid::from_u128(writer as u128 + 1))
}

/// One commit of a writer.
pub(super) fn commit(directory: u64, writer: usize, number: usize) -> Append {
    let (id, space) = (document(writer), space(writer));
    let heads = vec![ChangeHash([0xFF; 32])];
    let before = number.checked_sub(1).map_or(heads[0], |before| name(writer, before));
    let create =
        NewDocument { id, kind: Kind::Hazard, schema: 1, generation: 0, space: space.clone(), heads };
    let hash = name(writer, number);
    let mut actor = [0; 16];
    actor[..8].copy_from_slice(&(writer as u64).to_be_bytes());
    let actor_seq = number as u64 + 1;
    let change = NewChange {
        document: id,
        hash,
        deps: vec![before],
        actor,
        actor_seq,
        blobs: vec![],
        moves_to: None,
        follows: None,
        names: Vec::new(),
        until: None,
        late: false,
        replaces: vec![],
        bytes: hash.0.to_vec(),
        recovered: None,
    };
    Append {
        rights: directory,
        author: MemberId("m".to_owned()),
        device: DeviceId("d".to_owned()),
        received_at: Timestamp(1),
        create: if number == 0 { vec![create] } else { vec![] },
        judged: if number == 0 { vec![] } else { vec![Judged { id, generation: 0, space }] },
        changes: vec![change],
        refusals: vec![],
    }
}

async fn write(
    store: &impl Store,
    directory: u64,
    writer: usize,
    commits: usize,
) -> Vec<(u64, (ChangeHash, Space))> {
    let mut written = Vec::new();
    for number in 0..commits {
        match store.append(commit(directory, writer, number)).await.unwrap() {
            Appended::Durable(receipts) => {
                written.push((receipts[0].seq, (name(writer, number), space(writer))));
            }
            other => panic!("{other:?}"),
        }
    }
    written
}

/// Who follows the log.
pub(super) struct Reader<S> {
    store: Arc<S>,
    directory: u64,
    pub(super) spaces: Vec<Space>,
    after: u64,
    seen: Vec<Entry>,
}

impl<S: Store> Reader<S> {
    pub(super) fn new(store: Arc<S>, directory: u64, spaces: Vec<Space>) -> Self {
        Reader { store, directory, spaces, after: 0, seen: Vec::new() }
    }

    /// Follows until the writers have ended and the head is reached. A wake that does not come leaves it waiting.
    async fn follow(mut self, mut ended: watch::Receiver<bool>) -> Self {
        let mut wakes = self.store.wakes();
        loop {
            wakes.mark_unchanged();
            let last = *ended.borrow_and_update();
            self.read_on().await;
            if last {
                return self;
            }
            tokio::select! {
                woken = wakes.changed() => woken.unwrap(),
                ended = ended.changed() => ended.unwrap(),
            }
        }
    }

    /// Reads to the head, a few entries a page.
    pub(super) async fn read_on(&mut self) {
        loop {
            let request = LogRequest {
                rights: self.directory,
                spaces: Arc::new(self.spaces.clone()),
                after: self.after,
                except: Arc::new(HashSet::new()),
                digests: true,
                bounds: Bounds { changes: 100, ..Bounds::default() },
            };
            let Snapshot::Page(page) = self.store.read_log(request).await.unwrap() else { panic!("stale") };
            let changes = page.documents.iter().flat_map(|document| &document.changes);
            let mut entries: Vec<Entry> =
                changes.map(|one| (one.seq, ChangeHash(one.bytes[..].try_into().unwrap()))).collect();
            // Within a page they are grouped by document.
            entries.sort_unstable();
            assert!(entries.iter().all(|(seq, _)| *seq > self.after && *seq <= page.seq));
            self.seen.extend(entries);
            self.after = page.seq;
            if page.complete.is_some() {
                return;
            }
        }
    }

    /// What this reader missed or should not have seen.
    pub(super) fn faults(&self, written: &Written) -> Faults {
        let readable = written.iter().filter(|(_, (_, space))| self.spaces.contains(space));
        let seen: BTreeMap<_, _> = self.seen.iter().copied().collect();
        Faults {
            lost: readable.filter(|(seq, (hash, _))| seen.get(seq) != Some(hash)).count(),
            foreign: seen
                .iter()
                .filter(|(seq, hash)| written.get(seq).is_none_or(|one| one.0 != **hash))
                .count(),
            unordered: self.seen.windows(2).filter(|pair| pair[0].0 >= pair[1].0).count(),
        }
    }
}
