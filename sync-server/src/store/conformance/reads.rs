//! Who looked at what, asked of every store.

use jinshui_core::reads::{Read, ReadWhat};

use super::*;

fn looks(from: u128, count: u128) -> Vec<Read> {
    let look = |n: u128| Read {
        id: Uuid::from_u128(n),
        document: id(1 + n % 3),
        kind: Kind::Home,
        what: ReadWhat::Opened,
        at: NOW,
        purpose: "核实情况".to_owned(),
    };
    (from..from + count).map(look).collect()
}

fn told(reads: Vec<Read>) -> NewReads {
    NewReads { member: "m".into(), device: "d".into(), at: NOW, reads }
}

pub(super) async fn looks_are_kept_once_in_a_chain_and_said_newest_first(store: &impl Store) {
    assert_eq!(store.read_head().await.unwrap().number, 0);
    let directory = with_directory(store).await;
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    store.keep_reads(told(looks(1, 5))).await.unwrap();
    store.keep_reads(told(looks(4, 5))).await.unwrap();
    let all = store.reads_after(0, 100).await.unwrap();
    assert_eq!(all.iter().map(|one| one.row.number).collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
    let mut before = [0; 32];
    for one in &all {
        assert_eq!(one.hash, one.row.chained(&before));
        before = one.hash;
    }
    let head = store.read_head().await.unwrap();
    assert_eq!((head.number, head.hash), (8, before));
    assert_eq!(store.reads_after(6, 100).await.unwrap(), all[6..]);
    let newest = store.newest_reads(Some(id(1)), 2).await.unwrap();
    assert_eq!(newest.iter().map(|row| row.number).collect::<Vec<_>>(), [6, 3]);
    assert_eq!((&newest[0].space, &all[0].row.space), (&grid("a"), &Space::Community));
    assert_eq!(store.newest_reads(None, 3).await.unwrap()[0].number, 8);
}
