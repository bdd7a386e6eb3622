//! The single edits of homes and residents, with their ids and times fixed at the tap.

use super::remarks;
use super::words::{Care, HomeState, ResidentState, VisitOutcome};
use crate::clock::Timestamp;
use crate::document::{Edit, Value};
use crate::hazard::Place;
use crate::id::{ChangeHash, DocumentId, MemberId};

/// What a person did to a home.
#[derive(Debug, Clone, PartialEq)]
pub enum HomeEdit {
    /// A room is written down.
    Add {
        /// Which building and unit.
        place: Place,
        /// Which room.
        room: String,
        /// Its other fields, by key; see [`HomeEdit::Set`].
        fields: Vec<(&'static str, String)>,
        /// Remarks.
        words: String,
    },
    /// Changed fields: `state`, `tenancy`, `owner`, `owner_phone`, `head` and the codes of [`Care`].
    Set {
        /// The heads of the state the form was filled from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// The fields.
        fields: Vec<(&'static str, String)>,
        /// The whole new remarks.
        words: Option<String>,
    },
    /// Somebody went there.
    Visit {
        /// Its own name.
        id: String,
        /// What came of it.
        outcome: VisitOutcome,
        /// Words that go with it.
        note: String,
    },
    /// Police open it, and say why.
    Look {
        /// Its own name.
        id: String,
        /// Why.
        purpose: String,
    },
}

impl HomeEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            HomeEdit::Add { place, room, fields, words } => {
                let edit = edit
                    .begins()
                    .set("building", place.building)
                    .set_if_said("unit", &place.unit)
                    .set("room", room)
                    .set("state", HomeState::InUse.code());
                let edit = fields.into_iter().fold(edit, |edit, (key, value)| edit.set(key, value));
                if words.is_empty() { edit } else { edit.words(remarks::stored(words)) }
            }
            HomeEdit::Set { seen, fields, words } => {
                let edit =
                    fields.into_iter().fold(edit.seen(seen), |edit, (key, value)| edit.set(key, value));
                words.map(remarks::stored).into_iter().fold(edit, Edit::words)
            }
            HomeEdit::Visit { id, outcome, note } => edit.item(
                "visits",
                vec![("id", id.into()), ("outcome", outcome.code().into()), ("note", note.into())],
            ),
            HomeEdit::Look { id, purpose } => {
                edit.item("looks", vec![("id", Value::from(id)), ("purpose", purpose.into())])
            }
        }
    }
}

/// The stored value of a care flag.
#[must_use]
fn care_value(noted: bool) -> &'static str {
    if noted { "yes" } else { "no" }
}

impl Care {
    /// A field edit that notes it or takes the note back.
    #[must_use]
    pub fn field(&self, noted: bool) -> Option<(&'static str, String)> {
        let key = match self {
            Care::ElderAlone => "elder_alone",
            Care::Hardship => "hardship",
            Care::Disabled => "disabled",
            Care::Child => "child",
            Care::Unknown(_) => return None,
        };
        Some((key, care_value(noted).to_owned()))
    }
}

/// What a person did to a resident's record.
#[derive(Debug, Clone, PartialEq)]
pub enum ResidentEdit {
    /// A person is written down.
    Add {
        /// Their home's record.
        home: DocumentId,
        /// Their name.
        name: String,
        /// Their other fields, by key; see [`ResidentEdit::Set`].
        fields: Vec<(&'static str, String)>,
        /// Remarks.
        words: String,
    },
    /// Changed fields: `name`, `phone`, `relation`, `sex`, `born`, `moved_in`, `moved_out`, `state`.
    Set {
        /// The heads of the state the form was filled from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// The fields.
        fields: Vec<(&'static str, String)>,
        /// The whole new remarks.
        words: Option<String>,
    },
}

impl ResidentEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            ResidentEdit::Add { home, name, fields, words } => {
                let edit = edit.begins().set("home", home.to_string()).set("name", name);
                // Who is written down lives here, unless it is said that they have moved out already.
                let edit = match fields.iter().any(|(key, _)| *key == "state") {
                    true => edit,
                    false => edit.set("state", ResidentState::Living.code()),
                };
                let edit = fields.into_iter().fold(edit, |edit, (key, value)| edit.set(key, value));
                if words.is_empty() { edit } else { edit.words(remarks::stored(words)) }
            }
            ResidentEdit::Set { seen, fields, words } => {
                let edit =
                    fields.into_iter().fold(edit.seen(seen), |edit, (key, value)| edit.set(key, value));
                words.map(remarks::stored).into_iter().fold(edit, Edit::words)
            }
        }
    }
}
