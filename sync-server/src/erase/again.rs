//! Before a hub serves: whatever the journal says is done again where the database does not know of it, because it was put back
//! from an older copy, or because the last deed was cut short (R22).

use jinshui_core::{DocumentId, Timestamp};

use super::{Asked, EraseError, Eraser, draft, sweep};
use crate::journal::{Entry, ErasedEntry};
use crate::store::Missing;

/// Why it was done, for the report.
const WHY: &str = "again, after an older copy was put back";

/// What was done again.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Again {
    pub(crate) erased: usize,
    pub(crate) revoked: usize,
}

/// Does what the journal says and the database does not know.
pub(crate) async fn again(eraser: &Eraser<'_>, now: Timestamp) -> Result<Again, EraseError> {
    let deeds = eraser.journal.read()?;
    let mut done = Again::default();
    for (id, at) in &deeds.revoked {
        let device = eraser.store.device(id).await?;
        if device.is_some_and(|device| !device.revoked) && eraser.store.revoke(id, *at).await? {
            done.revoked += 1;
        }
    }
    for (id, entries) in &deeds.erasures {
        done.erased += usize::from(eraser.document(*id, entries, now).await?);
    }
    if !deeds.erasures.is_empty() {
        sweep::everything(eraser.store, eraser.blobs).await?;
    }
    if done != Again::default() {
        tracing::warn!(
            done.erased,
            done.revoked,
            "the journal knew more than the database; it was done again"
        );
    }
    Ok(done)
}

impl Eraser<'_> {
    /// Brings one record to the newest generation that the journal knows. True where there was something to do.
    async fn document(
        &self,
        id: DocumentId,
        entries: &[ErasedEntry],
        now: Timestamp,
    ) -> Result<bool, EraseError> {
        let Some(last) = entries.iter().max_by_key(|entry| entry.generation) else { return Ok(false) };
        loop {
            let (meta, log) = match self.read(id).await {
                Err(EraseError::NotFound(_)) => return self.missing(last, now).await,
                read => read?,
            };
            if meta.generation >= last.generation {
                return Ok(false);
            }
            let erased = entries.iter().fold(meta.erased.clone(), |all, entry| all.and(&entry.erased));
            let asked = Asked {
                document: id,
                fields: Vec::new(),
                by: last.by.clone(),
                device: None,
                why: WHY.to_owned(),
                at: last.at,
            };
            let (generation, by) = (last.generation, last.by.clone());
            let same = draft(meta.clone(), log.clone(), erased.clone(), generation, by, last.at).await?;
            let Some(same) = same else { continue };
            let known = |entry: &ErasedEntry| entry.generation == generation && entry.heads == same.heads;
            let placed = if entries.iter().any(known) {
                self.place(meta, same, erased, generation, &asked).await?
            } else {
                // Devices may hold another generation of this number: what is made now is a newer one.
                self.put(meta, log, erased, generation.saturating_add(1), &asked).await?
            };
            if placed.is_some() {
                return Ok(true);
            }
        }
    }

    /// The copy is older than the record: what comes of it must not be older than the erasure.
    async fn missing(&self, last: &ErasedEntry, now: Timestamp) -> Result<bool, EraseError> {
        let known = self.store.erased_generations(vec![last.document]).await?;
        if known.iter().any(|(_, generation)| *generation >= last.generation) {
            return Ok(false);
        }
        let missing = Missing {
            document: last.document,
            generation: last.generation,
            erased: last.erased.clone(),
            by: last.by.clone(),
            why: WHY.to_owned(),
            at: now,
        };
        self.store.keep_erasure(missing).await?;
        Ok(true)
    }
}

/// Revokes a device: the journal first. False where there is none of this name; one that was revoked before stays as it is.
pub(crate) async fn revoke(
    eraser: &Eraser<'_>,
    id: &jinshui_core::DeviceId,
    at: Timestamp,
) -> Result<bool, EraseError> {
    match eraser.store.device(id).await? {
        None => return Ok(false),
        Some(device) if device.revoked => return Ok(true),
        Some(_) => {}
    }
    eraser.journal.append(&Entry::Revoke { device: id.clone(), at })?;
    Ok(eraser.store.revoke(id, at).await?)
}
