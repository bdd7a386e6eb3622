//! A register as rows of cells, and as a file in each format.

use jinshui_core::Timestamp;
use jinshui_core::command::RegisterFormat;
use rust_xlsxwriter::{Format as CellFormat, Workbook, XlsxError};

/// A cell: its code, and the words that a workbook shows where they differ.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    code: String,
    words: Option<String>,
}

impl Cell {
    /// A text that is the same for programs and people.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Cell { code: text.into(), words: None }
    }

    /// A code with its words.
    pub(super) fn coded(code: &str, words: impl Into<String>) -> Self {
        Cell { code: code.to_owned(), words: Some(words.into()) }
    }

    /// A moment: for programs in UTC, for people as the clock on the community's wall shows it.
    pub(super) fn moment(at: Option<Timestamp>) -> Self {
        let utc = |at: Timestamp| chrono::DateTime::from_timestamp_millis(at.0);
        let wall = |at: Timestamp| Some(crate::wall::time(at)?.format("%Y-%m-%d %H:%M").to_string());
        let code = at.and_then(utc).map(|at| at.to_rfc3339()).unwrap_or_default();
        Cell { code, words: Some(at.and_then(wall).unwrap_or_default()) }
    }
}

/// A register.
pub(super) struct Table {
    pub(super) sheet: &'static str,
    /// Stable key and heading of each column.
    pub(super) columns: &'static [(&'static str, &'static str)],
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(super) fn file(&self, format: &RegisterFormat) -> Result<Vec<u8>, String> {
        match format {
            RegisterFormat::Xlsx => self.workbook().map_err(|error| error.to_string()),
            RegisterFormat::Json => self.json(),
            RegisterFormat::Csv | RegisterFormat::Unknown(_) => self.csv(),
        }
    }

    /// UTF-8 with a byte-order mark, so that spreadsheets read Chinese.
    fn csv(&self) -> Result<Vec<u8>, String> {
        let failed = |error: csv::Error| error.to_string();
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.columns.iter().map(|(_, heading)| heading)).map_err(failed)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| inert(&cell.code))).map_err(failed)?;
        }
        writer.into_inner().map_err(|error| error.to_string())
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name(self.sheet)?.set_freeze_panes(1, 0)?;
        let bold = CellFormat::new().set_bold();
        for (column, (_, heading)) in (0u16..).zip(self.columns) {
            sheet.write_string_with_format(0, column, *heading, &bold)?;
        }
        for (line, row) in (1u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(row) {
                // Cells hold 32,767 characters at most; words are 20,000.
                sheet.write_string(line, column, cell.words.as_ref().unwrap_or(&cell.code))?;
            }
        }
        sheet.autofit_to_max_width(400);
        workbook.save_to_buffer()
    }

    fn json(&self) -> Result<Vec<u8>, String> {
        let object = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row);
            let cells = cells.map(|((key, _), cell)| ((*key).to_owned(), cell.code.clone().into()));
            serde_json::Value::Object(cells.collect())
        };
        let array: Vec<_> = self.rows.iter().map(object).collect();
        serde_json::to_vec_pretty(&array).map_err(|error| error.to_string())
    }
}

/// A text that a spreadsheet would run as a formula gets a leading apostrophe, as spreadsheets write it themselves.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
