//! A few connections that only read, each read in a transaction of its own: one snapshot (R7). Without any (a store in
//! memory), reads go through the writer.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Semaphore;

use super::connection::{Files, is_spoilt};
use crate::store::{Result, StoreError};

/// How many reads run at once.
const READERS: usize = 4;

/// The pool.
#[derive(Clone)]
pub(super) struct Readers {
    files: Files,
    idle: Arc<Mutex<Vec<Connection>>>,
    places: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(files: Files) -> Self {
        Readers { files, idle: Arc::default(), places: Arc::new(Semaphore::new(READERS)) }
    }

    /// Runs a read on a thread for blocking work.
    pub(super) async fn run<T, F>(&self, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let gone = |_| StoreError::Other("the store's readers have ended".to_owned());
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(gone)?;
        let pool = self.clone();
        let work = move || {
            let mut connection = pool.take()?;
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let result = read(&transaction);
            transaction.finish()?;
            pool.give_back(connection);
            drop(place);
            result
        };
        let ran = tokio::task::spawn_blocking(work).await;
        ran.map_err(|error| StoreError::Other(format!("a read failed: {error}")))?
    }

    pub(super) fn take(&self) -> Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(connection) = idle
            && !is_spoilt(&connection)?
        {
            return Ok(connection);
        }
        let connection = self.files.connect()?;
        connection.pragma_update(None, "query_only", "ON")?;
        Ok(connection)
    }

    fn give_back(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}
