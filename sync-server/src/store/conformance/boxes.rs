//! The refusals box (R19), asked of every store.

use jinshui_core::wire::{Settled, Settling};

use super::*;

pub(super) async fn all<S: Store, F: AsyncFn() -> S>(fresh: &F) {
    r19_a_box_is_read_by_where_its_document_is_now(&fresh().await).await;
    r19_what_was_settled_stays_as_it_was_first_said(&fresh().await).await;
    r19_a_box_is_read_in_bounds_and_what_is_open_comes_first(&fresh().await).await;
    r19_feeds_are_woken_by_what_is_put_into_a_box_and_settled_there(&fresh().await).await;
    r19_of_what_was_erased_a_box_keeps_no_word(&fresh().await).await;
    r19_what_was_written_anew_leaves_the_box(&fresh().await).await;
}

fn refusal(document: u128, n: u8, space: Space) -> NewRefusal {
    NewRefusal {
        document: id(document),
        kind: Kind::Hazard,
        space,
        name: hash(n),
        bytes: vec![n; 10],
        reason: "role".to_owned(),
    }
}

async fn refuse(store: &impl Store, directory: u64, device: &str, refusals: Vec<NewRefusal>) {
    let device = DeviceId(device.to_owned());
    durable(store, Append { device, refusals, ..append(directory, vec![], vec![]) }).await;
}

fn reader(member: &str, managed: &[Space], readable: &[Space]) -> BoxReader {
    BoxReader {
        managed: managed.to_vec(),
        member: member.into(),
        readable: readable.to_vec(),
        rows: 100,
        bytes: 1 << 20,
    }
}

async fn seen(store: &impl Store, member: &str, managed: &[Space], readable: &[Space]) -> Vec<u8> {
    let found = store.boxed(reader(member, managed, readable)).await.unwrap();
    found.iter().map(|one| one.hash.0[0]).collect()
}

fn settle(n: u8, managed: &[Space], by: &str, how: Settling) -> Settle {
    Settle { document: id(1), hash: hash(n), managed: managed.to_vec(), how, by: by.into(), at: NOW }
}

async fn r19_a_box_is_read_by_where_its_document_is_now(store: &impl Store) {
    let directory = with_directory(store).await;
    let (a, b) = ([grid("a")], [grid("b")]);
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    // Of a document that is there, and of one that was never begun.
    refuse(store, directory, "d", vec![refusal(1, 7, grid("a")), refusal(2, 8, grid("a"))]).await;
    assert_eq!(seen(store, "x", &a, &a).await, [8, 7], "who manages it reads all");
    assert_eq!(seen(store, "x", &b, &[]).await, [0u8; 0], "who manages another reads nothing");
    assert_eq!(seen(store, "x", &[], &a).await, [0u8; 0], "who only reads there reads nothing of others");
    assert_eq!(seen(store, "m", &[], &a).await, [8, 7], "who wrote it reads it");
    assert_eq!(seen(store, "m", &[], &b).await, [0u8; 0], "while they may read there");
    assert_eq!(store.box_state(a.to_vec()).await.unwrap().open, 2);
    let moving = NewChange { moves_to: Some(grid("b")), ..change(1, 3, &[1]) };
    durable(store, append(directory, vec![], vec![moving])).await;
    assert_eq!((seen(store, "x", &a, &[]).await, seen(store, "x", &b, &[]).await), (vec![8], vec![7]));
    assert_eq!((seen(store, "m", &[], &a).await, seen(store, "m", &[], &b).await), (vec![8], vec![7]));
    assert_eq!(store.box_state(b.to_vec()).await.unwrap().open, 1);
    assert_eq!(store.settle(settle(7, &a, "x", Settling::Seen)).await.unwrap(), None, "it is not theirs now");
    let found = store.boxed(reader("x", &b, &[])).await.unwrap().remove(0);
    assert_eq!((found.space, found.author.as_str(), found.bytes), (grid("b"), "m", vec![7; 10]));
}

async fn r19_what_was_settled_stays_as_it_was_first_said(store: &impl Store) {
    let directory = with_directory(store).await;
    let a = [grid("a")];
    // Two devices of one key sent the same.
    for device in ["d", "e"] {
        refuse(store, directory, device, vec![refusal(1, 7, grid("a"))]).await;
    }
    let word = Settled { by: "x".into(), at: NOW, how: Settling::Refiled };
    for (by, how) in [("x", Settling::Refiled), ("y", Settling::Seen), ("x", Settling::Seen)] {
        let said = store.settle(settle(7, &a, by, how)).await.unwrap();
        assert_eq!(said, Some(word.clone()));
    }
    let found = store.boxed(reader("y", &a, &[])).await.unwrap();
    assert!(found.len() == 2 && found.iter().all(|one| one.settled.as_ref() == Some(&word)), "{found:?}");
    assert_eq!(store.box_state(a.to_vec()).await.unwrap(), BoxState { open: 0, newest: 0 });
    assert_eq!(store.settle(settle(9, &a, "x", Settling::Seen)).await.unwrap(), None);
    assert_eq!(store.settle(settle(7, &[], "x", Settling::Seen)).await.unwrap(), None);
    // Settled or not, refused is final.
    let known = store.known(&"d".into(), vec![(id(1), hash(7))]).await.unwrap();
    assert_eq!(known, [Known::Refused("role".to_owned())]);
}

async fn r19_a_box_is_read_in_bounds_and_what_is_open_comes_first(store: &impl Store) {
    let directory = with_directory(store).await;
    let a = [grid("a")];
    refuse(store, directory, "d", (1..=5).map(|n| refusal(1, n, grid("a"))).collect()).await;
    store.settle(settle(5, &a, "x", Settling::Seen)).await.unwrap();
    assert_eq!(seen(store, "x", &a, &[]).await, [4, 3, 2, 1, 5]);
    let page = async |rows, bytes| {
        let found = store.boxed(BoxReader { rows, bytes, ..reader("x", &a, &[]) }).await.unwrap();
        found.iter().map(|one| one.hash.0[0]).collect::<Vec<_>>()
    };
    assert_eq!(page(2, 1 << 20).await, [4, 3]);
    assert_eq!(page(100, 11).await, [4, 3], "the one that passes the bound is still there");
}

async fn r19_feeds_are_woken_by_what_is_put_into_a_box_and_settled_there(store: &impl Store) {
    let directory = with_directory(store).await;
    let mut wakes = store.wakes();
    let a = [grid("a")];
    let before = store.box_state(a.to_vec()).await.unwrap();
    wakes.mark_unchanged();
    refuse(store, directory, "d", vec![refusal(1, 7, grid("a"))]).await;
    tokio::time::timeout(WAIT, wakes.changed()).await.expect("a wake").unwrap();
    let first = store.box_state(a.to_vec()).await.unwrap();
    assert!(first.open == before.open + 1 && first.newest > before.newest, "{before:?} {first:?}");
    wakes.mark_unchanged();
    store.settle(settle(7, &a, "x", Settling::Seen)).await.unwrap();
    tokio::time::timeout(WAIT, wakes.changed()).await.expect("a wake").unwrap();
    refuse(store, directory, "d", vec![refusal(1, 8, grid("a"))]).await;
    let second = store.box_state(a.to_vec()).await.unwrap();
    assert!(second.open == 1 && second.newest > first.newest, "one for another is another state");
}

async fn r19_of_what_was_erased_a_box_keeps_no_word(store: &impl Store) {
    let directory = with_directory(store).await;
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    refuse(store, directory, "d", vec![refusal(1, 7, grid("a"))]).await;
    let erase = Erase {
        document: id(1),
        generation: 0,
        heads: vec![hash(1)],
        next: 1,
        erased: jinshui_core::Erasure::of(&Kind::Hazard, &["words".to_owned()]).unwrap(),
        changes: vec![],
        next_heads: vec![hash(0)],
        by: "office".into(),
        why: "asked".to_owned(),
        at: NOW,
    };
    assert!(matches!(store.erase(erase).await.unwrap(), Erased::Durable { .. }));
    let found = store.boxed(reader("x", &[grid("a")], &[])).await.unwrap();
    assert_eq!((found.len(), &found[0].bytes), (1, &vec![]), "that there was something stays");
}

async fn r19_what_was_written_anew_leaves_the_box(store: &impl Store) {
    let directory = with_directory(store).await;
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    let on_refused = NewRefusal { reason: "depends_on_refused".to_owned(), ..refusal(1, 8, grid("a")) };
    refuse(store, directory, "d", vec![refusal(1, 7, grid("a")), on_refused]).await;
    let replaces = vec![hash(7), hash(8)];
    let anew = NewChange { replaces, actor: [2; 16], ..change(1, 2, &[1]) };
    durable(store, append(directory, vec![], vec![anew])).await;
    assert_eq!(seen(store, "x", &[grid("a")], &[]).await, [7], "what its author may not do stays");
}
