//! `PUT` and `GET /v1/blob/{document}/{hash}`. Who may not read or write the document is told the same as one who asks for
//! what is not there.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jinshui_core::wire::UploadReply;
use jinshui_core::{BlobHash, Code, DocumentId, access, limits};
use serde::Deserialize;

use super::folder::Taken;
use crate::http::{ApiFailure, Caller, Kind, signed};
use crate::hub::Hub;
use crate::store::BlobReference;

/// What an attachment may be larger than a shrunk photo.
const SLACK: u64 = 4_096;
/// The largest attachment.
pub(crate) const LARGEST: u64 = limits::PHOTO_BYTES as u64 + SLACK;

type Name = Path<(DocumentId, String)>;

/// Which part comes.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Part {
    offset: u64,
    size: u64,
}

#[derive(PartialEq, Eq)]
enum Right {
    Read,
    Write,
}

/// Takes a part.
pub(crate) async fn upload(
    State(hub): State<Arc<Hub>>,
    Path((id, hash)): Name,
    request: Request,
) -> Result<Response, ApiFailure> {
    let (caller, parts, bytes) = signed(&hub, request, limits::BLOB_PART_BYTES, Kind::Blob).await?;
    let (hash, found) = find(&hub, &caller, id, &hash, Right::Write).await?;
    let part = Query::<Part>::try_from_uri(&parts.uri);
    let Query(Part { offset, size }) = part.map_err(|error| hub.fail(Code::BadRequest, error.to_string()))?;
    if size == 0 || size > LARGEST {
        return Err(hub.fail(Code::TooLarge, format!("an attachment has 1 to {LARGEST} bytes; shrink it")));
    }
    if let Some(size) = found.held {
        return Ok(Json(UploadReply { have: size, done: true }).into_response());
    }
    // One part at a time of one attachment: two that append at once would mix.
    let _turn = hub.uploads.turn(id, hash).await;
    let blobs = hub.blobs.clone();
    let taken = blocking(&hub, move || blobs.take((id, hash), offset, size, &bytes)).await?;
    let reply = |have, done| Json(UploadReply { have, done });
    match taken {
        Taken::Part(have) => Ok(reply(have, false).into_response()),
        Taken::Elsewhere(have) => Ok((StatusCode::CONFLICT, reply(have, false)).into_response()),
        Taken::WrongHash => Err(hub.fail(Code::BadRequest, "the bytes have another hash; send them anew")),
        Taken::Whole => {
            let put = hub.store.put_blob(&caller.device.id, (id, hash), size, hub.now()).await;
            if !put.map_err(|error| caller.store_failed(&hub, &error))? {
                // Erased while it was on its way.
                let blobs = hub.blobs.clone();
                blocking(&hub, move || blobs.remove(hash)).await?;
                return Err(hub.fail(Code::NotFound, "no such attachment here"));
            }
            Ok(reply(size, true).into_response())
        }
    }
}

/// How much of an attachment is there.
pub(crate) async fn have(
    State(hub): State<Arc<Hub>>,
    Path((id, hash)): Name,
    request: Request,
) -> Result<Json<UploadReply>, ApiFailure> {
    let (caller, _, _) = signed(&hub, request, 0, Kind::Blob).await?;
    let (hash, found) = find(&hub, &caller, id, &hash, Right::Write).await?;
    if let Some(have) = found.held {
        return Ok(Json(UploadReply { have, done: true }));
    }
    let blobs = hub.blobs.clone();
    let have = blocking(&hub, move || blobs.have(id, hash)).await?;
    Ok(Json(UploadReply { have, done: false }))
}

/// Gives an attachment's bytes, from an offset on where one is asked for.
pub(crate) async fn download(
    State(hub): State<Arc<Hub>>,
    Path((id, hash)): Name,
    request: Request,
) -> Result<Response, ApiFailure> {
    let (caller, parts, _) = signed(&hub, request, 0, Kind::Blob).await?;
    let (hash, found) = find(&hub, &caller, id, &hash, Right::Read).await?;
    let not_yet = || hub.fail(Code::NotHereYet, "its bytes have not reached the hub yet");
    let size = found.held.ok_or_else(not_yet)?;
    let from = start(&parts.headers);
    if from.is_some_and(|from| from >= size) {
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, format!("bytes */{size}"))])
            .into_response());
    }
    let blobs = hub.blobs.clone();
    let bytes = blocking(&hub, move || blobs.read(hash, from.unwrap_or_default())).await?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"))];
    let Some(from) = from else { return Ok((kind, bytes).into_response()) };
    let range = [(header::CONTENT_RANGE, format!("bytes {from}-{}/{size}", size.saturating_sub(1)))];
    Ok((StatusCode::PARTIAL_CONTENT, kind, range, bytes).into_response())
}

/// `bytes=N-`; any other range is as if none were asked for.
fn start(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(header::RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

/// The attachment, if the caller has this right to its document now.
async fn find(
    hub: &Hub,
    caller: &Caller,
    id: DocumentId,
    hash: &str,
    right: Right,
) -> Result<(BlobHash, BlobReference), ApiFailure> {
    let not_found = || hub.fail(Code::NotFound, "no such attachment here");
    let hash: BlobHash = hash.parse().map_err(|_| not_found())?;
    let found = hub.store.blob(id, hash).await.map_err(|error| hub.store_failed(&error))?;
    let found = found.ok_or_else(not_found)?;
    let may = match right {
        Right::Read => access::may_read(&caller.directory, &caller.member, &found.space),
        // What an accepted change names may follow it, wherever the document is by then (promise 2).
        Right::Write => {
            found.device == caller.device.id
                || access::may_write(&caller.directory, &caller.member, &found.space)
        }
    };
    if may { Ok((hash, found)) } else { Err(not_found()) }
}

async fn blocking<T: Send + 'static>(
    hub: &Hub,
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, ApiFailure> {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.unwrap_or_else(|error| Err(std::io::Error::other(error)));
    done.map_err(|error| {
        tracing::error!(%error, "an attachment's file failed");
        let full = error.kind() == std::io::ErrorKind::StorageFull;
        hub.fail(
            if full { Code::StorageFull } else { Code::Internal },
            "the hub could not keep the attachment",
        )
    })
}
