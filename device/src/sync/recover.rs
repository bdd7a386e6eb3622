//! Giving the hub back what it lost, and finding where the two sides do not agree (R13, R23), page by page, before anything
//! else is sent: what waits here may be built on what the hub lacks.

use std::sync::Arc;

use bytes::Bytes;
use jinshui_core::wire::{
    CompareReply, CompareRequest, LogDocument, PROTOCOL, ReturnReply, ReturnRequest, pack, unpack,
};
use jinshui_core::{Code, Failure, limits};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::hub::{Hub, whole};
use super::round::{Report, wire_failure};
use crate::shared::Shared;

/// Compares what is to be compared. True where anything was.
pub(super) async fn recover(shared: &Arc<Shared>, hub: &Hub, report: &mut Report) -> Result<bool, Failure> {
    let mut compared = false;
    while let Some(page) = shared.with_store(|store| store.next_comparison()).await? {
        compared = true;
        let reply: CompareReply = ask(hub, "/v1/compare", &page, report).await?;
        give_back(shared, hub, &page, &reply, report).await?;
        let received = shared.with_store(move |store| store.compared(&page, &reply)).await?;
        report.pulled += received.pulled;
        shared.tell(received.topics);
    }
    Ok(compared)
}

/// Sends what the hub lacks of a page.
async fn give_back(
    shared: &Arc<Shared>,
    hub: &Hub,
    page: &CompareRequest,
    reply: &CompareReply,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut parcel = Parcel::default();
    for lack in reply.lacks.clone() {
        let Some(lost) = shared.with_store(move |store| store.lost(&lack)).await? else { continue };
        for full in parcel.add(lost) {
            send(hub, page, full, report).await?;
        }
    }
    if parcel.changes > 0 { send(hub, page, parcel.documents, report).await } else { Ok(()) }
}

async fn send(
    hub: &Hub,
    page: &CompareRequest,
    documents: Vec<LogDocument>,
    report: &mut Report,
) -> Result<(), Failure> {
    let request = ReturnRequest { protocol: PROTOCOL, epoch: page.epoch, documents };
    let reply: ReturnReply = ask(hub, "/v1/return", &request, report).await?;
    report.returned += u64::from(reply.taken);
    for refusal in &reply.refused {
        tracing::warn!(reason = refusal.reason, "the hub did not take back a change");
    }
    if !reply.missing.is_empty() {
        tracing::warn!(count = reply.missing.len(), "the hub lacks what returned changes need");
    }
    Ok(())
}

/// Changes on their way back, at most so many at once.
#[derive(Default)]
struct Parcel {
    documents: Vec<LogDocument>,
    changes: usize,
    bytes: usize,
}

impl Parcel {
    /// Adds a document; gives the parcels that are full now.
    fn add(&mut self, mut document: LogDocument) -> Vec<Vec<LogDocument>> {
        let mut full = Vec::new();
        let mut part = LogDocument { changes: Vec::new(), ..document.clone() };
        for change in std::mem::take(&mut document.changes) {
            self.changes += 1;
            self.bytes += change.bytes.len();
            part.changes.push(change);
            if self.changes >= limits::RETURN_CHANGES || self.bytes >= limits::RETURN_BYTES {
                let changes = std::mem::take(&mut part.changes);
                self.documents.push(LogDocument { changes, ..document.clone() });
                full.push(std::mem::take(&mut self.documents));
                (self.changes, self.bytes) = (0, 0);
            }
        }
        if !part.changes.is_empty() {
            self.documents.push(part);
        }
        full
    }
}

async fn ask<Q: Serialize, A: DeserializeOwned>(
    hub: &Hub,
    path: &str,
    request: &Q,
    report: &mut Report,
) -> Result<A, Failure> {
    let body = Bytes::from(pack(request).map_err(|error| wire_failure(&error))?);
    report.round_trips += 1;
    report.bytes_up += body.len() as u64;
    let body = whole(hub.send("POST", path, body, None).await?).await?;
    report.bytes_down += body.len() as u64;
    unpack(&body, limits::REQUEST_BYTES)
        .map_err(|error| Failure::new(Code::Protocol, format!("the hub's reply {error}")))
}
