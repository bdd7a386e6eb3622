//! The empty workbook: headings, lists to choose from, and a few rows that show how it is meant.

use std::path::Path;

use rust_xlsxwriter::{DataValidation, Format, Workbook, Worksheet, XlsxError};

use super::words::{LEVELS, ROLES};
use super::{GRID_COLUMNS, GRIDS, PEOPLE, PEOPLE_COLUMNS};

/// Rows for which there are lists to choose from.
const LAST_ROW: u32 = 5_000;

/// Rows that show how the grids are meant.
const GRID_ROWS: &[&[&str]] = &[
    &["社区", "金水社区", "", "", ""],
    &["党建网格", "第1党建网格", "金水社区", "", ""],
    &["治安网格", "第1网格", "第1党建网格", "", ""],
    &["楼栋单元", "1号楼1单元", "第1网格", "1", "1"],
];

/// Rows that show how the people are meant.
const PEOPLE_ROWS: &[&[&str]] = &[
    &["张示例", "张同志", "社区", "金水社区", "", "是"],
    &["王示例", "王姨", "志愿者", "第1网格", "治安巡防、志愿服务", "否"],
    &["李示例", "李叔", "楼道长", "1号楼1单元", "信息收集", "否"],
];

/// Writes it.
pub(crate) fn write(file: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let levels: Vec<_> = LEVELS.iter().map(|(word, _)| *word).collect();
    fill(book.add_worksheet(), GRIDS, GRID_COLUMNS, GRID_ROWS)?.add_data_validation(
        1,
        0,
        LAST_ROW,
        0,
        &DataValidation::new().allow_list_strings(&levels)?,
    )?;
    let roles: Vec<_> = ROLES.iter().take(8).map(|(word, _)| *word).collect();
    let people = fill(book.add_worksheet(), PEOPLE, PEOPLE_COLUMNS, PEOPLE_ROWS)?;
    people.add_data_validation(1, 2, LAST_ROW, 2, &DataValidation::new().allow_list_strings(&roles)?)?;
    people.add_data_validation(
        1,
        5,
        LAST_ROW,
        5,
        &DataValidation::new().allow_list_strings(&["是", "否"])?,
    )?;
    book.save(file)
}

fn fill<'a>(
    sheet: &'a mut Worksheet,
    name: &str,
    columns: &[&str],
    rows: &[&[&str]],
) -> Result<&'a mut Worksheet, XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (at, column) in (0u16..).zip(columns) {
        sheet.write_with_format(0, at, *column, &bold)?.set_column_width(at, 18)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        for (at, cell) in (0u16..).zip(*cells) {
            sheet.write(row, at, *cell)?;
        }
    }
    Ok(sheet)
}
