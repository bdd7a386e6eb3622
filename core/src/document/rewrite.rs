//! A record's next generation (R21): its present state written anew on the genesis, without what is erased. What stands keeps
//! its author and time, items their ids, and values that clash go on clashing; everything that was overwritten is gone.
//!
//! The same state gives the same bytes, so that a hub that erases again after a restore comes to the same generation (R22).

use std::collections::BTreeMap;

use automerge::transaction::{Transactable, Transaction};
use automerge::{ActorId, Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};

use super::write::{EditError, Part, commit, container, text_parts};
use super::{Document, DocumentError};
use crate::admit::{AdmittedChange, admit};
use crate::clock::Timestamp;
use crate::erasure::Erasure;
use crate::id::{BlobHash, ChangeHash, DeviceTag};
use crate::limits;
use crate::referee::Effect;
use crate::schema::{self, Container};

/// A change of a new generation.
#[derive(Debug, Clone, PartialEq)]
pub struct Rewritten {
    /// The change.
    pub change: AdmittedChange,
    /// The change of the older generation whose content it carries: its author and times are those of this one. None for what the
    /// erasing itself writes.
    pub of: Option<ChangeHash>,
    /// The attachments it names.
    pub blobs: Vec<BlobHash>,
}

/// What still stands of one change.
#[derive(Default)]
struct Standing {
    fields: Vec<(&'static str, ScalarValue)>,
    items: Vec<(&'static str, Vec<(&'static str, ScalarValue)>)>,
    /// Values beside which others stand, each with its actor's number: of one field, the shown one has the greatest.
    alternatives: Vec<(&'static str, ScalarValue, u32)>,
    words: String,
    blobs: Vec<BlobHash>,
}

impl Document {
    /// Writes the present state anew, as a generation of its own, without what is erased. `log` names every change in the order of
    /// the log; `at` is when it was asked. Gives the new document and its changes, causes first.
    ///
    /// # Errors
    /// [`DocumentError::UnknownSchema`] for what this version cannot read; else where the CRDT fails.
    pub fn rewritten(
        &self,
        schema: u32,
        erasure: &Erasure,
        generation: u32,
        log: &[ChangeHash],
        at: Timestamp,
    ) -> Result<(Document, Vec<Rewritten>), EditError> {
        let mut new = Document::new(self.kind(), schema)?;
        let blank = new.inner.fork();
        let mut chain = new.inner.fork().with_actor(actor(generation, 0));
        let mut standing = self.standing_parts(schema, erasure, log)?;
        let mut written = Vec::new();
        for hash in log {
            let Some(part) = standing.remove(hash) else { continue };
            let when = self.time_of_change(hash);
            let blobs = part.blobs.clone();
            let mut put = |change: Option<AdmittedChange>, blobs| {
                written.extend(change.map(|change| Rewritten { change, of: Some(*hash), blobs }));
            };
            put(commit(&mut chain, when, &part.whole())?, blobs);
            for piece in text_parts("", &part.words) {
                put(commit(&mut chain, when, &piece)?, Vec::new());
            }
            for (key, value, number) in part.alternatives {
                let mut aside = blank.clone().with_actor(actor(generation, number));
                put(commit(&mut aside, when, &put_one(key, value))?, Vec::new());
            }
        }
        if erasure.leaves_a_stub(self.kind()) {
            let change = self.stub(&mut chain, at)?;
            written.extend(change.map(|change| Rewritten { change, of: None, blobs: Vec::new() }));
        }
        for one in &written {
            new.apply(&one.change)?;
        }
        Ok((new, written))
    }

    /// Who is nobody any more has an empty name, and lives here no more.
    fn stub(&self, chain: &mut Automerge, at: Timestamp) -> Result<Option<AdmittedChange>, EditError> {
        let lives = self.values_at("state", &[]).iter().any(|(state, _)| state == "living");
        let part: Part<'_> = Box::new(move |tx| {
            tx.put(ROOT, "name", "")?;
            if lives {
                tx.put(ROOT, "state", "moved_out")?;
            }
            Ok(())
        });
        commit(chain, at, &part)
    }

    /// What stands, by the change that wrote it.
    fn standing_parts(
        &self,
        schema: u32,
        erasure: &Erasure,
        log: &[ChangeHash],
    ) -> Result<BTreeMap<ChangeHash, Standing>, EditError> {
        let made = schema::of(self.kind()).ok_or(DocumentError::UnknownSchema)?;
        let mut parts = BTreeMap::new();
        // What the stub says of where a person lives goes with what was known of it.
        let stub = erasure.leaves_a_stub(self.kind());
        let dropped = |key: &str| {
            let lives = || self.values_at("state", &[]).iter().any(|(state, _)| state == "living");
            erasure.field(key) || (stub && key == "state" && lives())
        };
        for (place, scalar) in (1u32..).zip(made.scalars).filter(|(_, scalar)| !dropped(scalar.key)) {
            self.standing_values(scalar.key, place, &mut parts);
        }
        for list in made.containers.iter().filter(|container| !container.is_text) {
            self.standing_items(list, erasure, &mut parts);
        }
        let words = self.free_text("words");
        if !words.is_empty()
            && !erasure.field("words")
            && let Some(hash) = self.last_writer_of_words(schema, log)
        {
            parts.entry(hash).or_default().words = words;
        }
        Ok(parts)
    }

    fn standing_values(&self, key: &'static str, place: u32, parts: &mut BTreeMap<ChangeHash, Standing>) {
        // Automerge gives the winner last. Of equal values the later one is kept.
        let mut values: Vec<(ScalarValue, ObjId)> = Vec::new();
        for (value, id) in self.inner.get_all(ROOT, key).unwrap_or_default() {
            let Value::Scalar(scalar) = value else { continue };
            values.retain(|(other, _)| other != scalar.as_ref());
            values.push((scalar.into_owned(), id));
        }
        let alone = values.len() == 1;
        for (rank, (value, id)) in (1u32..).zip(values) {
            let Some(hash) = self.inner.hash_for_opid(&id) else { continue };
            let part: &mut Standing = parts.entry(hash.into()).or_default();
            if alone {
                part.fields.push((key, value));
            } else {
                let rank = rank.min(u32::from(u16::MAX));
                part.alternatives.push((key, value, place.saturating_mul(1 << 16).saturating_add(rank)));
            }
        }
    }

    fn standing_items(
        &self,
        list: &'static Container,
        erasure: &Erasure,
        parts: &mut BTreeMap<ChangeHash, Standing>,
    ) {
        let Some(object) = self.container(list.key) else { return };
        for item in self.inner.list_range(&object, ..).map(|entry| entry.id()) {
            let Some(hash) = self.inner.hash_for_opid(&item) else { continue };
            let erased = erasure.item(list.key, &self.text_of(&item, "id").unwrap_or_default());
            let emptied = Erasure::emptied(self.kind(), list.key);
            if erased && emptied.is_none() {
                continue;
            }
            let value = |key: &'static str| match self.scalar_of(&item, key) {
                Some(ScalarValue::Str(_)) if erased && emptied == Some(key) => Some((key, "".into())),
                value => value.map(|value| (key, value)),
            };
            let part = parts.entry(hash.into()).or_default();
            part.items.push((list.key, list.item.iter().filter_map(|scalar| value(scalar.key)).collect()));
            let blob = |key| self.text_of(&item, key)?.parse::<BlobHash>().ok();
            if list.key == "photos" {
                part.blobs.extend(["hash", "thumbnail"].into_iter().filter_map(blob));
            }
        }
    }

    /// The last change that wrote into the words: they are one text, so its author stands for it.
    fn last_writer_of_words(&self, schema: u32, log: &[ChangeHash]) -> Option<ChangeHash> {
        let writes = |hash: &&ChangeHash| {
            let change = self.inner.get_change_by_hash(&(**hash).into());
            let change = change.and_then(|change| admit(change.raw_bytes()).ok());
            let effect = change.and_then(|change| Effect::of(self.kind(), schema, &change).ok());
            effect.is_some_and(|effect| effect.texts.contains_key("words"))
        };
        log.iter().rev().find(writes).or(log.last()).copied()
    }

    fn time_of_change(&self, hash: &ChangeHash) -> Timestamp {
        let change = self.inner.get_change_by_hash(&(*hash).into());
        Timestamp(change.map_or(0, |change| change.timestamp()).saturating_mul(1000))
    }
}

impl Standing {
    /// Everything of a change but the words and what stands beside other values.
    fn whole(&self) -> Part<'_> {
        Box::new(move |tx: &mut Transaction<'_>| {
            for (key, value) in &self.fields {
                tx.put(ROOT, *key, value.clone())?;
            }
            for (list, fields) in &self.items {
                let object = container(tx, list)?;
                let end = tx.length(&object);
                let map = tx.insert_object(&object, end, ObjType::Map)?;
                for (key, value) in fields {
                    tx.put(&map, *key, value.clone())?;
                }
            }
            Ok(())
        })
    }
}

fn put_one(key: &'static str, value: ScalarValue) -> Part<'static> {
    Box::new(move |tx| Ok(tx.put(ROOT, key, value.clone())?))
}

/// The hub's own actor for a generation. Of values that stand side by side, the one of the greatest number is shown.
fn actor(generation: u32, number: u32) -> ActorId {
    let mut actor = [0u8; limits::ACTOR_BYTES];
    let bytes = DeviceTag::HUB.0.into_iter().chain(generation.to_be_bytes()).chain(number.to_be_bytes());
    actor.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    ActorId::from(actor)
}

#[cfg(test)]
mod tests;
