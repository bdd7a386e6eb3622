//! What the kinds of sealed spaces share: the marks that say who is named, and for how long.

use super::super::effect::{Effect, Item};
use super::super::reason::Reason;
use super::{Hearing, item_text};
use crate::id::MemberId;
use crate::sealed::{MAX_MARKS, mark};

/// Whom a change names or takes off, in its order. Read off its effect: whether its author may is asked elsewhere.
pub(super) fn names(effect: &Effect) -> Vec<(MemberId, bool)> {
    let read =
        |item: &Item| Some((item_text(item, "member")?.into(), item_text(item, "mark")? == mark(true)));
    effect.items.get("named").into_iter().flatten().filter_map(read).collect()
}

impl Hearing<'_> {
    /// Marks name somebody of the community, and stay within what a document carries.
    pub(super) fn names_are_sound(&self) -> Result<(), Reason> {
        let added = self.effect.items.get("named").map(Vec::as_slice).unwrap_or_default();
        let known = |item: &Item| {
            let member =
                item_text(item, "member").is_some_and(|id| self.case.directory.member(&id.into()).is_some());
            member && item_text(item, "mark").is_some_and(|code| [mark(true), mark(false)].contains(&code))
        };
        if !added.iter().all(known) {
            return Err(Reason::Schema);
        }
        self.list_fits("named", MAX_MARKS)
    }

    /// A list stays within what a document carries.
    pub(super) fn list_fits(&self, list: &str, most: usize) -> Result<(), Reason> {
        let added = self.effect.items.get(list).map_or(0, Vec::len);
        let before = self.case.document.length_at(list, &self.case.change.deps);
        if added > 0 && before + added > most { Err(Reason::TooLong) } else { Ok(()) }
    }
}
