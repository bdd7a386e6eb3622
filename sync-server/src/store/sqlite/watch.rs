//! Commits of other processes (the office's command line) must wake live feeds too: a thread looks once a second at
//! SQLite's data version, which costs no disk read. It moves with commits of this process too; a wake too many is harmless.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::watch;

use super::readers::Readers;
use crate::store::{Result, StoreError};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(1);

/// The thread. Dropped, it waits until the thread has ended.
pub(super) struct Watch {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Starts it.
    pub(super) fn start(readers: &Readers, wakes: watch::Sender<u64>) -> Result<Self> {
        let connection = readers.take()?;
        let readers = readers.clone();
        let (stop, stopped) = mpsc::channel();
        let run = move || look(connection, &readers, &stopped, &wakes);
        let thread = std::thread::Builder::new().name("store-watch".to_owned()).spawn(run);
        let thread = thread.map_err(|error| StoreError::Other(format!("the watch cannot start: {error}")))?;
        Ok(Watch { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.stop.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::warn!("the store's watch panicked");
        }
    }
}

fn look(mut connection: Connection, readers: &Readers, stopped: &Receiver<()>, wakes: &watch::Sender<u64>) {
    let mut seen: Option<i64> = None;
    loop {
        match connection.query_row("PRAGMA data_version", [], |row| row.get(0)) {
            Ok(version) => {
                if seen.replace(version).is_some_and(|seen| seen != version) {
                    wakes.send_modify(|number| *number = number.wrapping_add(1));
                }
            }
            Err(error) => {
                tracing::warn!(%error, "cannot look for other processes' commits");
                // Its data version is another connection's; what was missed meanwhile is told by the wake below.
                match readers.take() {
                    Ok(anew) => {
                        connection = anew;
                        seen = Some(i64::MIN);
                    }
                    Err(error) => tracing::warn!(%error, "the store cannot be opened anew"),
                }
            }
        }
        // Nobody sends anything: the channel closes when the store ends.
        if stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}
