//! Judging a change to a checklist.

use super::super::reason::Reason;
use super::super::table;
use super::{Hearing, Verdict, item_text};
use crate::checklist::{items_from, state};
use crate::space::Space;

/// Versions of one checklist at most.
const MAX_VERSIONS: usize = 500;

impl Hearing<'_> {
    pub(super) fn checklist(&self) -> Result<Verdict, Reason> {
        if self.case.space != &Space::Community {
            return Err(Reason::Space);
        }
        if !table::may_write_checklists(&self.roles) {
            return Err(Reason::Role);
        }
        if self.begins("name") {
            let whole = self.sets_all(&["name", "state"]) && self.adds("versions");
            match (self.case.document.is_blank(), whole) {
                (false, _) => return Err(Reason::AlreadyThere),
                (_, false) => return Err(Reason::Schema),
                (true, true) => {}
            }
        }
        let named = self.text("name").is_none_or(|name| !name.trim().is_empty());
        let versions = self.effect.items.get("versions").map(Vec::as_slice).unwrap_or_default();
        let sound = versions.iter().all(|item| item_text(item, "items").and_then(items_from).is_some());
        if !named || !sound || !self.is_one_of("state", &[state(true), state(false)]) {
            return Err(Reason::Schema);
        }
        let before = self.case.document.length_at("versions", &self.case.change.deps);
        if before + versions.len() > MAX_VERSIONS { Err(Reason::TooLong) } else { Ok(Verdict::default()) }
    }
}
