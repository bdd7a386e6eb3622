//! Writing: each edit becomes single operations on single fields and list items (R3), in changes that admit takes (R25).

use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{ActorId, Automerge, AutomergeError, ObjType, ROOT, ReadDoc, ScalarValue};

use super::read::heads;
use super::{Document, DocumentError};
use crate::admit::{AdmitError, AdmittedChange, admit};
use crate::clock::Timestamp;
use crate::hazard::{Act, Assignee, HazardEdit, Photo, Status, transition};
use crate::id::{ChangeHash, DeviceTag};
use crate::limits;

/// What writes: a device's tag and its source of random bytes. Each document of a process gets an actor of its own (R4).
pub struct Pen<'a> {
    /// What every actor of the device starts with.
    pub tag: DeviceTag,
    /// Eight random bytes at each call.
    pub random: &'a mut dyn FnMut() -> [u8; 8],
}

impl Pen<'_> {
    fn fresh_actor(&mut self) -> ActorId {
        let mut actor = self.tag.0.to_vec();
        actor.extend((self.random)());
        ActorId::from(actor)
    }
}

/// Why an edit could not be written. The document is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The state that the form was filled from is not here.
    #[error("the state that the form was filled from is not here")]
    UnknownHeads,
    /// The act cannot be done from where the record stands.
    #[error("this cannot be done from where the record stands")]
    Transition,
    /// What was written is larger than a change may be.
    #[error("too large: {0}")]
    NotAdmitted(#[from] AdmitError),
    /// The document itself failed.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The CRDT refused an operation.
    #[error("the CRDT refused: {0}")]
    Crdt(String),
}

impl From<AutomergeError> for EditError {
    fn from(error: AutomergeError) -> Self {
        EditError::Crdt(error.to_string())
    }
}

/// One transaction's worth of operations.
type Part<'e> = Box<dyn Fn(&mut Transaction<'_>) -> Result<(), EditError> + 'e>;

impl Document {
    /// Writes an edit: on the newest state, or, where one of its fields has moved since the form was filled, on the state
    /// that was seen, so that both values stand and people choose (R3). Gives the changes made, in order.
    ///
    /// # Errors
    /// See [`EditError`]; the document is then as it was, but for [`DocumentError::Poisoned`].
    pub fn write(&mut self, edit: &HazardEdit, pen: &mut Pen<'_>) -> Result<Vec<AdmittedChange>, EditError> {
        let base = self.base_for(edit)?;
        let mut fork = match &base {
            Some(seen) => self.inner.fork_at(&heads(seen))?,
            None => self.inner.fork(),
        };
        let actor = match (&base, &self.actor) {
            (None, Some(actor)) => actor.clone(),
            _ => pen.fresh_actor(),
        };
        fork.set_actor(actor.clone());
        let mut written = Vec::new();
        for part in self.parts(edit, base.as_deref().unwrap_or_default())? {
            written.extend(commit(&mut fork, edit.at(), &part)?);
        }
        for change in &written {
            self.apply(change)?;
        }
        if base.is_none() {
            self.actor = Some(actor);
        }
        Ok(written)
    }

    /// The heads to write on, where they are not the newest.
    fn base_for(&self, edit: &HazardEdit) -> Result<Option<Vec<ChangeHash>>, EditError> {
        let seen = edit.seen();
        if seen.is_empty() || seen == self.heads() {
            return Ok(None);
        }
        if !seen.iter().all(|hash| self.contains(hash)) {
            return Err(EditError::UnknownHeads);
        }
        let moved = |key: &str| self.values_at(key, seen) != self.values_at(key, &[]);
        let words_moved = || self.free_text_at("words", seen) != self.free_text_at("words", &[]);
        let touched = edit.keys().iter().any(|key| moved(key)) || (edit.sets_words() && words_moved());
        Ok(touched.then(|| seen.to_vec()))
    }

    fn parts<'e>(&self, edit: &'e HazardEdit, at: &[ChangeHash]) -> Result<Vec<Part<'e>>, EditError> {
        Ok(match edit {
            HazardEdit::Report { words, .. } => {
                let mut texts = text_parts("", words).into_iter();
                // The first piece of the words goes with the rest: most reports are one change.
                let first = texts.next();
                let mut parts: Vec<Part<'e>> = vec![Box::new(move |tx| {
                    report(tx, edit)?;
                    first.iter().try_for_each(|part| part(tx))
                })];
                parts.extend(texts);
                parts
            }
            HazardEdit::Set { fields, words, .. } => {
                let mut parts: Vec<Part<'e>> = Vec::new();
                if !fields.is_empty() {
                    parts.push(Box::new(move |tx| {
                        fields.iter().try_for_each(|set| put_text(tx, set.field.key(), &set.value))
                    }));
                }
                if let Some(words) = words {
                    parts.extend(text_parts(&self.free_text_at("words", at), words));
                }
                parts
            }
            HazardEdit::Comment { id, by, at, text } => vec![Box::new(move |tx| {
                add_item(
                    tx,
                    "comments",
                    &[
                        ("id", string(id)),
                        ("by", string(by.as_str())),
                        ("at", time(*at)),
                        ("text", string(text)),
                    ],
                )
            })],
            HazardEdit::Photo(photo) => vec![Box::new(move |tx| add_photo(tx, photo))],
            HazardEdit::Act { act, .. } => {
                let standing = self.standing(at);
                let to = standing.statuses.iter().rev().find_map(|from| transition(act, from));
                let to = to.ok_or(EditError::Transition)?;
                vec![Box::new(move |tx| step(tx, edit, &to))]
            }
        })
    }
}

impl HazardEdit {
    /// The heads of the state the person saw; empty where it does not matter.
    fn seen(&self) -> &[ChangeHash] {
        match self {
            HazardEdit::Set { seen, .. } | HazardEdit::Act { seen, .. } => seen,
            _ => &[],
        }
    }

    /// The scalar keys it writes.
    fn keys(&self) -> Vec<&'static str> {
        match self {
            HazardEdit::Set { fields, .. } => fields.iter().map(|set| set.field.key()).collect(),
            HazardEdit::Act { act: Act::Assign, .. } => vec!["status", "assignee"],
            HazardEdit::Act { .. } => vec!["status"],
            _ => Vec::new(),
        }
    }

    fn sets_words(&self) -> bool {
        matches!(self, HazardEdit::Set { words: Some(_), .. })
    }

    /// When it was done, by the device's clock.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match self {
            HazardEdit::Report { at, .. }
            | HazardEdit::Set { at, .. }
            | HazardEdit::Comment { at, .. }
            | HazardEdit::Act { at, .. } => *at,
            HazardEdit::Photo(photo) => photo.at,
        }
    }
}

/// Runs one part in a transaction of its own. Nothing written gives no change.
fn commit(fork: &mut Automerge, at: Timestamp, part: &Part<'_>) -> Result<Option<AdmittedChange>, EditError> {
    let mut transaction = fork.transaction();
    part(&mut transaction)?;
    // Automerge's change time is in seconds by convention.
    let options = CommitOptions::default().with_time(at.0.div_euclid(1000));
    let (hash, _) = transaction.commit_with(options);
    let Some(change) = hash.and_then(|hash| fork.get_change_by_hash(&hash)) else { return Ok(None) };
    Ok(Some(admit(change.raw_bytes())?))
}

fn report(tx: &mut Transaction<'_>, edit: &HazardEdit) -> Result<(), EditError> {
    let HazardEdit::Report { by, at, category, severity, building, unit, point, photos, .. } = edit else {
        return Ok(());
    };
    put_text(tx, "reporter", by.as_str())?;
    tx.put(ROOT, "reported_at", time(*at))?;
    put_text(tx, "category", category.code())?;
    put_text(tx, "severity", severity.code())?;
    for (key, value) in [("building", building), ("unit", unit), ("point", point)] {
        if !value.is_empty() {
            put_text(tx, key, value)?;
        }
    }
    put_text(tx, "status", Status::Reported.code())?;
    photos.iter().try_for_each(|photo| add_photo(tx, photo))
}

fn step(tx: &mut Transaction<'_>, edit: &HazardEdit, to: &Status) -> Result<(), EditError> {
    let HazardEdit::Act { id, by, at, act, assignee, note, .. } = edit else { return Ok(()) };
    put_text(tx, "status", to.code())?;
    let assignee: Option<String> = assignee.clone().map(Assignee::into);
    if let (Act::Assign, Some(assignee)) = (act, &assignee) {
        put_text(tx, "assignee", assignee)?;
    }
    add_item(
        tx,
        "steps",
        &[
            ("id", string(id)),
            ("act", string(act.code())),
            ("to", string(to.code())),
            ("assignee", string(assignee.as_deref().unwrap_or_default())),
            ("note", string(note)),
            ("by", string(by.as_str())),
            ("at", time(*at)),
        ],
    )
}

fn add_photo(tx: &mut Transaction<'_>, photo: &Photo) -> Result<(), EditError> {
    add_item(
        tx,
        "photos",
        &[
            ("id", string(&photo.id)),
            ("by", string(photo.by.as_str())),
            ("at", time(photo.at)),
            ("hash", string(&photo.hash.to_string())),
            ("thumbnail", string(&photo.thumbnail.to_string())),
            ("bytes", ScalarValue::Uint(photo.bytes)),
            ("width", ScalarValue::Uint(photo.width.into())),
            ("height", ScalarValue::Uint(photo.height.into())),
        ],
    )
}

/// Adds one item at the end of a list that the genesis made.
fn add_item(tx: &mut Transaction<'_>, list: &str, item: &[(&str, ScalarValue)]) -> Result<(), EditError> {
    let object = container(tx, list)?;
    let end = tx.length(&object);
    let map = tx.insert_object(&object, end, ObjType::Map)?;
    item.iter().try_for_each(|(key, value)| Ok(tx.put(&map, *key, value.clone())?))
}

fn container(tx: &Transaction<'_>, key: &str) -> Result<automerge::ObjId, EditError> {
    let found = tx.get(ROOT, key)?;
    let (_, object) = found.ok_or_else(|| EditError::Crdt(format!("the genesis made no {key}")))?;
    Ok(object)
}

fn put_text(tx: &mut Transaction<'_>, key: &str, value: &str) -> Result<(), EditError> {
    Ok(tx.put(ROOT, key, string(value))?)
}

fn string(text: &str) -> ScalarValue {
    ScalarValue::Str(text.into())
}

fn time(at: Timestamp) -> ScalarValue {
    ScalarValue::Timestamp(at.0)
}

/// From one text to another: a fine difference where it is small, else the changed middle in pieces that fit (R25).
fn text_parts<'e>(from: &str, to: &'e str) -> Vec<Part<'e>> {
    let (old, new): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    if old == new {
        return Vec::new();
    }
    let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()).saturating_sub(before);
    let after = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let cut = old.len() - before - after;
    let put: Vec<char> = new.iter().skip(before).take(new.len() - before - after).copied().collect();
    if cut + put.len() <= limits::TEXT_CHARS_PER_CHANGE {
        return vec![Box::new(move |tx| {
            let object = container(tx, "words")?;
            Ok(tx.update_text(&object, to)?)
        })];
    }
    let mut parts: Vec<Part<'e>> = Vec::new();
    let mut left = cut;
    while left > 0 {
        let piece = left.min(limits::TEXT_CHARS_PER_CHANGE);
        parts.push(splice(before, piece, String::new()));
        left -= piece;
    }
    for (at, piece) in put.chunks(limits::TEXT_CHARS_PER_CHANGE).enumerate() {
        parts.push(splice(before + at * limits::TEXT_CHARS_PER_CHANGE, 0, piece.iter().collect()));
    }
    parts
}

fn splice<'e>(at: usize, delete: usize, insert: String) -> Part<'e> {
    Box::new(move |tx| {
        let object = container(tx, "words")?;
        let delete = isize::try_from(delete).unwrap_or(isize::MAX);
        Ok(tx.splice_text(&object, at, delete, &insert)?)
    })
}
