//! A person of a home as it reads: hydrated from a document, never written back whole (R3).

use super::words::{Relation, ResidentState, Sex};
use crate::id::DocumentId;

/// A resident, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Their home's record.
    pub home: DocumentId,
    /// Their name.
    pub name: String,
    /// Their telephone number: digits; a landline's area code and number with a dash.
    pub phone: String,
    /// What they are to the head of the household; none where nobody said.
    pub relation: Option<Relation>,
    /// None where nobody said.
    pub sex: Option<Sex>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty where nobody said.
    pub born: String,
    /// Since when they live here; as `born`.
    pub moved_in: String,
    /// When they left; as `born`.
    pub moved_out: String,
    /// Whether they live here.
    pub state: ResidentState,
    /// Remarks.
    pub words: String,
}
