//! The single edits of a hazard report, with their ids and times fixed at the tap.

use super::life::Act;
use super::record::Photo;
use super::words::{Assignee, Category, Severity, Status};
use crate::clock::Timestamp;
use crate::document::{Edit, Value};
use crate::id::{ChangeHash, DocumentId, MemberId};

/// A scalar field of a report that a person sets. `status` is set by acts; here only to choose between two that stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HazardField {
    /// What is wrong.
    Category,
    /// How urgent.
    Severity,
    /// Where: the building.
    Building,
    /// Where: the unit.
    Unit,
    /// Where: the point.
    Point,
    /// Where it stands.
    Status,
    /// Who is to deal with it.
    Assignee,
}

impl HazardField {
    /// The key in the document.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            HazardField::Category => "category",
            HazardField::Severity => "severity",
            HazardField::Building => "building",
            HazardField::Unit => "unit",
            HazardField::Point => "point",
            HazardField::Status => "status",
            HazardField::Assignee => "assignee",
        }
    }
}

/// One field's new value, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// Which field.
    pub field: HazardField,
    /// Its stored text.
    pub value: String,
}

/// What a person did to a report.
#[derive(Debug, Clone, PartialEq)]
pub enum HazardEdit {
    /// A new report.
    Report {
        /// Who reports.
        by: MemberId,
        /// When.
        at: Timestamp,
        /// What is wrong.
        category: Category,
        /// How urgent.
        severity: Severity,
        /// The building; empty where not said.
        building: String,
        /// The unit; empty where not said.
        unit: String,
        /// The point, as a `geo:` URI; empty where not said.
        point: String,
        /// What was said.
        words: String,
        /// The photos, already shrunk.
        photos: Vec<Photo>,
        /// The patrol on which it was found.
        patrol: Option<DocumentId>,
    },
    /// Changed fields.
    Set {
        /// Who.
        by: MemberId,
        /// When.
        at: Timestamp,
        /// The heads of the state the form was filled from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// The changed scalars.
        fields: Vec<FieldEdit>,
        /// The whole new text, where it was changed; only the difference from `seen` is written.
        words: Option<String>,
    },
    /// A comment.
    Comment {
        /// Its name.
        id: String,
        /// Who.
        by: MemberId,
        /// When.
        at: Timestamp,
        /// What it says.
        text: String,
    },
    /// One more photo.
    Photo(Photo),
    /// A step of the life-cycle.
    Act {
        /// The step's name.
        id: String,
        /// Who.
        by: MemberId,
        /// When.
        at: Timestamp,
        /// The heads of the state it was decided from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// What is done.
        act: Act,
        /// To whom, for `assign`.
        assignee: Option<Assignee>,
        /// Words that go with it.
        note: String,
    },
}

impl From<HazardEdit> for Edit {
    fn from(edit: HazardEdit) -> Edit {
        match edit {
            HazardEdit::Report {
                by,
                at,
                category,
                severity,
                building,
                unit,
                point,
                words,
                photos,
                patrol,
            } => {
                let edit = Edit::new(&by, at)
                    .begins()
                    .set("reporter", by.as_str())
                    .set("reported_at", Value::Time(at))
                    .set("category", category.code())
                    .set("severity", severity.code())
                    .set_if_said("building", &building)
                    .set_if_said("unit", &unit)
                    .set_if_said("point", &point)
                    .set_some("patrol", patrol.map(|patrol| patrol.to_string()))
                    .set("status", Status::Reported.code());
                let edit = photos.into_iter().fold(edit, with_photo);
                if words.is_empty() { edit } else { edit.words(words) }
            }
            HazardEdit::Set { by, at, seen, fields, words } => {
                let edit = Edit::new(&by, at).seen(seen);
                let edit = fields.into_iter().fold(edit, |edit, set| edit.set(set.field.key(), set.value));
                words.into_iter().fold(edit, Edit::words)
            }
            HazardEdit::Comment { id, by, at, text } => Edit::new(&by, at).comment(id, text),
            HazardEdit::Photo(photo) => with_photo(Edit::new(&photo.by.clone(), photo.at), photo),
            HazardEdit::Act { id, by, at, seen, act, assignee, note } => {
                Edit::new(&by, at).seen(seen).act(id, act.code(), assignee.map(String::from), note)
            }
        }
    }
}

fn with_photo(edit: Edit, photo: Photo) -> Edit {
    edit.item(
        "photos",
        vec![
            ("id", photo.id.into()),
            ("hash", photo.hash.to_string().into()),
            ("thumbnail", photo.thumbnail.to_string().into()),
            ("bytes", Value::Number(photo.bytes)),
            ("width", Value::Number(photo.width.into())),
            ("height", Value::Number(photo.height.into())),
        ],
    )
}
