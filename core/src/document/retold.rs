//! What a change that is not part of its document says, told as what a person did: so that people can read what was refused, and
//! write it once more under their own name (R18, R19).

use super::edit::{Edit, Field, NewItem, NewStep, Value};
use super::{Document, DocumentError};
use crate::admit::{Action, AdmittedChange, ObjectId, Scalar};
use crate::clock::Timestamp;
use crate::id::MemberId;
use crate::referee::{Effect, Reason};

/// Fields that name their author.
const SIGNED: &[&str] = &["reporter", "leader"];

/// A change as what a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retold {
    /// What they did. Its words are the whole text as the change leaves it.
    pub edit: Edit,
    /// Whether everything that it was written on is here. Where not, its words are only what it added.
    pub whole: bool,
}

impl Retold {
    /// The same, written once more by somebody else: under their name, now. None where that cannot be: its words were
    /// written on others that are not here, it moves its record, or all it brings are pictures, which never reached the hub.
    #[must_use]
    pub fn refiled(&self, by: &MemberId, now: Timestamp) -> Option<Edit> {
        let old = &self.edit;
        let moves = old.fields.iter().any(|field| field.key == "moved_to");
        if moves || (old.words.is_some() && !self.whole) {
            return None;
        }
        // A step is taken from where the record stands now; all else shows as a clash where somebody was there since (R3).
        let seen = if old.step.is_some() { Vec::new() } else { old.seen.clone() };
        let mut edit = old.clone().again(now).seen(seen);
        edit.by = by.clone();
        edit.items.retain(|item| item.list != "photos");
        let items = edit.items.iter_mut().flat_map(|item| item.fields.iter_mut());
        let own = items.filter(|field| field.key == "by");
        let own = own.chain(edit.fields.iter_mut().filter(|field| SIGNED.contains(&field.key.as_str())));
        own.for_each(|field| field.value = Value::from(by.as_str()));
        let says = !edit.fields.is_empty() || !edit.items.is_empty();
        (says || edit.words.is_some() || edit.step.is_some()).then_some(edit)
    }

    /// How many pictures it names.
    #[must_use]
    pub fn photos(&self) -> usize {
        self.edit.items.iter().filter(|item| item.list == "photos").count()
    }
}

impl Document {
    /// Tells a change of this document that is not part of it.
    ///
    /// # Errors
    /// Why it cannot be told: it is outside the schema of its kind.
    pub fn retell(&self, schema: u32, change: &AdmittedChange, by: &MemberId) -> Result<Retold, Reason> {
        let effect = Effect::of(self.kind(), schema, change)?;
        let at = Timestamp(change.time.saturating_mul(1000));
        let mut edit = Edit::new(by, at);
        edit.begins = change.deps == [self.genesis()];
        let whole = change.deps.iter().all(|dep| self.contains(dep));
        if whole && !edit.begins {
            edit.seen.clone_from(&change.deps);
        }
        for (list, items) in &effect.items {
            for item in items {
                let fields = item.iter().filter_map(|(key, value)| field(key, value)).collect();
                edit.items.push(NewItem { list: (*list).to_owned(), fields });
            }
        }
        let set = effect.fields.iter();
        edit.fields = set.filter_map(|(key, set)| field(key, set.value.as_ref()?)).collect();
        edit.at = exact_time(&edit, change.time).unwrap_or(at);
        edit.step = take_step(&mut edit.items);
        if edit.step.is_some() {
            // What a step sets follows from it.
            edit.fields.retain(|field| field.key != "status" && field.key != "assignee");
        }
        if effect.texts.contains_key("words") {
            edit.words = Some(if whole { self.words_after(change)? } else { added(change) });
        }
        Ok(Retold { edit, whole })
    }

    /// The words as the change leaves them, from where its author saw them.
    fn words_after(&self, change: &AdmittedChange) -> Result<String, Reason> {
        let mut copy = self.clone();
        match copy.apply(change) {
            Ok(_) => Ok(copy.free_text_at("words", &[change.hash])),
            // It is no change of this document, whatever it is: what it adds can be read all the same.
            Err(DocumentError::Poisoned(_)) => Err(Reason::Schema),
            Err(_) => Ok(added(change)),
        }
    }
}

fn field(key: &str, value: &Scalar) -> Option<Field> {
    let value = match value {
        Scalar::Str(text) => Value::Text(text.clone()),
        Scalar::Timestamp(at) => Value::Time(Timestamp(*at)),
        Scalar::Uint(number) => Value::Number(*number),
        _ => return None,
    };
    Some(Field { key: key.to_owned(), value })
}

/// A single item of the steps is the step that was taken.
fn take_step(items: &mut Vec<NewItem>) -> Option<NewStep> {
    let at = items.iter().position(|item| item.list == "steps")?;
    let said = |key: &str| items.get(at).and_then(|item| item.text(key)).unwrap_or_default().to_owned();
    let (id, act, note, assignee) = (said("id"), said("act"), said("note"), said("assignee"));
    items.remove(at);
    Some(NewStep { id, act, note, assignee: (!assignee.is_empty()).then_some(assignee) })
}

/// The moment of the tap: a change has it to the second, its fields and items to the millisecond.
fn exact_time(edit: &Edit, second: i64) -> Option<Timestamp> {
    let all = edit.fields.iter().chain(edit.items.iter().flat_map(|item| &item.fields));
    all.into_iter().find_map(|field| match field.value {
        Value::Time(at) if at.0.div_euclid(1000) == second => Some(at),
        _ => None,
    })
}

/// The characters that a change puts into a text, in its order.
fn added(change: &AdmittedChange) -> String {
    let letters = change.ops.iter().filter_map(|op| match (&op.object, &op.action) {
        (ObjectId::Op(_), Action::Put(Scalar::Str(letter))) if op.insert => Some(letter.as_str()),
        _ => None,
    });
    letters.collect()
}
