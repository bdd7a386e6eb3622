//! Which row of a sheet is its heading: the one among the first ten of which most is understood, or two together where the
//! upper names groups of columns.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::COLUMNS;
use super::column::{Column, bare, meaning};
use super::error::Passed;
use super::grid::{Cell, Grid};

/// Rows in which a heading is looked for.
const ROWS: u32 = 10;

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    pub(super) at: u32,
    /// As written.
    pub(super) text: String,
    pub(super) means: Result<Column, Passed>,
}

/// The heading of a sheet.
pub(super) struct Header {
    /// Its last row, counted from 0.
    pub(super) row: u32,
    pub(super) columns: Vec<Heading>,
    /// Every text of its rows, to know a copy of it further down.
    texts: BTreeSet<String>,
    /// The first row of it.
    pub(super) from: u32,
}

impl Header {
    /// Finds it.
    pub(super) fn find(grid: &Grid) -> Option<Self> {
        let mut best: Option<Header> = None;
        let single = (0..ROWS).filter_map(|row| Header::of(grid, row, row));
        let double = (0..ROWS).filter_map(|row| Header::of(grid, row, row + 1));
        for header in single.chain(double) {
            if best.as_ref().is_none_or(|best| header.understood() > best.understood()) {
                best = Some(header);
            }
        }
        best
    }

    /// The rows as a heading, if they can be one: they name a room or an address, and something besides.
    fn of(grid: &Grid, from: u32, row: u32) -> Option<Self> {
        let (upper, lower) = (texts(grid, from), texts(grid, row));
        let mut columns: Vec<Heading> = Vec::new();
        let at: BTreeSet<u32> = upper.keys().chain(lower.keys()).copied().collect();
        for at in at {
            let (above, below) = (upper.get(&at), lower.get(&at));
            let heading = match (above, below) {
                (Some(above), Some(below)) if from < row => {
                    Heading { at, text: one_line(below), means: both(above, below) }
                }
                (_, Some(text)) | (Some(text), None) => {
                    Heading { at, text: one_line(text), means: meaning(text) }
                }
                (None, None) => continue,
            };
            columns.push(heading);
        }
        let mut known = BTreeSet::new();
        for heading in &mut columns {
            if let Ok(column) = heading.means
                && !known.insert(column)
                && !column.may_repeat()
            {
                heading.means = Err(Passed::Repeated);
            }
        }
        let says_where = known.contains(&Column::Room) || known.contains(&Column::Address);
        let texts = upper.values().chain(lower.values()).map(|text| bare(text)).collect();
        (says_where && known.len() > 1).then_some(Header { row, columns, texts, from })
    }

    fn understood(&self) -> usize {
        self.columns.iter().filter(|heading| heading.means.is_ok()).count()
    }

    /// Whether a row is the heading once more, as on each page of a printed table.
    pub(super) fn is_copy(&self, line: &BTreeMap<u32, Cell>) -> bool {
        let mut known = 0;
        for cell in line.values() {
            match cell {
                Cell::Text(text) if self.texts.contains(&bare(text)) => known += 1,
                _ => return false,
            }
        }
        known > 1
    }

    /// The first column with this meaning.
    pub(super) fn of_column(&self, column: Column) -> Option<&Heading> {
        self.columns.iter().find(|heading| heading.means == Ok(column))
    }

    pub(super) fn at(&self, at: u32) -> Option<&Heading> {
        self.columns.iter().find(|heading| heading.at == at)
    }
}

/// A heading as it is told of.
fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// What two lines say together: 房主 over 电话 is the owner's telephone; 联系方式 over 微信 is not a telephone.
fn both(above: &str, below: &str) -> Result<Column, Passed> {
    let below_alone = meaning(below);
    match meaning(&format!("{above}{below}")) {
        Ok(column) => Ok(column),
        Err(Passed::IdentityNumber) => Err(Passed::IdentityNumber),
        Err(_) => below_alone,
    }
}

/// The texts of a row by column, those that are merged sideways in each column they cover.
fn texts<'g>(grid: &'g Grid, row: u32) -> BTreeMap<u32, &'g str> {
    let Some(line) = grid.lines.get(&row) else { return BTreeMap::new() };
    let text = |cell: &'g Cell| match cell {
        Cell::Text(text) => Some(text.as_str()),
        _ => None,
    };
    let mut texts: BTreeMap<_, _> =
        line.iter().filter_map(|(at, cell)| text(cell).map(|text| (*at, text))).collect();
    for ((_, first), (_, last)) in grid.merges.range((row, 0)..(row, COLUMNS)) {
        let Some(text) = texts.get(first).copied() else { continue };
        for at in first + 1..=(*last).min(COLUMNS) {
            texts.entry(at).or_insert(text);
        }
    }
    texts
}
