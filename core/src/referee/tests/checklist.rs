//! Checklists: only the office makes and changes them, and only sound ones.

use super::*;
use crate::checklist::{ChecklistEdit, ChecklistItem};

const OFFICE: &str = "office-1";

fn items(text: &str) -> Vec<ChecklistItem> {
    vec![ChecklistItem { id: "lane".into(), text: text.into() }]
}

fn make(by: &str) -> Edit {
    let items = items("消防通道通不通");
    ChecklistEdit::Make { name: "夜间巡逻".into(), version: "v1".into(), items }.by(&by.into(), Timestamp(5))
}

fn version(by: &str, text: &str) -> Edit {
    let version = Some(("v2".to_owned(), items(text)));
    let edit = ChecklistEdit::Change { seen: vec![], version, name: None, retired: None };
    edit.by(&by.into(), Timestamp(6))
}

fn made() -> Scene {
    let mut scene = Scene::of(Kind::Checklist, Space::Community);
    assert_eq!(scene.does(OFFICE, &make(OFFICE)), Ok(()));
    scene
}

#[test]
fn only_the_office_makes_and_changes_checklists() {
    for id in PEOPLE.iter().chain(&["head-097"]) {
        let expected = if *id == OFFICE { Ok(()) } else { Err(Reason::Space) };
        assert_eq!(Scene::of(Kind::Checklist, Space::Community).does(id, &make(id)), expected, "{id} makes");
        assert_eq!(made().does(id, &version(id, "路灯亮不亮")), expected, "{id} writes a version");
        let roles = access::roles_in(&demo(), &made().member(id), &Space::Community);
        assert_eq!(may_write_checklists(&roles), expected.is_ok(), "the buttons of {id}");
    }
    let mut grid = Scene::of(Kind::Checklist, Space::Grid("g17".into()));
    assert_eq!(grid.does(OFFICE, &make(OFFICE)), Err(Reason::Space), "it is the community's");
}

#[test]
fn a_checklist_that_no_patrol_could_walk_with_is_refused() {
    let mut scene = made();
    for text in ["", " "] {
        assert_eq!(scene.does(OFFICE, &version(OFFICE, text)), Err(Reason::Schema), "an item without words");
    }
    let lie = scene.forged(OFFICE, &version(OFFICE, "路灯亮不亮"), |change| {
        let items = r#"[{"id":"lane","text":"路灯亮不亮"}]"#;
        replace(change, items, "[]");
    });
    assert_eq!(lie, Err(Reason::Schema));
    let named = |name: &str| Edit::new(&OFFICE.into(), Timestamp(7)).set("name", name);
    assert_eq!(scene.does(OFFICE, &named("  ")), Err(Reason::Schema));
    assert_eq!(scene.does(OFFICE, &named("白天巡逻")), Ok(()));
    let state = Edit::new(&OFFICE.into(), Timestamp(7)).set("state", "burnt");
    assert_eq!(scene.does(OFFICE, &state), Err(Reason::Schema));
    let second = Scene::of(Kind::Checklist, Space::Community).writes(&make(OFFICE)).remove(0);
    assert_eq!(scene.judge(OFFICE, &second), Err(Reason::AlreadyThere));
}
