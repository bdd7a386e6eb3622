//! One row of a sheet as a row of the register, or its first fault: its cells, and what is asked of each of them. What they
//! say of the home is in `home`, of the person in `person`.

use super::Why;
use super::column::Column;
use super::grid::{Cell, Line};
use super::header::{Header, Heading};
use super::text::{is_nothing, short};
use super::{At, Place, RegisterRow, column, phone, text};

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

pub(super) type Read<T> = Result<T, Fault>;

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

    /// The columns with this meaning.
    pub(super) fn columns(&self, column: Column) -> impl Iterator<Item = &'a Heading> {
        self.header.columns.iter().filter(move |heading| heading.means == Ok(column))
    }

    /// A cell, or the merged one that speaks for it.
    pub(super) fn cell(&self, heading: &Heading) -> Option<&'a Cell> {
        self.line.get(&heading.at).or_else(|| (self.merged)(heading.at))
    }

    /// A cell as text.
    pub(super) fn text(&self, heading: &Heading) -> Read<Option<String>> {
        let cell = self.cell(heading);
        if let Some(Cell::Text(text)) = cell
            && text.chars().count() > REMARK
        {
            return self.refuse(heading, Why::TooLong);
        }
        Ok(cell.map(words_of))
    }

    /// A fault of a cell.
    pub(super) fn refuse<T>(&self, heading: &Heading, why: Why) -> Read<T> {
        let value = match (&why, self.cell(heading)) {
            (Why::IdentityNumber, _) => "***".to_owned(),
            (_, cell) => cell.map(seen).unwrap_or_default(),
        };
        Err(Fault { at: Some(heading.at), why, value, other: None })
    }

    /// A fault of a column, if there is one.
    pub(super) fn refuse_at<T>(&self, why: Why, heading: Option<&Heading>) -> Read<T> {
        match heading {
            Some(heading) => self.refuse(heading, why),
            None => Err(Fault { at: None, why, value: String::new(), other: None }),
        }
    }
}

/// The parts of a remark.
#[derive(Default)]
pub(super) struct Remarks(Vec<String>);

impl Remarks {
    /// Notes what a cell says under its heading.
    pub(super) fn note(&mut self, heading: &Heading, said: &str) {
        self.0.push(format!("{}：{said}", column::bare(&heading.text)));
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
