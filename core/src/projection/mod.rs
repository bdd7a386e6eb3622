//! From a document and its receipts to the rows that screens read. A function of just these (R26): run again at any time, on
//! any device that holds the same, it gives the same rows.

mod hazard;
mod search;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::MemberId;

pub use hazard::{ClashRow, CommentRow, HazardRows, PhotoRow, StepRow, project_hazard};
pub use search::{match_query, search_text};

/// The hub's word that a change is in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its position.
    pub seq: u64,
    /// Who made it.
    pub author: MemberId,
    /// When the hub received it.
    pub received_at: Timestamp,
}

/// Sorts items as people see them (R27): received ones by log position, which follows causes; then those only here, in the
/// order they were written.
fn in_order<T>(mut items: Vec<T>, seq: impl Fn(&T) -> Option<u64>) -> Vec<T> {
    items.sort_by_key(|item| seq(item).unwrap_or(u64::MAX));
    items
}
