//! What a person did to a record, in the terms of its schema: fields set, items added, words changed, a step taken. Ids and times
//! are fixed at the tap; the outbox keeps it, so that it can be replayed on another state of the record (R18).
//!
//! Each kind makes its edits in its own words (`crate::hazard`, `crate::patrol`, …); nothing here knows a kind.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{ChangeHash, MemberId};

/// A scalar as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A string.
    Text(String),
    /// A moment.
    Time(Timestamp),
    /// A whole number, not negative.
    Number(u64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl Value {
    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A scalar by its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The key in the schema.
    pub key: String,
    /// Its new value.
    pub value: Value,
}

/// An item added to a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// The list's key in the schema.
    pub list: String,
    /// Its fields, all that the schema names.
    pub fields: Vec<Field>,
}

impl NewItem {
    /// A text of the item.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.key == key)?.value.as_text()
    }
}

/// A step of the record's life. Where it leads is worked out when it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewStep {
    /// The step's own name.
    pub id: String,
    /// What is done, as the kind's code.
    pub act: String,
    /// To whom, where the act passes the record on.
    pub assignee: Option<String>,
    /// Words that go with it.
    pub note: String,
}

/// What a person did to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Who.
    pub by: MemberId,
    /// When, by the device's clock.
    pub at: Timestamp,
    /// Whether it begins the record.
    pub begins: bool,
    /// The heads of the state it was decided from; empty for the newest (R3).
    pub seen: Vec<ChangeHash>,
    /// Scalars set.
    pub fields: Vec<Field>,
    /// The whole new words; only the difference from `seen` is written.
    pub words: Option<String>,
    /// Items added.
    pub items: Vec<NewItem>,
    /// A step taken.
    pub step: Option<NewStep>,
}

impl Edit {
    /// An edit that does nothing yet.
    #[must_use]
    pub fn new(by: &MemberId, at: Timestamp) -> Self {
        Edit {
            by: by.clone(),
            at,
            begins: false,
            seen: Vec::new(),
            fields: Vec::new(),
            words: None,
            items: Vec::new(),
            step: None,
        }
    }

    /// Begins the record.
    #[must_use]
    pub fn begins(mut self) -> Self {
        self.begins = true;
        self
    }

    /// Was decided from this state.
    #[must_use]
    pub fn seen(mut self, heads: Vec<ChangeHash>) -> Self {
        self.seen = heads;
        self
    }

    /// Sets a scalar.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.fields.push(Field { key: key.to_owned(), value: value.into() });
        self
    }

    /// Sets a scalar unless the text is empty.
    #[must_use]
    pub fn set_if_said(self, key: &str, text: &str) -> Self {
        if text.is_empty() { self } else { self.set(key, text) }
    }

    /// Sets a scalar where there is a value.
    #[must_use]
    pub fn set_some(self, key: &str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    /// Sets the words.
    #[must_use]
    pub fn words(mut self, words: String) -> Self {
        self.words = Some(words);
        self
    }

    /// Adds an item; who and when are added to it.
    #[must_use]
    pub fn item(mut self, list: &str, fields: Vec<(&'static str, Value)>) -> Self {
        let by = ("by", Value::from(self.by.as_str()));
        let all = fields.into_iter().chain([by, ("at", Value::Time(self.at))]);
        let fields = all.map(|(key, value)| Field { key: key.to_owned(), value }).collect();
        self.items.push(NewItem { list: list.to_owned(), fields });
        self
    }

    /// Takes a step.
    #[must_use]
    pub fn act(mut self, id: String, act: &str, assignee: Option<String>, note: String) -> Self {
        self.step = Some(NewStep { id, act: act.to_owned(), assignee, note });
        self
    }

    /// Says something: a comment, which many kinds have.
    #[must_use]
    pub fn comment(self, id: String, text: String) -> Self {
        self.item("comments", vec![("id", id.into()), ("text", text.into())])
    }

    /// The same thing done again, now, on the newest state: as a person repeats what came back.
    #[must_use]
    pub fn again(mut self, now: Timestamp) -> Self {
        let then = std::mem::replace(&mut self.at, now);
        self.seen.clear();
        let fields =
            self.fields.iter_mut().chain(self.items.iter_mut().flat_map(|item| item.fields.iter_mut()));
        fields
            .filter(|field| field.value == Value::Time(then))
            .for_each(|field| field.value = Value::Time(now));
        self
    }

    /// The scalar keys it writes; a step writes `status`, and `assignee` where it passes the record on.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let step = self.step.iter().flat_map(|step| {
            let assignee = step.assignee.is_some().then_some("assignee");
            std::iter::once("status").chain(assignee)
        });
        self.fields.iter().map(|field| field.key.as_str()).chain(step).collect()
    }

    /// What was written, in words that a person can read and copy: texts, notes and new values, without codes of steps.
    #[must_use]
    pub fn said(&self) -> String {
        let own = ["id", "by", "at", "hash", "thumbnail"];
        let items = self
            .items
            .iter()
            .flat_map(|item| &item.fields)
            .filter(|field| !own.contains(&field.key.as_str()));
        let fields = if self.begins && self.words.is_some() { &[][..] } else { &self.fields[..] };
        let texts = fields.iter().chain(items).filter_map(|field| field.value.as_text());
        let note = self.step.iter().map(|step| step.note.as_str());
        let all = texts.chain(self.words.as_deref()).chain(note);
        all.map(str::trim_end).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }
}
