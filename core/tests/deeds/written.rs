//! Reads the tables of the pages under `docs/` that people and these tests share.

/// A row of a table under its heading; every cell as it is written, without the marks of code.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) heading: String,
    pub(crate) cells: Vec<String>,
}

/// `docs/concurrent.md`: what becomes of two deeds that are done at once.
pub(crate) fn concurrent() -> Vec<Row> {
    rows(include_str!("../../../docs/concurrent.md"))
}

/// The rows under one heading.
pub(crate) fn under<'r>(rows: &'r [Row], heading: &str) -> Vec<&'r Row> {
    let found: Vec<_> = rows.iter().filter(|row| row.heading == heading).collect();
    assert!(!found.is_empty(), "no table under “{heading}”");
    found
}

/// A cell that lists things: separated by commas, empty for a dash.
pub(crate) fn list(cell: &str) -> Vec<&str> {
    cell.split(", ").map(str::trim).filter(|part| !part.is_empty() && *part != "–").collect()
}

/// Every row of every table, without those that name the columns.
pub(crate) fn rows(page: &str) -> Vec<Row> {
    let (mut heading, mut rows, mut in_table) = (String::new(), Vec::new(), false);
    for line in page.lines() {
        if let Some(name) = line.strip_prefix('#') {
            heading = name.trim_start_matches('#').trim().to_owned();
        }
        let Some(inside) = line.strip_prefix('|') else {
            in_table = false;
            continue;
        };
        let cell = |cell: &str| cell.trim().replace('`', "");
        let cells: Vec<String> = inside.trim().trim_end_matches('|').split('|').map(cell).collect();
        if cells.iter().all(|cell| cell.chars().all(|c| c == '-')) {
            in_table = true;
        } else if in_table {
            rows.push(Row { heading: heading.clone(), cells });
        }
    }
    rows
}
