//! The least that the same could cost: opaque bytes in durable transactions, and a bare HTTP handler over one.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::post;
use rusqlite::{Connection, params};

use crate::Result;

/// A table of opaque rows. With a key it is encrypted, as a phone's store is.
fn open(path: &Path, key: Option<[u8; 32]>) -> Result<Connection> {
    let connection = Connection::open(path)?;
    if let Some(key) = key {
        connection.pragma_update(None, "key", format!("x'{}'", hex::encode(key)))?;
    }
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; CREATE TABLE opaque (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;",
    )?;
    Ok(connection)
}

/// Opaque rows in an encrypted store, one durable transaction after another.
pub(crate) struct Opaque {
    connection: Connection,
}

impl Opaque {
    /// A new store in a folder.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        Ok(Opaque { connection: open(&folder.join("floor.db"), Some([7; 32]))? })
    }

    /// Writes rows in one transaction and says how long that took.
    pub(crate) fn write(&mut self, rows: &[Vec<u8>]) -> Result<Duration> {
        let started = Instant::now();
        let transaction = self.connection.transaction()?;
        for bytes in rows {
            transaction.prepare_cached("INSERT INTO opaque (bytes) VALUES (?)")?.execute([bytes])?;
        }
        transaction.commit()?;
        Ok(started.elapsed())
    }
}

/// The bare server: one folder as its argument. Prints where it listens, as the hub does.
pub(crate) fn serve() -> Result<()> {
    let folder = std::env::args().nth(1).ok_or("no folder")?;
    let store = Arc::new(Mutex::new(open(&Path::new(&folder).join("floor.db"), None)?));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let routes = Router::new()
            .route("/", post(take).get(give))
            .layer(DefaultBodyLimit::disable())
            .with_state(store);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        println!("{}", serde_json::json!({ "listening": address }));
        axum::serve(listener, routes).await?;
        Ok(())
    })
}

async fn take(State(store): State<Arc<Mutex<Connection>>>, body: Bytes) -> StatusCode {
    let kept = tokio::task::spawn_blocking(move || {
        keep(&mut store.lock().unwrap_or_else(PoisonError::into_inner), &body)
    });
    match kept.await {
        Ok(Ok(())) => StatusCode::OK,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn keep(store: &mut Connection, body: &[u8]) -> Result<()> {
    let records: Vec<serde_json::Value> = serde_json::from_slice(&zstd::decode_all(body)?)?;
    let transaction = store.transaction()?;
    for record in records {
        let bytes = serde_json::to_vec(&record)?;
        transaction.prepare_cached("INSERT INTO opaque (bytes) VALUES (?)")?.execute(params![bytes])?;
    }
    transaction.commit()?;
    Ok(())
}

/// Everything it has, as it came.
async fn give(State(store): State<Arc<Mutex<Connection>>>) -> std::result::Result<Vec<u8>, StatusCode> {
    let read =
        tokio::task::spawn_blocking(move || all(&store.lock().unwrap_or_else(PoisonError::into_inner)));
    read.await.ok().and_then(std::result::Result::ok).ok_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn all(store: &Connection) -> Result<Vec<u8>> {
    let mut statement = store.prepare_cached("SELECT bytes FROM opaque ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let json = [&b"["[..], &rows.join(&b","[..]), b"]"].concat();
    Ok(zstd::encode_all(json.as_slice(), 3)?)
}
