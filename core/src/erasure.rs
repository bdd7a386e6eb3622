//! Erasing (R21): what of a record can be somebody's personal data, and how it is taken out of what a person wrote. The hub asks
//! here what a new generation leaves out, the phone what of its waiting edits goes. Knows no document and no store.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::document::{Edit, NewItem, Value};
use crate::kind::Kind;

/// A list whose items may say something of a person.
struct List {
    key: &'static str,
    /// The field of an item that says it; none where the whole item goes.
    text: Option<&'static str>,
    /// Whether a new item would say nothing without it.
    alone: bool,
}

/// What can be erased of a kind.
struct Erasable {
    /// Root scalars, and the words.
    fields: &'static [&'static str],
    lists: &'static [List],
}

const fn list(key: &'static str, text: Option<&'static str>, alone: bool) -> List {
    List { key, text, alone }
}

const COMMENTS: List = list("comments", Some("text"), true);
const STEPS: List = list("steps", Some("note"), false);

const HAZARD: Erasable = Erasable {
    fields: &["building", "unit", "point", "words"],
    lists: &[COMMENTS, list("photos", None, true), STEPS],
};
const PATROL: Erasable =
    Erasable { fields: &["area", "words"], lists: &[COMMENTS, list("ticks", Some("note"), false), STEPS] };
const HOME: Erasable = Erasable {
    fields: &[
        "tenancy",
        "owner",
        "owner_phone",
        "head",
        "elder_alone",
        "hardship",
        "disabled",
        "child",
        "words",
    ],
    lists: &[COMMENTS, list("visits", Some("note"), false), list("looks", Some("purpose"), true)],
};
const RESIDENT: Erasable = Erasable {
    fields: &["name", "phone", "relation", "sex", "born", "moved_in", "moved_out", "words"],
    lists: &[],
};
const CASE: Erasable = Erasable {
    fields: &["parties", "building", "unit", "agreed", "words"],
    lists: &[list("talks", Some("note"), true)],
};
const CARD: Erasable = Erasable { fields: &["building", "unit", "look"], lists: &[] };
const ANSWER: Erasable = Erasable { fields: &[], lists: &[list("outcomes", Some("note"), false)] };
const CARE: Erasable = Erasable {
    fields: &["name", "building", "unit", "need"],
    lists: &[list("contacts", Some("note"), false)],
};
const WATCH: Erasable = Erasable { fields: &["subject", "words"], lists: &[] };
/// A checklist says what to look at, and nothing of anybody.
const NOTHING: Erasable = Erasable { fields: &[], lists: &[] };

fn erasable(kind: &Kind) -> &'static Erasable {
    match kind {
        Kind::Hazard => &HAZARD,
        Kind::Patrol => &PATROL,
        Kind::Home => &HOME,
        Kind::Resident => &RESIDENT,
        Kind::Case => &CASE,
        Kind::Card => &CARD,
        Kind::Answer => &ANSWER,
        Kind::Care => &CARE,
        Kind::Watch => &WATCH,
        Kind::Checklist | Kind::Unknown(_) => &NOTHING,
    }
}

/// A name that can not be erased of a record of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} cannot be erased of this record; what can is {can}")]
pub struct NotErasable {
    /// What was asked.
    pub name: String,
    /// What can be erased.
    pub can: String,
}

/// What is erased of a record: root fields and lists by their key, one item of a list as `list/id`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Erasure(BTreeSet<String>);

impl Erasure {
    /// What was named; everything that can be a person's where nothing was.
    ///
    /// # Errors
    /// [`NotErasable`] for a name that is none of the kind's.
    pub fn of(kind: &Kind, names: &[String]) -> Result<Self, NotErasable> {
        let can = erasable(kind);
        let all = || can.fields.iter().copied().chain(can.lists.iter().map(|list| list.key));
        let names: BTreeSet<String> = match names {
            [] => all().map(str::to_owned).collect(),
            names => names.iter().cloned().collect(),
        };
        let known = |name: &&String| match name.split_once('/') {
            None => all().any(|key| key == name.as_str()),
            Some((key, id)) => !id.is_empty() && can.lists.iter().any(|list| list.key == key),
        };
        match names.iter().find(|name| !known(name)) {
            None if !names.is_empty() => Ok(Erasure(names)),
            stranger => Err(NotErasable {
                name: stranger.cloned().unwrap_or_default(),
                can: all().collect::<Vec<_>>().join(", "),
            }),
        }
    }

    /// Whether nothing is erased.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: &Erasure) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// Whether a root field, or the words, is erased.
    #[must_use]
    pub fn field(&self, key: &str) -> bool {
        self.0.contains(key)
    }

    /// Whether an item of a list is erased.
    #[must_use]
    pub fn item(&self, list: &str, id: &str) -> bool {
        self.0.contains(list) || self.0.contains(&format!("{list}/{id}"))
    }

    /// Whether it takes a person's name: their record stays as a stub that says that they do not live here.
    #[must_use]
    pub fn leaves_a_stub(&self, kind: &Kind) -> bool {
        *kind == Kind::Resident && self.field("name")
    }

    /// The field of a list's items that is emptied; none where erased items go whole.
    pub(crate) fn emptied(kind: &Kind, list: &str) -> Option<&'static str> {
        erasable(kind).lists.iter().find(|one| one.key == list)?.text
    }

    /// Takes what is erased out of what a person wrote on an older generation. True where something was taken.
    pub fn scrub(&self, kind: &Kind, edit: &mut Edit) -> bool {
        let before = edit.clone();
        edit.fields.retain(|field| !self.field(&field.key));
        if self.field("words") {
            edit.words = None;
        }
        let items = std::mem::take(&mut edit.items);
        edit.items = items.into_iter().filter_map(|item| self.scrub_item(kind, item)).collect();
        if let Some(step) = &mut edit.step
            && self.item("steps", &step.id)
        {
            step.note.clear();
        }
        if *edit == before {
            return false;
        }
        if edit.begins {
            // The record is there already: what its beginning said and is not erased stands in it.
            *edit = Edit::new(&edit.by, edit.at);
        }
        true
    }

    /// The item without what is erased; none where nothing is left of it.
    fn scrub_item(&self, kind: &Kind, mut item: NewItem) -> Option<NewItem> {
        let list = erasable(kind).lists.iter().find(|list| list.key == item.list);
        let Some(list) = list.filter(|_| self.item(&item.list, item.text("id").unwrap_or_default())) else {
            return Some(item);
        };
        let text = list.text.filter(|_| !list.alone)?;
        item.fields
            .iter_mut()
            .filter(|field| field.key == text)
            .for_each(|field| field.value = Value::from(""));
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::schema;

    fn edit() -> Edit {
        Edit::new(&"m".into(), Timestamp(1))
    }

    #[test]
    fn r21_every_name_is_one_of_the_schema_and_no_other_is_taken() {
        for kind in [
            Kind::Hazard,
            Kind::Patrol,
            Kind::Home,
            Kind::Resident,
            Kind::Case,
            Kind::Card,
            Kind::Answer,
            Kind::Care,
            Kind::Watch,
        ] {
            let schema = schema::of(&kind).unwrap();
            let whole = Erasure::of(&kind, &[]).unwrap();
            for name in whole.names() {
                assert!(schema.scalar(name).is_some() || schema.container(name).is_some(), "{kind:?} {name}");
            }
            for stranger in ["status", "state", "reporter", "words/1", "comments/", "nothing", ""] {
                assert!(Erasure::of(&kind, &[stranger.to_owned()]).is_err(), "{kind:?} {stranger}");
            }
        }
        assert!(Erasure::of(&Kind::Checklist, &[]).is_err());
        assert!(Erasure::of(&Kind::Hazard, &["comments/c1".to_owned()]).unwrap().item("comments", "c1"));
    }

    /// What says nothing of a person, or only who of the community did what.
    const NOT_A_PERSONS: &[&str] = &[
        "reporter",
        "reported_at",
        "category",
        "severity",
        "status",
        "assignee",
        "patrol",
        "leader",
        "started_at",
        "checklist",
        "version",
        "room",
        "state",
        "home",
        "team",
        "moved_to",
        "cause",
        "follow_up",
        "named",
        "about",
        "until",
        "card",
        "seen_at",
        "rhythm",
        "agreed_on",
    ];

    #[test]
    fn r21_of_every_field_somebody_has_decided_whether_it_can_be_a_persons() {
        for kind in [
            Kind::Hazard,
            Kind::Patrol,
            Kind::Home,
            Kind::Resident,
            Kind::Case,
            Kind::Card,
            Kind::Answer,
            Kind::Care,
            Kind::Watch,
        ] {
            let schema = schema::of(&kind).unwrap();
            let whole = Erasure::of(&kind, &[]).unwrap();
            let scalars = schema.scalars.iter().map(|scalar| scalar.key);
            for key in scalars.chain(schema.containers.iter().map(|container| container.key)) {
                let place = kind == Kind::Home && ["building", "unit"].contains(&key);
                assert_ne!(whole.field(key), place || NOT_A_PERSONS.contains(&key), "{kind:?} {key}");
            }
        }
    }

    #[test]
    fn r21_what_waits_loses_what_is_erased_and_nothing_else() {
        let erasure = Erasure::of(&Kind::Home, &["owner".into(), "words".into(), "visits".into()]).unwrap();
        let mut one = edit()
            .set("owner", "王")
            .set("tenancy", "rented")
            .words("话".into())
            .item("visits", vec![("id", "v".into()), ("outcome", "met".into()), ("note", "见了王".into())]);
        one = one.comment("c".into(), "留着".into());
        assert!(erasure.scrub(&Kind::Home, &mut one));
        assert_eq!(one.keys(), ["tenancy"]);
        assert_eq!(one.words, None);
        assert_eq!(one.items.iter().map(|item| item.text("note")).collect::<Vec<_>>(), [Some(""), None]);
        assert!(!erasure.scrub(&Kind::Home, &mut one), "nothing more");
        let mut said = edit().comment("c".into(), "王".into());
        assert!(Erasure::of(&Kind::Home, &["comments".into()]).unwrap().scrub(&Kind::Home, &mut said));
        assert!(said.items.is_empty());
        let mut begun = edit().begins().set("name", "王").set("state", "living");
        assert!(Erasure::of(&Kind::Resident, &[]).unwrap().scrub(&Kind::Resident, &mut begun));
        assert_eq!(begun, edit());
    }
}
