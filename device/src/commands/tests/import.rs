//! The office's workbook coming in and going out.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::register::{Person, Place, RegisterRow, write};

fn row(building: &str, unit: &str, room: &str, name: &str, phone: &str) -> RegisterRow {
    let place = Place { building: building.to_owned(), unit: unit.to_owned(), room: room.to_owned() };
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let person = Person { name: name.to_owned(), phone: said(phone), ..Person::default() };
    RegisterRow { place, person: (!name.is_empty()).then_some(person), ..RegisterRow::default() }
}

fn file(rows: &[RegisterRow]) -> Value {
    json!({ "file": { "base64": STANDARD.encode(write(rows).unwrap()) } })
}

fn five(report: &Value) -> [u64; 5] {
    ["rows", "added", "changed", "unchanged", "refused_rows"].map(|key| report[key].as_u64().unwrap())
}

#[test]
fn a_workbook_is_previewed_taken_in_once_and_changes_nothing_the_second_time() {
    let mut hand = Hand::of("office-1");
    let mut head = row("33", "1", "501", "王秀英", "13800138000");
    head.tenancy = Some("owner".to_owned());
    head.remark = Some("腿脚不便".to_owned());
    if let Some(person) = &mut head.person {
        person.relation = Some("head".to_owned());
    }
    let rows = vec![
        head,
        row("33", "1", "501", "李建军", ""),
        row("33", "1", "502", "", ""),
        row("99", "1", "101", "赵四", ""),
    ];
    let preview = hand.does("import.preview", file(&rows));
    assert_eq!(five(&preview), [4, 3, 0, 0, 1]);
    assert_eq!(
        (&preview["refused"][0]["why"], &preview["refused"][0]["row"]),
        (&json!("unknown_place"), &json!(5))
    );
    assert_eq!(
        (&preview["applied"], hand.phone.push().changes.len()),
        (&json!(false), 0),
        "nothing was written"
    );
    assert_eq!(five(&hand.does("import.apply", file(&rows))), [4, 3, 0, 0, 1]);
    let written = hand.phone.push().changes.len();
    assert_eq!(written, 4, "two homes and two people");
    assert_eq!(five(&hand.does("import.apply", file(&rows))), [4, 0, 0, 3, 1]);
    assert_eq!(hand.phone.push().changes.len(), written);
    let home = hand.does("home.list", json!({ "filter": { "search": "王秀英" } }))["rows"][0].clone();
    assert_eq!((&home["head_name"], &home["tenancy"]), (&json!("王秀英"), &json!("owner")));
}

#[test]
fn a_changed_cell_is_told_with_before_and_after_and_remarks_are_added_to() {
    let mut hand = Hand::of("office-1");
    let mut one = row("33", "1", "501", "王秀英", "13800138000");
    one.remark = Some("腿脚不便".to_owned());
    hand.does("import.apply", file(&[one.clone()]));
    if let Some(person) = &mut one.person {
        person.phone = Some("13900139000".to_owned());
    }
    one.remark = Some("养了一条狗".to_owned());
    let report = hand.does("import.apply", file(&[one]));
    assert_eq!(five(&report), [1, 0, 1, 0, 0]);
    let sets = &report["lines"][0]["sets"];
    assert_eq!(sets[0], json!({ "field": "phone", "before": "13800138000", "after": "13900139000" }));
    assert_eq!(sets[1]["after"], json!("腿脚不便\n养了一条狗"));
}

#[test]
fn a_field_with_two_values_waits_for_a_choice_and_holds_no_other_row_back() {
    let mut hand = Hand::of("office-1");
    hand.does("import.apply", file(&[row("33", "1", "501", "王秀英", "13800138000")]));
    let home = hand.does("home.list", json!({}))["rows"][0]["id"].clone();
    let person = hand.does("home.show", json!({ "id": home }))["residents"][0].clone();
    for phone in ["13900000001", "13900000002"] {
        let edit = json!({ "id": person["id"], "heads": person["heads"], "fields": { "phone": phone } });
        hand.does("resident.edit", edit);
    }
    let rows = [row("33", "1", "501", "王秀英", "13800138000"), row("33", "1", "502", "赵丽", "")];
    let report = hand.does("import.apply", file(&rows));
    assert_eq!(five(&report), [2, 1, 0, 0, 1]);
    assert_eq!(report["refused"][0]["why"], json!("two_values"));
}

#[test]
fn what_goes_out_comes_in_again_and_changes_nothing() {
    let mut hand = Hand::of("office-1");
    let mut rows = Vec::new();
    for floor in 1..=4 {
        for name in ["王秀英", "李建军", "赵丽"] {
            let mut one = row("33", "1", &format!("{floor}01"), &format!("{name}{floor}"), "");
            one.care.elder_alone = Some(floor == 2);
            one.remark = (floor == 3).then(|| "常年在外\n过年回来".to_owned());
            rows.push(one);
        }
    }
    rows.push(row("34", "2", "东户", "", ""));
    hand.does("import.apply", file(&rows));
    let gone = hand.does("home.list", json!({ "filter": { "search": "王秀英1" } }))["rows"][0]["id"].clone();
    let person = hand.does("home.show", json!({ "id": gone }))["residents"][0]["id"].clone();
    hand.does(
        "resident.edit",
        json!({ "id": person, "fields": { "state": "moved_out", "phone": "13800138000" } }),
    );
    let exported = hand.does("register.export", json!({ "kind": "home", "format": "xlsx" }));
    assert_eq!(exported["rows"], json!(13));
    let before = hand.phone.push().changes.len();
    let report = hand.does("import.apply", json!({ "file": { "base64": exported["base64"] } }));
    assert_eq!(five(&report), [13, 0, 0, 13, 0], "{report}");
    assert_eq!(hand.phone.push().changes.len(), before);
    for (kind, format) in [("home", "csv"), ("home", "json"), ("hazard", "xlsx"), ("patrol", "csv")] {
        hand.does("register.export", json!({ "kind": kind, "format": format }));
    }
}

#[test]
fn what_is_no_register_says_so_and_a_head_brings_in_only_the_own_stairwell() {
    let mut hand = Hand::of("head-097");
    let base64 = |bytes: &[u8]| json!({ "file": { "base64": STANDARD.encode(bytes) } });
    assert_eq!(hand.fails("import.preview", base64(b"hello")), Code::NotAWorkbook);
    assert_eq!(hand.fails("import.preview", file(&[])), Code::HeaderOnly);
    assert_eq!(hand.fails("import.preview", json!({ "file": { "path": "/etc/passwd" } })), Code::BadField);
    let rows = [row("33", "1", "501", "王秀英", ""), row("33", "2", "501", "赵丽", "")];
    let report = hand.does("import.apply", file(&rows));
    assert_eq!((five(&report), &report["refused"][0]["why"]), ([2, 1, 0, 0, 1], &json!("not_allowed")));
    let mut volunteer = Hand::of("volunteer-17-1");
    assert_eq!(volunteer.fails("import.preview", file(&rows)), Code::NotAllowed);
}

/// R2: a home and a person are named by what is written, so the door and the workbook have one form for it.
#[test]
fn r2_what_is_typed_at_the_door_and_what_stands_in_a_workbook_is_one_record() {
    for (typed, written, name) in [
        (("33号楼", "1单元", "501房"), ("33", "1", "501房"), "王秀英"),
        (("三十三", "一单元", "501号房"), ("33", "1", "501室"), "王 秀英"),
        (("第33栋", "1", "1-501"), ("33#", "1", "501"), "王　秀英"),
        (("33号楼1单元", "", "东户"), ("33", "1", "东户"), "王秀英"),
    ] {
        let mut hand = Hand::of("office-1");
        let place = json!({ "building": typed.0, "unit": typed.1 });
        let home = hand.writes("home.add", json!({ "place": place, "room": typed.2 })).id;
        hand.does("resident.add", json!({ "home": home, "name": name }));
        let report = hand.does("import.apply", file(&[row(written.0, written.1, written.2, "王秀英", "")]));
        assert_eq!(five(&report), [1, 0, 0, 1, 0], "{typed:?} {written:?}: {report}");
        assert_eq!(hand.does("home.list", json!({}))["total"], json!(1), "{typed:?}");
    }
    let mut hand = Hand::of("office-1");
    let elsewhere = json!({ "place": { "building": "33", "unit": "1" }, "room": "2-501" });
    assert_eq!(hand.fails("home.add", elsewhere), Code::BadField, "the room says another unit");
}

/// What police may not see of a closed home, they do not find it by either.
#[test]
fn police_find_no_home_by_what_is_closed_to_them() {
    let mut hand = Hand::of("office-1");
    hand.does("import.apply", file(&[row("33", "1", "501", "王秀英", "")]));
    let home = hand.does("home.list", json!({}))["rows"][0]["id"].clone();
    hand.does("home.edit", json!({ "id": home, "care": { "elder_alone": true } }));
    hand.phone.is_held_by("police-1");
    assert_eq!(hand.fails("home.list", json!({ "filter": { "care": ["elder_alone"] } })), Code::NotAllowed);
    assert_eq!(hand.fails("home.list", json!({ "filter": { "due": true } })), Code::NotAllowed);
    assert_eq!(hand.fails("home.list", json!({ "filter": { "clashed": true } })), Code::NotAllowed);
    let list = hand.does("home.list", json!({}));
    assert_eq!(
        (&list["rows"][0]["due"], &list["due"], &list["rows"][0]["care"]),
        (&json!(false), &json!(0), &json!([]))
    );
}
