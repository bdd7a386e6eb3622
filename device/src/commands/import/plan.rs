//! What a workbook would write: one edit for each home and each person it touches, gathered over all its rows.

use std::collections::BTreeMap;

use jinshui_core::command::Writing;
use jinshui_core::hazard::Place;
use jinshui_core::register::{HomeEdit, ResidentEdit};
use jinshui_core::{DocumentId, Kind, MemberId, Space, Timestamp};

use crate::store::{Target, Writ};

/// The fields that are set, by key.
pub(super) type Sets = BTreeMap<&'static str, String>;

/// A home as it is to be written.
#[derive(Debug, Clone)]
pub(super) struct PlannedHome {
    pub(super) is_new: bool,
    pub(super) space: Space,
    pub(super) place: Place,
    pub(super) room: String,
    pub(super) sets: Sets,
    /// The whole new remarks.
    pub(super) words: Option<String>,
}

/// A person as they are to be written.
#[derive(Debug, Clone)]
pub(super) struct PlannedPerson {
    pub(super) is_new: bool,
    pub(super) space: Space,
    pub(super) home: DocumentId,
    pub(super) name: String,
    pub(super) sets: Sets,
    /// The whole new remarks.
    pub(super) words: Option<String>,
}

/// Everything that is to be written.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) homes: BTreeMap<DocumentId, PlannedHome>,
    pub(super) people: BTreeMap<DocumentId, PlannedPerson>,
}

impl Plan {
    /// The edits, homes before their people; a home's head is set with it, since a record's name is known before it is there.
    pub(super) fn writs(&self, by: &MemberId, at: Timestamp) -> Vec<Writ<'_>> {
        let homes = self.homes.iter().filter_map(|(id, home)| home.writ(*id, by, at));
        let people = self.people.iter().filter_map(|(id, person)| person.writ(*id, by, at));
        homes.chain(people).collect()
    }
}

impl PlannedHome {
    fn writ(&self, id: DocumentId, by: &MemberId, at: Timestamp) -> Option<Writ<'_>> {
        let fields: Vec<_> = self.sets.clone().into_iter().collect();
        if self.is_new {
            let edit = HomeEdit::Add {
                place: self.place.clone(),
                room: self.room.clone(),
                fields,
                words: self.words.clone().unwrap_or_default(),
            };
            let target = Target::New { id, kind: &Kind::Home, space: &self.space };
            return Some(Writ { target, writing: Writing::Home, edit: edit.by(by, at) });
        }
        let says = !fields.is_empty() || self.words.is_some();
        let edit = HomeEdit::Set { seen: Vec::new(), fields, words: self.words.clone() };
        says.then(|| Writ { target: Target::Existing(id), writing: Writing::Edit, edit: edit.by(by, at) })
    }
}

impl PlannedPerson {
    fn writ(&self, id: DocumentId, by: &MemberId, at: Timestamp) -> Option<Writ<'_>> {
        let fields: Vec<_> = self.sets.clone().into_iter().collect();
        if self.is_new {
            let words = self.words.clone().unwrap_or_default();
            let edit = ResidentEdit::Add { home: self.home, name: self.name.clone(), fields, words };
            let target = Target::New { id, kind: &Kind::Resident, space: &self.space };
            return Some(Writ { target, writing: Writing::Resident, edit: edit.by(by, at) });
        }
        let says = !fields.is_empty() || self.words.is_some();
        let edit = ResidentEdit::Set { seen: Vec::new(), fields, words: self.words.clone() };
        says.then(|| Writ { target: Target::Existing(id), writing: Writing::Edit, edit: edit.by(by, at) })
    }
}
