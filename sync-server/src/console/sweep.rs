//! Sessions that nobody uses: after an hour they sleep in their folder, after seven days they go, unless something of
//! theirs has not been sent.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jinshui_core::Failure;

use super::Console;
use super::session::{Session, remove, used};
use crate::erase;

/// How often it looks.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// Unused for so long, a session sleeps.
const SLEEPS: Duration = Duration::from_secs(60 * 60);
/// Unused for so long, it goes.
const GOES: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Looks once in a while, until the hub ends.
pub(crate) async fn run(console: Arc<Console>) {
    let mut stopping = console.hub.stopping.clone();
    loop {
        let awake = console.sessions.rest(SLEEPS).await;
        old(&console, &awake).await;
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = async { stopping.wait_for(|stopping| *stopping).await.is_ok() } => return,
        }
    }
}

async fn old(console: &Console, awake: &[String]) {
    let Ok(folders) = std::fs::read_dir(console.sessions.root()) else { return };
    for folder in folders.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let unused = SystemTime::now().duration_since(used(&folder)).unwrap_or_default();
        if awake.iter().any(|one| one == name) || unused < GOES {
            continue;
        }
        if let Err(failure) = evict(console, &folder).await {
            tracing::warn!(%failure, folder = %folder.display(), "an old session stays");
        }
    }
}

async fn evict(console: &Console, folder: &Path) -> Result<(), Failure> {
    if let Some(session) = Session::open(folder.to_owned(), console.address()).await? {
        if session.unsent().await? > 0 {
            // It is awake now and sends by itself; it may go next time.
            session.app.sync().await?;
            if session.unsent().await? > 0 {
                return Ok(());
            }
        }
        if let Some(device) = session.device().await? {
            let revoked = erase::revoke(&console.hub.eraser(), &device, console.hub.now()).await;
            revoked.map_err(|error| error.failure())?;
        }
    }
    remove(folder);
    Ok(())
}
