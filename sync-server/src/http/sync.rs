//! `POST /v1/sync` and `GET /v1/live`: the frame of both; what is taken in is in `push`, what is read is in `pull`.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use jinshui_core::wire::{Frame, PROTOCOL, SyncRequest, Turn, unpack};
use jinshui_core::{Code, limits};
use sha2::{Digest, Sha256};

use super::auth::{Caller, signed};
use super::bucket::Kind;
use super::failure::ApiFailure;
use crate::enrolment;
use crate::hub::Hub;
use crate::life::{self, Reading};
use crate::lines::Heard;
use crate::mark::{Step, step};
use crate::pull::{Broken, LiveQuery, Outgoing, send_live, send_reply};
use crate::push::{self, Answer};
use crate::store::Position;

/// Takes in what a device sends and brings it up to date.
pub(crate) async fn sync(State(hub): State<Arc<Hub>>, request: Request) -> Result<Response, ApiFailure> {
    let (caller, _, body) = signed(&hub, request, limits::REQUEST_BYTES, Kind::Sync).await?;
    let digest = Sha256::digest(&body).into();
    let mut request = read(&hub, body).await?;
    let handling = step("request");
    let reading = life::reading(&hub, request.cursor).await.map_err(|error| hub.store_failed(&error))?;
    let caller = if reading == Reading::Ours { confirmed(caller, &request) } else { caller };
    let line = turn(&hub, &caller, request.turn, digest).await?;
    if let Reading::Foreign { position, from } = reading {
        return another_life(&hub, position, from, (line, handling)).await;
    }
    confirm(&hub, &caller, &request).await;
    let sent = std::mem::take(&mut request.push);
    let groups = std::mem::take(&mut request.groups);
    let answer = push::run(&hub, &caller, sent, &groups).await;
    let answer = answer.map_err(|error| caller.store_failed(&hub, &error))?;
    let (out, body) = Outgoing::new().map_err(|error| hub.fail(Code::Internal, error.to_string()))?;
    tokio::spawn(reply(Arc::clone(&hub), out, caller, request, (line, answer), handling));
    Ok(stream(body))
}

async fn read(hub: &Hub, body: Bytes) -> Result<SyncRequest, ApiFailure> {
    let unpacked =
        tokio::task::spawn_blocking(move || unpack::<SyncRequest>(&body, limits::REQUEST_BYTES)).await;
    let unpacked = unpacked.map_err(|error| hub.fail(Code::Internal, error.to_string()))?;
    let request = unpacked.map_err(|error| match error {
        jinshui_core::wire::WireError::TooLarge => {
            hub.fail(Code::TooLarge, "the request is too large; send the outbox in several")
        }
        other => hub.fail(Code::BadRequest, format!("not a sync request: {other}")),
    })?;
    if request.protocol != PROTOCOL {
        return Err(hub.fail(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    if request.push.iter().map(|document| document.changes.len()).sum::<usize>() > limits::PUSH_CHANGES {
        let most = limits::PUSH_CHANGES;
        return Err(hub.fail(Code::TooLarge, format!("more than {most} changes; send the outbox in several")));
    }
    Ok(request)
}

async fn reply(
    hub: Arc<Hub>,
    mut out: Outgoing,
    caller: Caller,
    request: SyncRequest,
    (line, answer): (Option<u64>, Answer),
    handling: Step,
) {
    let replying = step("reply");
    let sent = sync_frames(&hub, &mut out, &caller, &request, line, answer).await;
    close(out, sent).await;
    drop((replying, handling));
}

async fn sync_frames(
    hub: &Hub,
    out: &mut Outgoing,
    caller: &Caller,
    request: &SyncRequest,
    line: Option<u64>,
    answer: Answer,
) -> Result<(), Broken> {
    let just_sent = answer.acked();
    let position = hub.store.position().await?;
    let mut frames = vec![hello(hub, position, None, line)];
    if request.pull {
        frames.push(Frame::HandOver { key: hub.hand_over.public() });
        let certificate = enrolment::renewed(hub, &caller.device).await?;
        frames.extend(certificate.map(|certificate| Frame::Certificate { certificate }));
    }
    frames.extend(answer.into_frames());
    out.send(frames).await?;
    if request.pull {
        return send_reply(hub, out, &caller.member.id, request, position, just_sent).await;
    }
    out.send(vec![Frame::End { cursor: None, digests: Vec::new(), more: false }]).await
}

/// Streams what is committed from now on.
pub(crate) async fn live(State(hub): State<Arc<Hub>>, request: Request) -> Result<Response, ApiFailure> {
    let (caller, parts, _) = signed(&hub, request, 0, Kind::Sync).await?;
    let query = Query::<LiveQuery>::try_from_uri(&parts.uri);
    let Query(query) = query.map_err(|error| hub.fail(Code::BadRequest, error.to_string()))?;
    seen(&hub, &caller, None).await;
    let (mut out, body) = Outgoing::new().map_err(|error| hub.fail(Code::Internal, error.to_string()))?;
    tokio::spawn(async move {
        let sent = async {
            let position = hub.store.position().await?;
            out.send(vec![hello(&hub, position, None, None)]).await?;
            send_live(&hub, &mut out, &caller, query).await
        };
        let sent = sent.await;
        close(out, sent).await;
    });
    Ok(stream(body))
}

fn hello(hub: &Hub, position: Position, from: Option<u64>, line: Option<u64>) -> Frame {
    let Position { epoch, head, .. } = position;
    Frame::Hello { protocol: PROTOCOL, epoch, from, line, head, now: hub.now() }
}

/// The device has read another life of the log (R23): it is told so, and nothing of its request is taken in before it has given
/// back what this one lacks, on which what it sends may be built.
async fn another_life(
    hub: &Hub,
    position: Position,
    from: Option<u64>,
    (line, handling): (Option<u64>, Step),
) -> Result<Response, ApiFailure> {
    let (mut out, body) = Outgoing::new().map_err(|error| hub.fail(Code::Internal, error.to_string()))?;
    let end = Frame::End { cursor: None, digests: Vec::new(), more: true };
    let frames = vec![hello(hub, position, from, line), end];
    tokio::spawn(async move {
        let sent = out.send(frames).await;
        close(out, sent).await;
        drop(handling);
    });
    Ok(stream(body))
}

/// Hears whether a request is its device's next one (R24).
async fn turn(hub: &Hub, caller: &Caller, turn: Turn, request: [u8; 32]) -> Result<Option<u64>, ApiFailure> {
    let id = &caller.device.id;
    let (heard, turns) = hub.lines.hear(id, caller.device.turns.as_deref(), turn, request);
    let keep = |cloned| hub.store.keep_turns(id, turns.clone(), cloned);
    match heard {
        Heard::InTurn | Heard::Again => {
            seen(hub, caller, Some(turns)).await;
            Ok(None)
        }
        Heard::Lifted(line) => {
            tracing::info!(device = %id, line, "a device's request came out of turn; it goes on in a line of its own");
            keep(None).await.map_err(|error| hub.store_failed(&error))?;
            Ok(Some(line))
        }
        Heard::Cloned => {
            tracing::error!(device = %id, member = %caller.member.id, "two devices have one key; the second is asked to join anew");
            keep(Some(hub.now())).await.map_err(|error| hub.store_failed(&error))?;
            Err(hub.fail(Code::Cloned, "another device goes by this device's key; join anew with a new code"))
        }
    }
}

/// Ends a stream: whole, or cut so that the device sees that it is not.
async fn close(out: Outgoing, sent: Result<(), Broken>) {
    match sent {
        Ok(()) => {
            if let Err(error) = out.finish().await {
                tracing::debug!(%error, "the end of a stream was not sent");
            }
        }
        Err(Broken::Gone) => {}
        Err(error) => {
            tracing::error!(%error, "a stream was cut");
            out.cut().await;
        }
    }
}

fn stream(body: Body) -> Response {
    let mut response = Response::new(body);
    let kind = HeaderValue::from_static("application/x-jinshui-frames");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// What the device has confirmed, as it says now; never less than it said before, and nothing of another log.
fn confirmed(mut caller: Caller, request: &SyncRequest) -> Caller {
    if request.cursor.is_some_and(|cursor| cursor.seq >= request.confirmed) {
        caller.device.confirmed = caller.device.confirmed.max(request.confirmed);
    }
    caller
}

/// A device that has read up to an erasure, and fills nothing, holds nothing of what was erased (R21): that is written down at once.
/// What it has read is of this log.
async fn confirm(hub: &Hub, caller: &Caller, request: &SyncRequest) {
    if request.cursor.is_none() || request.held.iter().any(|held| held.after.is_some()) {
        return;
    }
    if let Err(error) = hub.store.confirm(&caller.device.id, caller.device.confirmed).await {
        tracing::warn!(%error, "cannot write how far a device has read");
    }
}

/// Remembers that the device was here. A failure costs nobody a sync.
async fn seen(hub: &Hub, caller: &Caller, turns: Option<String>) {
    if !hub.buckets.take(Kind::Seen, caller.device.id.as_str(), hub.now()) {
        return;
    }
    let id = &caller.device.id;
    let written = async {
        if let Some(turns) = turns {
            hub.store.keep_turns(id, turns, None).await?;
        }
        hub.store.seen(id, hub.now(), caller.device.confirmed).await
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "cannot write when a device was here");
    }
}
