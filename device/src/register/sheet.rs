//! The register as a workbook of ours: one sheet, the headings that [`super::read`] knows best, everything as text. What is
//! written reads back as the same rows, so that an export brought in again changes nothing.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::column::{Column, heading};
use super::words::{RELATIONS, SEXES, TENANCIES, word};
use super::{Care, RegisterRow};

/// The columns, in their order, with their widths.
const COLUMNS: &[(Column, f64)] = &[
    (Column::Building, 8.0),
    (Column::Unit, 8.0),
    (Column::Room, 8.0),
    (Column::Tenancy, 10.0),
    (Column::Owner, 12.0),
    (Column::OwnerPhone, 14.0),
    (Column::Name, 12.0),
    (Column::Relation, 12.0),
    (Column::Phone, 14.0),
    (Column::Sex, 6.0),
    (Column::Born, 12.0),
    (Column::MovedIn, 12.0),
    (Column::MovedOut, 12.0),
    (Column::ElderAlone, 10.0),
    (Column::Hardship, 10.0),
    (Column::Disabled, 10.0),
    (Column::Child, 10.0),
    (Column::Remark, 40.0),
];

/// Writes rows as a workbook. Where a row stood before is not written.
///
/// # Errors
/// Where a text is longer than a cell can be (32,767 characters), or there are more rows than a sheet has.
pub fn write(rows: &[RegisterRow]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("住户")?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, (column, width)) in (0u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, heading(*column), &bold)?.set_column_width(at, *width)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for (at, (column, _)) in (0u16..).zip(COLUMNS) {
            if let Some(text) = said(row, *column).filter(|text| !text.is_empty()) {
                sheet.write_string(line, at, text)?;
            }
        }
    }
    book.save_to_buffer()
}

/// What a row says in a column.
fn said(row: &RegisterRow, column: Column) -> Option<&str> {
    let person = row.person.as_ref();
    let of_person =
        |part: fn(&super::Person) -> &Option<String>| person.and_then(|person| part(person).as_deref());
    let mark = |mark: fn(&Care) -> Option<bool>| mark(&row.care).map(|yes| if yes { "是" } else { "否" });
    match column {
        Column::Building => Some(&row.place.building),
        Column::Unit => Some(&row.place.unit),
        Column::Room => Some(&row.place.room),
        Column::Tenancy => row.tenancy.as_deref().map(|code| word(TENANCIES, code)),
        Column::Owner => row.owner.as_deref(),
        Column::OwnerPhone => row.owner_phone.as_deref(),
        Column::Name => person.map(|person| person.name.as_str()),
        Column::Relation => of_person(|person| &person.relation).map(|code| word(RELATIONS, code)),
        Column::Phone => of_person(|person| &person.phone),
        Column::Sex => of_person(|person| &person.sex).map(|code| word(SEXES, code)),
        Column::Born => of_person(|person| &person.born),
        Column::MovedIn => of_person(|person| &person.moved_in),
        Column::MovedOut => of_person(|person| &person.moved_out),
        Column::ElderAlone => mark(|care| care.elder_alone),
        Column::Hardship => mark(|care| care.hardship),
        Column::Disabled => mark(|care| care.disabled),
        Column::Child => mark(|care| care.child),
        Column::Remark => row.remark.as_deref(),
        // Columns that offices have, and our own sheet says otherwise.
        Column::Address | Column::Head | Column::IsRented | Column::IsVacant | Column::Category => None,
    }
}
