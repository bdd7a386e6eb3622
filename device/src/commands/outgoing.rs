//! What was sent, what waits, what came back.

use jinshui_core::command::Outcome;
use jinshui_core::command::{
    Done, OutboxItem, OutboxView, RefusedItem, Reply, Reported, Sending, SendingState, Topic, Writing,
};
use jinshui_core::hazard::{Category, HazardEdit};
use jinshui_core::referee::Reason;
use jinshui_core::{ChangeHash, Failure, Kind, Timestamp};

use super::Desk;
use crate::store::{NewBlob, RefusedRow, Target};

/// After this long unsent, people are asked to connect (elder-ui C3).
const LONG_MS: i64 = 24 * 60 * 60 * 1000;
/// Things listed at once.
const MOST_ITEMS: usize = 200;

impl Desk<'_> {
    pub(super) fn sending(&self) -> Result<Sending, Failure> {
        let reading = self.store.reading()?;
        let (unsent, refused) = (self.store.unsent()?, self.store.refused_count()?);
        let (oldest, agrees) = (self.store.oldest_unsent()?, self.store.agrees()?);
        let long = oldest.is_some_and(|oldest| self.now().0.saturating_sub(oldest.0) > LONG_MS);
        let state = match (refused, unsent) {
            (1.., _) => SendingState::Refused,
            (_, 1..) if long => SendingState::WaitingLong,
            (_, 1..) if self.pulse.sending && self.pulse.online => SendingState::Sending,
            (_, 1..) => SendingState::Waiting,
            _ if !self.pulse.online => SendingState::NoNetwork,
            // “All is here” is said only when every digest agreed at the last comparison (R13).
            _ if reading.complete_at.is_none() || !agrees => SendingState::Starting,
            _ => SendingState::AllSent,
        };
        let member = self.store.identity()?.map(|identity| identity.member);
        let received = member.map_or(Ok(0), |member| self.store.received_of(&member))?;
        Ok(Sending {
            state,
            unsent: u32::try_from(unsent).unwrap_or(u32::MAX),
            refused: u32::try_from(refused).unwrap_or(u32::MAX),
            received,
            complete_at: if agrees {
                reading.complete_at.max(reading.last_sync)
            } else {
                reading.complete_at
            },
            oldest_unsent_at: oldest,
            online: self.pulse.online,
            clock_off: Timestamp(reading.clock_ahead_ms).is_off_from(Timestamp(0)),
        })
    }

    pub(super) fn outbox(&self) -> Result<OutboxView, Failure> {
        let item =
            |(id, kind, writing, at, edit): (_, Kind, Writing, Timestamp, Option<HazardEdit>)| OutboxItem {
                id,
                kind,
                category: edit
                    .as_ref()
                    .and_then(category_of)
                    .or_else(|| self.store.hazard(id).ok().map(|row| row.category)),
                writing,
                at,
            };
        Ok(OutboxView {
            items: self.store.waiting_items(MOST_ITEMS)?.into_iter().map(item).collect(),
            total: u32::try_from(self.store.unsent()?).unwrap_or(u32::MAX),
            refused: self.store.refused()?.iter().map(refused_item).collect(),
        })
    }

    /// Writes a returned edit once more as a new change. Rights may have changed meanwhile; the hub judges it anew.
    pub(super) fn refused_again(&mut self, hash: &ChangeHash) -> Result<Outcome, Failure> {
        let row = self.store.refused_row(hash)?;
        let now = self.now();
        let new = self.new_id()?;
        let mut edit = row.edit.clone();
        let begins = matches!(edit, HazardEdit::Report { .. });
        match &mut edit {
            HazardEdit::Report { at, .. } | HazardEdit::Comment { at, .. } => *at = now,
            HazardEdit::Set { at, seen, .. } | HazardEdit::Act { at, seen, .. } => {
                *at = now;
                seen.clear();
            }
            HazardEdit::Photo(photo) => photo.at = now,
        }
        let id = if begins { new } else { row.document };
        let space = self.space_again(&row)?;
        let target = match begins {
            true => Target::New { id, kind: &row.kind, space: &space },
            false => Target::Existing(id),
        };
        let blobs = self.blobs_of(&edit)?;
        let heads = self.store.write(&target, &row.writing, &edit, &blobs)?;
        self.store.dismiss(hash)?;
        let changed = vec![Topic::Hazards, Topic::Sending];
        Ok(Outcome { ok: Reply::RefusedAgain(Reported { id, heads, already_there: false }), changed })
    }

    fn space_again(&self, row: &RefusedRow) -> Result<jinshui_core::Space, Failure> {
        let HazardEdit::Report { building, unit, .. } = &row.edit else { return Ok(row.space.clone()) };
        let (directory, member) = self.member()?;
        self.space_for(&directory, &member, building, unit)
    }

    /// The pictures that an edit brings, from the store.
    fn blobs_of(&self, edit: &HazardEdit) -> Result<Vec<NewBlob>, Failure> {
        let photos = match edit {
            HazardEdit::Report { photos, .. } => photos.clone(),
            HazardEdit::Photo(photo) => vec![photo.clone()],
            _ => Vec::new(),
        };
        let mut blobs = Vec::new();
        for photo in photos {
            for (hash, thumbnail) in [(photo.hash, false), (photo.thumbnail, true)] {
                if let Some(bytes) = self.store.blob(&hash)? {
                    blobs.push(NewBlob { hash, bytes, thumbnail });
                }
            }
        }
        Ok(blobs)
    }

    pub(super) fn refused_dismiss(&mut self, hash: &ChangeHash) -> Result<Outcome, Failure> {
        self.store.dismiss(hash)?;
        Ok(Outcome { ok: Reply::RefusedDismiss(Done {}), changed: vec![Topic::Sending] })
    }
}

fn category_of(edit: &HazardEdit) -> Option<Category> {
    match edit {
        HazardEdit::Report { category, .. } => Some(category.clone()),
        _ => None,
    }
}

fn refused_item(row: &RefusedRow) -> RefusedItem {
    let text = match &row.edit {
        HazardEdit::Report { words, .. } => words.clone(),
        HazardEdit::Set { fields, words, .. } => {
            let fields = fields.iter().map(|edit| edit.value.clone());
            fields.chain(words.clone()).collect::<Vec<_>>().join("\n")
        }
        HazardEdit::Comment { text, .. } => text.clone(),
        HazardEdit::Photo(_) => String::new(),
        HazardEdit::Act { note, .. } => note.clone(),
    };
    RefusedItem {
        hash: row.hash,
        id: row.document,
        kind: row.kind.clone(),
        writing: row.writing.clone(),
        text,
        reason: Reason::from_code(&row.reason),
        at: row.at,
    }
}
