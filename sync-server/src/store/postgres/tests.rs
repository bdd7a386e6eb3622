//! The PostgreSQL store passes the suite, refuses what it must not open, and lives through lost connections.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jinshui_core::Code;

use super::*;
use crate::store::conformance::{self, EPOCH};
use crate::store::log_order::{self, Faults, Reader};

/// How long something may take on a busy machine.
const WAIT: Duration = Duration::from_secs(30);

const NOW: Timestamp = Timestamp(1);

/// The server that the tests were given.
fn given() -> Server {
    let url = std::env::var("JINSHUI_POSTGRES").expect(
        "no PostgreSQL to test with: run this as `scripts/postgres.sh cargo test …`, which starts one, or set \
         JINSHUI_POSTGRES to a database of a server in which others may be made",
    );
    Server::parse(&url).unwrap()
}

/// Runs statements on a database and gives the first column of the last rows.
async fn sql(server: &Server, text: &str) -> Vec<String> {
    let (client, driver) = server.client().await.unwrap();
    let messages = client.simple_query(text).await.unwrap();
    ended(client, driver).await.unwrap();
    let rows = messages.into_iter().filter_map(|message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
        _ => None,
    });
    rows.collect()
}

/// A database of its own, without a store.
async fn empty() -> Server {
    let name = format!("jinshui_{}", uuid::Uuid::new_v4().simple());
    sql(&given(), &format!("CREATE DATABASE {name}")).await;
    given().database(&name)
}

/// A database with a store.
async fn made() -> Server {
    let server = empty().await;
    PostgresStore::create(&server, EPOCH).await.unwrap().close().await.unwrap();
    PostgresStore::settle(&server).await.unwrap();
    server
}

async fn open(server: &Server) -> PostgresStore {
    PostgresStore::open(server).await.unwrap()
}

#[tokio::test]
async fn conforms_in_postgres() {
    conformance::all(async || open(&made().await).await).await;
}

#[tokio::test]
async fn two_processes_share_one_log() {
    let server = made().await;
    conformance::shared(&open(&server).await, &open(&server).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r7_every_reader_sees_every_entry_once_and_in_order() {
    let server = made().await;
    let mut stores = Vec::new();
    for _ in 0..4 {
        stores.push(Arc::new(open(&server).await));
    }
    log_order::holds(&stores).await;
}

/// The control: the same reader and the same count, over positions from a sequence, which gives them out before the commit.
#[tokio::test]
async fn r7_positions_from_a_sequence_lose_an_entry_and_the_count_says_so() {
    let server = made().await;
    let store = Arc::new(open(&server).await);
    let directory = store.put_directory(vec![], vec![], NOW).await.unwrap();
    let mut written = BTreeMap::new();
    for writer in [0, 2] {
        let Appended::Durable(receipts) =
            store.append(log_order::commit(directory, writer, 0)).await.unwrap()
        else {
            panic!("stale")
        };
        written.insert(receipts[0].seq, (log_order::name(writer, 0), Space::Grid("a".into())));
    }
    let mut reader = Reader::new(Arc::clone(&store), directory, vec![Space::Grid("a".into())]);
    reader.read_on().await;
    assert_eq!(reader.faults(&written), Faults::default());
    sql(&server, "CREATE SEQUENCE position START 100").await;
    let ((one, _), (other, _)) = (server.client().await.unwrap(), server.client().await.unwrap());
    for (client, writer) in [(&one, 0), (&other, 2)] {
        client.batch_execute("BEGIN").await.unwrap();
        let seq = client.query_one("SELECT nextval('position')", &[]).await.unwrap().get::<_, i64>(0);
        let (id, hash) = (log_order::document(writer), log_order::name(writer, 1));
        let insert =
            "INSERT INTO change (seq, document, hash, author, device, actor, actor_seq, received_at, late, bytes)
                      VALUES ($1, $2, $3, 'm', 'd', decode(repeat('77', 16), 'hex'), $1, 1, false, $3)";
        let values: row::Params<'_> = &[&seq, &id.0.as_bytes().as_slice(), &hash.0.as_slice()];
        client.execute(insert, values).await.unwrap();
        written.insert(row::to_seq(seq), (hash, Space::Grid("a".into())));
    }
    // The later position is committed first, and read; the earlier one comes after the reader has passed it.
    let commit = "UPDATE hub SET head = greatest(head, (SELECT max(seq) FROM change)); COMMIT";
    other.batch_execute(commit).await.unwrap();
    reader.read_on().await;
    one.batch_execute(commit).await.unwrap();
    reader.read_on().await;
    assert_eq!(reader.faults(&written), Faults { lost: 1, ..Faults::default() });
}

#[tokio::test]
async fn a_store_is_made_aside_and_only_once() {
    let server = empty().await;
    assert!(matches!(PostgresStore::open(&server).await, Err(StoreError::NotThere(_))));
    let half = PostgresStore::create(&server, EPOCH).await.unwrap();
    half.put_directory(vec![], vec![], NOW).await.unwrap();
    assert!(
        matches!(PostgresStore::open(&server).await, Err(StoreError::NotThere(_))),
        "not in its place yet"
    );
    half.close().await.unwrap();
    // It was never put in its place: the next try begins anew.
    let whole = PostgresStore::create(&server, EPOCH).await.unwrap();
    assert_eq!(whole.position().await.unwrap().head, 0);
    whole.close().await.unwrap();
    PostgresStore::settle(&server).await.unwrap();
    assert_eq!(open(&server).await.position().await.unwrap().epoch, EPOCH);
    let again = PostgresStore::create(&server, EPOCH).await;
    assert!(matches!(again, Err(StoreError::AlreadyThere(_))));
}

#[tokio::test]
async fn a_newer_store_is_left_untouched() {
    let server = made().await;
    let running = open(&server).await;
    sql(&server, "INSERT INTO version (number) VALUES (99)").await;
    let state = "SELECT string_agg(relname || relfilenode, ',' ORDER BY oid) FROM pg_class
                 UNION ALL SELECT (hub.xmin, hub.*)::text FROM hub
                 UNION ALL SELECT (version.xmin, version.*)::text FROM version";
    let before = sql(&server, state).await;
    let refused = PostgresStore::open(&server).await.err().unwrap();
    assert_eq!(refused, StoreError::TooNew { found: 99, known: migrate::known() });
    // An older program that runs on writes nothing any more either.
    let write = running.put_directory(vec![], vec![], NOW).await;
    assert!(write.is_err(), "{write:?}");
    assert_eq!(sql(&server, state).await, before);
}

#[tokio::test]
async fn nothing_is_written_where_a_commit_is_not_durable() {
    let server = made().await;
    let store = open(&server).await;
    store.put_directory(vec![], vec![], NOW).await.unwrap();
    store.close().await.unwrap();
    let name = sql(&server, "SELECT current_database()").await;
    sql(&server, &format!("ALTER DATABASE {} SET synchronous_commit = off", name[0])).await;
    let store = open(&server).await;
    assert!(store.put_directory(vec![], vec![], NOW).await.is_err());
    assert_eq!(store.position().await.unwrap().head, 1);
}

#[tokio::test]
async fn connections_that_are_lost_come_back() {
    let server = made().await;
    let (store, other) = (open(&server).await, open(&server).await);
    store.put_directory(vec![], vec![], NOW).await.unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    for head in 2..5 {
        let cut_and_write = async {
            sql(&server, cut).await;
            // The first one may still meet a connection that was cut, and says so; nothing of it is written then.
            patient(async || store.put_directory(vec![], vec![], NOW).await).await
        };
        let (wrote, ()) = tokio::join!(cut_and_write, hears_of(&other, head));
        assert_eq!(wrote, head);
    }
}

/// Asks again while the store is busy.
async fn patient<T>(ask: impl AsyncFn() -> Result<T>) -> T {
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(error) => assert_eq!(error.code(), Code::StoreBusy, "{error}"),
        }
    }
}

/// Looks at the head only when woken, as a live feed does, until it is there.
async fn hears_of(store: &PostgresStore, head: u64) {
    let mut wakes = store.wakes();
    let look = async {
        loop {
            wakes.mark_unchanged();
            if patient(async || store.position().await).await.head >= head {
                return;
            }
            wakes.changed().await.unwrap();
        }
    };
    tokio::time::timeout(WAIT, look).await.expect("no wake");
}

#[tokio::test]
async fn who_stops_in_the_middle_of_a_transaction_does_not_stop_the_others_for_good() {
    let server = made().await;
    let store = open(&server).await;
    let (stuck, _driver) = server.client().await.unwrap();
    stuck.batch_execute("SET idle_in_transaction_session_timeout = '1s'").await.unwrap();
    stuck.batch_execute("BEGIN; SELECT head FROM hub FOR UPDATE").await.unwrap();
    assert_eq!(store.put_directory(vec![], vec![], NOW).await.unwrap(), 1);
}
