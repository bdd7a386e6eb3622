//! The single edits of cards and answers, with their ids and times fixed at the tap.

use super::words::{CardAbout, CardOutcome};
use crate::clock::Timestamp;
use crate::document::{Edit, Value};
use crate::hazard::Place;
use crate::id::{DocumentId, MemberId};
use crate::sealed;

/// What the police did to a card.
#[derive(Debug, Clone, PartialEq)]
pub enum CardEdit {
    /// It is sent.
    Send {
        /// Where.
        place: Place,
        /// What kind of thing it is about.
        about: CardAbout,
        /// What to look at.
        look: String,
        /// When it runs out.
        until: Timestamp,
        /// To whom, each with the mark's own name.
        named: Vec<(String, MemberId)>,
    },
    /// It is addressed to one more, or to one less.
    Name {
        /// The mark's own name.
        id: String,
        /// Who.
        member: MemberId,
        /// Whether it is addressed to them from now on.
        here: bool,
    },
}

impl CardEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            CardEdit::Send { place, about, look, until, named } => {
                let edit = edit
                    .begins()
                    .set("building", place.building)
                    .set_if_said("unit", &place.unit)
                    .set("about", about.code())
                    .set("look", look)
                    .set("until", Value::Time(until));
                named.into_iter().fold(edit, |edit, (id, member)| sealed::name(edit, id, &member, true))
            }
            CardEdit::Name { id, member, here } => sealed::name(edit, id, &member, here),
        }
    }
}

/// What somebody did who was named on a card.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerEdit {
    /// They opened it.
    Seen {
        /// The card's record.
        card: DocumentId,
    },
    /// They say what came of it.
    Say {
        /// Its own name.
        id: String,
        /// What came of it.
        outcome: CardOutcome,
        /// Words that go with it.
        note: String,
    },
}

impl AnswerEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            AnswerEdit::Seen { card } => {
                edit.begins().set("card", card.to_string()).set("seen_at", Value::Time(at))
            }
            AnswerEdit::Say { id, outcome, note } => edit.item(
                "outcomes",
                vec![("id", id.into()), ("outcome", outcome.code().into()), ("note", note.into())],
            ),
        }
    }
}
