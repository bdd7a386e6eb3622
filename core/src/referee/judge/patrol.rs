//! Judging a change to a patrol.

use super::super::effect::Item;
use super::super::reason::Reason;
use super::super::table::{self, Walker};
use super::{Hearing, Verdict, item_text};
use crate::document::PatrolStanding;
use crate::id::DocumentId;
use crate::patrol::{MAX_TEAM, PatrolAct, PatrolStatus};

/// Marks of a checklist in one patrol at most: forty items, looked at again and again.
const MAX_TICKS: usize = 1_000;

impl Hearing<'_> {
    pub(super) fn patrol(&self) -> Result<Verdict, Reason> {
        self.is_in_a_grid()?;
        let standing = self.case.document.patrol_standing(&self.case.change.deps);
        let walker = Walker::of(self.case.directory, self.case.author, self.case.space, &standing);
        let walk = Walk { hearing: self, standing, walker };
        if walk.standing.leaders.is_empty() {
            walk.begins()?
        } else {
            walk.continues()?
        }
        walk.lists_fit()?;
        self.words_fit()?;
        Ok(Verdict::default())
    }
}

/// A change to a patrol, with how the patrol stood and who its author is to it.
struct Walk<'a> {
    hearing: &'a Hearing<'a>,
    standing: PatrolStanding,
    walker: Walker,
}

impl Walk<'_> {
    /// A new patrol: begun once, by its leader, walking.
    fn begins(&self) -> Result<(), Reason> {
        if !self.hearing.case.document.is_blank() {
            return Err(Reason::AlreadyThere);
        }
        if !table::may_start_patrol(&self.walker.roles) {
            return Err(Reason::Role);
        }
        if self.hearing.text("leader") != Some(self.hearing.case.author.id.as_str()) {
            return Err(Reason::NotAuthor);
        }
        if self.hearing.text("status") != Some(PatrolStatus::Walking.code()) {
            return Err(Reason::Transition);
        }
        let checklist = self.hearing.text("checklist");
        let named = checklist.is_none_or(|checklist| checklist.parse::<DocumentId>().is_ok());
        let both = checklist.is_some() == self.hearing.sets("version");
        let alone = ["comments", "ticks", "steps"].iter().all(|list| !self.hearing.adds(list));
        if named && both && alone && self.hearing.sets("started_at") { Ok(()) } else { Err(Reason::Schema) }
    }

    fn continues(&self) -> Result<(), Reason> {
        if ["leader", "started_at", "checklist", "version"].iter().any(|key| self.hearing.sets(key)) {
            return Err(Reason::AlreadyThere);
        }
        let records = ["team", "ticks"].iter().any(|list| self.hearing.adds(list))
            || self.hearing.sets("area")
            || self.hearing.effect.texts.contains_key("words");
        if records && !self.walker.may_record() {
            return Err(Reason::Role);
        }
        if self.hearing.adds("comments") && !self.walker.may_add() {
            return Err(Reason::Role);
        }
        match self.hearing.effect.items.get("steps").map(Vec::as_slice) {
            None => self.chooses(),
            Some([step]) => self.steps(step),
            Some(_) => Err(Reason::Schema),
        }
    }

    fn steps(&self, step: &Item) -> Result<(), Reason> {
        let act = PatrolAct::from_code(item_text(step, "act").ok_or(Reason::Schema)?);
        if !self.walker.may_act(&act) {
            return Err(Reason::Role);
        }
        if !item_text(step, "assignee").unwrap_or_default().is_empty() {
            return Err(Reason::Transition);
        }
        self.hearing.moves_as_it_says(step)
    }

    fn chooses(&self) -> Result<(), Reason> {
        let Some(value) = self.hearing.text("status") else { return Ok(()) };
        if !self.hearing.is_a_choice("status", value) {
            return Err(Reason::Transition);
        }
        if self.walker.may_choose() { Ok(()) } else { Err(Reason::Role) }
    }

    /// Marks are ones that are known, and lists stay within what a document carries.
    fn lists_fit(&self) -> Result<(), Reason> {
        let known = |list: &str, codes: &[&str]| {
            let items = self.hearing.effect.items.get(list).map(Vec::as_slice).unwrap_or_default();
            items.iter().all(|item| item_text(item, "mark").is_some_and(|mark| codes.contains(&mark)))
        };
        if !known("team", &["joined", "left"]) || !known("ticks", &["ok", "problem", "clear"]) {
            return Err(Reason::Schema);
        }
        for (list, most) in [("team", 10 * MAX_TEAM), ("ticks", MAX_TICKS)] {
            let added = self.hearing.effect.items.get(list).map_or(0, Vec::len);
            let before = self.hearing.case.document.length_at(list, &self.hearing.case.change.deps);
            if added > 0 && before + added > most {
                return Err(Reason::TooLong);
            }
        }
        Ok(())
    }
}
