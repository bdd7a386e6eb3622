//! One row of a sheet as a row of the register, or its first fault.

use super::column::Column;
use super::error::Why;
use super::grid::{Cell, Line};
use super::header::{Header, Heading};
use super::phone::{self, Phones};
use super::text::{is_nothing, short};
use super::words::{self, RELATIONS, SEXES, TENANCIES};
use super::{At, Care, Person, Place, RegisterRow, date, place, text};

/// Characters of a building, a unit or a room.
const PLACE: usize = 60;
/// Characters of a name.
const NAME: usize = 40;
/// Characters of a remark.
pub(super) const REMARK: usize = super::bounds::LETTERS;
/// Numbers as long as this are no telephone's.
const LONG_NUMBER: f64 = 1e14;

/// What rows above say for rows below.
pub(super) struct Above {
    /// Building and unit from the sheet's name, its title or a line between the rows.
    pub(super) section: (String, String),
    /// The home of the row right above.
    pub(super) place: Option<Place>,
}

/// What is wrong with a row.
pub(super) struct Fault {
    pub(super) at: Option<u32>,
    pub(super) why: Why,
    pub(super) value: String,
    pub(super) other: Option<At>,
}

/// A row to be read.
pub(super) struct Row<'a> {
    pub(super) header: &'a Header,
    pub(super) line: &'a Line,
    /// The cell that a merged one above stands for in a column.
    pub(super) merged: &'a dyn Fn(u32) -> Option<&'a Cell>,
    pub(super) from_1904: bool,
}

type Read<T> = Result<T, Fault>;

impl<'a> Row<'a> {
    /// Reads it; its home is noted for the rows below, also where the row is refused for something else.
    pub(super) fn read(&self, at: At, above: &mut Above) -> Read<RegisterRow> {
        let place = self.place(above);
        above.note(place.as_ref().ok());
        self.errors()?;
        let place = place?;
        let mut remarks = Remarks::default();
        for heading in self.columns(Column::Remark) {
            if let Some(text) = self.text(heading)?.filter(|text| !is_nothing(text)) {
                remarks.0.push(text);
            }
        }
        let mut row = RegisterRow { at, place, ..RegisterRow::default() };
        row.person = self.person(&mut row.tenancy, &mut remarks)?;
        self.tenancy(&mut row, &mut remarks)?;
        self.owner(&mut row, &mut remarks)?;
        row.care = self.care(&mut remarks)?;
        row.remark = remarks.joined();
        if row.remark.as_ref().is_some_and(|remark| remark.chars().count() > REMARK) {
            let at = self.header.of_column(Column::Remark).map(|heading| heading.at);
            return Err(Fault { at, why: Why::TooLong, value: String::new(), other: None });
        }
        Ok(row)
    }

    /// Every error cell, and every number that must not get in, in a column that is kept.
    fn errors(&self) -> Read<()> {
        for heading in self.header.columns.iter().filter(|heading| heading.means.is_ok()) {
            match self.cell(heading) {
                Some(Cell::Error(_)) => return self.refuse(heading, Why::ErrorCell),
                Some(Cell::Number(number)) if number.abs() >= LONG_NUMBER => {
                    return self.refuse(heading, Why::IdentityNumber);
                }
                Some(Cell::Text(text)) if text::has_long_number(text) => {
                    let is_phone = matches!(heading.means, Ok(Column::Phone | Column::OwnerPhone));
                    // Two mobiles written into one another are no card's number.
                    if !(is_phone && phone::read(text).is_some()) {
                        return self.refuse(heading, Why::IdentityNumber);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn place(&self, above: &Above) -> Read<Place> {
        let part = |column: Column| -> Read<(String, Option<&Heading>)> {
            let Some(heading) = self.header.of_column(column) else { return Ok((String::new(), None)) };
            let text = match self.cell(heading) {
                None => String::new(),
                Some(Cell::Text(text)) if is_nothing(text) => String::new(),
                Some(Cell::Text(text)) if text.chars().count() > PLACE && column != Column::Address => {
                    return self.refuse(heading, Why::TooLong);
                }
                Some(Cell::Text(text)) => text.clone(),
                Some(Cell::Number(number)) if number.fract() == 0.0 && number.abs() < 1e9 => {
                    format!("{number:.0}")
                }
                Some(_) => return self.refuse(heading, Why::BadPlace),
            };
            Ok((text, Some(heading)))
        };
        let (building, of_building) = part(Column::Building)?;
        let (unit, _) = part(Column::Unit)?;
        let (room, of_room) = part(Column::Room)?;
        let (address, of_address) = part(Column::Address)?;
        let own = |heading: &Heading| {
            heading.means.is_ok_and(Column::is_place) && self.line.contains_key(&heading.at)
        };
        let says_where = self.header.columns.iter().any(own);
        let (building, of_unit) =
            if building.is_empty() { Default::default() } else { place::building(&building) };
        let unit = if unit.is_empty() { of_unit } else { place::unit(&unit) };
        if room.is_empty() && !address.is_empty() {
            return match place::address(&address) {
                Some(place) if fits(&place, &building, &unit) => Ok(place),
                _ => match of_address {
                    Some(heading) => self.refuse(heading, Why::BadAddress),
                    None => self.nowhere(Why::BadAddress, None),
                },
            };
        }
        if room.is_empty() && !says_where && self.has_name() {
            let taken = above.place.clone().filter(|place| fits(place, &building, &unit));
            return taken.map_or_else(|| self.nowhere(Why::NoPlace, of_room.or(of_address)), Ok);
        }
        // What the cells leave out of building and unit, the address or the title may say.
        let (of_title, unit_of_title) = place::of_title(&address).unwrap_or_else(|| above.section.clone());
        let building = if building.is_empty() { of_title.clone() } else { building };
        let unit = if unit.is_empty() && building == of_title { unit_of_title } else { unit };
        if room.is_empty() {
            let why = if says_where { Why::NoRoom } else { Why::NoPlace };
            return self.nowhere(why, of_room.or(of_address));
        }
        match place::room(&room, &building, &unit) {
            None => self.nowhere(Why::BadPlace, of_room),
            Some(place) if place.building.is_empty() => {
                self.nowhere(Why::NoBuilding, of_building.or(of_room))
            }
            Some(place) => Ok(place),
        }
    }

    fn nowhere<T>(&self, why: Why, heading: Option<&Heading>) -> Read<T> {
        match heading {
            Some(heading) => self.refuse(heading, why),
            None => Err(Fault { at: None, why, value: String::new(), other: None }),
        }
    }

    /// Whether the row names somebody itself.
    fn has_name(&self) -> bool {
        [Column::Name, Column::Head].into_iter().any(|column| {
            self.header.of_column(column).is_some_and(|heading| self.line.contains_key(&heading.at))
        })
    }

    /// Who lives there. A name cell that says 空置 is a vacant home.
    fn person(&self, tenancy: &mut Option<String>, remarks: &mut Remarks) -> Read<Option<Person>> {
        let head = self.name(Column::Head, remarks)?;
        let own_head = self.header.of_column(Column::Head).filter(|at| self.line.contains_key(&at.at));
        let named = match self.name(Column::Name, remarks)? {
            Named::Nobody if own_head.is_some() => head.clone(),
            named => named,
        };
        let phone = self.phones(Column::Phone, remarks)?;
        let dates = (self.date(Column::Born)?, self.date(Column::MovedIn)?, self.date(Column::MovedOut)?);
        let sex = self.coded(Column::Sex)?;
        let mut relation = self.relation(remarks)?;
        let Named::Somebody { name, relation: of_name } = named else {
            if named == Named::Vacant {
                *tenancy = Some("vacant".to_owned());
            }
            if sex.is_some() || dates.0.is_some() || relation.is_some() {
                return self.nowhere(Why::NoName, self.header.of_column(Column::Name));
            }
            self.keep_without_name(phone, [(Column::MovedIn, dates.1), (Column::MovedOut, dates.2)], remarks);
            return Ok(None);
        };
        let is_head = matches!(&head, Named::Somebody { name: head, .. } if *head == name);
        relation = relation.or(of_name).or_else(|| is_head.then(|| "head".to_owned()));
        let (born, moved_in, moved_out) = dates;
        let crossed = |first: &Option<String>, second: &Option<String>| matches!((first, second), (Some(first), Some(second)) if date::is_after(first, second));
        if crossed(&moved_in, &moved_out) || crossed(&born, &moved_in) || crossed(&born, &moved_out) {
            let heading = [Column::MovedOut, Column::MovedIn, Column::Born].into_iter().find_map(|column| {
                self.header.of_column(column).filter(|heading| self.cell(heading).is_some())
            });
            return self.nowhere(Why::DatesCrossed, heading);
        }
        Ok(Some(Person { name, relation, phone, sex, born, moved_in, moved_out }))
    }

    /// A telephone or a day without a name is about the home; it stays in the remark.
    fn keep_without_name(
        &self,
        phone: Option<String>,
        dates: [(Column, Option<String>); 2],
        remarks: &mut Remarks,
    ) {
        let said = [(Column::Phone, phone)].into_iter().chain(dates);
        for (column, said) in said {
            if let (Some(said), Some(heading)) = (said, self.header.of_column(column)) {
                remarks.note(heading, &said);
            }
        }
    }

    fn name(&self, column: Column, remarks: &mut Remarks) -> Read<Named> {
        let Some(heading) = self.header.of_column(column) else { return Ok(Named::Nobody) };
        let Some(text) = self.text(heading)? else { return Ok(Named::Nobody) };
        if words::code(TENANCIES, &text) == Some("vacant") {
            return Ok(Named::Vacant);
        }
        if is_nothing(&text) {
            return Ok(Named::Nobody);
        }
        let plain = text::plain(&text);
        let (name, aside) = plain.split_once('(').unwrap_or((&plain, ""));
        let aside = aside.trim_end_matches(')');
        let relation = words::code(RELATIONS, aside).map(str::to_owned);
        if relation.is_none() && !aside.is_empty() {
            remarks.note(heading, &text);
        }
        let name = self.one_name(heading, name)?;
        Ok(Named::Somebody { name, relation })
    }

    /// A name as we keep it: 张 三 is 张三, 张三 李四 are two.
    fn one_name(&self, heading: &Heading, name: &str) -> Read<String> {
        let name = name.trim();
        if name.contains(['、', ',', ';', '/', '，']) {
            return self.refuse(heading, Why::SeveralNames);
        }
        let is_han = |letter: char| !letter.is_ascii() && letter.is_alphabetic();
        let parts: Vec<_> = name.split([' ', '\n']).collect();
        let han = parts.iter().filter(|part| part.chars().count() > 1 && part.chars().all(is_han)).count();
        if han > 1 && parts.len() == han {
            return self.refuse(heading, Why::SeveralNames);
        }
        let name = if name.chars().any(is_han) { parts.concat() } else { name.to_owned() };
        let digits = name.chars().filter(char::is_ascii_digit).count();
        if !name.chars().any(char::is_alphabetic) || digits > 3 {
            return self.refuse(heading, Why::BadName);
        }
        if name.chars().count() > NAME {
            return self.refuse(heading, Why::NameTooLong);
        }
        Ok(name)
    }

    fn relation(&self, remarks: &mut Remarks) -> Read<Option<String>> {
        let Some(heading) = self.header.of_column(Column::Relation) else { return Ok(None) };
        let Some(word) = self.text(heading)?.filter(|word| !is_nothing(word)) else { return Ok(None) };
        let code = words::code(RELATIONS, &word);
        if code.is_none() {
            remarks.note(heading, &word);
        }
        Ok(Some(code.unwrap_or("other").to_owned()))
    }

    fn coded(&self, column: Column) -> Read<Option<String>> {
        let Some(heading) = self.header.of_column(column) else { return Ok(None) };
        let Some(word) = self.text(heading)?.filter(|word| !is_nothing(word)) else { return Ok(None) };
        words::code(SEXES, &word)
            .map_or_else(|| self.refuse(heading, Why::BadSex), |code| Ok(Some(code.to_owned())))
    }

    fn date(&self, column: Column) -> Read<Option<String>> {
        let Some(heading) = self.header.of_column(column) else { return Ok(None) };
        let cell = match self.cell(heading) {
            None => return Ok(None),
            Some(Cell::Text(text)) if is_nothing(text) || text == "至今" => return Ok(None),
            Some(cell) => cell,
        };
        date::read(cell, self.from_1904)
            .map_or_else(|| self.refuse(heading, Why::BadDate), |date| Ok(Some(date)))
    }

    /// The first number of the columns; all else that they say goes into the remark.
    fn phones(&self, column: Column, remarks: &mut Remarks) -> Read<Option<String>> {
        let mut first: Option<String> = None;
        for heading in self.columns(column) {
            let read = match self.cell(heading) {
                None => continue,
                Some(Cell::Text(text)) if is_nothing(text) => continue,
                Some(Cell::Text(text)) => phone::read(text),
                Some(Cell::Number(number)) => phone::of_number(*number),
                Some(_) => None,
            };
            let Some(Phones { first: number, more }) = read else {
                return self.refuse(heading, Why::BadPhone);
            };
            let another = number.clone().filter(|number| first.as_ref().is_some_and(|first| first != number));
            if let Some(said) = more.or(another) {
                remarks.note(heading, &said);
            }
            first = first.or(number);
        }
        Ok(first)
    }

    fn tenancy(&self, row: &mut RegisterRow, remarks: &mut Remarks) -> Read<()> {
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

    fn owner(&self, row: &mut RegisterRow, remarks: &mut Remarks) -> Read<()> {
        row.owner_phone = self.phones(Column::OwnerPhone, remarks)?;
        let Some(heading) = self.header.of_column(Column::Owner) else { return Ok(()) };
        let Some(text) = self.text(heading)?.filter(|text| !is_nothing(text)) else { return Ok(()) };
        if text.chars().count() > NAME {
            return self.refuse(heading, Why::NameTooLong);
        }
        let oneself = words::code(RELATIONS, &text) == Some("head");
        let person = row.person.as_ref().filter(|_| oneself).map(|person| person.name.clone());
        let is_han = |letter: char| !letter.is_ascii() && letter.is_alphabetic();
        let name = if text.chars().all(|letter| letter.is_whitespace() || is_han(letter)) {
            text.replace(' ', "")
        } else {
            text
        };
        row.owner = Some(person.unwrap_or(name));
        Ok(())
    }

    fn care(&self, remarks: &mut Remarks) -> Read<Care> {
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

    fn columns(&self, column: Column) -> impl Iterator<Item = &'a Heading> {
        self.header.columns.iter().filter(move |heading| heading.means == Ok(column))
    }

    /// A cell, or the merged one that speaks for it.
    fn cell(&self, heading: &Heading) -> Option<&'a Cell> {
        self.line.get(&heading.at).or_else(|| (self.merged)(heading.at))
    }

    /// A cell as text.
    fn text(&self, heading: &Heading) -> Read<Option<String>> {
        let cell = self.cell(heading);
        if let Some(Cell::Text(text)) = cell
            && text.chars().count() > REMARK
        {
            return self.refuse(heading, Why::TooLong);
        }
        Ok(cell.map(words_of))
    }

    fn refuse<T>(&self, heading: &Heading, why: Why) -> Read<T> {
        let value = match (why, self.cell(heading)) {
            (Why::IdentityNumber, _) => "***".to_owned(),
            (_, cell) => cell.map(seen).unwrap_or_default(),
        };
        Err(Fault { at: Some(heading.at), why, value, other: None })
    }
}

/// Who a name cell names.
#[derive(Clone, PartialEq)]
enum Named {
    Nobody,
    /// Nobody: the home is empty.
    Vacant,
    Somebody {
        name: String,
        relation: Option<String>,
    },
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

/// The parts of a remark.
#[derive(Default)]
struct Remarks(Vec<String>);

impl Remarks {
    /// Notes what a cell says under its heading.
    fn note(&mut self, heading: &Heading, said: &str) {
        self.0.push(format!("{}：{said}", heading.text));
    }

    fn joined(self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join("；"))
    }
}

/// A cell as a person reads it.
fn words_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text.clone(),
        Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Cell::Date { year, month, day, .. } => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// A cell as a refusal shows it.
pub(super) fn seen(cell: &Cell) -> String {
    short(&words_of(cell))
}
