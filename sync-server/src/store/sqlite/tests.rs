//! The embedded store passes the suite on the disk and in memory, and refuses what it must not open.

use std::sync::Arc;

use super::*;
use crate::store::conformance::{self, EPOCH};
use crate::store::log_order;

fn fresh(folder: &Path) -> SqliteStore {
    let name = folder.join(uuid::Uuid::new_v4().to_string());
    std::fs::create_dir(&name).unwrap();
    SqliteStore::create(&name, [7; 32], EPOCH).unwrap()
}

#[tokio::test]
async fn conforms_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    conformance::all(async || fresh(folder.path())).await;
}

#[tokio::test]
async fn conforms_in_memory() {
    conformance::all(async || SqliteStore::in_memory(EPOCH).unwrap()).await;
}

#[tokio::test]
async fn two_processes_share_one_log() {
    let folder = tempfile::tempdir().unwrap();
    let one = SqliteStore::create(folder.path(), [7; 32], EPOCH).unwrap();
    conformance::shared(&one, &SqliteStore::open(folder.path()).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r7_every_reader_sees_every_entry_once_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut stores = vec![Arc::new(SqliteStore::create(folder.path(), [7; 32], EPOCH).unwrap())];
    stores.push(Arc::new(SqliteStore::open(folder.path()).unwrap()));
    log_order::holds(&stores).await;
}

#[tokio::test]
async fn is_there_again_when_opened_and_reads_only_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::create(folder.path(), [7; 32], EPOCH).unwrap();
    let demo = jinshui_core::community::demo();
    store.put_directory(demo.nodes().cloned().collect(), vec![], jinshui_core::Timestamp(1)).await.unwrap();
    store.close().await.unwrap();
    let bytes = std::fs::read(folder.path().join("server.db")).unwrap();
    assert!(!bytes.windows(12).any(|window| window == "第1网格".as_bytes()), "encrypted");
    assert!(matches!(SqliteStore::create(folder.path(), [7; 32], EPOCH), Err(StoreError::AlreadyThere(_))));
    let again = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(again.position().await.unwrap().head, 1);
    again.close().await.unwrap();
    let key = folder.path().join("server.key");
    std::fs::write(&key, "00".repeat(32)).unwrap();
    assert!(matches!(SqliteStore::open(folder.path()), Err(StoreError::Key(_))));
    std::fs::remove_file(&key).unwrap();
    assert!(matches!(SqliteStore::open(folder.path()), Err(StoreError::Key(_))));
}

#[tokio::test]
async fn a_newer_store_is_left_untouched() {
    let folder = tempfile::tempdir().unwrap();
    SqliteStore::create(folder.path(), [7; 32], EPOCH).unwrap().close().await.unwrap();
    let files = Files::new(folder.path());
    files.connect().unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = std::fs::read(folder.path().join("server.db")).unwrap();
    let refused = SqliteStore::open(folder.path()).err().unwrap();
    assert_eq!(refused, StoreError::TooNew { found: 99, known: 1 });
    assert_eq!(std::fs::read(folder.path().join("server.db")).unwrap(), before);
}

#[tokio::test]
async fn many_appends_at_once_share_transactions_and_all_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = std::sync::Arc::new(fresh(folder.path()));
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let store = std::sync::Arc::clone(&store);
            tokio::spawn(async move {
                store.put_directory(vec![], vec![], jinshui_core::Timestamp(1)).await.unwrap()
            })
        })
        .collect();
    let mut seqs = Vec::new();
    for task in tasks {
        seqs.push(task.await.unwrap());
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=200).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_full_disk_is_told_as_full_and_nothing_of_the_write_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(folder.path());
    let demo = jinshui_core::community::demo();
    let people = || (demo.nodes().cloned().collect(), demo.members().cloned().collect());
    store.limit_pages(Some(1)).await.unwrap();
    let (nodes, members) = people();
    let full = store.put_directory(nodes, members, Timestamp(0)).await;
    assert!(matches!(full, Err(StoreError::Full(_))), "{full:?}");
    assert_eq!(store.position().await.unwrap().head, 0);
    store.limit_pages(None).await.unwrap();
    let (nodes, members) = people();
    assert_eq!(store.put_directory(nodes, members, Timestamp(0)).await.unwrap(), 1);
}
