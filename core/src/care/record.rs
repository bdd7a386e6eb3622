//! A person's care as it reads: hydrated from a document, never written back whole (R3).

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::hazard::{Listed, Place};
use crate::id::MemberId;
use crate::register::VisitOutcome;
use crate::sealed::NameMark;

/// Somebody looked in, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its own name.
    pub id: String,
    /// What came of it.
    pub outcome: VisitOutcome,
    /// Words that go with it.
    pub note: String,
    /// Who looked in.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// A person's care, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Cared {
    /// Who.
    pub name: String,
    /// Where.
    pub place: Place,
    /// Days between two visits.
    pub rhythm: u32,
    /// What they need.
    pub need: String,
    /// The day on which they agreed.
    pub agreed_on: String,
    /// Whether it goes on.
    pub on: bool,
    /// Who is named in it, in list order.
    pub named: Vec<Listed<NameMark>>,
    /// In list order.
    pub contacts: Vec<Listed<Contact>>,
}
