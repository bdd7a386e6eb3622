//! The one writer: a thread with one connection. Jobs that wait together share one transaction, each in a savepoint of
//! its own, so that many small appends cost one fsync. A job is answered only after the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use jinshui_core::planted::{Bug, planted};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot, watch};

use super::connection::{Files, is_spoilt};
use crate::mark::step;
use crate::store::{Result, StoreError};

/// Jobs that may share one transaction.
const GROUP: usize = 64;
/// Jobs that may wait.
const WAITING: usize = 1024;

/// Tells a job's asker how it ended, once the commit is known.
type Tell = Box<dyn FnOnce(Result<()>) + Send>;
/// Does the work; says whether it is to be kept.
type Job = Box<dyn FnOnce(&Connection) -> (bool, Tell) + Send>;

/// Hands jobs to the writer's thread. Dropped, it waits until the thread has ended: a thread that still encrypts while the
/// process ends would take the process down.
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<Result<()>>>,
    /// Set by a job that has deleted what must not be left in the write-ahead log.
    empty_log: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread. `wakes` gets a new number after each commit that moved the log, revoked a device or touched the refusals box.
    pub(super) fn start(
        connection: Connection,
        files: Option<Files>,
        wakes: watch::Sender<u64>,
    ) -> Result<Self> {
        let (jobs, queue) = mpsc::channel(WAITING);
        let empty_log = Arc::new(AtomicBool::new(false));
        let empty = Arc::clone(&empty_log);
        let run = move || Loop { connection, files, queue, wakes, seen: None, empty_log: empty }.run();
        let thread = std::thread::Builder::new().name("store-writer".to_owned()).spawn(run);
        let thread =
            thread.map_err(|error| StoreError::Other(format!("the writer cannot start: {error}")))?;
        Ok(Writer { jobs: Some(jobs), thread: Some(thread), empty_log })
    }

    /// Lets the thread end, and waits until everything is in the database file.
    pub(super) fn end(&mut self) -> Result<()> {
        drop(self.jobs.take());
        let ended = self.thread.take().map_or(Ok(Ok(())), JoinHandle::join);
        ended.unwrap_or_else(|_| Err(gone()))
    }

    /// As [`Writer::run`]; what the job deleted is in the write-ahead log no more when it is answered.
    pub(super) async fn run_emptying<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let empty_log = Arc::clone(&self.empty_log);
        let work = move |connection: &Connection| {
            let done = work(connection);
            empty_log.store(true, Ordering::Relaxed);
            done
        };
        self.run(work).await
    }

    /// Runs a job in the next transaction and waits until it is durable.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let (answer, wait) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let worked = catch_unwind(AssertUnwindSafe(|| work(connection)));
            let result = worked.unwrap_or_else(|_| Err(StoreError::Other("a write panicked".to_owned())));
            let keep = result.is_ok();
            let tell = move |committed: Result<()>| {
                // What failed by itself says why: SQLite may have ended the whole transaction with it, as on a full disk.
                if answer.send(result.and_then(|done| committed.map(|()| done))).is_err() {
                    tracing::debug!("a write's asker had gone");
                }
            };
            (keep, Box::new(tell))
        });
        let jobs = self.jobs.as_ref().ok_or_else(gone)?;
        jobs.send(job).await.map_err(|_| gone())?;
        wait.await.map_err(|_| StoreError::Busy("the transaction could not be begun".to_owned()))?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            tracing::warn!(%error, "the store did not end cleanly; it will when it is opened next");
        }
    }
}

fn gone() -> StoreError {
    StoreError::Other("the store's writer has ended".to_owned())
}

/// The log's head, how many devices are revoked, and the number of the refusals box.
type State = (i64, i64, i64);

struct Loop {
    connection: Connection,
    /// None for a store in memory.
    files: Option<Files>,
    queue: mpsc::Receiver<Job>,
    wakes: watch::Sender<u64>,
    /// What live feeds look at, as it was after the last commit.
    seen: Option<State>,
    empty_log: Arc<AtomicBool>,
}

impl Loop {
    /// Runs jobs until nobody can send any more; then everything is in the database file itself.
    fn run(mut self) -> Result<()> {
        while let Some(first) = self.queue.blocking_recv() {
            let commit = step("commit");
            let mut tells = Vec::new();
            let committed = self.group(first, &mut tells);
            drop(commit);
            if let Err(error) = &committed {
                tracing::error!(%error, "a transaction failed");
            }
            self.empty_the_log();
            let done = committed.map(|state| {
                if self.seen.replace(state) != Some(state) {
                    self.wakes.send_modify(|number| *number = number.wrapping_add(1));
                }
            });
            tells.into_iter().for_each(|tell| tell(done.clone()));
        }
        self.write_back()
    }

    /// Everything is in the database file, and the write-ahead log is empty.
    fn write_back(&self) -> Result<()> {
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy: i64 = self.connection.query_row(checkpoint, [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Busy("the log cannot be written back".to_owned())) }
    }

    /// Empties the write-ahead log where a job asked for it; where a reader is in the way, with the next commit.
    fn empty_the_log(&self) {
        if self.empty_log.load(Ordering::Relaxed) {
            match self.write_back() {
                Ok(()) => self.empty_log.store(false, Ordering::Relaxed),
                Err(error) => tracing::warn!(%error, "what was erased stands in the write-ahead log yet"),
            }
        }
    }

    fn group(&mut self, first: Job, tells: &mut Vec<Tell>) -> Result<State> {
        if let Some(files) = &self.files
            && is_spoilt(&self.connection)?
        {
            self.connection = files.connect()?;
        }
        let mut transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut next = Some(first);
        while let Some(job) = next {
            let (keep, tell) = in_savepoint(&mut transaction, job)?;
            tells.push(tell);
            tracing::trace!(keep, "a job of the writer");
            next = if tells.len() < GROUP { self.queue.try_recv().ok() } else { None };
        }
        let state = transaction.query_row(
            "SELECT head, (SELECT count(*) FROM device WHERE revoked_at IS NOT NULL), boxed FROM hub",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        if planted(Bug::AckBeforeCommit) {
            tells.drain(..).for_each(|tell| tell(Ok(())));
        }
        transaction.commit()?;
        Ok(state)
    }
}

fn in_savepoint(transaction: &mut Transaction<'_>, job: Job) -> Result<(bool, Tell)> {
    let savepoint = transaction.savepoint()?;
    let (keep, tell) = job(&savepoint);
    // A savepoint that is dropped is rolled back.
    if keep {
        savepoint.commit()?;
    }
    Ok((keep, tell))
}
