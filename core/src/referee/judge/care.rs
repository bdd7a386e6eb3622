//! Judging a change to somebody's care, or to a watch of the police.

use super::super::effect::Item;
use super::super::reason::Reason;
use super::super::table;
use super::{Hearing, Verdict, item_text};
use crate::care::{self, RHYTHMS};
use crate::register::VisitOutcome;
use crate::space::Space;
use crate::watch;

/// Visits of one person at most.
const MAX_CONTACTS: usize = 1_000;

impl Hearing<'_> {
    /// Who is neither named nor of the office cannot write here at all; that was asked before.
    pub(super) fn care(&self) -> Result<Verdict, Reason> {
        if !matches!(self.case.space, Space::Care(_)) {
            return Err(Reason::Space);
        }
        let opens = table::may_open_care(&self.roles);
        self.begins_once("state", &["name", "rhythm", "agreed_on", "state"], opens)?;
        if self.adds("named") && !opens {
            return Err(Reason::Role);
        }
        self.names_are_sound()?;
        let known = |item: &Item| {
            item_text(item, "outcome").is_some_and(|code| VisitOutcome::from_code(code).is_known())
        };
        let sound = self.is_one_of("state", &[care::state(true), care::state(false)])
            && self.is_one_of("rhythm", &RHYTHMS)
            && self.text("name").is_none_or(|name| !name.trim().is_empty())
            && self.effect.items.get("contacts").is_none_or(|contacts| contacts.iter().all(known));
        if !sound {
            return Err(Reason::Schema);
        }
        self.list_fits("contacts", MAX_CONTACTS)?;
        Ok(Verdict::default())
    }

    pub(super) fn watch(&self) -> Result<Verdict, Reason> {
        if self.case.space != &Space::Police {
            return Err(Reason::Space);
        }
        let may = table::may_watch(&self.roles);
        self.begins_once("state", &["subject", "state"], may)?;
        if !may {
            return Err(Reason::Role);
        }
        let sound = self.is_one_of("state", &[watch::state(true), watch::state(false)])
            && self.text("subject").is_none_or(|subject| !subject.trim().is_empty());
        if !sound {
            return Err(Reason::Schema);
        }
        self.words_fit()?;
        Ok(Verdict::default())
    }

    /// A record that gets a new name from who begins it is begun once, whole, and by who may.
    fn begins_once(&self, by: &str, whole: &[&str], may: bool) -> Result<(), Reason> {
        if !self.begins(by) {
            return Ok(());
        }
        match (self.case.document.is_blank(), self.sets_all(whole), may) {
            (false, ..) => Err(Reason::AlreadyThere),
            (_, false, _) => Err(Reason::Schema),
            (_, _, false) => Err(Reason::Role),
            _ => Ok(()),
        }
    }
}
