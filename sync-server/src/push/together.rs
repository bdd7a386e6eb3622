//! What stands or falls together (R14): once one change of a group does not stand, none of it is judged any more.

use std::collections::BTreeMap;

use super::verdict::Decision;

/// What becomes of a change that is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// It is refused, like what it goes together with.
    Refused,
    /// It waits on its device, like what it goes together with.
    Waits,
}

/// Changes that are not judged, by their place in the request.
#[derive(Debug, Clone, Default)]
pub(super) struct Withheld(BTreeMap<u32, Held>);

impl Withheld {
    /// Withholds the groups of which not all stands. True where that is news.
    pub(super) fn add_broken<'a>(
        &mut self,
        groups: &[Vec<u32>],
        decisions: impl Iterator<Item = (u32, &'a Decision)>,
    ) -> bool {
        let decisions: BTreeMap<u32, &Decision> = decisions.collect();
        let before = self.0.len();
        for group in groups {
            let of = group.iter().filter_map(|place| Some((*place, *decisions.get(place)?)));
            let stands = |decision: &Decision| matches!(decision, Decision::Stands(_) | Decision::Known(..));
            let refused =
                |decision: &Decision| matches!(decision, Decision::Refuse(_) | Decision::RefusedBefore(_));
            if of.clone().all(|(_, decision)| stands(decision)) {
                continue;
            }
            let any_refused = of.clone().any(|(_, decision)| refused(decision));
            let held = if any_refused { Held::Refused } else { Held::Waits };
            let standing = of.filter(|(_, decision)| matches!(decision, Decision::Stands(_)));
            for (place, _) in standing {
                self.0.insert(place, held);
            }
        }
        self.0.len() > before
    }

    /// What becomes of a change that is withheld.
    pub(super) fn of(&self, place: u32) -> Option<Held> {
        self.0.get(&place).copied()
    }
}
