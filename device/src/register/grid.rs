//! A sheet as cells by row and column, as calamine finds them. Knows nothing of registers.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::Nothing;
use super::{RegisterError, bounds, text};

/// How much of a date its cell shows: `2020年3月` is stored as the first of March.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    Year,
    Month,
    Day,
}

/// One cell that is not empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Text, without what cannot be seen; never empty.
    Text(String),
    Number(f64),
    Bool(bool),
    /// A cell that the table program shows as a date.
    Date {
        year: u16,
        month: u8,
        day: u8,
        shows: Shows,
    },
    /// `#N/A` and the like.
    Error(String),
}

/// The cells of one row by column, both counted from 0.
pub(super) type Line = BTreeMap<u32, Cell>;

/// One sheet.
#[derive(Default)]
pub(super) struct Grid {
    pub(super) lines: BTreeMap<u32, Line>,
    /// Merged cells: the first cell of each, and the last.
    pub(super) merges: BTreeMap<(u32, u32), (u32, u32)>,
    /// Whether plain numbers that are dates count from 1904.
    pub(super) from_1904: bool,
}

/// A workbook that was opened.
pub(super) struct Book<'a> {
    book: Xlsx<Cursor<&'a [u8]>>,
    taken: Taken,
}

impl<'a> Book<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, RegisterError> {
        Xlsx::new(Cursor::new(bytes)).map(|book| Book { book, taken: Taken::default() }).map_err(broken)
    }

    /// The sheets in their order, with why one is not read.
    pub(super) fn sheets(&self) -> Vec<(String, Option<Nothing>)> {
        let why = |sheet: &calamine::Sheet| match (sheet.visible, sheet.typ) {
            (SheetVisible::Hidden, _) => Some(Nothing::Hidden),
            (SheetVisible::VeryHidden, _) => Some(Nothing::VeryHidden),
            (SheetVisible::Visible, SheetType::WorkSheet) => None,
            (SheetVisible::Visible, _) => Some(Nothing::NotASheet),
        };
        self.book.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), why(sheet))).collect()
    }

    /// Reads a sheet. A cell that cannot be read becomes an error cell; it does not take the sheet with it.
    pub(super) fn read(&mut self, name: &str) -> Result<Grid, RegisterError> {
        let from_1904 = self.book.has_1904_epoch();
        let merges = self.book.merge_cells_by_sheet_name(name).map_err(broken)?;
        let merges = merges.into_iter().map(|merge| (merge.start, merge.end)).collect();
        let mut grid = Grid { lines: BTreeMap::new(), merges, from_1904 };
        let mut cells = self.book.worksheet_cells_reader(name).map_err(broken)?;
        let (mut last, mut unplaced) = ((0, 0), Vec::new());
        loop {
            let (cell, style) = match cells.next_cell_with_style_id() {
                Ok(Some(found)) => found,
                Ok(None) => break,
                Err(XlsxError::CellError(seen) | XlsxError::CellTAttribute(seen)) => {
                    unplaced.push(seen);
                    continue;
                }
                Err(XlsxError::Unrecognized { val, .. }) => {
                    unplaced.push(val);
                    continue;
                }
                Err(error) => return Err(broken(error)),
            };
            let at = cell.get_position();
            grid.place(&mut unplaced, last, at);
            last = at;
            let format = || cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let shows = || {
                format().map_or(Shows::Day, |format| {
                    shows(format.format_id.unwrap_or_default(), &format.format_code)
                })
            };
            self.taken.take(cell.get_value())?;
            if let Some(value) = value(cell.get_value(), shows) {
                if at.1 >= bounds::COLUMNS {
                    return Err(RegisterError::TooLarge("columns"));
                }
                grid.lines.entry(at.0).or_default().insert(at.1, value);
            }
        }
        grid.place(&mut unplaced, last, (last.0 + 1, 0));
        Ok(grid)
    }
}

impl Grid {
    /// Puts cells that could not be read between the one before and the one after them; calamine does not say where they
    /// are.
    fn place(&mut self, unplaced: &mut Vec<String>, before: (u32, u32), after: (u32, u32)) {
        let many = u32::try_from(unplaced.len()).unwrap_or(u32::MAX);
        let same_row = before.0 == after.0 || after.1 < many;
        let (row, first) = if same_row { (before.0, before.1 + 1) } else { (after.0, after.1 - many) };
        for (column, seen) in (first..bounds::COLUMNS).zip(unplaced.drain(..)) {
            self.lines.entry(row).or_default().insert(column, Cell::Error(text::short(&seen)));
        }
    }
}

/// What the cells of all sheets have come to.
#[derive(Default)]
struct Taken {
    cells: usize,
    text: usize,
}

impl Taken {
    fn take(&mut self, cell: &DataRef<'_>) -> Result<(), RegisterError> {
        self.cells += usize::from(*cell != DataRef::Empty);
        self.text += match cell {
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        let too_large = self.cells > bounds::CELLS || self.text > bounds::TEXT;
        if too_large { Err(RegisterError::TooLarge("cells")) } else { Ok(()) }
    }
}

fn value(cell: &DataRef<'_>, shows: impl Fn() -> Shows) -> Option<Cell> {
    // One character more than is kept is enough to refuse it.
    let words = |words: &str| {
        let text: String = text::tidy(words).chars().take(bounds::LETTERS + 1).collect();
        (!text.is_empty()).then_some(Cell::Text(text))
    };
    match cell {
        DataRef::Empty => None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => words(text),
        DataRef::SharedString(text) => words(text),
        #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are floats anyway")]
        DataRef::Int(number) => Some(Cell::Number(*number as f64)),
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::Bool(yes) => Some(Cell::Bool(*yes)),
        DataRef::DateTime(date) if date.is_duration() || date.as_f64() < 1.0 => {
            Some(Cell::Number(date.as_f64()))
        }
        DataRef::DateTime(date) => Some(day(*date, shows())),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
    }
}

/// The day that a number is where it is known to be a date.
pub(super) fn serial(number: f64, from_1904: bool) -> Cell {
    day(ExcelDateTime::new(number, ExcelDateTimeType::DateTime, from_1904), Shows::Day)
}

fn day(date: ExcelDateTime, shows: Shows) -> Cell {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    Cell::Date { year, month, day, shows }
}

/// What a number format shows. The built-in ones of Chinese tables have no code in the file.
fn shows(id: u32, code: &str) -> Shows {
    if matches!(id, 27 | 36 | 50 | 52 | 57) {
        return Shows::Month;
    }
    let (mut letters, mut quoted, mut bracket) = (String::new(), false, false);
    for letter in code.chars().map(|letter| letter.to_ascii_lowercase()) {
        match letter {
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            ';' if !quoted => break,
            _ if !quoted && !bracket => letters.push(letter),
            _ => {}
        }
    }
    match (letters.contains('y'), letters.contains('m'), letters.contains('d')) {
        (true, true, false) => Shows::Month,
        (true, false, false) => Shows::Year,
        _ => Shows::Day,
    }
}

fn broken(error: impl std::fmt::Display) -> RegisterError {
    RegisterError::NotAWorkbook(error.to_string())
}
