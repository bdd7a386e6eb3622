//! The single edits of a case, with their ids and times fixed at the tap.

use super::words::{CaseCause, CaseState};
use crate::clock::Timestamp;
use crate::document::Edit;
use crate::hazard::Place;
use crate::id::{ChangeHash, MemberId};
use crate::sealed;

/// What a person did to a case.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseEdit {
    /// A quarrel is written down.
    Begin {
        /// Between whom.
        parties: String,
        /// What it is about.
        cause: CaseCause,
        /// Where; parts may be empty.
        place: Place,
        /// What happened.
        words: String,
        /// Who is to talk with them, each with the mark's own name.
        named: Vec<(String, MemberId)>,
    },
    /// Changed fields: `parties`, `cause`, `building`, `unit`, `state`, `follow_up`, `agreed`.
    Set {
        /// The heads of the state the form was filled from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// The fields.
        fields: Vec<(&'static str, String)>,
        /// The whole new words.
        words: Option<String>,
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
    /// Somebody talked with them.
    Talk {
        /// Its own name.
        id: String,
        /// What was said.
        note: String,
    },
}

impl CaseEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            CaseEdit::Begin { parties, cause, place, words, named } => {
                let edit = edit
                    .begins()
                    .set("parties", parties)
                    .set("cause", cause.code())
                    .set("state", CaseState::Open.code())
                    .set_if_said("building", &place.building)
                    .set_if_said("unit", &place.unit);
                let edit = if words.is_empty() { edit } else { edit.words(words) };
                named.into_iter().fold(edit, |edit, (id, member)| sealed::name(edit, id, &member, true))
            }
            CaseEdit::Set { seen, fields, words } => {
                let edit =
                    fields.into_iter().fold(edit.seen(seen), |edit, (key, value)| edit.set(key, value));
                words.into_iter().fold(edit, Edit::words)
            }
            CaseEdit::Name { id, member, here } => sealed::name(edit, id, &member, here),
            CaseEdit::Talk { id, note } => edit.item("talks", vec![("id", id.into()), ("note", note.into())]),
        }
    }
}
