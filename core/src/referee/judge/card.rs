//! Judging a change to a card, or to an answer to one.

use super::super::effect::Item;
use super::super::reason::Reason;
use super::super::table;
use super::{Hearing, Verdict, item_text};
use crate::admit::Scalar;
use crate::card::{CardAbout, CardOutcome, LOOK_CHARS, answer_space};
use crate::clock::Timestamp;
use crate::space::Space;

/// Outcomes of one answer at most.
const MAX_OUTCOMES: usize = 200;

impl Hearing<'_> {
    /// What a card says is said once; to whom, the police may change.
    pub(super) fn card(&self) -> Result<Verdict, Reason> {
        if !matches!(self.case.space, Space::Card(_)) {
            return Err(Reason::Space);
        }
        if !table::may_send_cards(&self.roles) {
            return Err(Reason::Role);
        }
        self.names_are_sound()?;
        if !self.begins("until") {
            let again = ["building", "unit", "about", "look", "until"].iter().any(|key| self.sets(key));
            return if again { Err(Reason::AlreadyThere) } else { Ok(Verdict::default()) };
        }
        if !self.case.document.is_blank() {
            return Err(Reason::AlreadyThere);
        }
        let abouts: Vec<&str> = CardAbout::ALL.iter().map(CardAbout::code).collect();
        let said = |text: &str| (1..=LOOK_CHARS).contains(&text.trim().chars().count());
        let sound = self.sets_all(&["building", "about", "look", "until"])
            && self.is_one_of("about", &abouts)
            && self.text("building").is_some_and(|building| !building.is_empty())
            && self.text("look").is_some_and(said);
        if sound {
            Ok(Verdict { until: self.time("until"), ..Verdict::default() })
        } else {
            Err(Reason::Schema)
        }
    }

    fn time(&self, key: &str) -> Option<Timestamp> {
        match self.fields.get(key) {
            Some(Scalar::Timestamp(at)) => Some(Timestamp(*at)),
            _ => None,
        }
    }

    /// Two phones of one person may both begin their answer (R2): each has opened the card.
    pub(super) fn answer(&self) -> Result<Verdict, Reason> {
        if !table::may_answer(self.case.directory, self.case.author, self.case.space) {
            return Err(Reason::Space);
        }
        if self.begins("card") {
            let card = self.text("card").and_then(|card| card.parse().ok());
            let is = |card| answer_space(card, &self.case.author.id) == *self.case.space;
            if !(card.is_some_and(is) && self.sets("seen_at") && self.effect.items.is_empty()) {
                return Err(Reason::Schema);
            }
        } else if self.sets("card") || self.sets("seen_at") {
            return Err(Reason::AlreadyThere);
        }
        let known = |item: &Item| {
            item_text(item, "outcome").is_some_and(|code| CardOutcome::from_code(code).is_known())
        };
        if !self.effect.items.get("outcomes").is_none_or(|outcomes| outcomes.iter().all(known)) {
            return Err(Reason::Schema);
        }
        self.list_fits("outcomes", MAX_OUTCOMES)?;
        Ok(Verdict::default())
    }
}
