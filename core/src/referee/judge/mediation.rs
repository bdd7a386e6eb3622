//! Judging a change to a case.

use super::super::reason::Reason;
use super::super::table;
use super::{Hearing, Verdict};
use crate::mediation::{CaseCause, CaseState};
use crate::space::Space;

/// Talks of one case at most.
const MAX_TALKS: usize = 1_000;

impl Hearing<'_> {
    /// Who is neither named nor of the office cannot write here at all; that was asked before.
    pub(super) fn mediation(&self) -> Result<Verdict, Reason> {
        if !matches!(self.case.space, Space::Case(_)) {
            return Err(Reason::Space);
        }
        let opens = table::may_open_case(&self.roles);
        if self.begins("state") {
            let whole = self.sets_all(&["parties", "cause", "state"]) && !self.adds("talks");
            match (self.case.document.is_blank(), whole, opens) {
                (false, ..) => return Err(Reason::AlreadyThere),
                (_, false, _) => return Err(Reason::Schema),
                (_, _, false) => return Err(Reason::Role),
                _ => {}
            }
        }
        if self.adds("named") && !opens {
            return Err(Reason::Role);
        }
        self.names_are_sound()?;
        let causes: Vec<&str> = CaseCause::ALL.iter().map(CaseCause::code).collect();
        let states: Vec<&str> = CaseState::ALL.iter().map(CaseState::code).collect();
        let sound = self.is_one_of("cause", &causes)
            && self.is_one_of("state", &states)
            && self.text("parties").is_none_or(|parties| !parties.trim().is_empty());
        if !sound {
            return Err(Reason::Schema);
        }
        self.list_fits("talks", MAX_TALKS)?;
        self.words_fit()?;
        Ok(Verdict::default())
    }
}
