//! Reading the records of sealed spaces from their documents. Nothing here judges or writes.

use automerge::{ObjId, ROOT};

use super::Document;
use crate::card::{Answer, Card, CardAbout, CardOutcome, Outcome};
use crate::care;
use crate::care::{Cared, Contact};
use crate::hazard::Place;
use crate::id::MemberId;
use crate::mediation::{CaseCause, CaseState, Mediation, Talk};
use crate::register::VisitOutcome;
use crate::sealed::{NameMark, mark};
use crate::watch::{self, Watch};

impl Document {
    /// Reads a case; `None` where nobody has written it down yet.
    #[must_use]
    pub fn mediation(&self) -> Option<Mediation> {
        Some(Mediation {
            parties: self.text_of(&ROOT, "parties")?,
            cause: CaseCause::from_code(&self.text_of(&ROOT, "cause")?),
            place: Place { building: self.said("building"), unit: self.said("unit") },
            state: CaseState::from_code(&self.text_of(&ROOT, "state")?),
            follow_up: self.said("follow_up"),
            agreed: self.said("agreed"),
            words: self.free_text("words"),
            named: self.items("named", |item| self.name_mark(item)),
            talks: self.items("talks", |item| {
                Some(Talk {
                    id: self.text_of(item, "id")?,
                    note: self.text_of(item, "note")?,
                    by: MemberId(self.text_of(item, "by")?),
                    at: self.time_of(item, "at")?,
                })
            }),
        })
    }

    /// Reads a card; `None` where nobody has sent it yet.
    #[must_use]
    pub fn card(&self) -> Option<Card> {
        Some(Card {
            place: Place { building: self.text_of(&ROOT, "building")?, unit: self.said("unit") },
            about: CardAbout::from_code(&self.text_of(&ROOT, "about")?),
            look: self.text_of(&ROOT, "look")?,
            until: self.time_of(&ROOT, "until")?,
            named: self.items("named", |item| self.name_mark(item)),
        })
    }

    /// Reads an answer; `None` where the card has not been opened yet.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        Some(Answer {
            card: self.text_of(&ROOT, "card")?.parse().ok()?,
            seen_at: self.time_of(&ROOT, "seen_at")?,
            outcomes: self.items("outcomes", |item| {
                Some(Outcome {
                    id: self.text_of(item, "id")?,
                    outcome: CardOutcome::from_code(&self.text_of(item, "outcome")?),
                    note: self.text_of(item, "note")?,
                    by: MemberId(self.text_of(item, "by")?),
                    at: self.time_of(item, "at")?,
                })
            }),
        })
    }

    /// Reads a person's care; `None` where nobody has written it down yet.
    #[must_use]
    pub fn care(&self) -> Option<Cared> {
        Some(Cared {
            name: self.text_of(&ROOT, "name")?,
            place: Place { building: self.said("building"), unit: self.said("unit") },
            rhythm: self.text_of(&ROOT, "rhythm")?.parse().unwrap_or(30),
            need: self.said("need"),
            agreed_on: self.said("agreed_on"),
            on: self.said("state") == care::state(true),
            named: self.items("named", |item| self.name_mark(item)),
            contacts: self.items("contacts", |item| {
                Some(Contact {
                    id: self.text_of(item, "id")?,
                    outcome: VisitOutcome::from_code(&self.text_of(item, "outcome")?),
                    note: self.text_of(item, "note")?,
                    by: MemberId(self.text_of(item, "by")?),
                    at: self.time_of(item, "at")?,
                })
            }),
        })
    }

    /// Reads a watch; `None` where nobody has noted it yet.
    #[must_use]
    pub fn watch(&self) -> Option<Watch> {
        Some(Watch {
            subject: self.text_of(&ROOT, "subject")?,
            on: self.said("state") == watch::state(true),
            words: self.free_text("words"),
        })
    }

    fn name_mark(&self, item: &ObjId) -> Option<NameMark> {
        Some(NameMark {
            id: self.text_of(item, "id")?,
            member: MemberId(self.text_of(item, "member")?),
            here: self.text_of(item, "mark")? == mark(true),
            by: MemberId(self.text_of(item, "by")?),
            at: self.time_of(item, "at")?,
        })
    }
}
