//! Erasing (R21): a record's next generation without what is erased, in the place of everything that was. Journal first, then the
//! store, then the files: whatever ends it in between, the next start of the hub does the rest (R22).

mod again;
mod report;
mod route;
mod sweep;

use jinshui_core::document::EditError;
use jinshui_core::erasure::NotErasable;
use jinshui_core::wire::EraseReply;
use jinshui_core::{ChangeHash, Code, DeviceId, DocumentId, Erasure, Failure, MemberId, Timestamp};

use crate::blob::Folder;
use crate::journal::{Entry, ErasedEntry, Journal, JournalError};
use crate::push::rebuild;
use crate::store::{DocumentMeta, Erase, Erased, NewChange, Rewritten, Store, StoreError, StoredChange};

pub(crate) use again::{again, revoke};
pub(crate) use report::report;
pub(crate) use route::{erase, erasures};

/// How often it is begun anew while the record moves.
const TRIES: usize = 8;
/// What the changes of the erasing itself come from.
const HUB: &str = "hub";

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) document: DocumentId,
    /// Names; none for everything that can be a person's.
    pub(crate) fields: Vec<String>,
    pub(crate) by: MemberId,
    /// The device that asks; none where it is the hub's own computer.
    pub(crate) device: Option<DeviceId>,
    pub(crate) why: String,
    pub(crate) at: Timestamp,
}

/// Why something was not erased.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EraseError {
    /// There is no such record.
    #[error("there is no record {0} here")]
    NotFound(DocumentId),
    /// It cannot be erased.
    #[error(transparent)]
    NotErasable(#[from] NotErasable),
    /// The record cannot be read.
    #[error("the record cannot be read: {0}")]
    Unreadable(String),
    /// The journal cannot be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EraseError {
    /// As it crosses a boundary.
    pub(crate) fn failure(&self) -> Failure {
        let code = match self {
            EraseError::NotFound(_) => Code::NotFound,
            EraseError::NotErasable(_) => Code::BadField,
            EraseError::Unreadable(_) => Code::NeedsUpdate,
            EraseError::Journal(_) => Code::Internal,
            EraseError::Store(error) => error.code(),
        };
        Failure::new(code, self.to_string())
    }
}

/// Who erases: the store, the journal beside it, the folder of attachments.
pub(crate) struct Eraser<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) journal: &'a Journal,
    pub(crate) blobs: &'a Folder,
}

/// A generation that is ready to be put in its place.
struct Draft {
    heads: Vec<ChangeHash>,
    changes: Vec<Rewritten>,
}

impl Eraser<'_> {
    /// Erases. It is done and durable when this returns.
    pub(crate) async fn erase(&self, asked: &Asked) -> Result<EraseReply, EraseError> {
        for _ in 0..TRIES {
            let (meta, log) = self.read(asked.document).await?;
            let erased = Erasure::of(&meta.kind, &asked.fields)?.and(&meta.erased);
            let generation = meta.generation.saturating_add(1);
            if let Some(reply) = self.put(meta, log, erased, generation, asked).await? {
                return Ok(reply);
            }
        }
        Err(StoreError::Busy("the record moves too fast to be erased".to_owned()).into())
    }

    async fn read(&self, id: DocumentId) -> Result<(DocumentMeta, Vec<StoredChange>), EraseError> {
        let meta = self.store.documents(vec![id]).await?.pop().ok_or(EraseError::NotFound(id))?;
        Ok((meta, self.store.changes_of(id).await?))
    }

    /// Writes the generation into the journal and puts it in its place. None where the record has moved meanwhile.
    async fn put(
        &self,
        meta: DocumentMeta,
        log: Vec<StoredChange>,
        erased: Erasure,
        generation: u32,
        asked: &Asked,
    ) -> Result<Option<EraseReply>, EraseError> {
        let draft = draft(meta.clone(), log, erased.clone(), generation, asked.by.clone(), asked.at).await?;
        let Some(draft) = draft else { return Ok(None) };
        let entry = Entry::Erase(ErasedEntry {
            document: meta.id,
            generation,
            erased: erased.clone(),
            heads: draft.heads.clone(),
            by: asked.by.clone(),
            at: asked.at,
        });
        match &asked.device {
            None => self.journal.append(&entry)?,
            Some(device) if self.journal.append_for(&entry, device)? => {}
            Some(_) => return Err(StoreError::Revoked.into()),
        }
        self.place(meta, draft, erased, generation, asked).await
    }

    async fn place(
        &self,
        meta: DocumentMeta,
        draft: Draft,
        erased: Erasure,
        generation: u32,
        asked: &Asked,
    ) -> Result<Option<EraseReply>, EraseError> {
        let erase = Erase {
            document: meta.id,
            generation: meta.generation,
            heads: meta.heads,
            next: generation,
            erased: erased.clone(),
            changes: draft.changes,
            next_heads: draft.heads,
            by: asked.by.clone(),
            why: asked.why.clone(),
            at: asked.at,
        };
        let Erased::Durable { seq, gone } = self.store.erase(erase).await? else { return Ok(None) };
        sweep::document(self.store, self.blobs, meta.id, gone).await?;
        tracing::info!(document = %meta.id, generation, seq, "something of a record was erased");
        Ok(Some(EraseReply { generation, seq, erased }))
    }
}

/// Writes the next generation, away from the async threads. None where the record was read while it moved.
async fn draft(
    meta: DocumentMeta,
    log: Vec<StoredChange>,
    erased: Erasure,
    generation: u32,
    by: MemberId,
    at: Timestamp,
) -> Result<Option<Draft>, EraseError> {
    let work = move || {
        let document = rebuild(&meta, &log).map_err(EraseError::Unreadable)?;
        if document.heads() != meta.heads {
            // Read between two commits; the next try reads anew.
            return Ok(None);
        }
        let order: Vec<_> = log.iter().map(|change| change.hash).collect();
        let unreadable = |error: EditError| EraseError::Unreadable(error.to_string());
        let (new, written) =
            document.rewritten(meta.schema, &erased, generation, &order, at).map_err(unreadable)?;
        let changes = written.into_iter().map(|one| {
            let old = log.iter().find(|change| Some(change.hash) == one.of);
            Rewritten {
                author: old.map_or_else(|| by.clone(), |old| old.author.clone()),
                device: old.map_or_else(|| DeviceId::from(HUB), |old| old.device.clone()),
                received_at: old.map_or(at, |old| old.received_at),
                change: NewChange {
                    document: meta.id,
                    hash: one.change.hash,
                    deps: one.change.deps.clone(),
                    actor: one.change.actor,
                    actor_seq: one.change.seq,
                    blobs: one.blobs,
                    moves_to: None,
                    follows: None,
                    names: Vec::new(),
                    until: None,
                    late: old.is_some_and(|old| old.late),
                    replaces: Vec::new(),
                    recovered: None,
                    bytes: one.change.raw().to_vec(),
                },
            }
        });
        Ok(Some(Draft { heads: new.heads(), changes: changes.collect() }))
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(EraseError::Unreadable(error.to_string())))
}
