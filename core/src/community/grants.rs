//! Who is named in which sealed space. The records themselves say it (`named` in their schema); the hub keeps it beside the
//! directory, a device of what it holds. The tree has no word in it.

use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::id::MemberId;
use crate::space::Space;

/// What is known of a sealed space.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Sealed {
    /// Who was ever named in it, and whether they are now.
    named: BTreeMap<MemberId, bool>,
    /// When it runs out for those who are named.
    until: Option<Timestamp>,
}

/// Every sealed space that is known here, with the people named in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grants {
    spaces: BTreeMap<Space, Sealed>,
}

impl Grants {
    /// Knows of a space, and when it runs out.
    pub fn open(&mut self, space: Space, until: Option<Timestamp>) {
        self.spaces.entry(space).or_default().until = until;
    }

    /// Somebody is named in a space, or was.
    pub fn name(&mut self, space: Space, member: MemberId, here: bool) {
        self.spaces.entry(space).or_default().named.insert(member, here);
    }

    /// Every space known here, in order.
    pub fn spaces(&self) -> impl Iterator<Item = &Space> {
        self.spaces.keys()
    }

    /// Whether somebody is named in a space now.
    #[must_use]
    pub fn is_named(&self, space: &Space, member: &MemberId) -> bool {
        self.mark(space, member) == Some(true)
    }

    /// Whether somebody is named in a space, or ever was.
    #[must_use]
    pub fn was_named(&self, space: &Space, member: &MemberId) -> bool {
        self.mark(space, member).is_some()
    }

    fn mark(&self, space: &Space, member: &MemberId) -> Option<bool> {
        self.spaces.get(space)?.named.get(member).copied()
    }

    /// Whether a space has run out, with people still named in it.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        let due = |sealed: &Sealed| sealed.until.is_some_and(|until| until <= now);
        self.spaces.values().any(|sealed| due(sealed) && sealed.named.values().any(|here| *here))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_taken_off_is_named_no_more_and_still_known() {
        let (space, member) = (Space::Card("c".into()), MemberId::from("m"));
        let mut grants = Grants::default();
        assert!(!grants.was_named(&space, &member));
        grants.open(space.clone(), Some(Timestamp(5)));
        grants.name(space.clone(), member.clone(), true);
        assert!(
            grants.is_named(&space, &member) && !grants.is_due(Timestamp(4)) && grants.is_due(Timestamp(5))
        );
        grants.name(space.clone(), member.clone(), false);
        assert!(!grants.is_named(&space, &member) && grants.was_named(&space, &member));
        assert!(!grants.is_due(Timestamp(5)), "nobody is left to lose it");
    }
}
