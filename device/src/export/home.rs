//! The register of homes, in the form in which it comes in: taken in again it changes nothing.

use jinshui_core::command::{HomeFilter, RegisterFormat};
use jinshui_core::community::Role;
use jinshui_core::register::{Care, ResidentState};
use jinshui_core::{Code, Failure, MemberId, Timestamp, referee};

use super::hazard::PAGE;
use super::table::{Cell, Table};
use crate::commands::masked;
use crate::register::{self, Person, Place, RegisterRow};
use crate::store::{HomeQuery, HomeRow, ResidentRow, Result, Store};

/// The columns of CSV and JSON: stable key, heading.
const COLUMNS: &[(&str, &str)] = &[
    ("building", "楼号"),
    ("unit", "单元"),
    ("room", "房号"),
    ("tenancy", "居住情况"),
    ("owner", "房主"),
    ("owner_phone", "房主电话"),
    ("name", "姓名"),
    ("relation", "与户主关系"),
    ("phone", "联系电话"),
    ("sex", "性别"),
    ("born", "出生日期"),
    ("moved_in", "入住日期"),
    ("moved_out", "搬离日期"),
    ("elder_alone", "空巢老人"),
    ("hardship", "困难家庭"),
    ("disabled", "残疾人"),
    ("child", "留守儿童"),
    ("words", "备注"),
];

/// The file, and how many rows it has.
pub(super) fn file(store: &Store, member: &MemberId, format: &RegisterFormat) -> Result<(usize, Vec<u8>)> {
    let directory = store.directory()?;
    let roles =
        directory.member(member).map(|member| member.posts.iter().map(|post| post.role.clone()).collect());
    if !roles.is_some_and(|roles| referee::may_keep_homes(&roles)) {
        let why = "only those who keep homes take them out as a file; open a home with a purpose instead";
        return Err(Failure::new(Code::NotAllowed, why).into());
    }
    let mut rows = rows(store)?;
    if !directory.member(member).is_some_and(|member| member.has_role(&Role::Office)) {
        rows.iter_mut().for_each(hide_numbers);
    }
    let failed = |error: String| Failure::new(Code::Internal, error);
    let bytes = match format {
        RegisterFormat::Xlsx => register::write(&rows).map_err(|error| error.to_string()).map_err(failed)?,
        other => {
            let table = Table { sheet: "住户", columns: COLUMNS, rows: rows.iter().map(cells).collect() };
            table.file(other).map_err(failed)?
        }
    };
    Ok((rows.len(), bytes))
}

fn rows(store: &Store) -> Result<Vec<RegisterRow>> {
    let filter = HomeFilter::default();
    let query = HomeQuery { filter: &filter, within: None, now: Timestamp(0), place_only: false };
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let (page, ..) = store.find_homes(&query, after.as_deref(), PAGE)?;
        after = page.last().map(|row| row.order.clone());
        let Some(_) = after else { return Ok(rows) };
        for home in &page {
            rows.extend(home_rows(home, &store.residents_of(home.document)?));
        }
    }
}

/// Only the office's own file has telephone numbers whole.
fn hide_numbers(row: &mut RegisterRow) {
    let hide = |number: &mut Option<String>| {
        if let Some(number) = number {
            *number = masked(number);
        }
    };
    hide(&mut row.owner_phone);
    if let Some(person) = &mut row.person {
        hide(&mut person.phone);
    }
}

/// A row for each person, or one for a home of which nobody is known. What is noted of the home stands in its first row, and
/// remarks about the home in a row of their own, since beside a person they would be about the person.
fn home_rows(home: &HomeRow, residents: &[ResidentRow]) -> Vec<RegisterRow> {
    let rows = &home.rows;
    let noted = |care: &Care| rows.care.contains(care).then_some(true);
    let place = Place {
        building: rows.place.building.clone(),
        unit: rows.place.unit.clone(),
        room: rows.room.clone(),
    };
    let bare = RegisterRow { place, ..RegisterRow::default() };
    let about_home = RegisterRow {
        tenancy: rows.tenancy.as_ref().map(|tenancy| tenancy.code().to_owned()),
        owner: said(&rows.owner),
        owner_phone: said(&rows.owner_phone),
        care: register::Care {
            elder_alone: noted(&Care::ElderAlone),
            hardship: noted(&Care::Hardship),
            disabled: noted(&Care::Disabled),
            child: noted(&Care::Child),
        },
        ..bare.clone()
    };
    let people: Vec<RegisterRow> = residents
        .iter()
        .filter(|one| one.rows.state != ResidentState::Mistaken)
        .map(|one| RegisterRow { person: Some(person(one)), remark: said(&one.rows.words), ..bare.clone() })
        .collect();
    let alone = people.is_empty() || !rows.words.is_empty();
    let mut all = Vec::new();
    if alone {
        all.push(RegisterRow { remark: said(&rows.words), ..about_home.clone() });
    }
    for (at, row) in people.into_iter().enumerate() {
        let first = at == 0 && !alone;
        let base = if first { about_home.clone() } else { bare.clone() };
        all.push(RegisterRow { person: row.person, remark: row.remark, ..base });
    }
    all
}

/// A person. The number of who moved out is not given out.
fn person(row: &ResidentRow) -> Person {
    let rows = &row.rows;
    let lives = rows.state == ResidentState::Living;
    Person {
        name: rows.name.clone(),
        relation: rows.relation.as_ref().map(|relation| relation.code().to_owned()),
        phone: said(&rows.phone).filter(|_| lives),
        sex: rows.sex.as_ref().map(|sex| sex.code().to_owned()),
        born: said(&rows.born),
        moved_in: said(&rows.moved_in),
        moved_out: said(&rows.moved_out).filter(|_| !lives),
    }
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn cells(row: &RegisterRow) -> Vec<Cell> {
    let text = |text: &Option<String>| Cell::text(text.clone().unwrap_or_default());
    let mark = |noted: Option<bool>| Cell::text(noted.map_or("", |noted| if noted { "yes" } else { "no" }));
    let person = row.person.clone().unwrap_or_default();
    vec![
        Cell::text(row.place.building.clone()),
        Cell::text(row.place.unit.clone()),
        Cell::text(row.place.room.clone()),
        text(&row.tenancy),
        text(&row.owner),
        text(&row.owner_phone),
        Cell::text(person.name),
        text(&person.relation),
        text(&person.phone),
        text(&person.sex),
        text(&person.born),
        text(&person.moved_in),
        text(&person.moved_out),
        mark(row.care.elder_alone),
        mark(row.care.hardship),
        mark(row.care.disabled),
        mark(row.care.child),
        text(&row.remark),
    ]
}
