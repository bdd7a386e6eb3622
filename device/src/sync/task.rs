//! Syncing by itself: after each save, as soon as the hub can be reached again, and every fifteen minutes while open; with
//! back-off and jitter, so that no tap is ever needed.

use std::sync::Arc;
use std::time::Duration;

use jinshui_core::command::Topic;
use jinshui_core::{Code, Failure};
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use super::backoff;
use super::ended::settle;
use super::join::{Asked, again};
use super::live::{Heard, Live};
use super::round::{Report, round};
use super::transfer;
use crate::shared::Shared;

/// How often a full sync runs while nothing happens.
const PERIOD: Duration = Duration::from_secs(15 * 60);

/// Pictures that were not there are asked for again after at most two to this many seconds.
const LONGEST_AGAIN: u32 = 6;

/// Why the task stopped waiting.
enum Woken {
    /// Something was saved, or somebody pressed the button.
    Saved,
    /// The period is over, or the hub is to hear at once how far this device has read.
    Due,
    /// The hub asks for a sync before the feed goes on.
    Resync,
    /// The feed brought changes.
    Heard { pulled: u64, bytes: u64 },
    /// Somebody wants to see a picture that is not here, or it is time to ask again for those that were not there.
    Pictures,
    /// The feed broke.
    Broken(Failure),
}

/// What the task keeps between syncs.
#[derive(Default)]
struct Course {
    /// The open feed.
    live: Option<Live>,
    /// When the next full sync is due.
    due: Option<Instant>,
    /// Tries that failed in a row.
    failures: u32,
    /// Times in a row that the feed asked for a sync and brought nothing.
    resyncs: u32,
    /// When pictures that were not there are asked for again.
    again: Option<Instant>,
    /// Times in a row that some were not there.
    missing: u32,
}

impl Course {
    /// Pictures follow their records by seconds: those that are left are asked for again soon, then less often.
    fn pictures_left(&mut self, left: bool) {
        self.missing = if left { self.missing.saturating_add(1) } else { 0 };
        let wait = Duration::from_secs(1 << self.missing.saturating_sub(1).min(LONGEST_AGAIN));
        self.again = left.then_some(wait).and_then(|wait| Instant::now().checked_add(wait));
    }
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
    let mut course = Course::default();
    loop {
        let done = once(shared, &mut course).await;
        report(reports, &done);
        match done {
            Ok(_) => {
                course.failures = 0;
                while between(shared, &mut course, reports).await {}
            }
            Err(failure) => {
                course.failures = course.failures.saturating_add(1);
                course.live = None;
                shared.pulse(|pulse| pulse.online = false);
                let wait = backoff::wait(course.failures, &failure.code, shared.platform.random.as_ref());
                tracing::debug!(%failure, ?wait, "the sync waits");
                wait_out(shared, wait).await;
            }
        }
        if course.resyncs > 1 {
            // Hub and device do not agree on what may be read, as while something unsent keeps a lost space here.
            let wait = backoff::wait(course.resyncs, &Code::TooBusy, shared.platform.random.as_ref());
            wait_out(shared, wait).await;
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
async fn between(shared: &Arc<Shared>, course: &mut Course, reports: Option<&Reports>) -> bool {
    match listen(shared, course).await {
        Woken::Saved => return false,
        Woken::Due => {}
        Woken::Resync => course.resyncs = course.resyncs.saturating_add(1),
        Woken::Heard { pulled, bytes } => {
            if pulled > 0 {
                course.resyncs = 0;
                report(reports, &Ok(Report { pulled, bytes_down: bytes, ..Report::default() }));
            }
            return attachments(shared, course).await;
        }
        Woken::Pictures => return attachments(shared, course).await,
        Woken::Broken(failure) => tracing::debug!(%failure, "the live feed broke"),
    }
    course.live = None;
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
async fn once(shared: &Arc<Shared>, course: &mut Course) -> Result<Report, Failure> {
    if let Some(asked) = again(shared).await? {
        return at_the_door(shared, asked);
    }
    let Some(hub) = shared.hub().await? else {
        shared.wake.notified().await;
        return Ok(Report::default());
    };
    let lock = shared.sync_lock().await;
    shared.pulse(|pulse| pulse.sending = true);
    let done = async {
        let full = course.live.is_none();
        let mut report = round(shared, &hub, full).await?;
        shared.pulse(|pulse| pulse.online = true);
        let left = transfer(shared, &hub, &mut report).await?;
        course.pictures_left(left);
        if full {
            course.due = Instant::now().checked_add(PERIOD);
            course.live = Some(Live::open(shared, &hub).await?);
        }
        Ok(report)
    };
    let done = done.await;
    settle(shared).await;
    shared.pulse(|pulse| pulse.sending = false);
    drop(lock);
    done
}

/// The office was asked again. What waits is no sync, and is asked again soon.
fn at_the_door(shared: &Shared, asked: Asked) -> Result<Report, Failure> {
    match asked {
        Asked::In => {
            shared.tell([Topic::Me, Topic::Community, Topic::Sending].into());
            Ok(Report::default())
        }
        Asked::Waiting(_) => Err(Failure::new(Code::StillWaiting, "the office has not agreed yet")),
    }
}

/// Attachments while the feed is open; false, and the feed is given up, where the hub was lost.
async fn attachments(shared: &Arc<Shared>, course: &mut Course) -> bool {
    let done = async {
        match shared.hub().await? {
            Some(hub) => transfer(shared, &hub, &mut Report::default()).await,
            None => Ok(false),
        }
    };
    match done.await {
        Ok(left) => {
            course.pictures_left(left);
            true
        }
        Err(failure) => {
            tracing::debug!(%failure, "attachments wait");
            course.live = None;
            false
        }
    }
}

async fn listen(shared: &Arc<Shared>, course: &mut Course) -> Woken {
    let (Some(feed), Some(due)) = (&mut course.live, course.due) else { return Woken::Due };
    let hub = match shared.hub().await {
        Ok(Some(hub)) => hub,
        Ok(None) => return Woken::Due,
        Err(failure) => return Woken::Broken(failure),
    };
    let chunk = tokio::select! {
        biased;
        () = shared.wake.notified() => return Woken::Saved,
        () = tokio::time::sleep_until(due) => return Woken::Due,
        () = shared.pictures.notified() => return Woken::Pictures,
        () = tokio::time::sleep_until(course.again.unwrap_or(due)) => return Woken::Pictures,
        chunk = feed.wait() => chunk,
    };
    let heard = match chunk {
        Ok(chunk) => feed.keep(shared, &hub, &chunk).await,
        Err(failure) => Err(failure),
    };
    match heard {
        Ok(Heard::Frames { pulled, bytes }) => Woken::Heard { pulled, bytes },
        Ok(Heard::Erased) => Woken::Due,
        Ok(Heard::Resync) => Woken::Resync,
        Err(failure) => Woken::Broken(failure),
    }
}

impl Shared {
    /// Tells screens that the line about sending may have changed.
    pub(crate) fn tell_sending(&self) {
        self.tell([Topic::Sending].into());
    }
}
