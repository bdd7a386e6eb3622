//! What was sent, what waits, what came back.

use jinshui_core::command::Outcome;
use jinshui_core::command::{
    Done, LeftItem, OutboxItem, OutboxView, RefusedItem, Reply, Sending, SendingState, Topic,
};
use jinshui_core::document::Edit;
use jinshui_core::hazard::{Category, Place};
use jinshui_core::referee::Reason;
use jinshui_core::{ChangeHash, DocumentId, Failure, Kind, Timestamp};

use super::Desk;
use super::record::{changed, written};
use crate::store::{LeftRow, NewBlob, RefusedRow, Target, WaitingItem};

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
            boxed: u32::try_from(reading.boxed).unwrap_or(u32::MAX),
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
        let item = |(id, kind, writing, at, edit): WaitingItem| OutboxItem {
            category: self.category_of(&kind, id, edit.as_ref()),
            label: self.label_of(&kind, id, edit.as_ref()),
            id,
            kind,
            writing,
            at,
        };
        let refused = |row: &RefusedRow| RefusedItem {
            hash: row.hash,
            id: row.document,
            label: self.label_of(&row.kind, row.document, Some(&row.edit)),
            kind: row.kind.clone(),
            writing: row.writing.clone(),
            text: row.edit.said(),
            reason: Reason::from_code(&row.reason),
            at: row.at,
        };
        let left = |LeftRow { hash, at, kept }| LeftItem { hash, at, kept };
        Ok(OutboxView {
            items: self.store.waiting_items(MOST_ITEMS)?.into_iter().map(item).collect(),
            total: u32::try_from(self.store.unsent()?).unwrap_or(u32::MAX),
            refused: self.store.refused()?.iter().map(refused).collect(),
            left: self.store.left()?.into_iter().map(left).collect(),
        })
    }

    /// Writes a returned edit once more as a new change. Rights may have changed meanwhile; the hub judges it anew.
    pub(super) fn refused_again(&mut self, hash: &ChangeHash) -> Result<Outcome, Failure> {
        let row = self.store.refused_row(hash)?;
        let edit = row.edit.clone().again(self.now());
        // A record with a natural key keeps its name (R2); another gets a new one, since a refusal is for good (R18).
        let natural = row.document.0.get_version_num() == 5;
        let id = if edit.begins && !natural { self.new_id()? } else { row.document };
        let space = self.space_again(&row)?;
        let target = match edit.begins && self.store.kind_of(id).is_err() {
            true => Target::New { id, kind: &row.kind, space: &space },
            false => Target::Existing(id),
        };
        let blobs = self.blobs_of(&edit)?;
        let heads = self.store.write(&target, &row.writing, &edit, &blobs)?;
        self.store.dismiss(hash)?;
        Ok(Outcome { ok: Reply::RefusedAgain(written(id, heads)), changed: changed(&row.kind) })
    }

    /// The space that a record is begun in once more: a report's follows from its place, as when it was made.
    fn space_again(&self, row: &RefusedRow) -> Result<jinshui_core::Space, Failure> {
        if row.kind != Kind::Hazard || !row.edit.begins {
            return Ok(row.space.clone());
        }
        let (directory, member) = self.member()?;
        let said = |key| text_of(&row.edit, key).unwrap_or_default();
        self.space_for(&directory, &member, said("building"), said("unit"))
    }

    /// The pictures that an edit brings, from the store.
    fn blobs_of(&self, edit: &Edit) -> Result<Vec<NewBlob>, Failure> {
        let mut blobs = Vec::new();
        for photo in edit.items.iter().filter(|item| item.list == "photos") {
            for (key, thumbnail) in [("hash", false), ("thumbnail", true)] {
                let Some(hash) = photo.text(key).and_then(|text| text.parse().ok()) else { continue };
                if let Some(bytes) = self.store.blob(&hash)? {
                    blobs.push(NewBlob { hash, bytes, thumbnail });
                }
            }
        }
        Ok(blobs)
    }

    pub(super) fn category_of(&self, kind: &Kind, id: DocumentId, edit: Option<&Edit>) -> Option<Category> {
        let said = edit.and_then(|edit| text_of(edit, "category")).map(Category::from_code);
        let there = || self.store.hazard(id).ok().map(|row| row.category);
        (kind == &Kind::Hazard).then(|| said.or_else(there)).flatten()
    }

    /// What people call a record that is here.
    pub(super) fn label(&self, kind: &Kind, id: DocumentId) -> String {
        self.label_of(kind, id, None)
    }

    /// What people call a record: a room, a person, an area, a checklist; empty where it has no name. Of one that is not here any
    /// more, what its edit said.
    pub(super) fn label_of(&self, kind: &Kind, id: DocumentId, edit: Option<&Edit>) -> String {
        let said = |key| edit.and_then(|edit| text_of(edit, key)).unwrap_or_default().to_owned();
        let room = |place: &Place, room: &str| {
            let parts = [place.building.as_str(), place.unit.as_str(), room];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
        };
        match kind {
            Kind::Patrol => self.store.patrol(id).map_or_else(|_| said("area"), |row| row.rows.area),
            Kind::Checklist => {
                let there = self.store.checklist(id).ok().flatten();
                there.map_or_else(|| said("name"), |row| row.rows.name)
            }
            Kind::Home => self.store.home(id).map_or_else(
                |_| room(&Place { building: said("building"), unit: said("unit") }, &said("room")),
                |row| room(&row.rows.place, &row.rows.room),
            ),
            Kind::Resident => self.store.resident(id).map_or_else(|_| said("name"), |row| row.rows.name),
            // What is sealed is named on no list but its own.
            _ => String::new(),
        }
    }

    pub(super) fn refused_dismiss(&mut self, hash: &ChangeHash) -> Result<Outcome, Failure> {
        self.store.dismiss(hash)?;
        Ok(Outcome { ok: Reply::RefusedDismiss(Done {}), changed: vec![Topic::Sending] })
    }
}

/// A text that an edit sets.
fn text_of<'e>(edit: &'e Edit, key: &str) -> Option<&'e str> {
    edit.fields.iter().find(|field| field.key == key)?.value.as_text()
}
