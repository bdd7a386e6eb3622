//! The single edits of a hazard report. A command becomes one edit, with its ids and times fixed at the tap; the outbox
//! keeps it, so that it can be replayed on another state of the record (R18).

use serde::{Deserialize, Serialize};

use super::life::Act;
use super::record::Photo;
use super::words::{Assignee, Category, Severity};
use crate::clock::Timestamp;
use crate::id::{ChangeHash, MemberId};

/// A scalar field of a report that a person sets. `status` is set by acts; here only to choose between two that stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldEdit {
    /// Which field.
    pub field: HazardField,
    /// Its stored text.
    pub value: String,
}

/// What a person did to a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
