//! The register of hazards.

use jinshui_core::command::HazardFilter;
use jinshui_core::community::Directory;
use jinshui_core::hazard::Assignee;
use jinshui_core::{MemberId, Timestamp};

use super::table::{Cell, Table};
use super::words;
use crate::store::{HazardQuery, HazardRow, ListPosition, Result, Store};

/// Rows read at once.
pub(super) const PAGE: u32 = 500;

/// The columns: stable key, heading.
const COLUMNS: &[(&str, &str)] = &[
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
    ("patrol", "巡逻编号"),
];

pub(super) fn table(store: &Store, member: &MemberId) -> Result<Table> {
    let directory = store.directory()?;
    let filter = HazardFilter::default();
    let query = HazardQuery {
        filter: &filter,
        member,
        now: Timestamp(0),
        within: None,
        leads: Vec::new(),
        is_property: false,
    };
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let (page, _) = store.find_hazards(&query, after, PAGE)?;
        after = page.last().map(|row| ListPosition(row.position));
        let Some(_) = after else { return Ok(Table { sheet: "隐患", columns: COLUMNS, rows }) };
        rows.extend(page.iter().filter(|row| row.readable).map(|row| cells(row, &directory)));
    }
}

fn cells(row: &HazardRow, directory: &Directory) -> Vec<Cell> {
    let space = row.space.to_string();
    let assignee = match &row.assignee {
        None => String::new(),
        Some(Assignee::Property) => "物业".to_owned(),
        Some(Assignee::Member(id)) => name(directory, id),
        Some(Assignee::Unknown(text)) => text.clone(),
    };
    vec![
        Cell::text(row.document.to_string()),
        Cell::coded(row.category.code(), words::category(&row.category)),
        Cell::coded(row.severity.code(), words::severity(&row.severity)),
        Cell::coded(row.status.code(), words::status(&row.status)),
        Cell::text(row.place.building.clone()),
        Cell::text(row.place.unit.clone()),
        Cell::text(row.point.map(|point| point.to_string()).unwrap_or_default()),
        Cell::text(row.words.clone()),
        Cell::coded(row.reporter.as_str(), name(directory, &row.reporter)),
        Cell::moment(Some(row.reported_at)),
        Cell::moment(row.received_at),
        Cell::coded(&row.assignee.clone().map(String::from).unwrap_or_default(), assignee),
        grid(directory, &space),
        Cell::text(row.comments.to_string()),
        Cell::text(row.photos.to_string()),
        Cell::text(row.patrol.map(|patrol| patrol.to_string()).unwrap_or_default()),
    ]
}

/// A member's full name; the id of one whom the directory does not know.
pub(super) fn name(directory: &Directory, id: &MemberId) -> String {
    directory.member(id).map_or_else(|| id.0.clone(), |member| member.name.clone())
}

/// The grid of a space.
pub(super) fn grid(directory: &Directory, space: &str) -> Cell {
    let id = space.strip_prefix("grid/").unwrap_or(space);
    let words = directory.node(&id.into()).map_or_else(|| id.to_owned(), |node| node.name.clone());
    Cell::coded(id, words)
}
