//! A page of what a device holds, compared with what the hub has, by heads (R13, R23). It only reads.

use std::collections::{BTreeMap, HashSet};

use jinshui_core::wire::{CompareReply, CompareRequest, HeldDocument, Lack, LogDocument, ReceivedChange};
use jinshui_core::{ChangeHash, DocumentId, Space};
use uuid::Uuid;

use super::rights::Rights;
use super::seals;
use crate::beside;
use crate::http::Caller;
use crate::hub::Hub;
use crate::store::{Bounds, DocumentMeta, Known, Result};

/// Documents of the hub's looked up at a time.
const STEP: u32 = 1_000;

/// Compares a page.
pub(crate) async fn compare(hub: &Hub, caller: &Caller, request: &CompareRequest) -> Result<CompareReply> {
    let nothing = CompareReply { lacks: vec![], documents: vec![], gone: vec![], after: None };
    let rights = Rights::now(hub, &caller.member.id).await?;
    if request.space.as_ref().is_some_and(|space| !rights.spaces.contains(space)) {
        // The next sync drops it.
        return Ok(nothing);
    }
    let held: BTreeMap<_, _> = request.documents.iter().map(|held| (held.document, held)).collect();
    let erased = beside::generations(hub, held.keys().copied().collect()).await?;
    let mut page = Page { hub, spaces: &rights.spaces, erased, request, bytes: 0, reply: nothing };
    let metas = page.metas(&held).await?;
    let known = page.known(caller, &held).await?;
    let mut ids: Vec<_> = held.keys().chain(metas.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        page.one(id, held.get(&id).copied(), metas.get(&id), &known).await?;
        if page.bytes >= Bounds::default().bytes {
            page.reply.after = Some(id);
            break;
        }
    }
    let mut reply = page.reply;
    seals::put(hub.seals()?, &mut reply.documents);
    Ok(reply)
}

struct Page<'a> {
    hub: &'a Hub,
    spaces: &'a std::collections::BTreeSet<Space>,
    /// Generations that were made by erasing.
    erased: BTreeMap<DocumentId, u32>,
    request: &'a CompareRequest,
    bytes: usize,
    reply: CompareReply,
}

impl Page<'_> {
    /// What the hub has: of what the device names, and where one space is compared, of that in the page's range.
    async fn metas(
        &self,
        held: &BTreeMap<DocumentId, &HeldDocument>,
    ) -> Result<BTreeMap<DocumentId, DocumentMeta>> {
        let named = self.hub.store.documents(held.keys().copied().collect()).await?;
        let mut metas: BTreeMap<_, _> = named.into_iter().map(|meta| (meta.id, meta)).collect();
        let last = held.keys().next_back().copied().unwrap_or(self.request.after);
        let until = if self.request.last { DocumentId(Uuid::max()) } else { last };
        let mut after = self.request.after;
        while let Some(space) = self.request.space.as_ref().filter(|_| after < until) {
            let found = self.hub.store.documents_in(space.clone(), after, STEP).await?;
            let Some(newest) = found.last().map(|meta| meta.id) else { break };
            metas.extend(found.into_iter().filter(|meta| meta.id <= until).map(|meta| (meta.id, meta)));
            after = newest;
        }
        Ok(metas)
    }

    /// Of the heads that the device names, those that are in the log.
    async fn known(
        &self,
        caller: &Caller,
        held: &BTreeMap<DocumentId, &HeldDocument>,
    ) -> Result<HashSet<(DocumentId, ChangeHash)>> {
        let heads = |held: &&HeldDocument| {
            let id = held.document;
            held.heads.iter().map(move |head| (id, *head)).collect::<Vec<_>>()
        };
        let named: Vec<_> = held.values().flat_map(heads).collect();
        let known = self.hub.store.known(&caller.device.id, named.clone()).await?;
        let accepted = named.into_iter().zip(known).filter(|(_, known)| matches!(known, Known::Accepted(_)));
        Ok(accepted.map(|(name, _)| name).collect())
    }

    async fn one(
        &mut self,
        id: DocumentId,
        held: Option<&HeldDocument>,
        meta: Option<&DocumentMeta>,
        known: &HashSet<(DocumentId, ChangeHash)>,
    ) -> Result<()> {
        if let Some(held) = held {
            if meta.is_none() && self.erased.get(&id).is_some_and(|erased| held.generation < *erased) {
                // It was erased after the copy was made, and is not to come back.
                self.reply.gone.push(id);
                return Ok(());
            }
            let same_life = meta.is_none_or(|meta| meta.generation == held.generation);
            if same_life && !held.heads.iter().all(|head| known.contains(&(id, *head))) {
                // Names of homes can be guessed (R2): of what may not be read nothing is told.
                let readable = meta.filter(|meta| self.spaces.contains(&meta.space));
                let have = readable.map(|meta| meta.heads.clone()).unwrap_or_default();
                self.bytes += 64 + have.len() * 32;
                self.reply.lacks.push(Lack { document: id, have });
            }
        }
        let (Some(space), Some(meta)) = (&self.request.space, meta) else { return Ok(()) };
        if !self.spaces.contains(&meta.space) {
            // Only who shows that they have it is told that it is elsewhere.
            let has = |head: &ChangeHash| known.contains(&(id, *head));
            if held.is_some_and(|held| held.heads.iter().all(has)) {
                self.reply.gone.push(id);
            }
        } else if held.is_none_or(|held| differs(held, meta, space)) {
            let whole = self.whole(meta).await?;
            self.bytes += whole.changes.iter().map(|change| change.bytes.len()).sum::<usize>();
            self.reply.documents.push(whole);
        }
        Ok(())
    }

    async fn whole(&self, meta: &DocumentMeta) -> Result<LogDocument> {
        let changes = self.hub.store.changes_of(meta.id).await?.into_iter().map(|change| ReceivedChange {
            seq: change.seq,
            author: change.author,
            received_at: change.received_at,
            late: change.late,
            bytes: change.bytes,
            seal: None,
        });
        Ok(LogDocument {
            document: meta.id,
            kind: meta.kind.clone(),
            schema: meta.schema,
            generation: meta.generation,
            space: meta.space.clone(),
            erased: meta.erased.clone(),
            changes: changes.collect(),
        })
    }
}

/// Whether the device has the document otherwise than the hub.
fn differs(held: &HeldDocument, meta: &DocumentMeta, space: &Space) -> bool {
    held.heads != meta.heads || held.generation != meta.generation || space != &meta.space
}
