//! 检查表: what a patrol looks at. The office writes it; each change of its items is a version of its own, which stays, so that
//! a patrol under way keeps the one it began with.

use serde::{Deserialize, Serialize};

use schemars::JsonSchema;
use ts_rs::TS;

use crate::clock::Timestamp;
use crate::document::{Edit, Value};
use crate::hazard::Listed;
use crate::id::{ChangeHash, MemberId};

/// Items of one checklist at most.
pub const MAX_ITEMS: usize = 40;
/// Characters of one item.
pub const ITEM_CHARS: usize = 60;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// Its name for life: a tick names it, also across versions.
    pub id: String,
    /// What to look at, 1–60 characters.
    pub text: String,
}

/// One version, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its own name.
    pub id: String,
    /// Who wrote it.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
    /// What to look at, in this order.
    pub items: Vec<ChecklistItem>,
}

/// A checklist, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// What people call it.
    pub name: String,
    /// Whether new patrols may take it no more.
    pub retired: bool,
    /// Every version, oldest first; the last one is for new patrols.
    pub versions: Vec<Listed<Version>>,
}

/// Reads a version's items from their stored form: a JSON list of `{id, text}`.
#[must_use]
pub fn items_from(text: &str) -> Option<Vec<ChecklistItem>> {
    let items: Vec<ChecklistItem> = serde_json::from_str(text).ok()?;
    are_sound(&items).then_some(items)
}

/// The stored form of a version's items.
#[must_use]
pub fn items_text(items: &[ChecklistItem]) -> String {
    serde_json::json!(items).to_string()
}

/// Whether a list of items is one that a patrol can walk with: 1–40, named differently, each with words.
#[must_use]
pub fn are_sound(items: &[ChecklistItem]) -> bool {
    let names: std::collections::BTreeSet<_> = items.iter().map(|item| item.id.as_str()).collect();
    let sound = |item: &ChecklistItem| {
        let length = item.text.trim().chars().count();
        (1..=ITEM_CHARS).contains(&length) && (1..=64).contains(&item.id.chars().count())
    };
    (1..=MAX_ITEMS).contains(&items.len()) && names.len() == items.len() && items.iter().all(sound)
}

/// What the office did to a checklist.
#[derive(Debug, Clone, PartialEq)]
pub enum ChecklistEdit {
    /// A new checklist with its first version.
    Make {
        /// What people call it.
        name: String,
        /// The version's own name.
        version: String,
        /// What to look at.
        items: Vec<ChecklistItem>,
    },
    /// What is said changes; all of it in one.
    Change {
        /// The heads of the state the form was filled from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// Another version of the items, with its own name.
        version: Option<(String, Vec<ChecklistItem>)>,
        /// A new name.
        name: Option<String>,
        /// Whether it is put away.
        retired: Option<bool>,
    },
}

impl ChecklistEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            ChecklistEdit::Make { name, version, items } => edit
                .begins()
                .set("name", name)
                .set("state", state(false))
                .item("versions", version_item(version, &items)),
            ChecklistEdit::Change { seen, version, name, retired } => {
                let edit = edit.seen(seen).set_some("name", name);
                let edit = edit.set_some("state", retired.map(|retired| state(retired).to_owned()));
                version
                    .into_iter()
                    .fold(edit, |edit, (id, items)| edit.item("versions", version_item(id, &items)))
            }
        }
    }
}

/// The stored code of being in use or put away.
#[must_use]
pub fn state(retired: bool) -> &'static str {
    if retired { "retired" } else { "in_use" }
}

fn version_item(id: String, items: &[ChecklistItem]) -> Vec<(&'static str, Value)> {
    vec![("id", id.into()), ("items", items_text(items).into())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, text: &str) -> ChecklistItem {
        ChecklistItem { id: id.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn items_read_back_as_written_and_others_are_none() {
        let items = vec![item("a", "楼道有没有堆杂物"), item("b", "消防通道通不通")];
        assert_eq!(items_from(&items_text(&items)), Some(items));
        for text in ["", "[]", "{}", r#"[{"id":"a"}]"#, r#"[{"id":"a","text":" "}]"#] {
            assert_eq!(items_from(text), None, "{text}");
        }
        let twice = vec![item("a", "x"), item("a", "y")];
        assert_eq!(items_from(&items_text(&twice)), None, "one name for two items");
        let long = vec![item("a", &"长".repeat(ITEM_CHARS + 1))];
        assert_eq!(items_from(&items_text(&long)), None);
    }

    #[test]
    fn forty_long_items_fit_into_one_scalar() {
        let items: Vec<_> =
            (0..MAX_ITEMS).map(|at| item(&format!("{at:02}"), &"长".repeat(ITEM_CHARS))).collect();
        assert!(items_text(&items).chars().count() <= crate::limits::SCALAR_CHARS);
    }
}
