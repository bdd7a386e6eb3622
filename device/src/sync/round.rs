//! One sync: push what waits, pull what is new, in one request; again only where a bound cut it.

use std::sync::Arc;

use std::collections::BTreeSet;
use std::time::Instant;

use bytes::Bytes;
use jinshui_core::command::Topic;
use jinshui_core::wire::{FrameReader, Held, PROTOCOL, SyncRequest, WireError, pack};
use jinshui_core::{Code, Failure, limits};
use serde::Serialize;

use super::ended::revoked;
use super::hub::{Hub, piece};
use super::reads;
use super::recover::recover;
use super::rejoin::rejoin;
use crate::mark::step;
use crate::shared::Shared;
use crate::store::{Pushed, Received};

/// Requests in a row that move nothing before a sync gives up for now: enough to compare, fill anew and compare again.
const STILL: u32 = 6;

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Changes that the hub listed as durable.
    pub pushed: u64,
    /// Edits that came back.
    pub refused: u64,
    /// Edits that this device wrote anew by itself (R18, R24).
    pub rewritten: u64,
    /// Changes whose dependencies the hub lacked.
    pub missing: u64,
    /// Changes that were new here.
    pub pulled: u64,
    /// Bytes of requests' bodies.
    pub bytes_up: u64,
    /// Bytes of replies' bodies.
    pub bytes_down: u64,
    /// Requests.
    pub round_trips: u64,
    /// Changes that the hub had lost and got back (R23).
    pub returned: u64,
    /// Attachments uploaded.
    pub photos_up: u64,
    /// Attachments downloaded.
    pub photos_down: u64,
    /// Bytes of attachments up, beside `bytes_up`.
    pub photo_bytes_up: u64,
    /// Bytes of attachments down, beside `bytes_down`.
    pub photo_bytes_down: u64,
    /// Whether every space agreed with the hub's digest at the end (R13).
    pub complete: bool,
    /// How long it took.
    pub ms: u64,
}

impl Report {
    /// Grows with everything that a request moved.
    fn moved(&self) -> u64 {
        self.pushed + self.refused + self.pulled + self.returned
    }
}

/// Another device goes by this one's key: its person is asked to join anew (R24).
async fn cloned(shared: &Arc<Shared>, failure: Failure) -> Result<Failure, Failure> {
    shared.with_store(|store| store.keep_cloned()).await?;
    shared.tell([Topic::Me, Topic::Sending].into());
    Ok(failure)
}

/// Pushes and, if `pull`, pulls until there is no more. `pull` is false while a live feed runs (R10).
pub(crate) async fn round(shared: &Arc<Shared>, hub: &Hub, pull: bool) -> Result<Report, Failure> {
    let started = Instant::now();
    let mut report = Report::default();
    let mut still = 0;
    let (mut pull, mut forgotten) = (pull, false);
    loop {
        let (before, rewritten) = (report.moved(), report.rewritten);
        recover(shared, hub, &mut report).await?;
        let (body, pushed, rewrites) = shared.with_store(move |store| request(store, pull)).await?;
        report.round_trips += 1;
        report.bytes_up += body.len() as u64;
        let asking = step("request");
        let ended = match exchange(shared, hub, body, &pushed, &mut report).await {
            Err(failure) if failure.code == Code::NotSignedIn && !forgotten => {
                forgotten = true;
                if rejoin(shared, hub).await? {
                    continue;
                }
                return Err(failure);
            }
            Err(failure) if failure.code == Code::Revoked => return Err(revoked(shared, failure).await),
            Err(failure) if failure.code == Code::Cloned => return Err(cloned(shared, failure).await?),
            exchanged => exchanged?,
        };
        drop(asking);
        still = if report.moved() > before { 0 } else { still + 1 };
        // Beside a live feed, too: what was read is of another life, and is read anew.
        pull |= ended.another_life;
        if rewrites && (!ended.more || still >= STILL) {
            shared.with_store(|store| store.rewrite_outbox()).await?;
            continue;
        }
        let again = ended.another_life || report.rewritten > rewritten;
        let waits = pushed.more || again || (ended.more && pull);
        if !waits || still >= STILL {
            break;
        }
    }
    reads::tell(shared, hub).await?;
    let hub_now = shared.platform.clock.now().plus_ms(-hub.ahead_ms());
    let ahead = hub.ahead_ms();
    report.complete = shared
        .with_store(move |store| {
            let complete = pull && store.agrees()?;
            store.keep_clock(ahead)?;
            store.finish_sync(hub_now, complete)?;
            Ok(complete)
        })
        .await?;
    report.ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(report)
}

/// The next request, what of the outbox it carries, and whether that is still of an old tag: then nothing of it goes, and the
/// log is read first (R24).
fn request(store: &mut crate::store::Store, pull: bool) -> crate::store::Result<(Bytes, Pushed, bool)> {
    store.expire()?;
    let rewrites = store.rewrites()?;
    let pushed = match rewrites {
        true => Pushed::default(),
        false => store.push(limits::PUSH_CHANGES, limits::REQUEST_BYTES / 2)?,
    };
    let reading = store.reading()?;
    let held =
        store.spaces()?.into_iter().map(|held| Held { space: held.space, after: held.after }).collect();
    let request = SyncRequest {
        protocol: PROTOCOL,
        cursor: reading.cursor,
        directory: reading.directory,
        held,
        push: pushed.documents.clone(),
        pull: pull || rewrites,
        groups: pushed.groups.clone(),
        confirmed: store.confirmed()?,
        turn: store.next_turn()?,
    };
    let body = pack(&request).map_err(|error| wire_failure(&error))?;
    Ok((Bytes::from(body), pushed, rewrites))
}

/// How a reply ended.
#[derive(Debug, Clone, Copy, Default)]
struct Ended {
    /// The hub has more, or a space does not agree.
    more: bool,
    /// The log is in another life (R23).
    another_life: bool,
}

/// Sends a request and takes in the frames of its reply as they come.
async fn exchange(
    shared: &Arc<Shared>,
    hub: &Hub,
    body: Bytes,
    pushed: &Pushed,
    report: &mut Report,
) -> Result<Ended, Failure> {
    let mut answer = hub.send("POST", "/v1/sync", body, None).await?;
    let mut reader = FrameReader::new().map_err(|error| wire_failure(&error))?;
    let mut topics = BTreeSet::new();
    let (mut ended, mut another_life, mut erased) = (None, false, false);
    while let Some(chunk) = piece(&mut answer).await? {
        report.bytes_down += chunk.len() as u64;
        let frames = reader.read(&chunk).map_err(|error| wire_failure(&error))?;
        for received in take(shared, frames, pushed).await? {
            if let Some(now) = received.now {
                hub.heard_clock(now);
            }
            report.pushed += received.acked;
            report.refused += received.refused;
            report.rewritten += received.rewritten;
            report.missing += received.missing;
            report.pulled += received.pulled;
            another_life |= received.another_life;
            topics.extend(received.topics);
            // Having erased, the device says so at once: its next request carries how far it has read.
            erased |= received.erased > 0;
            if received.end {
                ended = Some(Ended { more: received.more || erased, another_life });
            }
        }
        shared.tell(std::mem::take(&mut topics));
    }
    // Everything that came is kept; without its end the reply was cut, and the next try goes on from there.
    ended.ok_or_else(|| Failure::new(Code::NoConnection, "the connection broke before the reply's end"))
}

/// Takes frames into the store, in their order.
pub(super) async fn take(
    shared: &Arc<Shared>,
    frames: Vec<jinshui_core::wire::Frame>,
    pushed: &Pushed,
) -> Result<Vec<Received>, Failure> {
    if frames.is_empty() {
        return Ok(Vec::new());
    }
    let pushed = pushed.clone();
    shared.with_store(move |store| frames.iter().map(|frame| store.receive(frame, &pushed)).collect()).await
}

pub(super) fn wire_failure(error: &WireError) -> Failure {
    Failure::new(Code::Protocol, format!("the hub's reply {error}; update the app, or tell the office"))
}
