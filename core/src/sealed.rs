//! Who is named in a sealed record: written into it, or taken off it again. The list only grows; of two marks of one person the
//! one that the hub received last counts, and one that it has not received yet counts before it does.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::document::Edit;
use crate::id::MemberId;
use crate::projection::Dated;

/// Marks of one record at most.
pub const MAX_MARKS: usize = 500;

/// A mark, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameMark {
    /// Its own name.
    pub id: String,
    /// Who.
    pub member: MemberId,
    /// Whether they are named from now on, or no more.
    pub here: bool,
    /// Who said so.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// The stored code of a mark.
#[must_use]
pub fn mark(here: bool) -> &'static str {
    if here { "named" } else { "left" }
}

/// Adds a mark to an edit.
#[must_use]
pub fn name(edit: Edit, id: String, member: &MemberId, here: bool) -> Edit {
    let fields = vec![("id", id.into()), ("member", member.as_str().into()), ("mark", mark(here).into())];
    edit.item("named", fields)
}

/// Everybody whom these marks name, in the order in which people see them, and whether they are named still.
#[must_use]
pub fn standing(marks: &[Dated<NameMark>]) -> Vec<(MemberId, bool)> {
    let mut all: Vec<(MemberId, bool)> = Vec::new();
    for mark in marks.iter().map(|mark| &mark.item) {
        all.retain(|(member, _)| member != &mark.member);
        all.push((mark.member.clone(), mark.here));
    }
    all
}
