//! The office's register of residents (住户登记表) as it is kept: an .xlsx of many sheets with titles, merged cells, telephone
//! numbers as numbers and dates as anything. [`read`] makes clean rows of it. It knows no store and no record.
//!
//! - **A bad cell refuses its own row**, with the cell and the reason. Every row is a good one, a duplicate or refused.
//! - **What is not understood is not lost**: a word that is no code becomes part of the remark, under its heading.
//! - **Numbers of identity cards never get in.** Their column is passed over; found elsewhere they refuse the row, and the
//!   refusal does not show them.
//! - **A place is filled down** under a merged cell, and to a row that has a name and no place of its own from the row right
//!   above it. Never across an empty row, a sum or a line between; never only a part of a place.
//! - Hidden sheets are not read, and named as such.
//! - The same person twice is a duplicate, and what the second row says more is added to the first. If it says something
//!   else, it is refused and names the first.

mod bounds;
mod column;
mod date;
mod error;
mod grid;
mod header;
mod home;
mod name;
mod person;
mod phone;
mod place;
mod repeat;
mod row;
mod sheet;
mod text;
mod walk;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;

use jinshui_core::command::{ImportWhy as Why, SheetState as Nothing};

pub use error::{Passed, RegisterError};
pub use place::Place;
pub use sheet::write;
pub use text::tidy;

/// What a workbook says.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Register {
    /// The good rows, in their order.
    pub rows: Vec<RegisterRow>,
    /// The rows that cannot be taken, each with its first fault.
    pub refused: Vec<Refused>,
    /// The rows about somebody of whom an earlier row has said it.
    pub duplicates: Vec<Duplicate>,
    /// Every sheet, also one that was not read.
    pub sheets: Vec<SheetSeen>,
}

/// A row of the workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct At {
    /// The sheet's name.
    pub sheet: String,
    /// The row as people see it, from 1.
    pub row: u32,
}

/// One row: a home, and somebody who lives there if it names one. Codes are stable; what is absent was not said.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RegisterRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// Which home.
    pub place: Place,
    /// `owner` 自住, `rented` 出租, `vacant` 空置, `business` 经营.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenancy: Option<String>,
    /// Whose the home is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The owner's telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_phone: Option<String>,
    /// What to look after.
    #[serde(skip_serializing_if = "Care::is_silent")]
    pub care: Care,
    /// Who lives there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// Everything else that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// The care marks: yes, no, or not said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Care {
    /// 空巢、独居老人.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elder_alone: Option<bool>,
    /// 困难家庭、低保.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hardship: Option<bool>,
    /// 残疾人.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    /// 留守儿童、困境儿童.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child: Option<bool>,
}

impl Care {
    /// Whether nothing is said of care.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        *self == Care::default()
    }
}

/// Somebody who lives in the home.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// To the head of the household: `head`, `spouse`, `child`, `parent`, `tenant`, `other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// Eleven digits, or a landline as 0546-8123456.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// `male` or `female`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<String>,
    /// As `born`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_in: Option<String>,
    /// As `born`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_out: Option<String>,
}

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// The letter of the cell's column, as D; empty where no column is to blame.
    pub column: String,
    /// The column's heading as written.
    pub heading: String,
    /// Why.
    pub why: Why,
    /// What the cell holds, shortened; `***` for a number that must not get in.
    pub value: String,
    /// The earlier row that says something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<At>,
}

/// A row that says again what an earlier one said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// The earlier row.
    pub same_as: At,
}

/// How a sheet was understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SheetSeen {
    /// Its name.
    pub name: String,
    /// Why nothing was read of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<Nothing>,
    /// The last row of its heading, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// Its columns, understood or not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnSeen>,
    /// Rows that say something: good, duplicate and refused.
    pub rows: u32,
    /// Rows of sums, passed over.
    pub sums: u32,
    /// Copies of the heading, passed over.
    pub headings_again: u32,
    /// Notes and lines between, passed over.
    pub notes: u32,
}

/// How a column was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnSeen {
    /// Its letter.
    pub column: String,
    /// Its heading as written.
    pub heading: String,
    /// What it is about, as a code; none where it is passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<&'static str>,
    /// Why it is passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<Passed>,
}

/// Reads a workbook.
///
/// # Errors
/// [`RegisterError`] where the file is no workbook, holds no register or is larger than one can be. Bad rows are no error.
pub fn read(bytes: &[u8]) -> Result<Register, RegisterError> {
    bounds::check(bytes)?;
    // calamine has its own checks, but a damaged file is no reason to fall.
    let read = catch_unwind(AssertUnwindSafe(|| walk::book(bytes)));
    read.unwrap_or_else(|_| Err(RegisterError::NotAWorkbook("damaged".to_owned())))
}

/// The one form of a building that somebody typed, and of the unit if that was said with it; none where it is no building with a
/// number, as 北门.
pub(crate) fn building(typed: &str) -> Option<(String, String)> {
    let (building, unit) = place::building(typed);
    (building != text::squeezed(typed) || !unit.is_empty()).then_some((building, unit))
}

/// The one form of a unit that somebody typed.
pub(crate) fn unit(typed: &str) -> String {
    place::unit(typed)
}

/// The one form of a home that somebody typed, in a building and unit as they are kept; none where the room says another one.
pub(crate) fn home(building: &str, unit: &str, room: &str) -> Option<Place> {
    place::room(room, building, unit)
}

/// The one form of a person's name that somebody typed.
pub(crate) fn name(typed: &str) -> Result<String, Why> {
    name::read(typed)
}

/// The one form of a telephone number that somebody typed, in whatever form; none where it is none, or more than one.
pub(crate) fn telephone(typed: &str) -> Option<String> {
    phone::read(typed).filter(|phones| phones.more.is_none())?.first
}

/// The one form of a day, month or year that somebody typed, in whatever form; none where there is no such day.
pub(crate) fn day(typed: &str) -> Option<String> {
    date::read(&grid::Cell::Text(typed.to_owned()), false)
}

#[cfg(test)]
mod tests;
