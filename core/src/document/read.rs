//! Reading a document: the record, who stands how towards it, and fields with more than one value.

use std::collections::BTreeSet;

use automerge::{ObjId, ROOT, ReadDoc, ScalarValue, Value};

use super::Document;
use super::edit::{self, Edit, Field};
use crate::clock::Timestamp;
use crate::hazard::{Act, Assignee, Category, Hazard, Listed, Photo, Place, Point, Severity, Status, Step};
use crate::id::{ChangeHash, MemberId};
use crate::schema;

/// What of a record decides who may do what to it, as it was at some heads. A clash gives more than one value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Who reported it; empty while nobody has.
    pub reporters: Vec<MemberId>,
    /// Who is to deal with it.
    pub assignees: Vec<Assignee>,
    /// Where it stands.
    pub statuses: Vec<Status>,
}

/// One of several values of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashedValue {
    /// As it is stored.
    pub value: String,
    /// The change that set it.
    pub change: Option<ChangeHash>,
}

impl Document {
    /// Reads a hazard report; `None` where nobody has reported yet or a required field is missing.
    #[must_use]
    pub fn hazard(&self) -> Option<Hazard> {
        let text = |key: &str| self.text_of(&ROOT, key).unwrap_or_default();
        let assignee = text("assignee");
        Some(Hazard {
            category: Category::from_code(&self.text_of(&ROOT, "category")?),
            severity: Severity::from_code(&text("severity")),
            place: Place { building: text("building"), unit: text("unit") },
            point: Point::parse(&text("point")),
            words: self.free_text("words"),
            status: Status::from_code(&self.text_of(&ROOT, "status")?),
            assignee: (!assignee.is_empty()).then(|| Assignee::from(assignee)),
            reporter: MemberId(self.text_of(&ROOT, "reporter")?),
            reported_at: self.time_of(&ROOT, "reported_at")?,
            moved_to: text("moved_to"),
            comments: self.comments(),
            patrol: text("patrol").parse().ok(),
            photos: self.items("photos", |item| self.photo(item)),
            steps: self.items("steps", |item| self.step(item)),
        })
    }

    fn photo(&self, item: &ObjId) -> Option<Photo> {
        Some(Photo {
            id: self.text_of(item, "id")?,
            by: MemberId(self.text_of(item, "by")?),
            at: self.time_of(item, "at")?,
            hash: self.text_of(item, "hash")?.parse().ok()?,
            thumbnail: self.text_of(item, "thumbnail")?.parse().ok()?,
            bytes: self.number_of(item, "bytes")?,
            width: u32::try_from(self.number_of(item, "width")?).ok()?,
            height: u32::try_from(self.number_of(item, "height")?).ok()?,
        })
    }

    fn step(&self, item: &ObjId) -> Option<Step> {
        let assignee = self.text_of(item, "assignee").unwrap_or_default();
        Some(Step {
            id: self.text_of(item, "id")?,
            act: Act::from_code(&self.text_of(item, "act")?),
            to: Status::from_code(&self.text_of(item, "to")?),
            assignee: (!assignee.is_empty()).then(|| Assignee::from(assignee)),
            note: self.text_of(item, "note").unwrap_or_default(),
            by: MemberId(self.text_of(item, "by")?),
            at: self.time_of(item, "at")?,
        })
    }

    /// The record's standing at some heads; empty heads read the newest state.
    #[must_use]
    pub fn standing(&self, at: &[ChangeHash]) -> Standing {
        let all = |key| {
            self.values_at(key, at).into_iter().map(|(value, _)| value).filter(|value| !value.is_empty())
        };
        Standing {
            reporters: all("reporter").map(MemberId).collect(),
            assignees: all("assignee").map(Assignee::from).collect(),
            statuses: all("status").map(|code| Status::from_code(&code)).collect(),
        }
    }

    /// Every scalar field with more than one value, each value with the change that set it; the one shown comes first.
    #[must_use]
    pub fn clashes(&self) -> Vec<(&'static str, Vec<ClashedValue>)> {
        let Some(schema) = schema::of(self.kind()) else { return Vec::new() };
        let of = |key: &'static str| {
            let mut values = self.values_at(key, &[]);
            // Automerge gives the winner last.
            values.reverse();
            let change = |id: &ObjId| self.inner.hash_for_opid(id).map(ChangeHash::from);
            let values: Vec<_> =
                values.into_iter().map(|(value, id)| ClashedValue { change: change(&id), value }).collect();
            let same = values.windows(2).all(|pair| matches!(pair, [a, b] if a.value == b.value));
            (!same).then_some((key, values))
        };
        schema.scalars.iter().filter_map(|scalar| of(scalar.key)).collect()
    }

    /// Whether everything that an edit says stands in the record: its items by their ids, its fields and words by their values.
    #[must_use]
    pub fn holds(&self, edit: &Edit) -> bool {
        let said = |field: &Field| {
            let value = match &field.value {
                edit::Value::Text(text) => text.clone(),
                edit::Value::Time(at) => at.0.to_string(),
                edit::Value::Number(number) => number.to_string(),
            };
            self.values_at(&field.key, &[]).iter().any(|(other, _)| *other == value)
        };
        let there = |list: &str, id: &str| {
            self.items(list, |item| self.text_of(item, "id")).iter().any(|listed| listed.item == id)
        };
        edit.fields.iter().all(said)
            && edit.items.iter().all(|item| item.text("id").is_some_and(|id| there(&item.list, id)))
            && edit.step.iter().all(|step| there("steps", &step.id))
            && edit.words.iter().all(|words| *words == self.free_text("words"))
    }

    /// The text of a root container as it was at some heads; empty heads read the newest state.
    #[must_use]
    pub fn free_text_at(&self, key: &str, at: &[ChangeHash]) -> String {
        let text = self.container(key).map(|object| {
            if at.is_empty() { self.inner.text(&object) } else { self.inner.text_at(&object, &heads(at)) }
        });
        text.and_then(Result::ok).unwrap_or_default()
    }

    /// How many items a root list has at some heads; empty heads read the newest state.
    #[must_use]
    pub fn length_at(&self, key: &str, at: &[ChangeHash]) -> usize {
        self.container(key).map_or(0, |object| {
            if at.is_empty() { self.inner.length(&object) } else { self.inner.length_at(&object, &heads(at)) }
        })
    }

    /// Every value of a root scalar at some heads, as text, with the operation that set it; the winner last.
    pub(crate) fn values_at(&self, key: &str, at: &[ChangeHash]) -> Vec<(String, ObjId)> {
        let all = if at.is_empty() {
            self.inner.get_all(ROOT, key)
        } else {
            self.inner.get_all_at(ROOT, key, &heads(at))
        };
        all.unwrap_or_default().into_iter().filter_map(|(value, id)| Some((as_text(&value)?, id))).collect()
    }

    /// The operations behind every value of a root scalar at some heads, as (counter, actor).
    pub(crate) fn ids_at(&self, key: &str, at: &[ChangeHash]) -> BTreeSet<(u64, Vec<u8>)> {
        let all = self.inner.get_all_at(ROOT, key, &heads(at)).unwrap_or_default();
        all.iter().filter_map(|(_, id)| name(id)).collect()
    }

    pub(super) fn free_text(&self, key: &str) -> String {
        self.free_text_at(key, &[])
    }

    /// A container that the genesis made. Another object at its key cannot be there: the referee refuses it (R1, R16).
    pub(super) fn container(&self, key: &str) -> Option<ObjId> {
        match self.inner.get(ROOT, key) {
            Ok(Some((Value::Object(_), id))) => Some(id),
            _ => None,
        }
    }

    pub(super) fn items<T>(&self, key: &str, read: impl Fn(&ObjId) -> Option<T>) -> Vec<Listed<T>> {
        let Some(list) = self.container(key) else { return Vec::new() };
        let range = self.inner.list_range(&list, ..);
        let change = |id: &ObjId| self.inner.hash_for_opid(id).map(ChangeHash::from);
        range
            .map(|entry| entry.id())
            .filter_map(|id| Some(Listed { item: read(&id)?, change: change(&id) }))
            .collect()
    }

    pub(super) fn scalar_of(&self, object: &ObjId, key: &str) -> Option<ScalarValue> {
        match self.inner.get(object, key) {
            Ok(Some((Value::Scalar(scalar), _))) => Some(scalar.into_owned()),
            _ => None,
        }
    }

    pub(super) fn text_of(&self, object: &ObjId, key: &str) -> Option<String> {
        match self.scalar_of(object, key)? {
            ScalarValue::Str(text) => Some(text.to_string()),
            _ => None,
        }
    }

    pub(super) fn time_of(&self, object: &ObjId, key: &str) -> Option<Timestamp> {
        match self.scalar_of(object, key)? {
            ScalarValue::Timestamp(ms) => Some(Timestamp(ms)),
            _ => None,
        }
    }

    fn number_of(&self, object: &ObjId, key: &str) -> Option<u64> {
        match self.scalar_of(object, key)? {
            ScalarValue::Uint(number) => Some(number),
            ScalarValue::Int(number) => u64::try_from(number).ok(),
            _ => None,
        }
    }
}

pub(super) fn heads(at: &[ChangeHash]) -> Vec<automerge::ChangeHash> {
    at.iter().map(|hash| automerge::ChangeHash::from(*hash)).collect()
}

/// An operation's name: its counter and actor.
fn name(id: &ObjId) -> Option<(u64, Vec<u8>)> {
    match id {
        ObjId::Id(counter, actor, _) => Some((*counter, actor.to_bytes().to_vec())),
        ObjId::Root => None,
    }
}

fn as_text(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Scalar(scalar) => match scalar.as_ref() {
            ScalarValue::Str(text) => Some(text.to_string()),
            ScalarValue::Timestamp(ms) => Some(ms.to_string()),
            ScalarValue::Uint(number) => Some(number.to_string()),
            _ => None,
        },
        Value::Object(_) => None,
    }
}
