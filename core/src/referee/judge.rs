//! Judging one change.

use std::collections::BTreeMap;

use super::effect::{Effect, FieldSet, Item};
use super::reason::Reason;
use super::table::{self, Party};
use crate::access;
use crate::admit::{AdmittedChange, Scalar};
use crate::community::{Directory, Member};
use crate::document::{Document, Standing};
use crate::hazard::{Act, HazardField, Point, Status, transition};
use crate::id::{BlobHash, DeviceTag};
use crate::kind::Kind;
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
    match case.kind {
        Kind::Hazard => Hearing::new(case, &effect)?.hazard(),
        Kind::Unknown(_) => Err(Reason::UnknownSchema),
    }
}

/// A case with what is read once for all its questions.
struct Hearing<'a> {
    case: &'a Case<'a>,
    effect: &'a Effect,
    /// The root scalars as the change leaves them, where it touches them.
    fields: BTreeMap<&'static str, Scalar>,
    standing: Standing,
    party: Party,
}

impl<'a> Hearing<'a> {
    fn new(case: &'a Case<'a>, effect: &'a Effect) -> Result<Self, Reason> {
        let standing = case.document.standing(&case.change.deps);
        let party = Party::of(case.directory, case.author, case.space, &standing);
        let left = |(key, set): (&&'static str, &FieldSet)| Ok((*key, left_by(case, key, set)?));
        let fields = effect.fields.iter().map(left).collect::<Result<_, Reason>>()?;
        Ok(Hearing { case, effect, fields, standing, party })
    }

    fn hazard(&self) -> Result<Verdict, Reason> {
        self.items_are_the_authors()?;
        if self.standing.reporters.is_empty() {
            self.begins()?;
        } else {
            self.continues()?;
        }
        self.words()?;
        let photos = self.photos()?;
        Ok(Verdict { blobs: photos })
    }

    /// A new report: begun once, by its author, as 已上报.
    fn begins(&self) -> Result<(), Reason> {
        if !self.case.document.is_blank() {
            return Err(Reason::AlreadyThere);
        }
        if !table::may_report(&self.party.roles) {
            return Err(Reason::Role);
        }
        let is = |key, want: &str| self.text(key).is_some_and(|text| text == want);
        if !is("reporter", self.case.author.id.as_str()) {
            return Err(Reason::NotAuthor);
        }
        if !is("status", Status::Reported.code()) {
            return Err(Reason::Transition);
        }
        let whole =
            ["category", "severity", "reported_at"].iter().all(|key| self.effect.fields.contains_key(key));
        let alone = ["comments", "steps"].iter().all(|list| !self.effect.items.contains_key(list));
        let unassigned = !self.effect.fields.contains_key("assignee");
        if !(whole && alone && unassigned) {
            return Err(Reason::Schema);
        }
        self.point_is_one()
    }

    fn continues(&self) -> Result<(), Reason> {
        if self.effect.fields.contains_key("reporter") || self.effect.fields.contains_key("reported_at") {
            return Err(Reason::AlreadyThere);
        }
        use HazardField::{Building, Category, Point, Severity, Unit};
        for field in [Category, Severity, Building, Unit, Point] {
            let set = self.effect.fields.contains_key(field.key());
            if set && !table::may_edit(&self.party, &self.standing, field) {
                return Err(self.why_not_described());
            }
        }
        self.point_is_one()?;
        let adds = self.effect.items.contains_key("comments") || self.effect.items.contains_key("photos");
        if adds && !table::may_add(&self.party) {
            return Err(Reason::Role);
        }
        match self.effect.items.get("steps").map(Vec::as_slice) {
            None => self.chooses(),
            Some([step]) => self.steps(step),
            Some(_) => Err(Reason::Schema),
        }
    }

    /// A step of the life-cycle: the act is allowed, leads from where the author saw the report to where the change puts
    /// it, and the step in the record says just that.
    fn steps(&self, step: &Item) -> Result<(), Reason> {
        let act = Act::from_code(item_text(step, "act").ok_or(Reason::Schema)?);
        let to = item_text(step, "to").ok_or(Reason::Schema)?;
        if !table::may_act(&self.party, &act) {
            return Err(Reason::Role);
        }
        let leads = |from: &Status| transition(&act, from).is_some_and(|end| end.code() == to);
        if !self.standing.statuses.iter().any(leads) || !self.leaves("status", to) {
            return Err(Reason::Transition);
        }
        let assignee = item_text(step, "assignee").unwrap_or_default();
        let agrees = match act {
            Act::Assign => !assignee.is_empty() && self.leaves("assignee", assignee),
            _ => assignee.is_empty() && self.text("assignee").is_none(),
        };
        if agrees { Ok(()) } else { Err(Reason::Transition) }
    }

    /// Without a step, `status` and `assignee` are set only to choose one of several values that the author saw.
    fn chooses(&self) -> Result<(), Reason> {
        for key in ["status", "assignee"] {
            let Some(value) = self.text(key) else { continue };
            let seen = self.case.document.values_at(key, &self.case.change.deps);
            if seen.len() < 2 || !seen.iter().any(|(other, _)| other == value) {
                return Err(Reason::Transition);
            }
            if !table::may_choose(&self.party) {
                return Err(Reason::Role);
            }
        }
        Ok(())
    }

    fn words(&self) -> Result<(), Reason> {
        let Some((added, _)) = self.effect.texts.get("words") else { return Ok(()) };
        let begins = self.standing.reporters.is_empty();
        if !begins && !table::may_describe(&self.party, &self.standing) {
            return Err(self.why_not_described());
        }
        let before = self.case.document.length_at("words", &self.case.change.deps);
        // Removed characters are not subtracted: automerge keeps them, and a removal may name one that is gone already.
        if added + before > 2 * limits::TEXT_CHARS {
            return Err(Reason::TooLong);
        }
        Ok(())
    }

    fn photos(&self) -> Result<Vec<BlobHash>, Reason> {
        let Some(photos) = self.effect.items.get("photos") else { return Ok(Vec::new()) };
        let before = self.case.document.length_at("photos", &self.case.change.deps);
        if before + photos.len() > limits::PHOTOS {
            return Err(Reason::TooLong);
        }
        let hash = |photo: &Item, key| {
            item_text(photo, key).and_then(|text| text.parse().ok()).ok_or(Reason::Schema)
        };
        let mut blobs = Vec::new();
        for photo in photos {
            let too_big = |size: u64| size > limits::PHOTO_BYTES as u64;
            if !matches!(photo.get("bytes"), Some(Scalar::Uint(size)) if !too_big(*size)) {
                return Err(Reason::TooLong);
            }
            blobs.push(hash(photo, "hash")?);
            blobs.push(hash(photo, "thumbnail")?);
        }
        Ok(blobs)
    }

    /// Every item names its author as who added it.
    fn items_are_the_authors(&self) -> Result<(), Reason> {
        let by_author = |item: &Item| item_text(item, "by") == Some(self.case.author.id.as_str());
        if self.effect.items.values().flatten().all(by_author) { Ok(()) } else { Err(Reason::NotAuthor) }
    }

    fn point_is_one(&self) -> Result<(), Reason> {
        match self.text("point") {
            Some(point) if !point.is_empty() && Point::parse(point).is_none() => Err(Reason::Schema),
            _ => Ok(()),
        }
    }

    fn why_not_described(&self) -> Reason {
        let closed = self.standing.statuses.iter().all(|status| status == &Status::Closed);
        if closed { Reason::Closed } else { Reason::Role }
    }

    fn text(&self, key: &str) -> Option<&str> {
        match self.fields.get(key) {
            Some(Scalar::Str(text)) => Some(text),
            _ => None,
        }
    }

    /// The one value of a field that its author saw, where the change leaves it alone.
    fn kept(&self, key: &str) -> Option<String> {
        let mut seen = self.case.document.values_at(key, &self.case.change.deps);
        match (self.fields.get(key), seen.pop(), seen.is_empty()) {
            (None, Some((value, _)), true) => Some(value),
            _ => None,
        }
    }

    /// Whether the change leaves a field at a value. Automerge writes nothing where the value is that already.
    fn leaves(&self, key: &str, value: &str) -> bool {
        self.text(key) == Some(value) || self.kept(key).as_deref() == Some(value)
    }
}

/// What a set field holds after the change, on the state its author saw. A set field replaces exactly the values that its
/// author saw, or all of them but the one it keeps; else a forged value could hide in a clash (R16).
fn left_by(case: &Case<'_>, key: &str, set: &FieldSet) -> Result<Scalar, Reason> {
    let seen = case.document.ids_at(key, &case.change.deps);
    match &set.value {
        Some(value) if seen == set.pred => Ok(value.clone()),
        Some(_) => Err(Reason::NotPlain),
        None => {
            let kept: Vec<_> = seen.difference(&set.pred).collect();
            let ([kept], true, false) = (kept.as_slice(), set.pred.is_subset(&seen), set.pred.is_empty())
            else {
                return Err(Reason::NotPlain);
            };
            let value = case.document.value_of(key, &case.change.deps, kept);
            value.map(Scalar::Str).ok_or(Reason::Schema)
        }
    }
}

fn item_text<'i>(item: &'i Item, key: &str) -> Option<&'i str> {
    match item.get(key) {
        Some(Scalar::Str(text)) => Some(text),
        _ => None,
    }
}
