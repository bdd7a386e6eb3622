//! The one writer of this process. Jobs that wait together share one transaction, each in a savepoint of its own, so that
//! many small appends cost one fsync. A job is answered only after the commit. Writers of other processes wait at the one row
//! of `hub`, which each transaction takes first and holds to its end: what is written is written one after the other (R7).

use std::panic::AssertUnwindSafe;

use deadpool_postgres::{Pool, Transaction};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use jinshui_core::planted::{Bug, planted};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio_postgres::IsolationLevel;

use super::{migrate, row};
use crate::mark::step;
use crate::store::{Result, StoreError};

/// Jobs that may share one transaction.
const GROUP: usize = 64;
/// Jobs that may wait.
const WAITING: usize = 1024;
/// Takes the lock of the log; says what live feeds look at, the schema's version, and whether a commit will be durable.
const BEGIN: &str = "SELECT head, (SELECT count(*) FROM device WHERE revoked_at IS NOT NULL), boxed,
                            (SELECT max(number) FROM version),
                            current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'
                     FROM hub FOR UPDATE";
const END: &str = "SELECT head, (SELECT count(*) FROM device WHERE revoked_at IS NOT NULL), boxed FROM hub";
/// Wakes the live feeds of other processes, once it is committed.
const WAKE: &str = "SELECT pg_notify('jinshui', $1)";

/// Tells a job's asker how it ended, once the commit is known.
type Tell = Box<dyn FnOnce(Result<()>) + Send>;
/// Does the work; says whether it is to be kept.
type Job = Box<dyn for<'a> FnOnce(&'a Transaction<'a>) -> BoxFuture<'a, (bool, Tell)> + Send>;

/// Hands jobs to the writer's task, which ends with the last of them.
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    task: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the task. `wakes` gets a new number after each commit that moved the log, revoked a device or touched the refusals box; other processes
    /// hear the same under the name `own`.
    pub(super) fn start(pool: Pool, own: String, wakes: watch::Sender<u64>) -> Self {
        let (jobs, queue) = mpsc::channel(WAITING);
        let task = tokio::spawn(Loop { pool, queue, own, wakes }.run());
        Writer { jobs: Some(jobs), task: Some(task) }
    }

    /// Lets the task end, and waits for it.
    pub(super) async fn end(&mut self) -> Result<()> {
        drop(self.jobs.take());
        let Some(task) = self.task.take() else { return Ok(()) };
        task.await.map_err(|error| StoreError::Other(format!("the writer ended badly: {error}")))
    }

    /// Runs a job in the next transaction and waits until it is durable.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a Transaction<'a>) -> BoxFuture<'a, Result<T>> + Send + 'static,
    {
        let (answer, wait) = oneshot::channel();
        let job: Job = Box::new(move |db| Box::pin(job(db, work, answer)));
        let gone = || StoreError::Other("the store's writer has ended".to_owned());
        let jobs = self.jobs.as_ref().ok_or_else(gone)?;
        jobs.send(job).await.map_err(|_| gone())?;
        wait.await.map_err(|_| StoreError::Busy("the transaction could not be begun".to_owned()))?
    }
}

async fn job<'a, T, F>(db: &'a Transaction<'a>, work: F, answer: oneshot::Sender<Result<T>>) -> (bool, Tell)
where
    T: Send + 'static,
    F: for<'b> FnOnce(&'b Transaction<'b>) -> BoxFuture<'b, Result<T>> + Send + 'static,
{
    let worked = AssertUnwindSafe(work(db)).catch_unwind().await;
    let result = worked.unwrap_or_else(|_| Err(StoreError::Other("a write panicked".to_owned())));
    let keep = result.is_ok();
    let tell = move |committed: Result<()>| {
        // What failed by itself says why, whatever became of the others.
        if answer.send(result.and_then(|done| committed.map(|()| done))).is_err() {
            tracing::debug!("a write's asker had gone");
        }
    };
    (keep, Box::new(tell))
}

struct Loop {
    pool: Pool,
    queue: mpsc::Receiver<Job>,
    own: String,
    wakes: watch::Sender<u64>,
}

impl Loop {
    /// Runs jobs until nobody can send any more.
    async fn run(mut self) {
        while let Some(first) = self.queue.recv().await {
            let commit = step("commit");
            let mut tells = Vec::new();
            let committed = self.group(first, &mut tells).await;
            drop(commit);
            if let Err(error) = &committed {
                tracing::error!(%error, "a transaction failed");
            }
            let done = committed.map(|moved| {
                if moved {
                    self.wakes.send_modify(|number| *number = number.wrapping_add(1));
                }
            });
            tells.into_iter().for_each(|tell| tell(done.clone()));
        }
    }

    /// One transaction; says whether live feeds must look.
    async fn group(&mut self, first: Job, tells: &mut Vec<Tell>) -> Result<bool> {
        let mut client = self.pool.get().await?;
        // Each statement sees what was committed before it, and nothing is committed while the lock is held.
        let begin = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted);
        let mut transaction = begin.start().await?;
        let before = lock(&transaction).await?;
        let mut next = Some(first);
        while let Some(job) = next {
            let savepoint = transaction.savepoint("job").await?;
            let (keep, tell) = job(&savepoint).await;
            tells.push(tell);
            // One that is dropped is rolled back.
            if keep {
                savepoint.commit().await?;
            }
            next = if tells.len() < GROUP { self.queue.try_recv().ok() } else { None };
        }
        if planted(Bug::AckBeforeCommit) {
            tells.drain(..).for_each(|tell| tell(Ok(())));
        }
        // Asked in any case: PostgreSQL answers the COMMIT of a transaction that has failed without an error, but no query.
        let after = row::first(&transaction, END, &[], state).await?;
        let moved = after != Some(before);
        if moved {
            row::execute(&transaction, WAKE, &[&self.own]).await?;
        }
        transaction.commit().await?;
        Ok(moved)
    }
}

/// The log's head, how many devices are revoked, and the number of the refusals box.
type State = (i64, i64, i64);

fn state(row: &tokio_postgres::Row) -> Result<State> {
    Ok((row::get(row, 0)?, row::get(row, 1)?, row::get(row, 2)?))
}

async fn lock(transaction: &Transaction<'_>) -> Result<State> {
    let read = |found: &tokio_postgres::Row| {
        // Another process may have brought the schema past this program.
        migrate::check(row::get(found, 3)?)?;
        if !row::get::<bool>(found, 4)? {
            return Err(StoreError::Other(
                "PostgreSQL says that a commit is done before it is on the disk; nothing is written until fsync and \
                 synchronous_commit are on"
                    .to_owned(),
            ));
        }
        state(found)
    };
    let state = row::first(transaction, BEGIN, &[], read).await?;
    state.ok_or_else(|| row::damaged("the store has no epoch"))
}
