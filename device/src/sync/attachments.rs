//! Attachments: apart from the records, never before them, thumbnails first, each resumable at the byte.

use std::sync::Arc;

use bytes::Bytes;
use jinshui_core::wire::UploadReply;
use jinshui_core::{BlobHash, Code, Failure, limits};

use super::hub::{Hub, json, piece};
use super::round::Report;
use crate::shared::Shared;
use crate::store::{Store, Transfer};
use jinshui_core::command::Topic;

/// Moves every attachment that waits, up and then down. One that fails for itself is left for the next time and stops no
/// other; a lost connection ends it all. True where one to download is left: its uploader has not brought it yet.
pub(crate) async fn transfer(shared: &Arc<Shared>, hub: &Hub, report: &mut Report) -> Result<bool, Failure> {
    let began = shared.with_store(|store| store.newest_waiting()).await?;
    let mut failed: Vec<BlobHash> = Vec::new();
    while let Some(one) = next(shared, &failed, true, began).await? {
        match upload(shared, hub, &one, report).await {
            Ok(()) => report.photos_up += 1,
            Err(failure) => {
                if failure.code == Code::NotFound {
                    shared.with_store(move |store| store.not_wanted(&one)).await?;
                }
                skip(&mut failed, &one, failure)?;
            }
        }
        shared.tell([Topic::Sending, Topic::Photos].into());
    }
    failed.clear();
    while let Some(one) = next(shared, &failed, false, began).await? {
        match download(shared, hub, &one, report).await {
            Ok(()) => {
                report.photos_down += 1;
                shared.tell([Topic::Photos].into());
            }
            Err(failure) => {
                shared.with_store(move |store| store.download_failed(&one)).await?;
                skip(&mut failed, &one, failure)?;
            }
        }
    }
    Ok(!failed.is_empty())
}

/// The next attachment, as long as nothing was saved meanwhile: what is saved goes first.
async fn next(
    shared: &Arc<Shared>,
    failed: &[BlobHash],
    up: bool,
    began: i64,
) -> Result<Option<Transfer>, Failure> {
    let not = failed.to_vec();
    let next = move |store: &mut Store| match (store.newest_waiting()? > began, up) {
        (true, _) => Ok(None),
        (_, true) => store.next_upload(&not),
        (_, false) => store.next_download(&not),
    };
    shared.with_store(next).await
}

fn skip(failed: &mut Vec<BlobHash>, one: &Transfer, failure: Failure) -> Result<(), Failure> {
    if failure.code == Code::NoConnection {
        return Err(failure);
    }
    tracing::info!(hash = %one.hash, code = %failure.code, "an attachment waits for the next time");
    failed.push(one.hash);
    Ok(())
}

async fn upload(shared: &Arc<Shared>, hub: &Hub, one: &Transfer, report: &mut Report) -> Result<(), Failure> {
    let (hash, transfer) = (one.hash, *one);
    let bytes = shared.with_store(move |store| store.blob(&hash)).await?;
    let bytes = bytes.ok_or_else(|| Failure::not_found(format!("attachment {hash}")))?;
    let path = format!("/v1/blob/{}/{}", one.document, one.hash);
    let reply = hub.send("GET", &format!("{path}/have"), Bytes::new(), None).await?;
    let mut state: UploadReply = json(reply).await?;
    while !state.done {
        let from = usize::try_from(state.have).unwrap_or(usize::MAX);
        let part = bytes.get(from..bytes.len().min(from.saturating_add(limits::BLOB_PART_BYTES)));
        let part =
            part.ok_or_else(|| Failure::new(Code::Protocol, "the hub says it has more than there is"))?;
        let query = format!("{path}?offset={from}&size={}", bytes.len());
        report.photo_bytes_up += part.len() as u64;
        state = json(hub.send("PUT", &query, Bytes::copy_from_slice(part), None).await?).await?;
    }
    shared.with_store(move |store| store.uploaded(&transfer)).await
}

async fn download(
    shared: &Arc<Shared>,
    hub: &Hub,
    one: &Transfer,
    report: &mut Report,
) -> Result<(), Failure> {
    let transfer = *one;
    let mut bytes = shared.with_store(move |store| store.downloaded_part(&transfer)).await?;
    let path = format!("/v1/blob/{}/{}", one.document, one.hash);
    let from = (!bytes.is_empty()).then_some(bytes.len() as u64);
    let mut answer = hub.send("GET", &path, Bytes::new(), from).await?;
    if answer.status != 206 {
        bytes.clear();
    }
    let broken = loop {
        match piece(&mut answer).await {
            Ok(Some(chunk)) => {
                report.photo_bytes_down += chunk.len() as u64;
                bytes.extend_from_slice(&chunk);
                if bytes.len() > limits::PHOTO_BYTES * 2 {
                    return Err(Failure::new(Code::Protocol, "the attachment is larger than any may be"));
                }
            }
            Ok(None) => break None,
            Err(failure) => break Some(failure),
        }
    };
    let whole = broken.is_none();
    let sound = shared.with_store(move |store| store.keep_part(&transfer, &bytes, whole)).await?;
    match broken {
        Some(failure) => Err(failure),
        None if sound => Ok(()),
        None => Err(Failure::new(Code::Protocol, "the attachment came damaged")),
    }
}
