//! What a row says of the home: where it is, who owns it, how it is lived in, whom to look after.

use super::Why;
use super::column::Column;
use super::grid::Cell;
use super::header::Heading;
use super::name;
use super::row::{Above, Read, Remarks, Row};
use super::text::{is_han, is_nothing, squeezed};
use super::words::{self, RELATIONS, TENANCIES};
use super::{Care, Place, RegisterRow, place};

/// Characters of a building, a unit or a room.
const PLACE: usize = 60;

impl Row<'_> {
    /// Which home: from cells of its own, an address, what a line or a title above says, or the row right above.
    pub(super) fn place(&self, above: &Above) -> Read<Place> {
        let (building, unit) = (self.part(Column::Building)?, self.part(Column::Unit)?);
        let (room, address) = (self.part(Column::Room)?, self.part(Column::Address)?);
        let (building, of_building) =
            if building.is_empty() { Default::default() } else { place::building(&building) };
        let unit = if unit.is_empty() { of_building } else { place::unit(&unit) };
        if room.is_empty() && address.is_empty() {
            return self.place_above(above, &building, &unit);
        }
        // What the cells leave out of building and unit, the address or the title may say.
        let (of_title, unit_of_title) = place::of_title(&address).unwrap_or_else(|| above.section.clone());
        let known = if building.is_empty() { of_title.clone() } else { building.clone() };
        let known_unit = if unit.is_empty() && known == of_title { unit_of_title } else { unit.clone() };
        if room.is_empty() {
            let found = place::address(&address, &known, &known_unit);
            let found = found.filter(|place| fits(place, &building, &unit));
            return found
                .map_or_else(|| self.refuse_at(Why::BadAddress, self.header.of_column(Column::Address)), Ok);
        }
        let of_room = self.header.of_column(Column::Room);
        match place::room(&room, &known, &known_unit) {
            None => self.refuse_at(Why::BadPlace, of_room),
            Some(place) if place.building.is_empty() => {
                self.refuse_at(Why::NoBuilding, self.header.of_column(Column::Building).or(of_room))
            }
            Some(place) => Ok(place),
        }
    }

    /// The home of the row above, for a row that names somebody and says nothing of a place itself.
    fn place_above(&self, above: &Above, building: &str, unit: &str) -> Read<Place> {
        let own = |heading: &Heading| {
            heading.means.is_ok_and(Column::is_place) && self.line.contains_key(&heading.at)
        };
        let says_where = self.header.columns.iter().any(own);
        let of_room = self.header.of_column(Column::Room).or_else(|| self.header.of_column(Column::Address));
        if says_where || !self.has_name() {
            let why = if says_where { Why::NoRoom } else { Why::NoPlace };
            return self.refuse_at(why, of_room);
        }
        let taken = above.place.clone().filter(|place| fits(place, building, unit));
        taken.map_or_else(|| self.refuse_at(Why::NoPlace, of_room), Ok)
    }

    /// What a cell says of the place; empty where it says nothing.
    fn part(&self, column: Column) -> Read<String> {
        let Some(heading) = self.header.of_column(column) else { return Ok(String::new()) };
        match self.cell(heading) {
            None => Ok(String::new()),
            Some(Cell::Text(text)) if is_nothing(text) => Ok(String::new()),
            Some(Cell::Text(text)) if text.chars().count() > PLACE => self.refuse(heading, Why::TooLong),
            Some(Cell::Text(text)) => Ok(text.clone()),
            Some(Cell::Number(number)) if number.fract() == 0.0 && number.abs() < 1e9 => {
                Ok(format!("{number:.0}"))
            }
            // A date, mostly: the table program has made one of 3-2.
            Some(_) => self.refuse(heading, Why::BadPlace),
        }
    }

    /// Whether the row names somebody itself.
    fn has_name(&self) -> bool {
        [Column::Name, Column::Head].into_iter().any(|column| {
            self.header.of_column(column).is_some_and(|heading| self.line.contains_key(&heading.at))
        })
    }

    pub(super) fn tenancy(&self, row: &mut RegisterRow, remarks: &mut Remarks) -> Read<()> {
        for (column, yes) in [(Column::IsRented, "rented"), (Column::IsVacant, "vacant")] {
            let Some(heading) = self.header.of_column(column) else { continue };
            let Some(mark) = self.text(heading)? else { continue };
            match (words::yes_or_no(&mark), words::code(TENANCIES, &mark)) {
                (Some(true), _) => row.tenancy = Some(yes.to_owned()),
                (Some(false), _) => {}
                (None, Some(code)) => row.tenancy = Some(code.to_owned()),
                (None, None) => return self.refuse(heading, Why::UnclearMark),
            }
        }
        let Some(heading) = self.header.of_column(Column::Tenancy) else { return Ok(()) };
        let Some(word) = self.text(heading)? else { return Ok(()) };
        match words::code(TENANCIES, &word) {
            Some(code) => row.tenancy = Some(code.to_owned()),
            None if is_nothing(&word) => {}
            None => remarks.note(heading, &word),
        }
        Ok(())
    }

    pub(super) fn owner(&self, row: &mut RegisterRow, remarks: &mut Remarks) -> Read<()> {
        row.owner_phone = self.phones(Column::OwnerPhone, remarks)?;
        let Some(heading) = self.header.of_column(Column::Owner) else { return Ok(()) };
        let Some(text) = self.text(heading)?.filter(|text| !is_nothing(text)) else { return Ok(()) };
        if text.chars().count() > name::LONGEST {
            return self.refuse(heading, Why::NameTooLong);
        }
        let oneself = words::code(RELATIONS, &text) == Some("head");
        let person = row.person.as_ref().filter(|_| oneself).map(|person| person.name.clone());
        let is_name = text.chars().all(|letter| letter.is_whitespace() || is_han(letter));
        let name = if is_name { squeezed(&text) } else { text };
        row.owner = Some(person.unwrap_or(name));
        Ok(())
    }

    pub(super) fn care(&self, remarks: &mut Remarks) -> Read<Care> {
        let mut care = Care::default();
        if let Some(heading) = self.header.of_column(Column::Category)
            && let Some(text) = self.text(heading)?
        {
            let words = text.split(['、', '，', ',', ';', '；', '/', ' ', '\n', '+']).map(str::trim);
            for word in words.filter(|word| !words::is_no_care(word)) {
                match words::care(word) {
                    Some(code) => mark(&mut care, code, true),
                    None => remarks.note(heading, word),
                }
            }
        }
        for (column, code) in [
            (Column::ElderAlone, "elder_alone"),
            (Column::Hardship, "hardship"),
            (Column::Disabled, "disabled"),
            (Column::Child, "child"),
        ] {
            let Some(heading) = self.header.of_column(column) else { continue };
            let Some(text) = self.text(heading)? else { continue };
            match words::yes_or_no(&text) {
                Some(yes) => mark(&mut care, code, yes),
                // 肢体三级 under 残疾 says yes, and more.
                None if words::care(&text) == Some(code) || text.contains(['级', '类', '户', '人']) => {
                    mark(&mut care, code, true);
                    remarks.note(heading, &text);
                }
                None => return self.refuse(heading, Why::UnclearMark),
            }
        }
        Ok(care)
    }
}

/// Whether a home is in the building and unit that are known of it.
fn fits(place: &Place, building: &str, unit: &str) -> bool {
    (building.is_empty() || place.building == building) && (unit.is_empty() || place.unit == unit)
}

fn mark(care: &mut Care, code: &str, yes: bool) {
    let mark = match code {
        "elder_alone" => &mut care.elder_alone,
        "hardship" => &mut care.hardship,
        "disabled" => &mut care.disabled,
        _ => &mut care.child,
    };
    *mark = Some(yes || *mark == Some(true));
}
