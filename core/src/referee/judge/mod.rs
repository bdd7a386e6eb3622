//! Judging one change. What every kind asks is here; what each asks by itself is in the file of its name.

mod card;
mod care;
mod checklist;
mod hazard;
mod mediation;
mod moves;
mod patrol;
mod register;
mod sealed;

use std::collections::{BTreeMap, BTreeSet};

use super::effect::{Effect, FieldSet, Item};
use super::reason::Reason;
use crate::access;
use crate::admit::{Action, AdmittedChange, Key, ObjectId, Scalar};
use crate::clock::Timestamp;
use crate::community::{Directory, Member, Role};
use crate::document::Document;
use crate::id::{BlobHash, DeviceTag, DocumentId, MemberId};
use crate::kind::Kind;
use crate::life;
use crate::limits;
use crate::space::Space;

/// A change before the referee.
pub struct Case<'a> {
    /// The community now.
    pub directory: &'a Directory,
    /// Who sends it.
    pub author: &'a Member,
    /// The tag of the device that sends it.
    pub tag: DeviceTag,
    /// The document's kind.
    pub kind: &'a Kind,
    /// The document's schema version.
    pub schema: u32,
    /// The space the document is in, or is to be in.
    pub space: &'a Space,
    /// The document without the change, with everything it depends on.
    pub document: &'a Document,
    /// The change.
    pub change: &'a AdmittedChange,
}

/// A change that may stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// The attachments it refers to (R20).
    pub blobs: Vec<BlobHash>,
    /// Where the record is to be from now on, if it is moved (R15).
    pub moves_to: Option<Space>,
    /// The record that it goes with from now on: where that one is, it is (R15).
    pub follows: Option<DocumentId>,
    /// Whom it names in the record's space, and whom it takes off.
    pub names: Vec<(MemberId, bool)>,
    /// When the record's space runs out for who is named in it, where the change says so.
    pub until: Option<Timestamp>,
}

/// Judges a change by its effect on the state its author saw.
///
/// # Errors
/// The reason for which it is refused, for good (R18).
pub fn judge(case: &Case<'_>) -> Result<Verdict, Reason> {
    if case.change.device_tag() != case.tag {
        return Err(Reason::ForeignActor);
    }
    if !access::may_write(case.directory, case.author, case.space) {
        return Err(Reason::Space);
    }
    let effect = Effect::of(case.kind, case.schema, case.change)?;
    let hearing = Hearing::new(case, &effect)?;
    hearing.items_are_the_authors()?;
    let verdict = match case.kind {
        Kind::Hazard => hearing.hazard(),
        Kind::Patrol => hearing.patrol(),
        Kind::Checklist => hearing.checklist(),
        Kind::Home => hearing.home(),
        Kind::Resident => hearing.resident(),
        Kind::Case => hearing.mediation(),
        Kind::Card => hearing.card(),
        Kind::Answer => hearing.answer(),
        Kind::Care => hearing.care(),
        Kind::Watch => hearing.watch(),
        Kind::Unknown(_) => Err(Reason::UnknownSchema),
    }?;
    Ok(Verdict {
        moves_to: hearing.moves()?,
        follows: names_home(case.kind, case.change),
        names: sealed::names(&effect),
        ..verdict
    })
}

/// What can be said of a change that was judged long ago, and is in the log no more (R23): whether it is within the schema, and
/// which attachments it names. Rights are not asked.
///
/// # Errors
/// [`Reason::Schema`], [`Reason::TooLong`], [`Reason::UnknownSchema`].
pub fn structure(kind: &Kind, schema: u32, change: &AdmittedChange) -> Result<Verdict, Reason> {
    let effect = Effect::of(kind, schema, change)?;
    // Where it moved the record, it moves it again (R15).
    let moved = effect.fields.get("moved_to").and_then(|set| set.value.as_ref());
    let moves_to = match moved {
        Some(Scalar::Str(space)) => Some(Space::parse(space)),
        _ => None,
    };
    let (follows, names) = (names_home(kind, change), sealed::names(&effect));
    let until = match effect.fields.get("until").and_then(|set| set.value.as_ref()) {
        Some(Scalar::Timestamp(at)) => Some(Timestamp(*at)),
        _ => None,
    };
    let mut verdict = Verdict { moves_to, follows, names, until, ..Verdict::default() };
    for photo in effect.items.get("photos").into_iter().flatten() {
        for key in ["hash", "thumbnail"] {
            if let Some(Scalar::Str(text)) = photo.get(key) {
                verdict.blobs.push(text.parse().map_err(|_| Reason::Schema)?);
            }
        }
    }
    Ok(verdict)
}

/// The home that a change says a person is of, where it says so. Read off the operations: whether the change is sound is asked
/// elsewhere.
#[must_use]
pub fn names_home(kind: &Kind, change: &AdmittedChange) -> Option<DocumentId> {
    if *kind != Kind::Resident {
        return None;
    }
    change.ops.iter().find_map(|op| match (&op.object, &op.key, &op.action) {
        (ObjectId::Root, Key::Field(key), Action::Put(Scalar::Str(home))) if key == "home" => {
            home.parse().ok()
        }
        _ => None,
    })
}

/// A case with what is read once for all its questions.
struct Hearing<'a> {
    case: &'a Case<'a>,
    effect: &'a Effect,
    /// The root scalars as the change leaves them, where it touches them.
    fields: BTreeMap<&'static str, Scalar>,
    /// The roles with which the author works in the space.
    roles: BTreeSet<Role>,
}

impl<'a> Hearing<'a> {
    fn new(case: &'a Case<'a>, effect: &'a Effect) -> Result<Self, Reason> {
        let roles = access::roles_in(case.directory, case.author, case.space);
        let left = |(key, set): (&&'static str, &FieldSet)| Ok((*key, left_by(case, key, set)?));
        let fields = effect.fields.iter().map(left).collect::<Result<_, Reason>>()?;
        Ok(Hearing { case, effect, fields, roles })
    }

    /// Every item names its author as who added it.
    fn items_are_the_authors(&self) -> Result<(), Reason> {
        let by_author = |item: &Item| item_text(item, "by") == Some(self.case.author.id.as_str());
        if self.effect.items.values().flatten().all(by_author) { Ok(()) } else { Err(Reason::NotAuthor) }
    }

    /// Reports and patrols belong to a grid: elsewhere those who are to deal with them would not see them.
    fn is_in_a_grid(&self) -> Result<(), Reason> {
        if matches!(self.case.space, Space::Grid(_)) { Ok(()) } else { Err(Reason::Space) }
    }

    /// Whether the change begins the record: where its author stood nobody had set what the first change sets.
    fn begins(&self, key: &str) -> bool {
        self.case.document.values_at(key, &self.case.change.deps).is_empty()
    }

    /// Sets every one of these fields.
    fn sets_all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.sets(key))
    }

    /// Whether a field that the change sets holds one of these codes, or is not set.
    fn is_one_of(&self, key: &str, codes: &[&str]) -> bool {
        self.text(key).is_none_or(|code| codes.contains(&code))
    }

    /// Without a step, a field that moves by steps is set only to choose one of several values that the author saw.
    fn is_a_choice(&self, key: &str, value: &str) -> bool {
        let seen = self.case.document.values_at(key, &self.case.change.deps);
        seen.len() >= 2 && seen.iter().any(|(other, _)| other == value)
    }

    /// A step leads from where the author saw the record to where the change puts it, and says just that.
    fn moves_as_it_says(&self, step: &Item) -> Result<(), Reason> {
        let act = item_text(step, "act").ok_or(Reason::Schema)?;
        let to = item_text(step, "to").ok_or(Reason::Schema)?;
        let stood = self.case.document.values_at("status", &self.case.change.deps);
        let leads = |from: &str| life::leads(self.case.kind, act, from).as_deref() == Some(to);
        let does = stood.iter().any(|(from, _)| leads(from)) && self.leaves("status", to);
        if does { Ok(()) } else { Err(Reason::Transition) }
    }

    /// Whether the change adds to a list.
    fn adds(&self, list: &str) -> bool {
        self.effect.items.contains_key(list)
    }

    /// Whether the change sets a field.
    fn sets(&self, key: &str) -> bool {
        self.effect.fields.contains_key(key)
    }

    /// What is written into the words stays within their length.
    fn words_fit(&self) -> Result<bool, Reason> {
        let Some((added, _)) = self.effect.texts.get("words") else { return Ok(false) };
        let before = self.case.document.length_at("words", &self.case.change.deps);
        // Removed characters are not subtracted: automerge keeps them, and a removal may name one that is gone already.
        if before.saturating_add(*added) > 2 * limits::TEXT_CHARS { Err(Reason::TooLong) } else { Ok(true) }
    }

    fn text(&self, key: &str) -> Option<&str> {
        match self.fields.get(key) {
            Some(Scalar::Str(text)) => Some(text),
            _ => None,
        }
    }

    /// The one value of a field that its author saw, where the change leaves it alone. Two may have said the same.
    fn kept(&self, key: &str) -> Option<String> {
        if self.fields.contains_key(key) {
            return None;
        }
        let mut seen = self.case.document.values_at(key, &self.case.change.deps).into_iter();
        let (first, _) = seen.next()?;
        seen.all(|(value, _)| value == first).then_some(first)
    }

    /// Whether the change leaves a field at a value. Automerge writes nothing where the value is that already.
    fn leaves(&self, key: &str, value: &str) -> bool {
        self.text(key) == Some(value) || self.kept(key).as_deref() == Some(value)
    }
}

/// What a set field holds after the change, on the state its author saw. A set field replaces exactly the values that its author saw;
/// else a forged value could hide in a clash (R16).
fn left_by(case: &Case<'_>, key: &str, set: &FieldSet) -> Result<Scalar, Reason> {
    match &set.value {
        Some(value) if case.document.ids_at(key, &case.change.deps) == set.pred => Ok(value.clone()),
        _ => Err(Reason::NotPlain),
    }
}

fn item_text<'i>(item: &'i Item, key: &str) -> Option<&'i str> {
    match item.get(key) {
        Some(Scalar::Str(text)) => Some(text),
        _ => None,
    }
}
