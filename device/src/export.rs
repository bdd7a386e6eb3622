//! Registers as files for the office: one row a record, read from the projection a page at a time.

use jinshui_core::command::HazardFilter;
use jinshui_core::{Code, Failure, Kind};
use rust_xlsxwriter::{Format as CellFormat, Workbook};

use crate::store::{HazardQuery, HazardRow, ListPosition, Store};

/// A file's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values, UTF-8 with a byte-order mark, so that spreadsheets read Chinese.
    Csv,
    /// A workbook of one sheet.
    Xlsx,
    /// A JSON array of objects.
    Json,
}

/// Rows read at once.
const PAGE: u32 = 500;

/// The columns of the hazard register: stable key, heading.
const HAZARD: &[(&str, &str)] = &[
    ("id", "编号"),
    ("category", "类别"),
    ("severity", "程度"),
    ("status", "状态"),
    ("building", "楼号"),
    ("unit", "单元"),
    ("point", "位置"),
    ("words", "说明"),
    ("reporter", "上报人"),
    ("reported_at", "上报时间"),
    ("received_at", "收到时间"),
    ("assignee", "派给"),
    ("grid", "网格"),
    ("comments", "留言数"),
    ("photos", "照片数"),
];

/// Writes a register.
///
/// # Errors
/// `bad_field` for a kind that has no register; `not_enrolled`; or where the store fails.
pub fn export(store: &mut Store, kind: &str, format: Format) -> crate::store::Result<Vec<u8>> {
    if Kind::from_code(kind) != Kind::Hazard {
        return Err(Failure::field("kind", format!("`{kind}` has no register; there is: hazard")).into());
    }
    let rows = hazards(store)?;
    let made = match format {
        Format::Csv => csv_file(&rows),
        Format::Xlsx => workbook(&rows),
        Format::Json => json_file(&rows),
    };
    made.map_err(|error| Failure::new(Code::Internal, error).into())
}

fn hazards(store: &mut Store) -> crate::store::Result<Vec<Vec<String>>> {
    let identity = store.identity()?;
    let identity = identity.ok_or_else(|| Failure::new(Code::NotEnrolled, "enrol this device first"))?;
    let filter = HazardFilter::default();
    let query = HazardQuery {
        filter: &filter,
        member: &identity.member,
        now: jinshui_core::Timestamp(0),
        within: None,
        leads: Vec::new(),
        is_property: false,
    };
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let (page, _) = store.find_hazards(&query, after, PAGE)?;
        after = page.last().map(|row| ListPosition(row.position));
        let Some(_) = after else { return Ok(rows) };
        rows.extend(page.iter().filter(|row| row.readable).map(hazard_row));
    }
}

fn hazard_row(row: &HazardRow) -> Vec<String> {
    let when = |at: jinshui_core::Timestamp| {
        chrono::DateTime::from_timestamp_millis(at.0).map(|at| at.to_rfc3339()).unwrap_or_default()
    };
    let grid = row.space.to_string();
    vec![
        row.document.to_string(),
        row.category.to_string(),
        row.severity.to_string(),
        row.status.to_string(),
        row.place.building.clone(),
        row.place.unit.clone(),
        row.point.map(|point| point.to_string()).unwrap_or_default(),
        row.words.clone(),
        row.reporter.to_string(),
        when(row.reported_at),
        row.received_at.map(when).unwrap_or_default(),
        row.assignee.clone().map(String::from).unwrap_or_default(),
        grid.strip_prefix("grid/").unwrap_or(&grid).to_owned(),
        row.comments.to_string(),
        row.photos.to_string(),
    ]
}

/// A text that a spreadsheet would run as a formula gets a leading apostrophe, as spreadsheets write it themselves.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn csv_file(rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HAZARD.iter().map(|(_, heading)| heading)).map_err(|error| error.to_string())?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell))).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

fn workbook(rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let failed = |error: rust_xlsxwriter::XlsxError| error.to_string();
    sheet.set_name("隐患").map_err(failed)?;
    let bold = CellFormat::new().set_bold();
    for (column, (_, heading)) in (0u16..).zip(HAZARD) {
        sheet.write_string_with_format(0, column, *heading, &bold).map_err(failed)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(row) {
            // Cells hold 32,767 characters at most; words are 20,000.
            sheet.write_string(line, column, cell).map_err(failed)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    workbook.save_to_buffer().map_err(failed)
}

fn json_file(rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    let object = |row: &Vec<String>| {
        let cells = HAZARD.iter().zip(row).map(|((key, _), cell)| ((*key).to_owned(), cell.clone().into()));
        serde_json::Value::Object(cells.collect())
    };
    let array: Vec<_> = rows.iter().map(object).collect();
    serde_json::to_vec_pretty(&array).map_err(|error| error.to_string())
}
