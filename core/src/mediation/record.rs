//! A case as it reads: hydrated from a document, never written back whole (R3).

use serde::{Deserialize, Serialize};

use super::words::{CaseCause, CaseState};
use crate::clock::Timestamp;
use crate::hazard::{Listed, Place};
use crate::id::MemberId;
use crate::sealed::NameMark;

/// A talk with the parties, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// Its own name.
    pub id: String,
    /// What was said.
    pub note: String,
    /// Who talked with them.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// A case, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Mediation {
    /// Between whom.
    pub parties: String,
    /// What it is about.
    pub cause: CaseCause,
    /// Where; empty where nobody said.
    pub place: Place,
    /// How it stands.
    pub state: CaseState,
    /// When somebody is to ask again: a day; empty where nobody said.
    pub follow_up: String,
    /// What they agreed on; empty where they did not.
    pub agreed: String,
    /// What happened.
    pub words: String,
    /// Who is named in it, in list order.
    pub named: Vec<Listed<NameMark>>,
    /// In list order.
    pub talks: Vec<Listed<Talk>>,
}
