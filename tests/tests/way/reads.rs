//! Every look into a home is written down: who, what, when and why; as many rows at the hub as looks were taken on the phones. The
//! office sees who opened unusually many; a building head asks for their own people's; numbers are shown by their ends.

use jinshui_tests::{Hub, Phone};
use serde_json::{Value, json};

const NUMBER: &str = "13800138000";

fn rows(hub: &Hub) -> Vec<Value> {
    hub.run(&["reads"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Rooms of 33号楼1单元, with a person in each.
fn homes(office: &Phone, count: u32) -> Vec<String> {
    let mut hand = office.exec();
    let ids = (0..count).map(|at| {
        let room = format!("{}{:02}", 1 + at / 4, 1 + at % 4);
        let place = json!({ "building": "33", "unit": "1" });
        let home = hand.ask("home.add", json!({ "place": place, "room": room })).unwrap()["id"].clone();
        let person = json!({ "home": home, "name": "王秀英", "fields": { "phone": NUMBER } });
        hand.ask("resident.add", person).unwrap();
        home.as_str().unwrap().to_owned()
    });
    let ids = ids.collect();
    drop(hand);
    office.sync();
    ids
}

#[test]
fn s13_every_look_into_a_home_is_a_row_at_the_hub_and_unusually_many_are_shown_to_the_office() {
    let hub = Hub::start();
    let office = Phone::of("office-1", &hub);
    let homes = homes(&office, 40);
    let (head, assistant) = (Phone::of("head-097", &hub), Phone::of("assistant-17", &hub));
    let police = Phone::of("police-1", &hub);
    let mut looks = 0;
    for (phone, count) in [(&head, 12), (&assistant, 35)] {
        phone.sync();
        let mut hand = phone.exec();
        for home in &homes[..count] {
            for _ in 0..3 {
                // What stays open is asked for again with every change; it is one look.
                hand.ask("home.show", json!({ "id": home })).unwrap();
            }
            looks += 1;
        }
        drop(hand);
        phone.sync();
    }
    police.sync();
    let closed = police.once("home.show", json!({ "id": homes[0] })).unwrap();
    assert_eq!(closed["closed"], json!(true), "of what is closed nothing was seen");
    police.once("home.look", json!({ "id": homes[0], "purpose": "核实情况" })).unwrap();
    police.once("home.show", json!({ "id": homes[0] })).unwrap();
    looks += 1;
    police.sync();
    let logged = rows(&hub);
    assert_eq!(logged.len(), looks, "as many rows as looks");
    let last = logged.last().unwrap();
    assert_eq!((&last["member"], &last["purpose"]), (&json!("police-1"), &json!("核实情况")));
    assert_eq!((&last["document"], &last["space"]), (&json!(homes[0]), &json!("homes/a097")));
    let checked: Value = serde_json::from_str(&hub.run(&["reads", "--check"])).unwrap();
    assert_eq!(checked, json!({ "rows": looks, "broken": null }));
    let said = office.once("read.list", json!({})).unwrap();
    assert_eq!(said["rows"].as_array().unwrap().len(), looks);
    let many = said["many"].as_array().unwrap();
    assert_eq!(many.len(), 1, "{many:?}");
    assert_eq!((&many[0]["by"]["id"], &many[0]["homes"]), (&json!("assistant-17"), &json!(35)));
    let own = head.once("read.list", json!({ "id": homes[0] })).unwrap();
    assert_eq!(own["rows"].as_array().unwrap().len(), 3, "the building head asks for their own people's");
    let other = Phone::of("head-098", &hub);
    other.sync();
    let none = other.once("read.list", json!({ "id": homes[0] })).unwrap();
    assert!(none["rows"].as_array().unwrap().is_empty(), "and for nobody else's");
    assert_eq!(other.once("read.list", json!({})).unwrap_err().code, "not_allowed");
    println!("s13: {looks} looks, {} rows", logged.len());
}

#[test]
fn a_number_that_is_asked_for_is_written_down_and_stands_whole_in_the_offices_own_file_alone() {
    let hub = Hub::start();
    let office = Phone::of("office-1", &hub);
    let homes = homes(&office, 1);
    let head = Phone::of("head-097", &hub);
    head.sync();
    let shown = head.once("home.show", json!({ "id": homes[0] })).unwrap();
    let person = shown["residents"][0]["id"].clone();
    let list = head.once("home.list", json!({})).unwrap().to_string();
    assert!(!list.contains(NUMBER), "no list has a number");
    let export = json!({ "kind": "home", "format": "json" });
    let file = |phone: &Phone| {
        let file = phone.once("register.export", export.clone()).unwrap();
        base64_text(file["base64"].as_str().unwrap())
    };
    let heads = file(&head);
    assert!(!heads.contains(NUMBER) && heads.contains("138****8000"), "{heads}");
    assert!(file(&office).contains(NUMBER), "the office's own register is whole");
    assert_eq!(head.once("phone.show", json!({ "id": person })).unwrap()["number"], json!(NUMBER));
    head.sync();
    let logged = rows(&hub);
    let what: Vec<_> = logged.iter().map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["opened", "exported", "phone"], "{logged:?}");
}

fn base64_text(text: &str) -> String {
    use base64::Engine;
    String::from_utf8(base64::engine::general_purpose::STANDARD.decode(text).unwrap()).unwrap()
}
