//! Judging a change to a home or to a resident of one.

use super::super::effect::Item;
use super::super::reason::Reason;
use super::super::table;
use super::{Hearing, Verdict, item_text};
use crate::id::DocumentId;
use crate::register::{Care, HomeState, Relation, ResidentState, Sex, Tenancy, VisitOutcome};
use crate::space::Space;

impl Hearing<'_> {
    pub(super) fn home(&self) -> Result<Verdict, Reason> {
        self.is_in_homes()?;
        self.looks()?;
        let only_looks = self.effect.fields.is_empty()
            && self.effect.texts.is_empty()
            && self.effect.items.keys().all(|list| *list == "looks");
        if !only_looks && !table::may_keep_homes(&self.roles) {
            return Err(Reason::Role);
        }
        // One room has one name (R2), so two people who have not heard each other may both begin it.
        if self.begins("room") {
            if !(self.sets_all(&["building", "room", "state"]) && self.effect.items.is_empty()) {
                return Err(Reason::Schema);
            }
        } else if ["building", "unit", "room"].iter().any(|key| self.sets(key) && !self.chooses_one(key)) {
            return Err(Reason::AlreadyThere);
        }
        self.home_codes()?;
        self.words_fit()?;
        Ok(Verdict::default())
    }

    /// Values are ones that are known, so that nobody's screen has to guess.
    fn home_codes(&self) -> Result<(), Reason> {
        let tenancies: Vec<&str> = Tenancy::ALL.iter().map(Tenancy::code).chain([""]).collect();
        let states: Vec<&str> = HomeState::ALL.iter().map(HomeState::code).collect();
        let flags = Care::ALL.iter().all(|care| self.is_one_of(care.code(), &["yes", "no"]));
        let head = self.text("head").is_none_or(|head| head.is_empty() || head.parse::<DocumentId>().is_ok());
        let outcome = |item: &Item| {
            item_text(item, "outcome").is_some_and(|code| VisitOutcome::from_code(code).is_known())
        };
        let visits = self.effect.items.get("visits").is_none_or(|visits| visits.iter().all(outcome));
        let sound = self.is_one_of("tenancy", &tenancies)
            && self.is_one_of("state", &states)
            && self.text("room").is_none_or(|room| !room.is_empty());
        if sound && flags && head && visits { Ok(()) } else { Err(Reason::Schema) }
    }

    /// Police open a home with a purpose; others need none.
    fn looks(&self) -> Result<(), Reason> {
        let Some(looks) = self.effect.items.get("looks") else { return Ok(()) };
        if !table::may_look(&self.roles) {
            return Err(Reason::Role);
        }
        let said = |item: &Item| item_text(item, "purpose").is_some_and(|purpose| !purpose.trim().is_empty());
        if looks.iter().all(said) { Ok(()) } else { Err(Reason::Schema) }
    }

    pub(super) fn resident(&self) -> Result<Verdict, Reason> {
        self.is_in_homes()?;
        if !table::may_keep_homes(&self.roles) {
            return Err(Reason::Role);
        }
        if self.begins("home") {
            let home = self.text("home").is_some_and(|home| home.parse::<DocumentId>().is_ok());
            if !(home && self.sets_all(&["name", "state"])) {
                return Err(Reason::Schema);
            }
        } else if self.sets("home") && !self.chooses_one("home") {
            return Err(Reason::AlreadyThere);
        }
        let states: Vec<&str> = ResidentState::ALL.iter().map(ResidentState::code).collect();
        let relations: Vec<&str> = Relation::ALL.iter().map(Relation::code).chain([""]).collect();
        let sexes: Vec<&str> = Sex::ALL.iter().map(Sex::code).chain([""]).collect();
        let sound = self.is_one_of("state", &states)
            && self.is_one_of("relation", &relations)
            && self.is_one_of("sex", &sexes)
            && self.text("name").is_none_or(|name| !name.trim().is_empty());
        if !sound {
            return Err(Reason::Schema);
        }
        self.words_fit()?;
        Ok(Verdict::default())
    }

    fn chooses_one(&self, key: &str) -> bool {
        self.text(key).is_some_and(|value| self.is_a_choice(key, value))
    }

    fn is_in_homes(&self) -> Result<(), Reason> {
        if matches!(self.case.space, Space::Homes(_)) { Ok(()) } else { Err(Reason::Space) }
    }
}
