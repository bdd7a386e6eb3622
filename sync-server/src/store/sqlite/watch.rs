//! Commits of other processes (the office's command line) must wake live feeds too: a thread looks once a second at
//! SQLite's data version, which costs no disk read. It moves with commits of this process too; a wake too many is harmless.

use std::sync::mpsc;
use std::time::Duration;

use tokio::sync::watch;

use super::readers::Readers;
use crate::store::{Result, StoreError};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(1);

/// Starts the thread; it ends when nobody listens any more.
pub(super) fn start(readers: &Readers, wakes: watch::Sender<u64>) -> Result<()> {
    let connection = readers.take()?;
    let run = move || {
        // A channel that nobody sends into is a wait of a known length.
        let (_keep, never) = mpsc::channel::<()>();
        let mut seen: Option<i64> = None;
        while wakes.receiver_count() > 0 {
            match connection.query_row("PRAGMA data_version", [], |row| row.get(0)) {
                Ok(version) if seen.is_some_and(|seen| seen != version) => {
                    seen = Some(version);
                    wakes.send_modify(|number| *number = number.wrapping_add(1));
                }
                Ok(version) => seen = Some(version),
                Err(error) => tracing::warn!(%error, "cannot look for other processes' commits"),
            }
            if never.recv_timeout(EVERY) == Err(mpsc::RecvTimeoutError::Disconnected) {
                return;
            }
        }
    };
    let thread = std::thread::Builder::new().name("store-watch".to_owned()).spawn(run);
    thread.map_err(|error| StoreError::Other(format!("the watch cannot start: {error}")))?;
    Ok(())
}
