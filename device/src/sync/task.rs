//! Syncing by itself: after each save, as soon as the hub can be reached again, and every fifteen minutes while open; with
//! back-off and jitter, so that no tap is ever needed.

use std::sync::Arc;
use std::time::Duration;

use jinshui_core::Failure;
use jinshui_core::command::Topic;
use tokio::sync::{mpsc, watch};

use super::backoff;
use super::live::{Heard, Live};
use super::round::{Report, round};
use super::transfer;
use crate::shared::Shared;

/// How often a full sync runs while nothing happens.
const PERIOD: Duration = Duration::from_secs(15 * 60);

/// Why the task stopped waiting.
enum Woken {
    /// Something was saved, or somebody pressed the button.
    Saved,
    /// The period is over, or the hub asked for a sync.
    Due,
    /// The feed brought changes.
    Heard { pulled: u64, bytes: u64 },
    /// The feed broke.
    Broken(Failure),
}

/// Where a shell that wants to know hears what each sync did, or why it waits.
pub(crate) type Reports = mpsc::UnboundedSender<Result<Report, Failure>>;

/// Runs until the app is dropped: its end of `life` closes then. What is cut short is whole in the store: each frame is one
/// transaction.
pub(crate) async fn run(shared: Arc<Shared>, mut life: watch::Receiver<()>, reports: Option<Reports>) {
    tokio::select! {
        () = for_ever(&shared, reports.as_ref()) => {}
        ended = async { while life.changed().await.is_ok() {} } => ended,
    }
}

async fn for_ever(shared: &Arc<Shared>, reports: Option<&Reports>) {
    let (mut attempt, mut live): (u32, Option<Live>) = (0, None);
    loop {
        let done = once(shared, &mut live).await;
        report(reports, &done);
        match done {
            Ok(_) => {
                attempt = 0;
                while between(shared, &mut live, reports).await {}
            }
            Err(failure) => {
                attempt = attempt.saturating_add(1);
                live = None;
                shared.pulse(|pulse| pulse.online = false);
                let wait = backoff::wait(attempt, &failure.code, shared.platform.random.as_ref());
                tracing::debug!(%failure, ?wait, "the sync waits");
                wait_out(shared, wait).await;
            }
        }
    }
}

fn report(reports: Option<&Reports>, done: &Result<Report, Failure>) {
    if let Some(reports) = reports
        && reports.send(done.clone()).is_err()
    {
        tracing::debug!("nobody reads the reports any more");
    }
}

/// Between syncs the feed is read until there is something to do. True while there is not.
async fn between(shared: &Arc<Shared>, live: &mut Option<Live>, reports: Option<&Reports>) -> bool {
    match listen(shared, live).await {
        Woken::Saved => false,
        Woken::Due => {
            *live = None;
            false
        }
        Woken::Heard { pulled, bytes } => {
            if pulled > 0 {
                report(reports, &Ok(Report { pulled, bytes_down: bytes, ..Report::default() }));
            }
            match attachments(shared).await {
                Ok(()) => true,
                Err(failure) => broken(live, &failure),
            }
        }
        Woken::Broken(failure) => broken(live, &failure),
    }
}

fn broken(live: &mut Option<Live>, failure: &Failure) -> bool {
    tracing::debug!(%failure, "the live feed broke");
    *live = None;
    false
}

/// Waits before another try; a save or the button cuts the wait short only to half a second, so that a tap does not hammer.
async fn wait_out(shared: &Shared, wait: Duration) {
    tokio::select! {
        () = tokio::time::sleep(wait) => {}
        () = async {
            shared.wake.notified().await;
            tokio::time::sleep(Duration::from_millis(500).min(wait)).await;
        } => {}
    }
}

/// One sync and its attachments; afterwards the feed is open.
async fn once(shared: &Arc<Shared>, live: &mut Option<Live>) -> Result<Report, Failure> {
    let Some(hub) = shared.hub().await? else {
        shared.wake.notified().await;
        return Ok(Report::default());
    };
    let lock = shared.sync_lock().await;
    shared.pulse(|pulse| pulse.sending = true);
    let done = async {
        let mut report = round(shared, &hub, live.is_none()).await?;
        shared.pulse(|pulse| pulse.online = true);
        transfer(shared, &hub, &mut report).await?;
        if live.is_none() {
            *live = Some(Live::open(shared, &hub).await?);
        }
        Ok(report)
    };
    let done = done.await;
    shared.pulse(|pulse| pulse.sending = false);
    drop(lock);
    done
}

async fn attachments(shared: &Arc<Shared>) -> Result<(), Failure> {
    let Some(hub) = shared.hub().await? else { return Ok(()) };
    transfer(shared, &hub, &mut Report::default()).await
}

async fn listen(shared: &Arc<Shared>, live: &mut Option<Live>) -> Woken {
    let Some(feed) = live else { return Woken::Due };
    let hub = match shared.hub().await {
        Ok(Some(hub)) => hub,
        Ok(None) => return Woken::Due,
        Err(failure) => return Woken::Broken(failure),
    };
    let chunk = tokio::select! {
        biased;
        () = shared.wake.notified() => return Woken::Saved,
        () = tokio::time::sleep(PERIOD) => return Woken::Due,
        chunk = feed.wait() => chunk,
    };
    let heard = match chunk {
        Ok(chunk) => feed.keep(shared, &hub, &chunk).await,
        Err(failure) => Err(failure),
    };
    match heard {
        Ok(Heard::Frames { pulled, bytes }) => Woken::Heard { pulled, bytes },
        Ok(Heard::Resync) => Woken::Due,
        Err(failure) => Woken::Broken(failure),
    }
}

impl Shared {
    /// Tells screens that the line about sending may have changed.
    pub(crate) fn tell_sending(&self) {
        self.tell([Topic::Sending].into());
    }
}
