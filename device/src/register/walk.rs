//! Goes through the sheets of a workbook and the rows of a sheet, and tells rows from titles, sums and notes.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Column, HEADINGS, heading, letter};
use super::error::Passed;
use super::grid::{Book, Cell, Grid, Line};
use super::header::Header;
use super::repeat::{Beside, Seen};
use super::row::{Above, Fault, Row};
use super::{
    At, ColumnSeen, Duplicate, Place, Refused, Register, RegisterError, SheetSeen, bounds, place, text,
};
use super::{Nothing, Why};

/// What a row of sums begins with.
const SUMS: &[&str] =
    &["合计", "总计", "小计", "共计", "累计", "总数", "总户数", "总人数", "本页合计", "本页小计", "本页共"];
/// What a note begins with, before a colon or alone.
const NOTES: &[&str] = &[
    "填表人",
    "填表",
    "填表日期",
    "填表时间",
    "填报人",
    "填报单位",
    "填报日期",
    "制表人",
    "制表",
    "制表日期",
    "制表单位",
    "审核",
    "审核人",
    "负责人",
    "联系人",
    "登记人",
    "登记日期",
    "统计人",
    "统计日期",
    "日期",
    "单位",
    "说明",
    "填表说明",
    "填写说明",
    "注",
    "备注",
    "注意",
    "注意事项",
    "楼长",
    "楼道长",
    "网格员",
    "网格长",
    "单位盖章",
    "盖章",
];
/// Characters of a single cell in a row from which it is a sentence.
const SENTENCE: usize = 16;

/// Reads every sheet that is not hidden.
pub(super) fn book(bytes: &[u8]) -> Result<Register, RegisterError> {
    let mut book = Book::open(bytes)?;
    let sheets = book.sheets();
    if sheets.is_empty() {
        return Err(RegisterError::NotAWorkbook("no sheets".to_owned()));
    }
    let (mut register, mut seen) = (Register::default(), Seen::default());
    for (name, hidden) in sheets {
        let is_shown = hidden.is_none();
        let mut sheet = SheetSeen { name, nothing: hidden, ..SheetSeen::default() };
        if is_shown {
            let grid = book.read(&sheet.name)?;
            match Header::find(&grid) {
                _ if grid.lines.is_empty() => sheet.nothing = Some(Nothing::Empty),
                None => sheet.nothing = Some(Nothing::NoHeader),
                Some(header) => Walk::new(&grid, &header, &mut sheet, &mut register, &mut seen).all()?,
            }
        }
        register.sheets.push(sheet);
    }
    let without =
        |nothing: Nothing| register.sheets.iter().any(|sheet| sheet.nothing.as_ref() == Some(&nothing));
    if register.sheets.iter().any(|sheet| sheet.nothing.is_none()) {
        return Ok(register);
    }
    Err(if without(Nothing::HeaderOnly) {
        RegisterError::HeaderOnly
    } else if without(Nothing::NoHeader) {
        RegisterError::NoHeader { looked_for: HEADINGS.iter().map(|(column, _)| heading(*column)).collect() }
    } else if without(Nothing::Hidden) || without(Nothing::VeryHidden) {
        RegisterError::AllHidden
    } else {
        RegisterError::Empty
    })
}

/// The way down one sheet.
struct Walk<'a> {
    grid: &'a Grid,
    header: &'a Header,
    sheet: &'a mut SheetSeen,
    register: &'a mut Register,
    seen: &'a mut Seen,
    /// Cells that a merged cell above speaks for, and where that is.
    merged: BTreeMap<(u32, u32), (u32, u32)>,
    above: Above,
}

impl<'a> Walk<'a> {
    fn new(
        grid: &'a Grid,
        header: &'a Header,
        sheet: &'a mut SheetSeen,
        register: &'a mut Register,
        seen: &'a mut Seen,
    ) -> Self {
        let titles = grid.lines.range(..header.from).flat_map(|(_, line)| line.values());
        let mut titles = titles.filter_map(|cell| match cell {
            Cell::Text(text) => place::of_title(text),
            _ => None,
        });
        let section = place::of_title(&sheet.name).or_else(|| titles.next_back()).unwrap_or_default();
        let merged = merged(grid, header);
        Walk { grid, header, sheet, register, seen, merged, above: Above { section, place: None } }
    }

    fn all(mut self) -> Result<(), RegisterError> {
        self.sheet.header_row = Some(self.header.row + 1);
        self.columns();
        let mut last = self.header.row;
        for (row, line) in self.grid.lines.range(self.header.row + 1..) {
            if last.checked_add(1) != Some(*row) {
                self.above.place = None;
            }
            last = *row;
            self.line(*row, line);
            let rows =
                self.register.rows.len() + self.register.refused.len() + self.register.duplicates.len();
            if rows > bounds::ROWS {
                return Err(RegisterError::TooLarge("rows"));
            }
        }
        if self.sheet.rows == 0 {
            self.sheet.nothing = Some(Nothing::HeaderOnly);
        }
        Ok(())
    }

    fn line(&mut self, row: u32, line: &Line) {
        let kept = |at: &u32| self.header.at(*at).is_some_and(|heading| heading.means.is_ok());
        if self.header.is_copy(line) {
            self.sheet.headings_again += 1;
        } else if first_text(line).is_some_and(is_sum) {
            self.above.place = None;
            self.sheet.sums += 1;
        } else if let Some(section) = section(line) {
            self.above = Above { section, place: None };
            self.sheet.notes += 1;
        } else if first_text(line).is_some_and(is_note) || self.is_sentence(row, line) {
            self.above.place = None;
            self.sheet.notes += 1;
        } else if !line.keys().any(kept) {
            // Numbered in advance, and not filled in.
            self.above.place = None;
        } else {
            self.sheet.rows += 1;
            self.row(row, line);
        }
    }

    fn row(&mut self, number: u32, line: &Line) {
        let at = At { sheet: self.sheet.name.clone(), row: number + 1 };
        let merged = |column: u32| {
            let (row, column) = self.merged.get(&(number, column))?;
            self.grid.lines.get(row)?.get(column)
        };
        let row = Row { header: self.header, line, merged: &merged, from_1904: self.grid.from_1904 };
        let fault = match row.read(at.clone(), &mut self.above) {
            Err(fault) => fault,
            Ok(row) => match self.seen.take(&row, &mut self.register.rows) {
                Beside::New => return self.register.rows.push(row),
                Beside::Same(same_as) => return self.register.duplicates.push(Duplicate { at, same_as }),
                Beside::Contradicts(column, other) => row_fault(self.header, line, column, other),
            },
        };
        let heading = fault.at.and_then(|at| self.header.at(at));
        self.register.refused.push(Refused {
            at,
            column: fault.at.map(letter).unwrap_or_default(),
            heading: heading.map(|heading| text::short(&heading.text)).unwrap_or_default(),
            why: fault.why,
            value: fault.value,
            other: fault.other,
        });
    }

    /// A note over many columns, or a sentence alone in its row.
    fn is_sentence(&self, row: u32, line: &Line) -> bool {
        let (Some((at, Cell::Text(text))), 1) = (line.iter().next(), line.len()) else { return false };
        let is_wide = self.grid.merges.get(&(row, *at)).is_some_and(|to| to.0 == row && to.1 > at + 1);
        let of_place = self.header.at(*at).is_some_and(|heading| heading.means == Ok(Column::Address));
        (text.chars().count() >= SENTENCE && !of_place) || is_wide
    }

    /// How the columns were understood, with those that have values and no heading.
    fn columns(&mut self) {
        let headed = self.header.columns.iter().map(|heading| ColumnSeen {
            column: letter(heading.at),
            heading: text::short(&heading.text),
            means: heading.means.ok().map(Column::code),
            passed: heading.means.err(),
        });
        self.sheet.columns = headed.collect();
        let lines = self.grid.lines.range(self.header.row + 1..);
        let bare: BTreeSet<u32> = lines
            .flat_map(|(_, line)| line.keys().copied())
            .filter(|at| self.header.at(*at).is_none())
            .collect();
        self.sheet.columns.extend(bare.into_iter().map(|at| ColumnSeen {
            column: letter(at),
            heading: String::new(),
            means: None,
            passed: Some(Passed::NoHeading),
        }));
    }
}

/// The fault of a row that says something else than an earlier one.
fn row_fault(header: &Header, line: &Line, column: Column, other: At) -> Fault {
    let said =
        [column, Column::IsRented, Column::IsVacant, Column::Category].into_iter().find_map(|column| {
            let heading = header.of_column(column)?;
            Some((heading.at, line.get(&heading.at)?))
        });
    let (at, value) = said.map(|(at, cell)| (Some(at), super::row::seen(cell))).unwrap_or_default();
    Fault { at, why: Why::ContradictsRow, value, other: Some(other) }
}

/// The cells below a vertically merged one, in columns that speak of the home.
fn merged(grid: &Grid, header: &Header) -> BTreeMap<(u32, u32), (u32, u32)> {
    let mut merged = BTreeMap::new();
    for ((from, at), (to, _)) in grid.merges.iter().filter(|((from, _), (to, _))| to > from) {
        let (from, at) = (*from, *at);
        let of_home =
            header.at(at).and_then(|heading| heading.means.ok()).is_some_and(Column::is_of_the_home);
        if !of_home || from <= header.row {
            continue;
        }
        for (row, line) in grid.lines.range(from + 1..=*to) {
            // Merged cells never overlap; where a file says so, the first one counts, and no cell is visited twice.
            if line.contains_key(&at) || merged.contains_key(&(*row, at)) {
                break;
            }
            merged.insert((*row, at), (from, at));
        }
    }
    merged
}

fn first_text(line: &Line) -> Option<&str> {
    line.values().find_map(|cell| match cell {
        Cell::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

fn is_sum(text: &str) -> bool {
    let text = text::squeezed(text);
    let bare = text.trim_start_matches('共');
    let counted = bare.len() < text.len() && bare.starts_with(|letter: char| letter.is_ascii_digit());
    counted || SUMS.iter().any(|sum| text.starts_with(sum))
}

fn is_note(text: &str) -> bool {
    let text = text::squeezed(text);
    let after = |note: &str| {
        text.strip_prefix(note).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(', '.', '、']))
    };
    NOTES.iter().any(|note| after(note)) || text.starts_with("以上") || text.starts_with("本表")
}

/// A row of one cell that names a building for the rows below it.
fn section(line: &Line) -> Option<(String, String)> {
    let (Some((_, Cell::Text(text))), 1) = (line.iter().next(), line.len()) else { return None };
    let names_a_home = place::address(text, "", "").is_some();
    let short = text.chars().count() < SENTENCE;
    if names_a_home || !short { None } else { place::of_title(text) }
}

/// A place that rows below may take over.
impl Above {
    pub(super) fn note(&mut self, place: Option<&Place>) {
        self.place = place.cloned();
    }
}
