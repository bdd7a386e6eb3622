//! A sheet as rows of text by column name. The first row names the columns, in any order.

use std::collections::BTreeMap;

use calamine::{Data, Range};

use super::problem::Problem;

/// Rows of a sheet.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
}

/// One row that is not empty.
pub(super) struct Row {
    /// As the table program counts it.
    pub(super) number: usize,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// A cell's text, without spaces around it; empty where there is none.
    pub(super) fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl Sheet {
    pub(super) fn read(
        name: &str,
        columns: &[&str],
        range: &Range<Data>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        // A range begins at its first cell that is not empty.
        let first = range.start().map_or(1, |(row, _)| usize::try_from(row).unwrap_or_default() + 1);
        let mut lines = range.rows().enumerate().map(|(at, cells)| (at + first, cells));
        let heads: Vec<_> =
            lines.next().map(|(_, cells)| cells.iter().map(text).collect()).unwrap_or_default();
        for column in columns.iter().filter(|column| !heads.iter().any(|head| head == *column)) {
            let why = format!("第一行没有「{column}」这一列 (column missing)");
            problems.push(Problem::whole(name, why, "请保留模板的第一行"));
        }
        let rows = lines.map(|(number, cells)| {
            let cells = heads.iter().cloned().zip(cells.iter().map(text)).collect();
            Row { number, cells }
        });
        let filled = |row: &Row| columns.iter().any(|column| !row.text(column).is_empty());
        Sheet { name: name.to_owned(), rows: rows.filter(filled).collect() }
    }
}

/// A cell as a person reads it: 3 and not 3.0.
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        other => other.to_string().trim().to_owned(),
    }
}
