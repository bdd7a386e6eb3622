//! The register of patrols.

use jinshui_core::MemberId;
use jinshui_core::command::PatrolFilter;
use jinshui_core::community::Directory;

use super::hazard::{PAGE, grid, name};
use super::table::{Cell, Table};
use super::words;
use crate::store::{ListPosition, PatrolQuery, PatrolRow, Result, Store};

/// The columns: stable key, heading.
const COLUMNS: &[(&str, &str)] = &[
    ("id", "编号"),
    ("status", "状态"),
    ("leader", "带队"),
    ("team", "同行"),
    ("grid", "网格"),
    ("area", "地方"),
    ("started_at", "开始时间"),
    ("ended_at", "结束时间"),
    ("minutes", "走了几分钟"),
    ("ticked", "看了几项"),
    ("problems", "有问题几项"),
    ("hazards", "报隐患几件"),
    ("words", "说明"),
    ("received_at", "收到时间"),
];

pub(super) fn table(store: &Store, member: &MemberId) -> Result<Table> {
    let directory = store.directory()?;
    let filter = PatrolFilter::default();
    let query = PatrolQuery { filter: &filter, member, within: None, directory: &directory };
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let (page, _) = store.find_patrols(&query, after, PAGE)?;
        after = page.last().map(|row| ListPosition(row.position));
        let Some(_) = after else { return Ok(Table { sheet: "巡逻", columns: COLUMNS, rows }) };
        rows.extend(page.iter().map(|row| cells(row, &directory)));
    }
}

fn cells(row: &PatrolRow, directory: &Directory) -> Vec<Cell> {
    let rows = &row.rows;
    let others: Vec<&MemberId> = rows.team.iter().filter(|member| *member != &rows.leader).collect();
    let codes: Vec<&str> = others.iter().map(|member| member.as_str()).collect();
    let names: Vec<String> = others.iter().map(|member| name(directory, member)).collect();
    let (walked, _) = rows.walked();
    vec![
        Cell::text(row.document.to_string()),
        Cell::coded(rows.status.code(), words::patrol_status(&rows.status)),
        Cell::coded(rows.leader.as_str(), name(directory, &rows.leader)),
        Cell::coded(&codes.join(" "), names.join("、")),
        grid(directory, &row.space.to_string()),
        Cell::text(rows.area.clone()),
        Cell::moment(Some(rows.started_at)),
        Cell::moment(rows.ended_at()),
        Cell::text((walked / 60_000).to_string()),
        Cell::text(rows.last_ticks().len().to_string()),
        Cell::text(rows.problems().to_string()),
        Cell::text(row.hazards.to_string()),
        Cell::text(rows.words.clone()),
        Cell::moment(rows.received.first_at),
    ]
}
