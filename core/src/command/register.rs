//! Requests and replies about registers as files: the office's workbook coming in, every register going out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::open_enum::open_enum;

/// A workbook on its way in: a file on this device or its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NewFile {
    /// A file of this device. Only the headless CLI takes it: a window or browser sends bytes.
    Path(String),
    /// The bytes in base64.
    Base64(String),
}

/// `import.preview`: reads the office's workbook of homes and says what it would change. `import.apply`: does it. Doing it twice
/// changes nothing the second time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportArgs {
    /// The workbook, `.xlsx`, at most 20 MB.
    pub file: NewFile,
}

/// What a workbook changes, or changed. `rows` = added + changed + unchanged + duplicate + refused rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportReport {
    /// Whether it was done; false for a preview.
    pub applied: bool,
    /// Rows with an entry, without blank rows, sums and repeated headers.
    pub rows: u32,
    /// Rows that add a home or a person.
    pub added: u32,
    /// Rows that change what is here.
    pub changed: u32,
    /// Rows that say what is here already.
    pub unchanged: u32,
    /// Rows that say what an earlier row of the workbook said.
    pub duplicate: u32,
    /// What could not be taken, cell by cell.
    pub refused: Vec<ImportRefusal>,
    /// Rows with something that could not be taken; nothing of them is.
    pub refused_rows: u32,
    /// Sheet by sheet, how it was read.
    pub sheets: Vec<ImportSheet>,
    /// The first 500 rows that add or change something, with what they do.
    pub lines: Vec<ImportLine>,
}

/// A cell that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportRefusal {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1, as the workbook counts.
    pub row: u32,
    /// The column's heading as it is written, or its letter.
    pub column: String,
    /// Why.
    pub why: ImportWhy,
    /// What stands there, at most 40 characters.
    pub value: String,
    /// The earlier row that says something else.
    pub other_row: Option<u32>,
}

open_enum! {
    /// Why a cell could not be taken.
    pub enum ImportWhy {
        /// It holds an error such as #N/A.
        ErrorCell = "error_cell",
        /// A number as long as an identity card's or a bank card's; such numbers are never kept.
        IdentityNumber = "identity_number",
        /// Neither building nor room, and none above to take them from.
        NoPlace = "no_place",
        /// No building.
        NoBuilding = "no_building",
        /// No room.
        NoRoom = "no_room",
        /// A building, unit or room that cannot be one.
        BadPlace = "bad_place",
        /// An address that does not say building and room.
        BadAddress = "bad_address",
        /// Something about a person, but no name.
        NoName = "no_name",
        /// Not a name.
        BadName = "bad_name",
        /// More than one name in the cell.
        SeveralNames = "several_names",
        /// Longer than any name.
        NameTooLong = "name_too_long",
        /// Longer than is kept.
        TooLong = "too_long",
        /// Not a telephone number.
        BadPhone = "bad_phone",
        /// Not a date, or one that does not exist.
        BadDate = "bad_date",
        /// Moved out before moving in or being born.
        DatesCrossed = "dates_crossed",
        /// Neither 男 nor 女.
        BadSex = "bad_sex",
        /// Neither yes nor no.
        UnclearMark = "unclear_mark",
        /// It says something else than an earlier row about the same person or home.
        ContradictsRow = "contradicts_row",
        /// The community has no such building or unit.
        UnknownPlace = "unknown_place",
        /// This member may not write there.
        NotAllowed = "not_allowed",
        /// Two values stand in the record; choose first.
        TwoValues = "two_values",
    }
}

/// How a sheet was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportSheet {
    /// Its name.
    pub name: String,
    /// What was made of it.
    pub state: SheetState,
    /// The row of the header, from 1.
    pub header_row: Option<u32>,
    /// Headings that were understood, as written.
    pub understood: Vec<String>,
    /// Headings that were not, as written.
    pub ignored: Vec<String>,
    /// Headings of identity-card numbers, which are never stored.
    pub never_stored: Vec<String>,
    /// Rows with an entry.
    pub rows: u32,
    /// Rows passed over: sums, repeated headers, notes.
    pub passed_over: u32,
}

open_enum! {
    /// What was made of a sheet.
    pub enum SheetState {
        /// It was read.
        Read = "read",
        /// It is hidden, so it was left alone.
        Hidden = "hidden",
        /// It is hidden so that the table program does not list it.
        VeryHidden = "very_hidden",
        /// It is a chart or the like.
        NotASheet = "not_a_sheet",
        /// It is empty.
        Empty = "empty",
        /// It has a header and no rows.
        HeaderOnly = "header_only",
        /// It has no header that is known.
        NoHeader = "no_header",
    }
}

/// What a row does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportLine {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Which building.
    pub building: String,
    /// Which unit.
    pub unit: String,
    /// Which room.
    pub room: String,
    /// Who, where the row names a person.
    pub name: Option<String>,
    /// True where it adds, false where it changes.
    pub adds: bool,
    /// What it sets: field, value before (empty where there was none), value after.
    pub sets: Vec<ImportSet>,
}

/// A field that a row sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportSet {
    /// The field's name, as in `resident.edit` or `home.edit`.
    pub field: String,
    /// What stands there now.
    pub before: String,
    /// What the row says.
    pub after: String,
}

open_enum! {
    /// A register that goes out as a file.
    pub enum RegisterKind {
        /// 隐患.
        Hazard = "hazard",
        /// 巡逻.
        Patrol = "patrol",
        /// 住户, in the form in which it comes in.
        Home = "home",
    }
}

open_enum! {
    /// A file's format.
    pub enum RegisterFormat {
        /// A workbook.
        Xlsx = "xlsx",
        /// Comma-separated values, for other programs.
        Csv = "csv",
        /// A JSON array.
        Json = "json",
    }
}

/// `register.export`: a register as a file, one row a record, of everything this member may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportArgs {
    /// Which register.
    pub kind: RegisterKind,
    /// In what format.
    pub format: RegisterFormat,
}

/// Reply to `register.export`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ExportFile {
    /// A name for the file, without folders.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// The bytes in base64.
    pub base64: String,
    /// Rows without the heading.
    pub rows: u32,
}
