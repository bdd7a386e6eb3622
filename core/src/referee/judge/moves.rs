//! Judging a change that moves a record to another space.

use super::super::reason::Reason;
use super::super::table;
use super::Hearing;
use crate::space::Space;

impl Hearing<'_> {
    /// Where the change moves the record, if it does: to a place of the same kind that is in the tree, by who may move it
    /// from where its author saw it.
    pub(super) fn moves(&self) -> Result<Option<Space>, Reason> {
        if !self.sets("moved_to") {
            return Ok(None);
        }
        if self.case.document.is_blank() {
            return Err(Reason::Schema);
        }
        let to = Space::parse(self.text("moved_to").ok_or(Reason::Schema)?);
        let case = self.case;
        if table::may_move(case.directory, case.author, case.space, &to) {
            Ok(Some(to))
        } else {
            Err(Reason::Role)
        }
    }
}
