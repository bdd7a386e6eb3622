//! The single edits of a patrol, with their ids and times fixed at the tap.

use super::words::{PatrolAct, TickMark};
use crate::clock::Timestamp;
use crate::document::{Edit, Value};
use crate::id::{ChangeHash, DocumentId, MemberId};

/// What a person did to a patrol.
#[derive(Debug, Clone, PartialEq)]
pub enum PatrolEdit {
    /// A patrol begins.
    Start {
        /// Where, as people say it; empty where not said.
        area: String,
        /// Who walks along, each with the mark's own name.
        team: Vec<(String, MemberId)>,
        /// The checklist and the version that it keeps.
        checklist: Option<(DocumentId, String)>,
    },
    /// An item of the checklist was looked at.
    Tick {
        /// Its own name.
        id: String,
        /// The item.
        item: String,
        /// What was found.
        mark: TickMark,
        /// Words that go with it.
        note: String,
    },
    /// Somebody joined or left.
    Team {
        /// The mark's own name.
        id: String,
        /// Who.
        member: MemberId,
        /// Whether they walk along.
        here: bool,
    },
    /// A step of its life.
    Act {
        /// The step's own name.
        id: String,
        /// What is done.
        act: PatrolAct,
        /// Words that go with it.
        note: String,
        /// The heads of the state it was decided from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
    },
}

impl PatrolEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            PatrolEdit::Start { area, team, checklist } => {
                let mut edit = edit
                    .begins()
                    .set("leader", by.as_str())
                    .set("started_at", Value::Time(at))
                    .set("status", super::PatrolStatus::Walking.code())
                    .set_if_said("area", &area);
                if let Some((checklist, version)) = checklist {
                    edit = edit.set("checklist", checklist.to_string()).set("version", version);
                }
                team.into_iter()
                    .fold(edit, |edit, (id, member)| edit.item("team", team_mark(id, &member, true)))
            }
            PatrolEdit::Tick { id, item, mark, note } => edit.item(
                "ticks",
                vec![
                    ("id", id.into()),
                    ("item", item.into()),
                    ("mark", mark.code().into()),
                    ("note", note.into()),
                ],
            ),
            PatrolEdit::Team { id, member, here } => edit.item("team", team_mark(id, &member, here)),
            PatrolEdit::Act { id, act, note, seen } => edit.seen(seen).act(id, act.code(), None, note),
        }
    }
}

fn team_mark(id: String, member: &MemberId, here: bool) -> Vec<(&'static str, Value)> {
    let mark = if here { "joined" } else { "left" };
    vec![("id", id.into()), ("member", member.as_str().into()), ("mark", mark.into())]
}
