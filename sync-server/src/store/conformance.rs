//! What every store must hold, asked of it as of a black box. Each store's tests run all of it.

mod boxes;
mod grants;
mod hubs;
mod invites;
mod lives;
mod moves;
mod reads;

use std::collections::HashSet;
use std::sync::Arc;

use jinshui_core::community::demo;
use jinshui_core::wire::Epoch;
use jinshui_core::{BlobHash, ChangeHash, DeviceId, DeviceTag, DocumentId, Kind, MemberId, Space, Timestamp};
use uuid::Uuid;

use super::*;

pub(super) use self::hubs::shared;

/// The epoch of every store under test.
pub(super) const EPOCH: Epoch = Epoch(Uuid::from_u128(0xE));
const NOW: Timestamp = Timestamp(1_000);
/// How long a wake may take on a busy machine.
const WAIT: std::time::Duration = std::time::Duration::from_secs(30);

/// Runs everything on fresh stores.
pub(super) async fn all<S: Store, F: AsyncFn() -> S>(fresh: F) {
    the_directory_is_an_event(&fresh().await).await;
    appends_rise_and_repeat_their_receipts(&fresh().await).await;
    stale_ground_writes_nothing(&fresh().await).await;
    a_number_of_an_actor_is_used_once(&fresh().await).await;
    pages_hold_what_may_be_read_and_pass_over_the_rest(&fresh().await).await;
    pages_are_bounded_and_go_on(&fresh().await).await;
    fills_are_whole_documents_in_order(&fresh().await).await;
    digests_are_what_the_documents_say(&fresh().await).await;
    of_what_stands_for_each_other_one_is_taken(&fresh().await).await;
    refusals_are_kept_and_final_for_their_device(&fresh().await).await;
    invites::a_request_is_heard_once(&fresh().await).await;
    invites::codes_are_used_once_and_close(&fresh().await).await;
    invites::a_device_waits_until_the_office_has_answered(&fresh().await).await;
    invites::a_printed_code_needs_the_second_one(&fresh().await).await;
    devices_are_revoked(&fresh().await).await;
    attachments_are_a_documents_own(&fresh().await).await;
    an_erasure_leaves_its_generation_and_nothing_of_the_one_before(&fresh().await).await;
    a_device_confirms_what_it_has_read(&fresh().await).await;
    moves::r15_a_moved_document_is_whole_to_who_gains_it_and_gone_to_who_loses_it(&fresh().await).await;
    moves::r15_who_follows_a_record_is_where_it_is_whichever_came_first(&fresh().await).await;
    moves::r15_the_past_is_what_was_heard_of(&fresh().await).await;
    lives::lives_know_where_they_parted(&fresh().await).await;
    lives::what_is_given_back_keeps_its_author_and_its_time(&fresh().await).await;
    lives::a_forgotten_device_is_known_again_and_nobody_takes_its_name(&fresh().await).await;
    grants::who_is_named_is_granted_with_the_change_that_says_so(&fresh().await).await;
    grants::r15_who_was_taken_off_was_named_before_they_heard_of_it(&fresh().await).await;
    grants::a_space_that_has_run_out_takes_everybody_off(&fresh().await).await;
    reads::looks_are_kept_once_in_a_chain_and_said_newest_first(&fresh().await).await;
    boxes::all(&fresh).await;
    hubs::all(&fresh).await;
}

fn id(n: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(n))
}
fn hash(n: u8) -> ChangeHash {
    ChangeHash([n; 32])
}
fn grid(n: &str) -> Space {
    Space::Grid(n.into())
}

async fn with_directory(store: &impl Store) -> u64 {
    let demo = demo();
    let (nodes, members) = (demo.nodes().cloned().collect(), demo.members().cloned().collect());
    store.put_directory(nodes, members, NOW).await.unwrap()
}

fn change(document: u128, n: u8, deps: &[u8]) -> NewChange {
    NewChange {
        document: id(document),
        hash: hash(n),
        deps: deps.iter().map(|n| hash(*n)).collect(),
        actor: [n; 16],
        actor_seq: 1,
        blobs: vec![BlobHash([n; 32])],
        moves_to: None,
        follows: None,
        names: Vec::new(),
        until: None,
        late: false,
        replaces: vec![],
        bytes: vec![n; 100],
        recovered: None,
    }
}

fn create(document: u128, space: Space) -> NewDocument {
    NewDocument {
        id: id(document),
        kind: Kind::Hazard,
        schema: 1,
        generation: 0,
        space,
        heads: vec![hash(0)],
    }
}

fn judged(document: u128, space: Space) -> Judged {
    Judged { id: id(document), generation: 0, space }
}

fn append(directory: u64, create: Vec<NewDocument>, changes: Vec<NewChange>) -> Append {
    Append {
        rights: directory,
        author: MemberId("m".to_owned()),
        device: DeviceId("d".to_owned()),
        received_at: NOW,
        create,
        judged: vec![],
        changes,
        refusals: vec![],
    }
}

async fn durable(store: &impl Store, append: Append) -> Vec<u64> {
    match store.append(append).await.unwrap() {
        Appended::Durable(receipts) => receipts.iter().map(|receipt| receipt.seq).collect(),
        other => panic!("{other:?}"),
    }
}

async fn log(store: &impl Store, directory: u64, spaces: &[Space], after: u64, bounds: Bounds) -> LogPage {
    let request = LogRequest {
        rights: directory,
        spaces: Arc::new(spaces.to_vec()),
        after,
        except: Arc::new(HashSet::new()),
        digests: true,
        bounds,
    };
    match store.read_log(request).await.unwrap() {
        Snapshot::Page(page) => page,
        Snapshot::Stale => panic!("stale"),
    }
}

/// R18: old or new, whichever is there first; and nobody keeps another author's change out.
async fn of_what_stands_for_each_other_one_is_taken(store: &impl Store) {
    let directory = with_directory(store).await;
    let begin = append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])]);
    durable(store, begin).await;
    let instead = |n: u8, of: &[u8]| NewChange {
        replaces: of.iter().map(|n| hash(*n)).collect(),
        ..change(1, n, &[1])
    };
    let claim = |change: &NewChange| Claim {
        document: change.document,
        hash: change.hash,
        replaces: change.replaces.clone(),
    };
    let (me, other) = (MemberId("m".to_owned()), MemberId("other".to_owned()));
    let send = |changes: Vec<NewChange>| append(directory, vec![], changes);
    durable(store, send(vec![instead(3, &[2, 9])])).await;
    let asked =
        [change(1, 2, &[1]), instead(4, &[2]), instead(5, &[9]), instead(6, &[1]), change(1, 7, &[1])];
    let said = store.instead(&me, asked.iter().map(claim).collect()).await.unwrap();
    assert_eq!(said, [Some(hash(3)), Some(hash(3)), Some(hash(3)), Some(hash(1)), None]);
    for refused in &asked[..4] {
        let sent = store.append(send(vec![refused.clone()])).await.unwrap();
        assert_eq!(sent, Appended::Stale, "{refused:?}");
    }
    durable(store, send(vec![instead(3, &[2, 9])])).await;
    let said = store.instead(&other, asked.iter().map(claim).collect()).await.unwrap();
    assert_eq!(said, [None, None, None, Some(hash(1)), None]);
}

async fn the_directory_is_an_event(store: &impl Store) {
    let fresh = store.position().await.unwrap();
    assert_eq!((fresh.epoch, fresh.head, fresh.directory), (EPOCH, 0, 0));
    let mut wakes = store.wakes();
    wakes.mark_unchanged();
    let first = with_directory(store).await;
    tokio::time::timeout(WAIT, wakes.changed()).await.unwrap().unwrap();
    let rows = store.directory_since(0).await.unwrap();
    assert_eq!((rows.version, rows.nodes.len(), rows.members.len()), (first, 262, 339));
    let second = store.put_directory(vec![], vec![rows.members[0].clone()], NOW).await.unwrap();
    assert!(second > first);
    let newer = store.directory_since(first).await.unwrap();
    assert_eq!((newer.version, newer.nodes.len(), newer.members.len()), (second, 0, 1));
    assert_eq!(store.position().await.unwrap().head, second);
}

async fn appends_rise_and_repeat_their_receipts(store: &impl Store) {
    let directory = with_directory(store).await;
    let first = append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0]), change(1, 2, &[1])]);
    let seqs = durable(store, first).await;
    assert_eq!(seqs, [directory + 1, directory + 2]);
    let meta = store.documents(vec![id(1), id(9)]).await.unwrap();
    assert_eq!(meta.len(), 1);
    assert_eq!(meta[0].heads, [hash(2)]);
    let mut again = append(directory, vec![], vec![change(1, 2, &[1]), change(1, 3, &[1])]);
    again.judged = vec![judged(1, grid("a"))];
    assert_eq!(durable(store, again).await, [directory + 2, directory + 3]);
    let meta = store.documents(vec![id(1)]).await.unwrap();
    assert_eq!(meta[0].heads, [hash(2), hash(3)]);
    let stored = store.changes_of(id(1)).await.unwrap();
    assert_eq!(stored.iter().map(|one| one.hash).collect::<Vec<_>>(), [hash(1), hash(2), hash(3)]);
    assert_eq!((stored[0].author.as_str(), stored[0].received_at), ("m", NOW));
    let known = store.known(&DeviceId("x".into()), vec![(id(1), hash(2)), (id(2), hash(2))]).await.unwrap();
    let receipt = Receipt { seq: directory + 2, received_at: NOW };
    assert_eq!(known, [Known::Accepted(receipt), Known::No]);
}

async fn stale_ground_writes_nothing(store: &impl Store) {
    let directory = with_directory(store).await;
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    let head = store.position().await.unwrap().head;
    let ground = |judged: Judged| Append {
        judged: vec![judged],
        ..append(directory, vec![], vec![change(1, 2, &[1])])
    };
    let wrong_generation = Judged { generation: 1, ..judged(1, grid("a")) };
    for stale in [
        append(directory + 1, vec![], vec![]),
        append(directory, vec![create(1, grid("a"))], vec![change(1, 2, &[1])]),
        append(directory, vec![create(2, grid("a")), create(1, grid("a"))], vec![change(2, 2, &[1])]),
        ground(judged(1, grid("b"))),
        ground(judged(2, grid("a"))),
        ground(wrong_generation),
    ] {
        assert_eq!(store.append(stale).await.unwrap(), Appended::Stale);
    }
    assert_eq!(store.position().await.unwrap().head, head);
    assert_eq!(store.documents(vec![id(1), id(2)]).await.unwrap().len(), 1);
    let request =
        FillRequest { rights: directory + 1, space: grid("a"), after: id(0), bounds: Bounds::default() };
    assert_eq!(store.read_fill(request).await.unwrap(), Snapshot::Stale);
}

async fn a_number_of_an_actor_is_used_once(store: &impl Store) {
    let directory = with_directory(store).await;
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    let clone = NewChange { actor: [1; 16], ..change(1, 2, &[1]) };
    let clone = Append { judged: vec![judged(1, grid("a"))], ..append(directory, vec![], vec![clone]) };
    assert_eq!(store.append(clone).await.unwrap(), Appended::Stale);
}

async fn pages_hold_what_may_be_read_and_pass_over_the_rest(store: &impl Store) {
    let directory = with_directory(store).await;
    let creates = vec![create(1, grid("a")), create(2, grid("b"))];
    let changes = vec![change(1, 1, &[0]), change(2, 2, &[0]), change(1, 3, &[1]), change(2, 4, &[2])];
    let seqs = durable(store, append(directory, creates, changes)).await;
    let page = log(store, directory, &[grid("a")], 0, Bounds::default()).await;
    assert_eq!(page.documents.len(), 1);
    assert_eq!(page.documents[0].document, id(1));
    assert_eq!(page.documents[0].changes.iter().map(|one| one.seq).collect::<Vec<_>>(), [seqs[0], seqs[2]]);
    assert_eq!(page.seq, seqs[3], "it passes over what may not be read");
    assert_eq!(page.complete.unwrap().len(), 1);
    let nothing = log(store, directory, &[], 0, Bounds::default()).await;
    assert_eq!((nothing.documents.len(), nothing.seq), (0, seqs[3]));
    let ahead = log(store, directory, &[grid("a")], seqs[3] + 5, Bounds::default()).await;
    assert_eq!(ahead.seq, seqs[3] + 5, "never backwards");
    let request = LogRequest {
        rights: directory,
        spaces: Arc::new(vec![grid("a"), grid("b")]),
        after: 0,
        except: Arc::new(HashSet::from([hash(1), hash(2), hash(4)])),
        digests: false,
        bounds: Bounds::default(),
    };
    let Snapshot::Page(page) = store.read_log(request).await.unwrap() else { panic!("stale") };
    assert_eq!(page.documents.iter().map(|one| one.changes.len()).sum::<usize>(), 1);
    assert_eq!(page.complete, None);
}

async fn pages_are_bounded_and_go_on(store: &impl Store) {
    let directory = with_directory(store).await;
    let changes = (1..=20u8).map(|n| change(1, n, &[n - 1])).collect();
    let seqs = durable(store, append(directory, vec![create(1, grid("a"))], changes)).await;
    for bounds in [
        Bounds { changes: 3, ..Bounds::default() },
        Bounds { bytes: 250, ..Bounds::default() },
        Bounds { scan: 4, ..Bounds::default() },
    ] {
        let (mut after, mut seen, mut pages) = (0, Vec::new(), 0);
        loop {
            let page = log(store, directory, &[grid("a")], after, bounds).await;
            assert!(page.seq > after || page.complete.is_some(), "it moves");
            after = page.seq;
            seen.extend(page.documents.iter().flat_map(|one| &one.changes).map(|one| one.seq));
            pages += 1;
            if page.complete.is_some() {
                break;
            }
        }
        assert_eq!(seen, seqs);
        assert!(pages >= 5, "{pages} pages");
    }
}

async fn fills_are_whole_documents_in_order(store: &impl Store) {
    let directory = with_directory(store).await;
    for (n, space) in [(5, "a"), (3, "a"), (4, "b"), (1, "a")] {
        let n8 = u8::try_from(n).unwrap();
        let changes = vec![change(n, n8, &[0]), change(n, n8 + 100, &[n8])];
        durable(store, append(directory, vec![create(n, grid(space))], changes)).await;
    }
    let mut after = id(0);
    let mut seen = Vec::new();
    loop {
        let bounds = Bounds { changes: 1, ..Bounds::default() };
        let request = FillRequest { rights: directory, space: grid("a"), after, bounds };
        let Snapshot::Page(page) = store.read_fill(request).await.unwrap() else { panic!("stale") };
        assert!(page.documents.iter().all(|one| one.changes.len() == 2 && one.space == grid("a")));
        seen.extend(page.documents.iter().map(|one| one.document));
        let Some(next) = page.after else { break };
        after = next;
    }
    assert_eq!(seen, [id(1), id(3), id(5)]);
}

async fn digests_are_what_the_documents_say(store: &impl Store) {
    let directory = with_directory(store).await;
    let creates = vec![create(1, grid("a")), create(2, grid("a"))];
    durable(store, append(directory, creates, vec![change(1, 1, &[0]), change(2, 2, &[0])])).await;
    let mut more = append(directory, vec![], vec![change(1, 3, &[1]), change(1, 4, &[1])]);
    more.judged = vec![judged(1, grid("a"))];
    durable(store, more).await;
    let digest =
        |n, heads: &[ChangeHash]| u128::from_be_bytes(jinshui_core::document::digest(id(n), 0, heads));
    let sum = digest(1, &[hash(3), hash(4)]).wrapping_add(digest(2, &[hash(2)]));
    let spaces = vec![grid("b"), grid("a")];
    let found = store.space_digests(spaces).await.unwrap();
    let none = SpaceDigest { space: grid("b"), count: 0, digest: [0; 16] };
    assert_eq!(found, [none, SpaceDigest { space: grid("a"), count: 2, digest: sum.to_be_bytes() }]);
}

async fn refusals_are_kept_and_final_for_their_device(store: &impl Store) {
    let directory = with_directory(store).await;
    let refusal = NewRefusal {
        document: id(1),
        kind: Kind::Hazard,
        space: grid("a"),
        name: hash(7),
        bytes: vec![1, 2, 3],
        reason: "role".to_owned(),
    };
    for _ in 0..2 {
        let refused = Append { refusals: vec![refusal.clone()], ..append(directory, vec![], vec![]) };
        assert_eq!(durable(store, refused).await.len(), 0);
    }
    let rows = store.refusals().await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].hash, rows[0].reason.as_str(), rows[0].bytes), (hash(7), "role", 3));
    let (own, other) = (DeviceId("d".to_owned()), DeviceId("another".to_owned()));
    let asked = vec![(id(1), hash(7))];
    assert_eq!(store.known(&own, asked.clone()).await.unwrap(), [Known::Refused("role".to_owned())]);
    // Nobody can have another's change refused beforehand.
    assert_eq!(store.known(&other, asked).await.unwrap(), [Known::No]);
}

async fn devices_are_revoked(store: &impl Store) {
    let id = DeviceId("d-1".to_owned());
    invites::join(store, NewDevice { public_key: vec![2, 3], ..invites::device(1) }).await;
    store.seen(&id, NOW, 7).await.unwrap();
    store.seen(&id, NOW, 5).await.unwrap();
    let found = store.device(&id).await.unwrap().unwrap();
    assert_eq!(found.confirmed, 7, "what was confirmed stays so");
    assert_eq!((found.revoked, found.public_key, found.tag), (false, vec![2, 3], DeviceTag([1; 8])));
    let mut wakes = store.wakes();
    wakes.mark_unchanged();
    assert!(store.revoke(&id, NOW).await.unwrap());
    tokio::time::timeout(WAIT, wakes.changed()).await.unwrap().unwrap();
    assert!(store.device(&id).await.unwrap().unwrap().revoked);
    let blob = (DocumentId(Uuid::from_u128(1)), BlobHash([1; 32]));
    assert!(matches!(store.put_blob(&id, blob, 5, NOW).await, Err(StoreError::Revoked)));
    assert!(!store.revoke(&DeviceId("d-2".to_owned()), NOW).await.unwrap());
    // Its request was let in a moment before: nothing of it is written any more.
    let directory = with_directory(store).await;
    let late = append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])]);
    let late = Append { device: id, ..late };
    let before = store.position().await.unwrap();
    assert_eq!(store.append(late.clone()).await.unwrap(), Appended::Revoked);
    assert_eq!(store.position().await.unwrap(), before);
    assert!(store.documents(vec![self::id(1)]).await.unwrap().is_empty());
    let refused = Append { create: vec![], changes: vec![], ..late };
    assert_eq!(store.append(refused).await.unwrap(), Appended::Durable(vec![]));
}

async fn attachments_are_a_documents_own(store: &impl Store) {
    let directory = with_directory(store).await;
    let shared = BlobHash([1; 32]);
    let mut second = change(2, 2, &[0]);
    second.blobs = vec![shared];
    let creates = vec![create(1, grid("a")), create(2, grid("b"))];
    durable(store, append(directory, creates, vec![change(1, 1, &[0]), second])).await;
    let missing = Some(BlobReference { space: grid("a"), held: None, device: DeviceId("d".to_owned()) });
    assert_eq!(store.blob(id(1), shared).await.unwrap(), missing);
    assert_eq!(store.blob(id(3), shared).await.unwrap(), None);
    store.put_blob(&"d".into(), (id(1), shared), 77, NOW).await.unwrap();
    assert_eq!(store.blob(id(1), shared).await.unwrap().unwrap().held, Some(77));
    assert_eq!(store.blob(id(2), shared).await.unwrap().unwrap().held, None, "not through another document");
}

async fn an_erasure_leaves_its_generation_and_nothing_of_the_one_before(store: &impl Store) {
    let directory = with_directory(store).await;
    let refusal = NewRefusal {
        document: id(1),
        kind: Kind::Hazard,
        space: grid("a"),
        name: hash(7),
        bytes: b"canary".to_vec(),
        reason: "role".to_owned(),
    };
    let mut second = change(2, 2, &[0]);
    second.blobs = vec![BlobHash([2; 32])];
    let creates = vec![create(1, grid("a")), create(2, grid("a"))];
    let mut first = append(directory, creates, vec![change(1, 1, &[0]), change(1, 3, &[1]), second]);
    first.refusals = vec![refusal];
    let before = durable(store, first).await;
    for (document, blob) in [(1, 1), (1, 3), (2, 2)] {
        assert!(store.put_blob(&"d".into(), (id(document), BlobHash([blob; 32])), 5, NOW).await.unwrap());
    }
    let erased = jinshui_core::Erasure::of(&Kind::Hazard, &["words".to_owned()]).unwrap();
    let kept = NewChange { blobs: vec![BlobHash([3; 32])], ..change(1, 9, &[0]) };
    let erase = Erase {
        document: id(1),
        generation: 0,
        heads: vec![hash(3)],
        next: 1,
        erased: erased.clone(),
        changes: vec![Rewritten {
            change: kept,
            author: "m".into(),
            device: "d".into(),
            received_at: Timestamp(7),
        }],
        next_heads: vec![hash(9)],
        by: "office".into(),
        why: "asked".to_owned(),
        at: NOW,
    };
    for stale in [
        Erase { generation: 1, ..erase.clone() },
        Erase { heads: vec![hash(1)], ..erase.clone() },
        Erase { next: 0, ..erase.clone() },
        Erase { document: id(5), ..erase.clone() },
    ] {
        assert_eq!(store.erase(stale).await.unwrap(), Erased::Stale);
    }
    let Erased::Durable { seq, gone } = store.erase(erase.clone()).await.unwrap() else { panic!("stale") };
    assert_eq!(gone, [BlobHash([1; 32])], "what nothing names any more");
    assert_eq!(store.erase(erase).await.unwrap(), Erased::Stale, "once");
    let meta = store.documents(vec![id(1)]).await.unwrap().remove(0);
    assert_eq!((meta.generation, meta.heads, meta.erased), (1, vec![hash(9)], erased.clone()));
    let stored = store.changes_of(id(1)).await.unwrap();
    assert_eq!(
        stored.iter().map(|one| (one.hash, one.received_at)).collect::<Vec<_>>(),
        [(hash(9), Timestamp(7))]
    );
    let known = store.known(&DeviceId("x".into()), vec![(id(1), hash(1))]).await.unwrap();
    assert_eq!(known, [Known::Refused("generation".to_owned())]);
    assert_eq!(store.refusals().await.unwrap()[0].bytes, 0, "the name stays, the bytes go");
    assert_eq!(store.blob(id(1), BlobHash([1; 32])).await.unwrap(), None);
    assert!(
        !store.put_blob(&"d".into(), (id(1), BlobHash([1; 32])), 5, NOW).await.unwrap(),
        "nor does it come back"
    );
    assert_eq!(store.blob(id(1), BlobHash([3; 32])).await.unwrap().unwrap().held, Some(5));
    assert_eq!(store.blobs().await.unwrap().whole.len(), 2);
    let page = log(store, directory, &[grid("a")], *before.last().unwrap(), Bounds::default()).await;
    assert_eq!((page.documents.len(), page.seq), (1, seq));
    assert_eq!((page.documents[0].generation, &page.documents[0].erased), (1, &erased));
    let sum = |n, generation, heads: &[ChangeHash]| {
        u128::from_be_bytes(jinshui_core::document::digest(id(n), generation, heads))
    };
    let sum = sum(1, 1, &[hash(9)]).wrapping_add(sum(2, 0, &[hash(2)]));
    let digests = store.space_digests(vec![grid("a")]).await.unwrap();
    assert_eq!((digests[0].count, digests[0].digest), (2, sum.to_be_bytes()));
    let missing =
        Missing { document: id(8), generation: 4, erased, by: "o".into(), why: String::new(), at: NOW };
    assert!(store.keep_erasure(missing).await.unwrap() > seq);
    let oldest = store.erased_generations(vec![id(1), id(2), id(8)]).await.unwrap();
    assert_eq!(oldest, [(id(1), 1), (id(8), 4)]);
    assert_eq!(store.erasures().await.unwrap().len(), 2);
}

async fn a_device_confirms_what_it_has_read(store: &impl Store) {
    invites::join(store, invites::device(1)).await;
    let confirmed = async || store.devices().await.unwrap()[0].confirmed;
    store.confirm(&"d-1".into(), 50).await.unwrap();
    assert_eq!(confirmed().await, 0, "nobody waits for it");
    let erased = jinshui_core::Erasure::default();
    let missing =
        Missing { document: id(1), generation: 1, erased, by: "o".into(), why: String::new(), at: NOW };
    let seq = store.keep_erasure(missing).await.unwrap();
    store.confirm(&"d-1".into(), seq - 1).await.unwrap();
    assert_eq!(confirmed().await, 0);
    store.confirm(&"d-1".into(), seq + 3).await.unwrap();
    store.confirm(&"d-1".into(), seq).await.unwrap();
    assert_eq!(confirmed().await, seq + 3, "never backwards");
}
