//! Patrols, checklists, homes and residents are plain Automerge documents too: the stock JavaScript library reads from each file what
//! the phone shows, with both values where two stand.

use jinshui_tests::{Chance, Exec, Hub, Phone};
use serde_json::{Value, json};

use crate::stock::{assert_same, clashes, read, sorted};

const RECORDS: usize = 6;

/// What was made, by kind.
#[derive(Default)]
struct Made {
    list: String,
    patrols: Vec<String>,
    homes: Vec<String>,
    people: Vec<String>,
}

fn id_of(hand: &mut Exec, command: &str, args: Value) -> String {
    let done = hand.ask(command, args.clone());
    done.unwrap_or_else(|failed| panic!("{command} {args}: {failed:?}"))["id"].as_str().unwrap().to_owned()
}

/// Records of every kind; the head's phone and the assistant's change each at once.
fn records(hub: &Hub) -> (Phone, Made) {
    let mut chance = Chance::new(20);
    let office = Phone::of("office-1", hub);
    let items = json!([{ "id": "lane", "text": "消防通道通不通" }, { "id": "lamp", "text": "路灯亮不亮" }]);
    let list = id_of(
        &mut office.exec(),
        "checklist.save",
        json!({ "id": chance.id(), "name": "夜间巡逻", "items": items }),
    );
    office.sync();
    let (phone, other) = (Phone::of("head-097", hub), Phone::of("assistant-17", hub));
    let (mut one, mut two) = (phone.exec(), other.exec());
    let mut made = Made { list, ..Made::default() };
    for number in 0..RECORDS {
        let start =
            json!({ "checklist": made.list, "area": format!("第{number}段😀"), "team": ["volunteer-17-1"] });
        made.patrols.push(id_of(&mut one, "patrol.start", start));
        for (hand, tenancy, phone) in
            [(&mut one, "owner", "13800000001"), (&mut two, "rented", "13800000002")]
        {
            let tenancy = if number.is_multiple_of(2) { tenancy } else { "owner" };
            let place = json!({ "building": "33", "unit": "1" });
            let home = id_of(
                hand,
                "home.add",
                json!({ "place": place, "room": format!("{}01", number + 1), "tenancy": tenancy }),
            );
            let fields = json!({ "phone": phone, "relation": "head", "born": "1956" });
            let person =
                id_of(hand, "resident.add", json!({ "home": home, "name": "王秀英", "fields": fields }));
            id_of(hand, "home.visit", json!({ "id": home, "outcome": "met", "note": phone }));
            if !made.homes.contains(&home) {
                made.homes.push(home);
                made.people.push(person);
            }
        }
        let (home, person) = (&made.homes[number], &made.people[number]);
        let edit = json!({ "id": home, "head": person, "owner": "李示例", "care": { "elder_alone": true }, "words": "电梯坏了😀" });
        one.ask("home.edit", edit).unwrap();
        one.ask("comment.add", json!({ "id": home, "text": "看过了" })).unwrap();
    }
    [&phone, &other, &phone].into_iter().for_each(|phone| drop(phone.sync()));
    for patrol in &made.patrols {
        for (hand, act) in [(&mut one, "pause"), (&mut two, "end")] {
            hand.ask("patrol.tick", json!({ "id": patrol, "item": "lane", "mark": "problem", "note": act }))
                .unwrap();
            hand.ask("patrol.act", json!({ "id": patrol, "act": act, "note": "走了一半" })).unwrap();
            hand.ask("comment.add", json!({ "id": patrol, "text": act })).unwrap();
        }
    }
    let later =
        json!({ "id": made.list, "items": [{ "id": "lane", "text": "消防通道和大门" }], "name": "白天巡逻" });
    office.once("checklist.save", later).unwrap();
    [&office, &other, &phone].into_iter().for_each(|phone| drop(phone.sync()));
    (phone, made)
}

fn list(view: &Value, key: &str, keys: &[&str]) -> Value {
    let item = |one: &Value| {
        let said = keys.iter().map(|key| ((*key).to_owned(), one[*key].clone()));
        Value::Object(said.chain([("by".to_owned(), one["by"]["id"].clone())]).collect())
    };
    sorted(view[key].as_array().unwrap().iter().map(item))
}

/// The same keys and lists of what was read; fields that no view tells are left out.
fn without(mut read: Value, lists: &[(&str, &[&str])]) -> Value {
    for (list, unshown) in lists {
        for item in read[*list].as_array_mut().unwrap() {
            unshown.iter().for_each(|key| {
                assert!(item.as_object_mut().unwrap().remove(*key).is_some(), "{list} without {key}")
            });
        }
        read[*list] = sorted(read[*list].as_array().unwrap().clone().into_iter());
    }
    read
}

/// Remarks are stored a line each, with its end.
fn lines(view: &Value) -> Value {
    match view["words"].as_str() {
        Some("") | None => json!(""),
        Some(words) => json!(format!("{words}\n")),
    }
}

fn assert_home(read: &Value, view: &Value, id: &str) {
    let card = &view["card"];
    let fields = json!({
        "kind": "home", "schema": 1, "building": card["place"]["building"], "unit": card["place"]["unit"], "room": card["room"],
        "state": card["state"], "tenancy": card["tenancy"], "owner": view["owner"], "head": view["head"], "elder_alone": "yes",
        "words": lines(view), "comments": list(view, "comments", &["id", "at", "text"]),
        "visits": list(view, "visits", &["at", "outcome", "note"]), "looks": list(view, "looks", &["at", "purpose"]),
    });
    assert_eq!(card["care"], json!(["elder_alone"]));
    let read_fields =
        without(read["fields"].clone(), &[("comments", &[]), ("visits", &["id"]), ("looks", &[])]);
    assert_same(&read_fields, &fields, id);
    assert_eq!(read["clashes"], clashes(view), "{id}");
}

fn assert_person(read: &Value, view: &Value, id: &str) {
    let mut fields = json!({ "kind": "resident", "schema": 1 });
    for key in ["home", "name", "state", "phone", "relation", "born"] {
        fields[key] = view[key].clone();
    }
    fields["words"] = lines(view);
    assert_same(&read["fields"], &fields, id);
    assert_eq!(read["clashes"], clashes(view), "{id}");
}

fn assert_patrol(read: &Value, view: &Value, list_id: &str, id: &str) {
    let card = &view["card"];
    let mut steps = list(view, "steps", &["act", "to", "note", "at"]);
    steps.as_array_mut().unwrap().iter_mut().for_each(|step| step["assignee"] = json!(""));
    let mut fields = json!({
        "kind": "patrol", "schema": 1, "leader": card["leader"]["id"], "started_at": card["started_at"], "status": card["status"],
        "area": card["area"], "checklist": list_id, "version": view["checklist"]["id"], "words": view["words"],
        "comments": list(view, "comments", &["id", "at", "text"]), "steps": sorted(steps.as_array().unwrap().clone().into_iter()),
    });
    let mut read_fields = without(read["fields"].clone(), &[("comments", &[]), ("steps", &["id"])]);
    // Of ticks the last of each item is shown, and of the team who is on it.
    let taken = read_fields.as_object_mut().unwrap();
    let (ticks, team) = (taken.remove("ticks").unwrap(), taken.remove("team").unwrap());
    let shown = &view["ticks"][0];
    assert_eq!((ticks.as_array().unwrap().len(), &shown["times"]), (2, &json!(2)));
    let said = |tick: &Value| (tick["item"].clone(), tick["mark"].clone(), tick["note"].clone());
    assert!(ticks.as_array().unwrap().iter().any(|tick| said(tick) == said(shown)), "{ticks}");
    assert_eq!(
        (&team[0]["member"], &card["team"][1]["id"]),
        (&json!("volunteer-17-1"), &json!("volunteer-17-1"))
    );
    fields["status"] = card["status"].clone();
    assert_same(&read_fields, &fields, id);
    assert_eq!(read["clashes"], clashes(view), "{id}");
    assert_eq!(read["clashes"]["status"], json!(["ended", "paused"]), "both stand");
}

#[test]
fn a_stock_automerge_in_javascript_reads_patrols_homes_and_their_people() {
    let hub = Hub::start();
    let (phone, made) = records(&hub);
    let folder = tempfile::tempdir().unwrap();
    let ids: Vec<&String> = [std::slice::from_ref(&made.list), &made.patrols, &made.homes, &made.people]
        .into_iter()
        .flatten()
        .collect();
    let file = |id: &&String| {
        let path = folder.path().join(id);
        std::fs::write(&path, phone.document(id)).unwrap();
        path
    };
    let all = read(&ids.iter().map(file).collect::<Vec<_>>());
    assert_eq!(all.len(), 1 + 3 * RECORDS);
    let mut hand = phone.exec();
    let lists = hand.ask("checklist.list", json!({})).unwrap();
    let mut show = |command: &str, id: &str| hand.ask(command, json!({ "id": id })).unwrap();
    let versions = all[0]["fields"]["versions"].as_array().unwrap();
    assert_eq!((&lists["rows"][0]["name"], versions.len()), (&all[0]["fields"]["name"], 2));
    let items: Value = serde_json::from_str(versions[1]["items"].as_str().unwrap()).unwrap();
    assert_eq!(lists["rows"][0]["current"]["items"], items);
    let (patrols, rest) = all[1..].split_at(RECORDS);
    for (read, id) in patrols.iter().zip(&made.patrols) {
        assert_patrol(read, &show("patrol.show", id), &made.list, id);
    }
    let mut clashed = 0;
    for (number, id) in made.homes.iter().enumerate() {
        let view = show("home.show", id);
        assert_home(&rest[number], &view, id);
        assert_person(&rest[RECORDS + number], &view["residents"][0], &made.people[number]);
        clashed += usize::from(view["clashes"] != json!([]));
    }
    println!(
        "stock: {} records of four more kinds read by JavaScript, {clashed} homes with clashes",
        all.len()
    );
    assert_eq!(clashed, RECORDS / 2);
}
