//! Second step: the ground on which a document's changes are judged: what the store says of it and of the changes, and
//! the document in memory.

use std::collections::BTreeMap;

use jinshui_core::admit::admit;
use jinshui_core::document::Document;
use jinshui_core::{ChangeHash, DocumentId, Space};

use super::arrival::Arrival;
use super::cache::{Place, Taken};
use crate::http::Caller;
use crate::hub::Hub;
use crate::store::{DocumentMeta, Known, Past, Result, StoredChange};

/// What a batch's documents are judged on.
pub(super) struct Ground {
    /// Of each document that the store has.
    pub(super) metas: BTreeMap<DocumentId, DocumentMeta>,
    /// Of each document of the batch.
    pub(super) places: BTreeMap<DocumentId, Taken>,
    /// Of each document that the store does not have, the oldest generation it may be of (R22).
    pub(super) oldest: BTreeMap<DocumentId, u32>,
    /// Of each change, arrival by arrival.
    pub(super) known: Vec<Vec<Known>>,
    /// What the author could do, and where the documents were, when the device last heard of it (R15).
    pub(super) past: Past,
    /// Of the homes that changes say a person is of: where they are, if they are anywhere (R15).
    pub(super) homes: BTreeMap<DocumentId, Space>,
    /// What is in the log in each change's place (R18), arrival by arrival.
    pub(super) instead: Vec<Vec<Option<ChangeHash>>>,
}

/// How long after a move or a lost post what was written before is still taken in: as long as a device may be away before it
/// shows other people's data no more.
const GRACE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Takes the documents of a batch and brings them into memory.
pub(super) async fn prepare(hub: &Hub, caller: &Caller, batch: &[Arrival]) -> Result<Ground> {
    let mut places = BTreeMap::new();
    let mut ids: Vec<_> = batch.iter().map(|arrival| arrival.document).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in &ids {
        places.insert(*id, hub.documents.take(*id).await);
    }
    // Read only now that nobody else can move these documents within this process.
    let metas = hub.store.documents(ids.clone()).await?;
    // After them: a move that another process makes in between is then in the past, and not missing from both.
    let since = hub.now().plus_ms(-GRACE_MS);
    let meta = |arrival: &Arrival| metas.iter().find(|meta| meta.id == arrival.document);
    let named: Vec<_> = batch.iter().flat_map(|arrival| arrival.homes(meta(arrival))).collect();
    let homes = match named.is_empty() {
        true => Vec::new(),
        false => hub.store.documents(named.clone()).await?,
    };
    let homes = homes.into_iter().map(|meta| (meta.id, meta.space)).collect();
    let whose: Vec<_> = ids.iter().copied().chain(named).collect();
    let past = hub.store.past(&caller.member.id, whose, caller.device.confirmed, since).await?;
    ids.retain(|id| !metas.iter().any(|meta| meta.id == *id));
    let oldest = match ids.is_empty() {
        true => BTreeMap::new(),
        false => hub.store.erased_generations(ids).await?.into_iter().collect(),
    };
    let names = |arrival: &Arrival| {
        let id = arrival.document;
        arrival.changes.iter().map(move |change| (id, change.name())).collect::<Vec<_>>()
    };
    let mut all =
        hub.store.known(&caller.device.id, batch.iter().flat_map(names).collect()).await?.into_iter();
    let known = batch.iter().map(|arrival| all.by_ref().take(arrival.changes.len()).collect()).collect();
    let claims = batch.iter().flat_map(Arrival::claims).collect();
    let mut all = hub.store.instead(&caller.member.id, claims).await?.into_iter();
    let instead = batch.iter().map(|arrival| all.by_ref().take(arrival.changes.len()).collect()).collect();
    for meta in &metas {
        if let Some(place) = places.get_mut(&meta.id) {
            bring(hub, meta, place).await?;
        }
    }
    let metas = metas.into_iter().map(|meta| (meta.id, meta)).collect();
    Ok(Ground { metas, places, oldest, known, past, homes, instead })
}

/// Makes sure that a place holds the document just as the store has it.
async fn bring(hub: &Hub, meta: &DocumentMeta, place: &mut Taken) -> Result<()> {
    match &**place {
        Place::SetAside => return Ok(()),
        Place::Held(document) if document.heads() == meta.heads => return Ok(()),
        _ => {}
    }
    let changes = hub.store.changes_of(meta.id).await?;
    let wanted = meta.clone();
    let built = tokio::task::spawn_blocking(move || rebuild(&wanted, &changes)).await;
    let built = built.unwrap_or_else(|error| Err(error.to_string()));
    **place = match built {
        Ok(document) => Place::Held(Box::new(document)),
        Err(why) => {
            tracing::error!(document = %meta.id, why, "a document cannot be rebuilt and was set aside");
            hub.documents.note_set_aside(meta.id, &why);
            Place::SetAside
        }
    };
    Ok(())
}

/// The document of these changes, as the log has them.
pub(crate) fn rebuild(
    meta: &DocumentMeta,
    changes: &[StoredChange],
) -> std::result::Result<Document, String> {
    let mut document = Document::new(&meta.kind, meta.schema).map_err(|error| error.to_string())?;
    for change in changes {
        let admitted = admit(&change.bytes).map_err(|error| format!("{}: {error}", change.hash))?;
        document.apply(&admitted).map_err(|error| format!("{}: {error}", change.hash))?;
    }
    Ok(document)
}
