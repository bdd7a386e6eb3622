//! Writing: each edit becomes single operations on single fields and list items (R3), in changes that admit takes (R25).

use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{ActorId, Automerge, AutomergeError, ObjType, ROOT, ReadDoc, ScalarValue};

use super::edit::{Edit, Field, NewItem, NewStep, Value};
use super::read::heads;
use super::{Document, DocumentError};
use crate::admit::{AdmitError, AdmittedChange, admit};
use crate::clock::Timestamp;
use crate::id::{ChangeHash, DeviceTag};
use crate::planted::{Bug, planted};
use crate::{life, limits};

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
        actor.extend(if planted(Bug::KeptActor) { [0; 8] } else { (self.random)() });
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
pub(super) type Part<'e> = Box<dyn Fn(&mut Transaction<'_>) -> Result<(), EditError> + 'e>;

impl Document {
    /// Writes an edit: on the newest state, or, where one of its fields has moved since the form was filled, on the state
    /// that was seen, so that both values stand and people choose (R3). Gives the changes made, in order.
    ///
    /// # Errors
    /// See [`EditError`]; the document is then as it was, but for [`DocumentError::Poisoned`].
    pub fn write(&mut self, edit: &Edit, pen: &mut Pen<'_>) -> Result<Vec<AdmittedChange>, EditError> {
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
            written.extend(commit(&mut fork, edit.at, &part)?);
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
    fn base_for(&self, edit: &Edit) -> Result<Option<Vec<ChangeHash>>, EditError> {
        let seen = &edit.seen;
        if seen.is_empty() || seen == &self.heads() {
            return Ok(None);
        }
        if !seen.iter().all(|hash| self.contains(hash)) {
            return Err(EditError::UnknownHeads);
        }
        let moved = |key: &&str| self.values_at(key, seen) != self.values_at(key, &[]);
        let words_moved = || self.free_text_at("words", seen) != self.free_text_at("words", &[]);
        let touched = edit.keys().iter().any(moved) || (edit.words.is_some() && words_moved());
        Ok(touched.then(|| seen.clone()))
    }

    fn parts<'e>(&self, edit: &'e Edit, at: &[ChangeHash]) -> Result<Vec<Part<'e>>, EditError> {
        let to =
            edit.step.as_ref().map(|step| self.leads(step, at).ok_or(EditError::Transition)).transpose()?;
        let before = if edit.words.is_some() { self.free_text_at("words", at) } else { String::new() };
        let mut texts =
            edit.words.iter().flat_map(|words| text_parts(&before, words)).collect::<Vec<_>>().into_iter();
        // The first piece of the words goes with the rest: most edits are one change.
        let first = texts.next();
        let mut parts: Vec<Part<'e>> = vec![Box::new(move |tx| {
            edit.fields.iter().try_for_each(|field| put(tx, &field.key, &scalar(&field.value)))?;
            if let (Some(step), Some(to)) = (&edit.step, &to) {
                take(tx, edit, step, to)?;
            }
            edit.items.iter().try_for_each(|item| add(tx, item))?;
            first.iter().try_for_each(|part| part(tx))
        })];
        parts.extend(texts);
        Ok(parts)
    }

    /// Where a step leads from where its author saw the record; of two states that stand, the shown one counts first.
    fn leads(&self, step: &NewStep, at: &[ChangeHash]) -> Option<String> {
        let mut stand = self.values_at("status", at).into_iter().rev();
        stand.find_map(|(from, _)| life::leads(self.kind(), &step.act, &from))
    }
}

/// Runs one part in a transaction of its own. Nothing written gives no change.
pub(super) fn commit(
    fork: &mut Automerge,
    at: Timestamp,
    part: &Part<'_>,
) -> Result<Option<AdmittedChange>, EditError> {
    let mut transaction = fork.transaction();
    part(&mut transaction)?;
    // Automerge's change time is in seconds by convention.
    let options = CommitOptions::default().with_time(at.0.div_euclid(1000));
    let (hash, _) = transaction.commit_with(options);
    let Some(change) = hash.and_then(|hash| fork.get_change_by_hash(&hash)) else { return Ok(None) };
    Ok(Some(admit(change.raw_bytes())?))
}

/// Sets a field. Where several values stand, all are removed and the new one put, also if it is one of them: automerge alone would
/// only remove the others, and a value that somebody else sets at once would then replace the one that was chosen, unseen.
fn put(tx: &mut Transaction<'_>, key: &str, value: &ScalarValue) -> Result<(), EditError> {
    let stand = tx.get_all(ROOT, key)?;
    if !stand.is_empty()
        && stand.iter().all(|(one, _)| matches!(one, automerge::Value::Scalar(one) if one.as_ref() == value))
    {
        return Ok(());
    }
    if stand.len() > 1 {
        tx.delete(ROOT, key)?;
    }
    Ok(tx.put(ROOT, key, value.clone())?)
}

/// Adds one item at the end of a list that the genesis made.
fn add(tx: &mut Transaction<'_>, item: &NewItem) -> Result<(), EditError> {
    let object = container(tx, &item.list)?;
    let end = tx.length(&object);
    let map = tx.insert_object(&object, end, ObjType::Map)?;
    item.fields.iter().try_for_each(|field| Ok(tx.put(&map, field.key.as_str(), scalar(&field.value))?))
}

/// Moves the record along, and writes the step that says so.
fn take(tx: &mut Transaction<'_>, edit: &Edit, step: &NewStep, to: &str) -> Result<(), EditError> {
    put(tx, "status", &ScalarValue::Str(to.into()))?;
    let assignee = step.assignee.as_deref().unwrap_or_default();
    if !assignee.is_empty() {
        put(tx, "assignee", &ScalarValue::Str(assignee.into()))?;
    }
    let text = |key: &str, value: &str| Field { key: key.to_owned(), value: value.into() };
    let fields = vec![
        text("id", &step.id),
        text("act", &step.act),
        text("to", to),
        text("assignee", assignee),
        text("note", &step.note),
        text("by", edit.by.as_str()),
        Field { key: "at".to_owned(), value: Value::Time(edit.at) },
    ];
    add(tx, &NewItem { list: "steps".to_owned(), fields })
}

pub(super) fn container(tx: &Transaction<'_>, key: &str) -> Result<automerge::ObjId, EditError> {
    let found = tx.get(ROOT, key)?;
    let (_, object) = found.ok_or_else(|| EditError::Crdt(format!("the genesis made no {key}")))?;
    Ok(object)
}

fn scalar(value: &Value) -> ScalarValue {
    match value {
        Value::Text(text) => ScalarValue::Str(text.into()),
        Value::Time(at) => ScalarValue::Timestamp(at.0),
        Value::Number(number) => ScalarValue::Uint(*number),
    }
}
/// From one text to another: a fine difference where it is small, else the changed middle in pieces that fit (R25).
pub(super) fn text_parts<'e>(from: &str, to: &'e str) -> Vec<Part<'e>> {
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
