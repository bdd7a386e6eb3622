//! The hub's store on a disk: what is done to it and what was answered. What the changes hold is nothing to a store.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use jinshui_core::command::InviteKind;
use jinshui_core::community::demo;
use jinshui_core::document::digest;
use jinshui_core::wire::Epoch;
use jinshui_core::{BlobHash, ChangeHash, DeviceId, DeviceTag, DocumentId, Kind, MemberId, Space, Timestamp};
use jinshui_disk::Fault;
use jinshui_sync_server::store::sqlite::SqliteStore;
use jinshui_sync_server::store::{
    Append, Appended, Judged, Knock, Known, LogRequest, NewChange, NewDevice, NewDocument, NewInvite,
    NewRefusal, Receipt, Redeemed, Result, Snapshot, Store, StoreError,
};
use jinshui_tests::{Chance, sound};
use tempfile::TempDir;
use uuid::Uuid;

use crate::folder;

const NOW: Timestamp = Timestamp(1_000);

/// A hub's folder with its directory, closed, to be copied.
pub(crate) struct Template(TempDir);

impl Template {
    pub(crate) async fn new() -> Self {
        let home = folder();
        let store = SqliteStore::create(home.path(), [7; 32], Epoch(Uuid::from_u128(1))).unwrap();
        let demo = demo();
        store
            .put_directory(demo.nodes().cloned().collect(), demo.members().cloned().collect(), Timestamp(1))
            .await
            .unwrap();
        store.close().await.unwrap();
        Template(home)
    }

    pub(crate) fn copy(&self) -> TempDir {
        let home = folder();
        for name in ["server.db", "server.key"] {
            std::fs::copy(self.0.path().join(name), home.path().join(name)).unwrap();
        }
        home
    }

    /// Puts the key beside what a power cut has left.
    pub(crate) fn key_into(&self, folder: &Path) {
        std::fs::copy(self.0.path().join("server.key"), folder.join("server.key")).unwrap();
    }
}

/// One thing that a hub is asked to keep.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// A change to a document, which it makes where it is the first.
    Change { document: u128, number: u32 },
    /// A change that was refused.
    Refusal(u32),
    /// A device joins by a code.
    Joins(u32),
    /// The directory gets a new version.
    Directory,
}

/// A day at the hub.
pub(crate) fn day(chance: &mut Chance, count: u32) -> Vec<Step> {
    let mut steps = Vec::new();
    for number in 1..=count {
        steps.push(match chance.below(10) {
            0 => Step::Refusal(number),
            1 => Step::Joins(number),
            2 => Step::Directory,
            _ => Step::Change { document: 1 + chance.below(4) as u128, number },
        });
    }
    steps
}

fn hash(number: u32) -> ChangeHash {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    ChangeHash(bytes)
}

fn grid() -> Space {
    Space::Grid("g17".into())
}

fn sender() -> DeviceId {
    DeviceId("d".to_owned())
}

/// Does one thing; a second time it changes nothing. The receipt of a change.
pub(crate) async fn step(store: &SqliteStore, step: &Step) -> Result<Option<Receipt>> {
    match step {
        Step::Change { document, number } => {
            change(store, DocumentId(Uuid::from_u128(*document)), *number).await
        }
        Step::Refusal(number) => {
            let refusal = NewRefusal {
                document: DocumentId(Uuid::from_u128(9)),
                kind: Kind::Hazard,
                space: grid(),
                name: hash(*number),
                bytes: vec![1; 50],
                reason: "role".to_owned(),
            };
            append(store, vec![], vec![], vec![], vec![refusal]).await.map(|_| None)
        }
        Step::Joins(number) => {
            let code = format!("{number:04}");
            // An office that is told of a failure makes another code only for who has not joined.
            if store.device(&DeviceId(code.clone())).await?.is_some() {
                return Ok(None);
            }
            let invite = NewInvite {
                number: code.clone(),
                digits: [3; 32],
                secret: [4; 32],
                second: None,
                kind: InviteKind::Approved,
                member: "volunteer-17-1".into(),
                made_at: NOW,
                expires_at: Timestamp(2_000),
            };
            store.add_invite(invite).await?;
            let device = NewDevice {
                id: DeviceId(code.clone()),
                tag: DeviceTag(u64::from(*number).to_be_bytes()),
                public_key: code.clone().into_bytes(),
                name: code.clone(),
                at: NOW,
            };
            let knock = Knock { number: code, proof: [3; 32], second: None, device };
            let joined = store.redeem(knock).await?;
            assert!(matches!(joined, Redeemed::Welcome(_)), "{joined:?}");
            Ok(None)
        }
        Step::Directory => store.put_directory(vec![], vec![], Timestamp(1)).await.map(|_| None),
    }
}

async fn change(store: &SqliteStore, id: DocumentId, number: u32) -> Result<Option<Receipt>> {
    loop {
        if let [Known::Accepted(receipt)] = store.known(&sender(), vec![(id, hash(number))]).await?[..] {
            return Ok(Some(receipt));
        }
        let there = store.documents(vec![id]).await?.pop();
        let (mut create, mut judged) = (vec![], vec![]);
        let deps = match there {
            Some(meta) => {
                judged.push(Judged { id, generation: 0, space: grid() });
                meta.heads
            }
            None => {
                let heads = vec![hash(0)];
                let (kind, schema, space) = (Kind::Hazard, 1, grid());
                create.push(NewDocument { id, kind, schema, generation: 0, space, heads: heads.clone() });
                heads
            }
        };
        let mut actor = [0; 16];
        actor[..4].copy_from_slice(&number.to_be_bytes());
        let new = NewChange {
            document: id,
            hash: hash(number),
            deps,
            actor,
            actor_seq: 1,
            blobs: vec![BlobHash([5; 32])],
            moves_to: None,
            follows: None,
            names: Vec::new(),
            until: None,
            late: false,
            replaces: vec![],
            recovered: None,
            bytes: vec![8; 200],
        };
        if let Appended::Durable(receipts) = append(store, create, judged, vec![new], vec![]).await? {
            return Ok(receipts.first().copied());
        }
    }
}

async fn append(
    store: &SqliteStore,
    create: Vec<NewDocument>,
    judged: Vec<Judged>,
    changes: Vec<NewChange>,
    refusals: Vec<NewRefusal>,
) -> Result<Appended> {
    let directory = store.position().await?.directory;
    let (author, device) = (MemberId("m".to_owned()), sender());
    let append =
        Append { rights: directory, author, device, received_at: NOW, create, judged, changes, refusals };
    store.append(append).await
}

/// What was answered: each step, and the place of each change.
pub(crate) type Answered = BTreeMap<usize, Option<Receipt>>;

/// Everything that was answered is there at its place, once; nothing else is but, wholly, what was asked. Whatever a store tells
/// of itself fits.
pub(crate) async fn assert_there(store: &SqliteStore, steps: &[Step], answered: &Answered) -> Result<()> {
    let directory = store.position().await?.directory;
    let request = LogRequest {
        rights: directory,
        spaces: Arc::new(vec![grid()]),
        after: 0,
        except: Arc::default(),
        digests: true,
        bounds: Default::default(),
    };
    let Snapshot::Page(page) = store.read_log(request).await? else { panic!("nobody else writes") };
    let mut places = BTreeMap::new();
    let mut sum = 0u128;
    for log in &page.documents {
        let metas = store.documents(vec![log.document]).await?;
        sum = sum.wrapping_add(u128::from_be_bytes(digest(log.document, 0, &metas[0].heads)));
        for (stored, change) in store.changes_of(log.document).await?.iter().zip(&log.changes) {
            assert_eq!(stored.seq, change.seq);
            assert!(places.insert(stored.hash, stored.seq).is_none(), "twice");
        }
    }
    let proof = &page.complete.unwrap()[0];
    assert_eq!((proof.count, proof.digest), (page.documents.len() as u64, sum.to_be_bytes()));
    let refused: BTreeSet<ChangeHash> = store.refusals().await?.iter().map(|row| row.hash).collect();
    for (at, receipt) in answered {
        match &steps[*at] {
            Step::Change { number, .. } => {
                let place = places.get(&hash(*number)).copied();
                assert_eq!(place, receipt.map(|one| one.seq), "change {number} was acknowledged");
            }
            Step::Refusal(number) => {
                assert!(refused.contains(&hash(*number)), "refusal {number} is forgotten")
            }
            Step::Joins(number) => assert!(store.device(&DeviceId(format!("{number:04}"))).await?.is_some()),
            Step::Directory => {}
        }
    }
    let asked: BTreeSet<ChangeHash> = steps.iter().filter_map(named).collect();
    assert!(places.keys().all(|hash| asked.contains(hash)));
    Ok(())
}

fn named(step: &Step) -> Option<ChangeHash> {
    match step {
        Step::Change { number, .. } => Some(hash(*number)),
        _ => None,
    }
}

/// After everything: each step once more changes nothing, and the file is sound.
pub(crate) async fn assert_whole(home: &Path, steps: &[Step]) {
    let store = SqliteStore::open(home).unwrap();
    let mut answered = Answered::new();
    for (at, one) in steps.iter().enumerate() {
        answered.insert(at, step(&store, one).await.unwrap());
    }
    assert_there(&store, steps, &answered).await.unwrap();
    store.close().await.unwrap();
    sound(home, "server");
}

/// What a full disk says, or a broken one.
pub(crate) fn assert_said(error: &StoreError, fault: Fault) {
    if fault.full {
        assert!(matches!(error, StoreError::Full(_)), "{error:?}");
    } else if let StoreError::Key(why) = error {
        assert!(fault.lasts && why.contains("the disk cannot be read"), "{error:?}");
    } else {
        assert!(matches!(error, StoreError::Other(_) | StoreError::Busy(_)), "{error:?}");
    }
}
