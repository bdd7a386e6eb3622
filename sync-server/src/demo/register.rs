//! What the office's workbook says of a stairwell, and its rows. Telephone numbers are plainly made up: they begin with 13800000.

use jinshui_device::register::{Care, Person, Place, RegisterRow};

/// A stairwell: its area, building and unit, and what the workbook says of its homes.
pub(super) struct Stairwell {
    /// The post area.
    pub(super) area: &'static str,
    /// Which building.
    pub(super) building: &'static str,
    /// Which unit.
    pub(super) unit: &'static str,
    /// Its homes.
    pub(super) rooms: &'static [Room],
}

/// A home.
#[derive(Clone, Copy)]
pub(super) struct Room {
    room: &'static str,
    tenancy: &'static str,
    owner: &'static str,
    care: &'static [&'static str],
    people: &'static [Who],
    remark: &'static str,
}

/// Somebody who lives there.
#[derive(Clone, Copy)]
pub(super) struct Who {
    name: &'static str,
    relation: &'static str,
    sex: &'static str,
    born: &'static str,
    since: &'static str,
    remark: &'static str,
}

/// The workbook's rows. `number` is the last used of the made-up telephone numbers, and moves on.
pub(super) fn rows(stairwell: &Stairwell, number: &mut u32) -> Vec<RegisterRow> {
    stairwell.rooms.iter().flat_map(|room| room.rows(stairwell, number)).collect()
}

/// The next made-up telephone number.
pub(super) fn telephone(number: &mut u32) -> String {
    *number += 1;
    format!("13800000{number:03}")
}

/// A home: its room, how it is lived in, who lives there.
pub(super) const fn room(room: &'static str, tenancy: &'static str, people: &'static [Who]) -> Room {
    Room { room, tenancy, owner: "", care: &[], people, remark: "" }
}

/// Somebody: name, what they are to the head, sex, when born.
pub(super) const fn who(
    name: &'static str,
    relation: &'static str,
    sex: &'static str,
    born: &'static str,
) -> Who {
    Who { name, relation, sex, born, since: "", remark: "" }
}

impl Who {
    /// With a remark.
    pub(super) const fn says(self, remark: &'static str) -> Self {
        Who { remark, ..self }
    }

    /// Since when they live there.
    pub(super) const fn since(self, since: &'static str) -> Self {
        Who { since, ..self }
    }
}

impl Room {
    /// Whose it is, where they live elsewhere.
    pub(super) const fn owned(self, owner: &'static str) -> Self {
        Room { owner, ..self }
    }

    /// What to be mindful of.
    pub(super) const fn care(self, care: &'static [&'static str]) -> Self {
        Room { care, ..self }
    }

    /// With a remark.
    pub(super) const fn says(self, remark: &'static str) -> Self {
        Room { remark, ..self }
    }

    /// A row for each person, or one for a home in which nobody lives. What is said of the home stands in the first.
    fn rows(&self, stairwell: &Stairwell, number: &mut u32) -> Vec<RegisterRow> {
        let place = Place {
            building: stairwell.building.to_owned(),
            unit: stairwell.unit.to_owned(),
            room: self.room.to_owned(),
        };
        let noted = |code: &str| self.care.contains(&code).then_some(true);
        let of_home = RegisterRow {
            place: place.clone(),
            tenancy: said(self.tenancy),
            owner: said(self.owner),
            owner_phone: (!self.owner.is_empty()).then(|| telephone(number)),
            care: Care {
                elder_alone: noted("elder_alone"),
                hardship: noted("hardship"),
                disabled: noted("disabled"),
                child: noted("child"),
            },
            remark: said(self.remark),
            ..RegisterRow::default()
        };
        let mut first = Some(of_home);
        let mut row = |who: &Who| RegisterRow {
            person: Some(who.person(number)),
            remark: said(who.remark),
            ..first.take().unwrap_or_else(|| RegisterRow { place: place.clone(), ..RegisterRow::default() })
        };
        let mut rows: Vec<_> = self.people.iter().map(&mut row).collect();
        rows.extend(first);
        rows
    }
}

impl Who {
    fn person(&self, number: &mut u32) -> Person {
        // Children and the very old are reached by the others of the household.
        let has_phone = matches!(self.relation, "head" | "spouse" | "tenant");
        Person {
            name: self.name.to_owned(),
            relation: said(self.relation),
            phone: has_phone.then(|| telephone(number)),
            sex: said(self.sex),
            born: said(self.born),
            moved_in: said(self.since),
            moved_out: None,
        }
    }
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
