//! The single edits of a person's care, with their ids and times fixed at the tap.

use super::state;
use crate::clock::Timestamp;
use crate::document::Edit;
use crate::hazard::Place;
use crate::id::{ChangeHash, MemberId};
use crate::register::VisitOutcome;
use crate::sealed;

/// What a person did to somebody's care.
#[derive(Debug, Clone, PartialEq)]
pub enum CareEdit {
    /// Somebody agreed to be looked in on.
    Begin {
        /// Who.
        name: String,
        /// Where; parts may be empty.
        place: Place,
        /// Days between two visits.
        rhythm: String,
        /// What they need.
        need: String,
        /// The day on which they agreed.
        agreed_on: String,
        /// Who is to look in, each with the mark's own name.
        named: Vec<(String, MemberId)>,
    },
    /// Changed fields: `name`, `building`, `unit`, `rhythm`, `need`, `state`.
    Set {
        /// The heads of the state the form was filled from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// The fields.
        fields: Vec<(&'static str, String)>,
    },
    /// Somebody is named in it, or taken off.
    Name {
        /// The mark's own name.
        id: String,
        /// Who.
        member: MemberId,
        /// Whether they are named from now on.
        here: bool,
    },
    /// Somebody looked in.
    Contact {
        /// Its own name.
        id: String,
        /// What came of it.
        outcome: VisitOutcome,
        /// Words that go with it.
        note: String,
    },
}

impl CareEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            CareEdit::Begin { name, place, rhythm, need, agreed_on, named } => {
                let edit = edit
                    .begins()
                    .set("name", name)
                    .set_if_said("building", &place.building)
                    .set_if_said("unit", &place.unit)
                    .set("rhythm", rhythm)
                    .set("need", need)
                    .set("agreed_on", agreed_on)
                    .set("state", state(true));
                named.into_iter().fold(edit, |edit, (id, member)| sealed::name(edit, id, &member, true))
            }
            CareEdit::Set { seen, fields } => {
                fields.into_iter().fold(edit.seen(seen), |edit, (key, value)| edit.set(key, value))
            }
            CareEdit::Name { id, member, here } => sealed::name(edit, id, &member, here),
            CareEdit::Contact { id, outcome, note } => edit.item(
                "contacts",
                vec![("id", id.into()), ("outcome", outcome.code().into()), ("note", note.into())],
            ),
        }
    }
}
