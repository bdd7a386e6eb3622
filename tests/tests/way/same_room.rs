//! Two phones write down the same room and the same person of it, neither having heard the other: one record each, nothing comes
//! back, and only what they said differently stands in two values (R2).

use std::path::Path;

use jinshui_tests::{Exec, Hub, Phone, table};
use serde_json::{Value, json};

use crate::seen::{assert_whole, homes};

/// The head's phone and another that keeps the same stairwell, both enrolled and empty.
fn two(hub: &Hub, other: &str) -> (Phone, Phone) {
    (Phone::of("head-097", hub), Phone::of(other, hub))
}

fn write_down(hand: &mut Exec, tenancy: &str, phone: &str, words: &str) -> (String, String) {
    let place = json!({ "building": "33", "unit": "1" });
    let home = hand.ask("home.add", json!({ "place": place, "room": "501", "tenancy": tenancy })).unwrap();
    let home = home["id"].as_str().unwrap().to_owned();
    let fields = json!({ "phone": phone, "relation": "head", "words": words });
    let person =
        hand.ask("resident.add", json!({ "home": home, "name": "王秀英", "fields": fields })).unwrap();
    let person = person["id"].as_str().unwrap().to_owned();
    hand.ask("home.edit", json!({ "id": home, "head": person, "words": "门口有台阶" })).unwrap();
    (home, person)
}

/// Syncs both until each has heard the other; nothing comes back.
fn meet(phones: [&Phone; 2]) {
    let [one, two] = phones;
    for phone in [one, two, one] {
        let report = phone.sync();
        assert_eq!(report["refused"], 0, "{}: {report}", phone.member);
    }
}

#[test]
fn one_room_and_one_person_written_down_twice_are_one_record_each() {
    let hub = Hub::start();
    let (head, assistant) = two(&hub, "assistant-17");
    let (mut one, mut other) = (head.exec(), assistant.exec());
    let mine = write_down(&mut one, "owner", "13800000001", "腿脚不便");
    let theirs = write_down(&mut other, "rented", "13800000002", "腿脚不便");
    assert_eq!(mine, theirs, "one name on both phones");
    meet([&head, &assistant]);
    let seen = homes(&head);
    assert_eq!(seen, homes(&assistant));
    assert_eq!(seen.len(), 1);
    let home = &seen[&mine.0];
    assert_eq!(home["residents"].as_array().unwrap().len(), 1);
    assert_eq!(home["head"], json!(mine.1));
    let clash = |of: &Value| -> Vec<(String, usize)> {
        let all = of["clashes"].as_array().unwrap().iter();
        all.map(|one| (one["field"].as_str().unwrap().to_owned(), one["values"].as_array().unwrap().len()))
            .collect()
    };
    assert_eq!(clash(home), [("tenancy".to_owned(), 2)], "only what they said differently");
    assert_eq!(clash(&home["residents"][0]), [("phone".to_owned(), 2)]);
    assert_eq!(home["residents"][0]["words"], "腿脚不便", "what both said stands once");
    assert_eq!(home["words"], "门口有台阶");

    // A choice ends it, and everybody sees that it is ended.
    one.ask("home.edit", json!({ "id": mine.0, "heads": home["heads"], "tenancy": "owner" })).unwrap();
    let person = &home["residents"][0];
    let phone = json!({ "id": mine.1, "heads": person["heads"], "fields": { "phone": "13800000002" } });
    other.ask("resident.edit", phone).unwrap();
    meet([&head, &assistant]);
    let seen = homes(&assistant);
    assert_eq!(seen, homes(&head));
    let home = &seen[&mine.0];
    assert_eq!((&home["card"]["tenancy"], &home["clashes"]), (&json!("owner"), &json!([])));
    assert_eq!(
        (&home["residents"][0]["phone"], clash(&home["residents"][0]).len()),
        (&json!("13800000002"), 0)
    );
    drop((one, other));
    [&head, &assistant].into_iter().for_each(assert_whole);
}

/// Twelve rooms, each with two people and a remark.
fn register(path: &Path) -> u64 {
    let mut rows = vec![
        ["楼号", "单元", "房号", "姓名", "联系电话", "与户主关系", "房屋性质", "备注"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for number in 0..24 {
        let (room, relation) =
            (format!("{}0{}", number / 4 + 1, number / 2 % 2 + 1), ["户主", "配偶"][number % 2]);
        let phone = format!("138000007{number:02}");
        let name = format!("示例{}", ["甲", "乙"][number % 2]);
        rows.push(
            ["33", "1", &room, &name, &phone, relation, "自住", "常年在外"].map(str::to_owned).to_vec(),
        );
    }
    table(path, &rows);
    24
}

#[test]
fn one_workbook_taken_in_by_the_head_and_the_office_at_once_gives_no_doubles() {
    let hub = Hub::start();
    let (head, office) = two(&hub, "office-1");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.xlsx");
    let rows = register(&file);
    let file = file.display().to_string();
    for phone in [&head, &office] {
        let report = phone.run(&["import", &file, "--apply"]).unwrap();
        assert_eq!((&report["added"], &report["refused_rows"]), (&json!(rows), &json!(0)), "{report:#}");
    }
    meet([&head, &office]);
    let seen = homes(&head);
    assert_eq!(seen, homes(&office));
    assert_eq!(seen.len(), 12);
    for home in seen.values() {
        assert_eq!(home["residents"].as_array().unwrap().len(), 2, "{home:#}");
        assert_eq!(
            (&home["clashes"], &home["card"]["resident_clashes"]),
            (&json!([]), &json!(0)),
            "{home:#}"
        );
        assert_eq!(home["card"]["head_name"], "示例甲");
        for person in home["residents"].as_array().unwrap() {
            assert_eq!(person["words"], "常年在外", "what both workbooks said stands once");
        }
    }
    // Once more, on either phone, it says what is here already.
    for phone in [&head, &office] {
        let report = phone.run(&["import", &file, "--apply"]).unwrap();
        assert_eq!((&report["unchanged"], &report["changed"]), (&json!(rows), &json!(0)), "{report:#}");
        assert_eq!(phone.status()["unsent"], 0);
        assert_whole(phone);
    }
}
