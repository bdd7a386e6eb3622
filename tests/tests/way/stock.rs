//! A record's file is a plain Automerge document: the stock JavaScript library reads from it what the phone shows.

use std::collections::BTreeMap;
use std::process::Command;

use jinshui_tests::{Chance, Exec, Hub, Phone, picture, repository};
use serde_json::{Value, json};

use crate::seen::shown;

const RECORDS: usize = 20;
/// Characters: as much as several changes carry.
const LONG: usize = 12_000;

/// Records of every sort, written by two people at once.
fn records(hub: &Hub) -> (Phone, Vec<String>) {
    let mut chance = Chance::new(20);
    let (phone, other) = (Phone::of("volunteer-17-1", hub), Phone::of("assistant-17", hub));
    let mut hand = phone.exec();
    let mut ids = Vec::new();
    for number in 0..RECORDS {
        let words = if number % 10 == 0 {
            "楼道里堆了纸箱，挡住了门。".repeat(LONG / 13)
        } else {
            format!("第{number}件😀 é")
        };
        let path = phone.home().join("camera.jpg");
        std::fs::write(&path, picture(&mut chance)).unwrap();
        let photos = vec![json!({ "path": path }); usize::from(number % 3 == 0)];
        let place = json!({ "building": "33", "unit": (number % 3 + 1).to_string() });
        let mut args = json!({ "category": "fire_lane", "words": words, "place": place, "photos": photos });
        if number.is_multiple_of(2) {
            args["point"] = json!({ "lat": 37.4346, "lon": 118.6747, "accuracy": 12.5 });
        }
        ids.push(hand.ask("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned());
    }
    phone.sync();
    other.sync();
    let mut second = other.exec();
    for (number, id) in ids.iter().enumerate() {
        written_at_once(number, id, &mut hand, &mut second);
    }
    for phone in [&phone, &other, &phone] {
        phone.sync();
    }
    (phone, ids)
}

fn written_at_once(number: usize, id: &str, one: &mut Exec, two: &mut Exec) {
    for comment in 0..number % 4 {
        one.ask("comment.add", json!({ "id": id, "text": format!("第{comment}句：看过了") })).unwrap();
        two.ask("comment.add", json!({ "id": id, "text": format!("收到{comment}") })).unwrap();
    }
    if number.is_multiple_of(2) {
        one.ask("hazard.edit", json!({ "id": id, "severity": "urgent", "unit": "3" })).unwrap();
        two.ask("hazard.edit", json!({ "id": id, "severity": "danger", "category": "litter" })).unwrap();
    }
    if number % 3 == 1 {
        two.ask(
            "hazard.act",
            json!({ "id": id, "act": "assign", "assignee": "property", "note": "请物业处理" }),
        )
        .unwrap();
        two.ask("hazard.act", json!({ "id": id, "act": "start" })).unwrap();
    }
}

/// What the stock library reads of these files.
pub(crate) fn read(files: &[std::path::PathBuf]) -> Vec<Value> {
    let folder = repository().join("tests/automerge-js");
    assert!(
        folder.join("node_modules/@automerge/automerge").is_dir(),
        "the stock Automerge is not here; run `npm ci` in tests/automerge-js first (scripts/setup.sh does)"
    );
    let output = Command::new("node").arg(folder.join("read.mjs")).args(files).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What the phone shows, told in the document's own keys.
fn fields(shown: &Value) -> Value {
    let card = &shown["card"];
    let person = |one: &Value| one["by"]["id"].clone();
    let comments = shown["comments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!({ "id": one["id"], "by": person(one), "at": one["at"], "text": one["text"] }));
    let photos = shown["photos"].as_array().unwrap().iter().map(|one| {
        json!({ "id": one["id"], "by": person(one), "at": one["at"], "hash": one["hash"], "thumbnail": one["thumbnail"] })
    });
    let steps = shown["steps"].as_array().unwrap().iter().map(|one| {
        let assignee = one["assignee"].as_str().unwrap_or_default();
        json!({ "act": one["act"], "to": one["to"], "assignee": assignee, "note": one["note"], "by": person(one), "at": one["at"] })
    });
    let mut fields = json!({
        "kind": "hazard", "schema": 1, "reporter": card["reporter"]["id"], "reported_at": card["reported_at"], "category": card["category"],
        "severity": card["severity"], "status": card["status"], "words": shown["words"],
        "building": card["place"]["building"], "unit": card["place"]["unit"],
        "comments": sorted(comments), "photos": sorted(photos), "steps": sorted(steps),
    });
    if !card["assignee"].is_null() {
        fields["assignee"] = card["assignee"].clone();
    }
    if let Some(point) = card["point"].as_object() {
        fields["point"] = json!(format!("geo:{},{};u={}", point["lat"], point["lon"], point["accuracy"]));
    }
    fields
}

/// The same keys and values, compared one by one: the words are long.
pub(crate) fn assert_same(read: &Value, shown: &Value, id: &str) {
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(read), keys(shown), "{id}");
    for key in keys(read) {
        assert!(
            read[&key] == shown[&key],
            "{key} of {id}: {:.400} is not {:.400}",
            read[&key].to_string(),
            shown[&key].to_string()
        );
    }
}

/// The order people see is causal, a document's is not; here only what is in it matters.
pub(crate) fn sorted(items: impl Iterator<Item = Value>) -> Value {
    let mut items: Vec<Value> = items.collect();
    items.sort_by_key(Value::to_string);
    Value::Array(items)
}

pub(crate) fn clashes(shown: &Value) -> Value {
    let clash = |one: &Value| {
        let mut values: Vec<&str> =
            one["values"].as_array().unwrap().iter().filter_map(|value| value["value"].as_str()).collect();
        values.sort_unstable();
        (one["field"].as_str().unwrap().to_owned(), json!(values))
    };
    json!(shown["clashes"].as_array().unwrap().iter().map(clash).collect::<BTreeMap<_, _>>())
}

#[test]
fn a_stock_automerge_in_javascript_reads_what_the_phone_shows() {
    let hub = Hub::start();
    let (phone, ids) = records(&hub);
    let folder = tempfile::tempdir().unwrap();
    let file = |id: &String| {
        let path = folder.path().join(id);
        std::fs::write(&path, phone.document(id)).unwrap();
        path
    };
    let files: Vec<_> = ids.iter().map(file).collect();
    let mut hand = phone.exec();
    let all = read(&files);
    assert_eq!(all.len(), ids.len());
    let mut clashed = 0;
    for (id, mut read) in ids.iter().zip(all) {
        let view = shown(&mut hand, id);
        for (list, unshown) in
            [("comments", &[][..]), ("photos", &["bytes", "width", "height"]), ("steps", &["id"])]
        {
            let items = read["fields"][list].as_array_mut().unwrap();
            for item in items.iter_mut() {
                for key in unshown {
                    assert!(item.as_object_mut().unwrap().remove(*key).is_some(), "{list} without {key}");
                }
            }
            read["fields"][list] = sorted(items.clone().into_iter());
        }
        assert_same(&read["fields"], &fields(&view), id);
        assert_eq!(read["clashes"], clashes(&view), "{id}");
        clashed += usize::from(read["clashes"] != json!({}));
    }
    println!("stock: {} records read by JavaScript, {clashed} with clashes", ids.len());
    assert_eq!(clashed, RECORDS / 2);
}
