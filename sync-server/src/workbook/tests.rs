//! The template reads as it is, and a workbook full of mistakes names them all.

use jinshui_core::community::{NodeKind, Role};
use rust_xlsxwriter::Workbook;

use super::*;

#[test]
fn the_template_is_a_community() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("community.xlsx");
    write_template(&file).unwrap();
    let directory = read(&file).unwrap();
    assert_eq!(directory.members().count(), 3);
    let volunteer = directory.members().find(|member| member.has_role(&Role::Volunteer)).unwrap();
    assert_eq!(volunteer.groups.len(), 2);
    let area = directory.nodes().find(|node| node.kind == NodeKind::PostArea).unwrap();
    assert_eq!((area.building.as_deref(), area.unit.as_deref()), (Some("1"), Some("1")));
    let line: Vec<_> = directory.line_above(&area.id).iter().map(|node| node.name.as_str()).collect();
    assert_eq!(line, ["1号楼1单元", "第1网格", "第1党建网格", "金水社区"]);
    assert_eq!(read(&file).unwrap(), directory, "the same workbook again is the same community");
}

#[test]
fn every_mistake_is_named_with_its_place_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.xlsx");
    let mut book = Workbook::new();
    let grids = book.add_worksheet().set_name(GRIDS).unwrap();
    grids.write_row(0, 0, GRID_COLUMNS.iter().copied()).unwrap();
    grids.write_row(1, 0, ["党建网格", "第1党建网格"]).unwrap();
    grids.write_row(2, 0, ["网格", "第1网格", "第1党建网格"]).unwrap();
    grids.write_row(3, 0, ["治安网格", "第2网格", "第9党建网格"]).unwrap();
    grids.write_row(4, 0, ["治安网格", "第3网格", "第1党建网格"]).unwrap();
    grids.write_row(5, 0, ["楼栋单元", "3号楼", "第3网格"]).unwrap();
    let people = book.add_worksheet().set_name(PEOPLE).unwrap();
    people.write_row(0, 0, PEOPLE_COLUMNS.iter().copied()).unwrap();
    people.write_row(1, 0, ["王甲", "王姨", "楼长", "第3网格"]).unwrap();
    people.write_row(2, 0, ["王乙", "王姨", "志愿者", "第1党建网格"]).unwrap();
    people.write_row(3, 0, ["王丙", "王姨", "志愿者", "第3网格", "", "也许"]).unwrap();
    people.write_row(4, 0, ["", "王姨", "志愿者", "第3网格"]).unwrap();
    book.save(&file).unwrap();
    let problems = read(&file).unwrap_err();
    let text = problems.to_string();
    for place in [
        "「网格」第 3 行「级别」列",
        "「网格」第 4 行「上级」列",
        "「网格」第 6 行「楼号」列",
        "「人员」第 2 行「角色」列",
        "「人员」第 3 行「所在」列",
        "「人员」第 4 行「党员」列",
        "「人员」第 5 行「姓名」列",
    ] {
        assert!(text.contains(place), "{place} in {text}");
    }
    assert_eq!(problems.0.len(), 7, "{text}");
}

#[test]
fn a_building_is_its_number_and_one_of_a_named_compound_keeps_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("buildings.xlsx");
    let mut book = Workbook::new();
    let grids = book.add_worksheet().set_name(GRIDS).unwrap();
    grids.write_row(0, 0, GRID_COLUMNS.iter().copied()).unwrap();
    grids.write_row(1, 0, ["党建网格", "第1党建网格", "社区"]).unwrap();
    grids.write_row(2, 0, ["治安网格", "第1网格", "第1党建网格"]).unwrap();
    grids.write_row(3, 0, ["楼栋单元", "甲", "第1网格", "5号楼", "1单元"]).unwrap();
    grids.write_row(4, 0, ["楼栋单元", "乙", "第1网格", "金水花园5号楼", "1"]).unwrap();
    let people = book.add_worksheet().set_name(PEOPLE).unwrap();
    people.write_row(0, 0, PEOPLE_COLUMNS.iter().copied()).unwrap();
    people.write_row(1, 0, ["王甲", "王姨", "社区", "社区"]).unwrap();
    book.save(&file).unwrap();
    let directory = read(&file).unwrap();
    let mut places: Vec<_> =
        directory.nodes().filter_map(|node| Some((node.building.clone()?, node.unit.clone()))).collect();
    places.sort();
    // As homes are written down: `tidy_place` of the phone and the reader of the office's workbook.
    let unit = Some("1".to_owned());
    assert_eq!(places, [("5".to_owned(), unit.clone()), ("金水花园5号楼".to_owned(), unit)]);
}
