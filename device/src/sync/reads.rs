//! Telling the hub what was looked at here, and asking it who looked at what.

use std::sync::Arc;

use bytes::Bytes;
use jinshui_core::reads::PER_REQUEST;
use jinshui_core::wire::{PROTOCOL, ReadsReply, TellReads, ToldReads};
use jinshui_core::{Code, DocumentId, Failure};

use super::hub::{Hub, json};
use crate::shared::Shared;

/// Tells all of it. Nothing is asked where there is nothing to tell.
pub(super) async fn tell(shared: &Arc<Shared>, hub: &Hub) -> Result<(), Failure> {
    loop {
        let reads = shared.with_store(|store| store.looks(PER_REQUEST)).await?;
        if reads.is_empty() {
            return Ok(());
        }
        let body = serde_json::to_vec(&TellReads { protocol: PROTOCOL, reads: reads.clone() })
            .map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
        let told: ToldReads = json(hub.send("POST", "/v1/reads", Bytes::from(body), None).await?).await?;
        let kept = usize::try_from(told.kept).unwrap_or(usize::MAX).min(reads.len());
        if kept == 0 {
            return Err(Failure::new(Code::Protocol, "the hub keeps nothing of what was looked at here"));
        }
        let told = reads.into_iter().take(kept).collect::<Vec<_>>();
        shared.with_store(move |store| store.forget_looks(&told)).await?;
    }
}

/// Who looked at what: of one record, or of all.
pub(crate) async fn reads(hub: &Hub, document: Option<DocumentId>) -> Result<ReadsReply, Failure> {
    let path = match document {
        Some(id) => format!("/v1/reads?document={id}"),
        None => "/v1/reads".to_owned(),
    };
    json(hub.send("GET", &path, Bytes::new(), None).await?).await
}
