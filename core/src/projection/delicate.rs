//! Rows of the records of sealed spaces. Nothing of them is indexed for search.

use serde::{Deserialize, Serialize};

use super::{ClashRow, Dated, Receipt, Received, clash_rows, dated};
use crate::card::{CardAbout, Outcome};
use crate::care::Contact;
use crate::clock::Timestamp;
use crate::document::Document;
use crate::hazard::Place;
use crate::id::{ChangeHash, DocumentId, MemberId};
use crate::mediation::{CaseCause, CaseState, Talk};
use crate::register::VisitOutcome;
use crate::sealed;
use crate::watch::Watch;

/// Everything screens show of one case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseRows {
    /// Between whom.
    pub parties: String,
    /// What it is about.
    pub cause: CaseCause,
    /// Where.
    pub place: Place,
    /// How it stands.
    pub state: CaseState,
    /// When somebody is to ask again.
    pub follow_up: String,
    /// What they agreed on.
    pub agreed: String,
    /// What happened.
    pub words: String,
    /// Everybody who was ever named in it, and whether they are now.
    pub named: Vec<(MemberId, bool)>,
    /// In the order people see.
    pub talks: Vec<Dated<Talk>>,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// When the hub has it from.
    pub received: Received,
}

/// Projects a case. `None` where the document holds no readable case.
#[must_use]
pub fn project_case(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<CaseRows> {
    let case = document.mediation()?;
    Some(CaseRows {
        parties: case.parties,
        cause: case.cause,
        place: case.place,
        state: case.state,
        follow_up: case.follow_up,
        agreed: case.agreed,
        words: case.words,
        named: sealed::standing(&dated(&case.named, receipts)),
        talks: dated(&case.talks, receipts),
        clashes: clash_rows(document),
        received: Received::of(receipts),
    })
}

/// Everything screens show of one card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CardRows {
    /// Where.
    pub place: Place,
    /// What kind of thing it is about.
    pub about: CardAbout,
    /// What to look at.
    pub look: String,
    /// When it runs out.
    pub until: Timestamp,
    /// Everybody to whom it was ever addressed, and whether it is now.
    pub named: Vec<(MemberId, bool)>,
    /// When the hub has it from.
    pub received: Received,
}

/// Projects a card. `None` where the document holds no readable card.
#[must_use]
pub fn project_card(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<CardRows> {
    let card = document.card()?;
    Some(CardRows {
        place: card.place,
        about: card.about,
        look: card.look,
        until: card.until,
        named: sealed::standing(&dated(&card.named, receipts)),
        received: Received::of(receipts),
    })
}

/// Everything screens show of one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerRows {
    /// The card's record.
    pub card: DocumentId,
    /// When the card was first opened.
    pub seen_at: Timestamp,
    /// In the order people see.
    pub outcomes: Vec<Dated<Outcome>>,
    /// When the hub has it from.
    pub received: Received,
}

/// Projects an answer. `None` where the document holds no readable answer.
#[must_use]
pub fn project_answer(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<AnswerRows> {
    let answer = document.answer()?;
    Some(AnswerRows {
        card: answer.card,
        seen_at: answer.seen_at,
        outcomes: dated(&answer.outcomes, receipts),
        received: Received::of(receipts),
    })
}

/// Everything screens show of one person's care.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CareRows {
    /// Who.
    pub name: String,
    /// Where.
    pub place: Place,
    /// Days between two visits.
    pub rhythm: u32,
    /// What they need.
    pub need: String,
    /// The day on which they agreed.
    pub agreed_on: String,
    /// Whether it goes on.
    pub on: bool,
    /// Everybody who was ever named in it, and whether they are now.
    pub named: Vec<(MemberId, bool)>,
    /// In the order people see.
    pub contacts: Vec<Dated<Contact>>,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// When the hub has it from.
    pub received: Received,
}

impl CareRows {
    /// When somebody last looked in and met them, by their device.
    #[must_use]
    pub fn last_met(&self) -> Option<Timestamp> {
        let met = |one: &&Dated<Contact>| matches!(one.item.outcome, VisitOutcome::Met | VisitOutcome::Need);
        self.contacts.iter().filter(met).map(|one| one.item.at).max()
    }
}

/// Projects a person's care. `None` where the document holds none that can be read.
#[must_use]
pub fn project_care(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<CareRows> {
    let care = document.care()?;
    Some(CareRows {
        name: care.name,
        place: care.place,
        rhythm: care.rhythm,
        need: care.need,
        agreed_on: care.agreed_on,
        on: care.on,
        named: sealed::standing(&dated(&care.named, receipts)),
        contacts: dated(&care.contacts, receipts),
        clashes: clash_rows(document),
        received: Received::of(receipts),
    })
}

/// Everything screens show of one watch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WatchRows {
    /// What it says.
    pub watch: Watch,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// When the hub has it from.
    pub received: Received,
}

/// Projects a watch. `None` where the document holds no readable one.
#[must_use]
pub fn project_watch(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<WatchRows> {
    let (watch, clashes) = (document.watch()?, clash_rows(document));
    Some(WatchRows { watch, clashes, received: Received::of(receipts) })
}
