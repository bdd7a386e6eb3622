//! Databases that earlier programs wrote, kept in `tests/golden/`: the present program opens them, brings them to the present
//! schema, and everything is there. While nothing is released there is one of each, made anew by `scripts/golden.sh` when the
//! schema moves; from the first release on each version's stays.

use std::collections::BTreeMap;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use jinshui_tests::{Hub, Phone};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::seen::{everything, homes, patrols};

/// A phone and a hub of the first schema, who know each other.
const FIRST: &str = "1";
const PHONE: &[&str] = &["store.db", "store.key"];
const HUB: &[&str] = &["server.db", "server.key"];

fn golden(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(version)
}

fn copy(names: &[&str], from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for name in names {
        std::fs::copy(from.join(name), to.join(name)).unwrap();
        // A checkout does not keep that only its owner may read a key.
        std::fs::set_permissions(to.join(name), Permissions::from_mode(0o600)).unwrap();
    }
}

fn database(folder: &Path, [file, key]: [&str; 2]) -> Connection {
    let connection = Connection::open(folder.join(file)).unwrap();
    let key = std::fs::read_to_string(folder.join(key)).unwrap();
    connection.pragma_update(None, "key", format!("x'{}'", key.trim())).unwrap();
    connection
}

/// Every table, index and trigger as SQL; the version with them.
fn schema(connection: &Connection) -> Vec<String> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    let mut statement = connection
        .prepare("SELECT name || ': ' || ifnull(sql, '') FROM sqlite_schema ORDER BY name")
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).chain([format!("version {version}")]).collect()
}

/// Rows of each table of a hub.
fn rows(connection: &Connection) -> BTreeMap<String, u64> {
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let count = |table: String| {
        let sql = format!("SELECT count(*) FROM \"{table}\"");
        (table.clone(), connection.query_row(&sql, [], |row| row.get(0)).unwrap())
    };
    tables.map(Result::unwrap).map(count).collect()
}

/// What a phone has: numbers, records whole, digests of its spaces.
fn facts(phone: &Phone) -> Value {
    let status = phone.status();
    let connection = database(phone.home(), ["store.db", "store.key"]);
    let mut statement =
        connection.prepare("SELECT name, documents, hex(digest) FROM space ORDER BY name").unwrap();
    let spaces = statement
        .query_map([], |row| {
            Ok(json!([row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?]))
        })
        .unwrap();
    json!({
        "counts": status["counts"], "unsent": status["unsent"], "refused": status["refused"],
        "member": status["member"], "spaces": spaces.map(Result::unwrap).collect::<Vec<_>>(),
        "hazards": everything(phone), "homes": homes(phone), "patrols": patrols(phone),
        "sending": phone.once("outbox.list", json!({})).unwrap(),
    })
}

/// Without what follows from the hour at which it is read.
fn timeless(mut facts: Value) -> Value {
    match &mut facts {
        Value::Object(fields) => {
            ["overdue", "due", "clock_off"].iter().for_each(|word| drop(fields.remove(*word)));
            fields.values_mut().for_each(|inner| *inner = timeless(inner.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| *inner = timeless(inner.take())),
        _ => {}
    }
    facts
}

/// A head's phone with records of every kind, one change that came back and one that waits.
fn lived(hub: &mut Hub) -> Phone {
    let phone = Phone::of("head-097", hub);
    let mut hand = phone.exec();
    let said = |asked: jinshui_tests::Asked| asked.unwrap()["id"].as_str().unwrap().to_owned();
    let hazard = said(hand.ask("hazard.report", json!({ "category": "litter", "words": "门口有纸箱" })));
    hand.ask("comment.add", json!({ "id": hazard, "text": "明天来搬" })).unwrap();
    let place = json!({ "building": "33", "unit": "1" });
    let home = said(hand.ask("home.add", json!({ "place": place, "room": "501", "tenancy": "owner" })));
    hand.ask("resident.add", json!({ "home": home, "name": "王秀英", "fields": {} })).unwrap();
    said(hand.ask("patrol.start", json!({})));
    drop(hand);
    phone.sync();
    hub.stop();
    hub.plant(Some(("JINSHUI_PLANTED_PANIC", "退回来的一句")));
    hub.serve();
    phone.once("comment.add", json!({ "id": hazard, "text": "退回来的一句" })).unwrap();
    phone.sync();
    phone.once("comment.add", json!({ "id": hazard, "text": "还没送到的一句" })).unwrap();
    hub.stop();
    phone
}

#[test]
#[ignore = "writes the golden databases anew: scripts/golden.sh"]
fn write() {
    let mut hub = Hub::start();
    let phone = lived(&mut hub);
    copy(PHONE, phone.home(), &golden(FIRST).join("phone"));
    copy(HUB, &hub.data(), &golden(FIRST).join("hub"));
    let facts =
        json!({ "phone": facts(&phone), "hub": rows(&database(&hub.data(), ["server.db", "server.key"])) });
    std::fs::write(golden(FIRST).join("facts.json"), serde_json::to_string_pretty(&facts).unwrap() + "\n")
        .unwrap();
}

#[test]
fn golden_databases_open_as_they_were_with_the_present_schema() {
    let fresh = Hub::start();
    let fresh_phone = Phone::of("head-097", &fresh);
    let schemas = |phone: &Phone, hub: &Hub| {
        (
            schema(&database(phone.home(), ["store.db", "store.key"])),
            schema(&database(&hub.data(), ["server.db", "server.key"])),
        )
    };
    let current = schemas(&fresh_phone, &fresh);
    for version in std::fs::read_dir(golden("")).unwrap() {
        let version = version.unwrap().path();
        let (phone, mut hub) = (Phone::blank(), Hub::nowhere());
        copy(PHONE, &version.join("phone"), phone.home());
        copy(HUB, &version.join("hub"), &hub.data());
        let expected: Value =
            serde_json::from_slice(&std::fs::read(version.join("facts.json")).unwrap()).unwrap();
        let expected = timeless(expected);
        let again = "if the schema moved before a release: scripts/golden.sh";
        let facts = timeless(facts(&phone));
        for part in
            ["counts", "unsent", "refused", "member", "spaces", "hazards", "homes", "patrols", "sending"]
        {
            assert_eq!(facts[part], expected["phone"][part], "{part}; {again}");
        }
        assert!(!phone.rebuild_differs());
        hub.serve();
        assert_eq!(schemas(&phone, &hub), current, "{again}");
        let counted = rows(&database(&hub.data(), ["server.db", "server.key"]));
        assert_eq!(json!(counted), expected["hub"], "{again}");
        // They know each other still: what waited goes out, and a second phone of hers reads it all.
        phone.ask(&hub.url(), "1").unwrap_err();
        phone.run(&["server", &hub.url()]).unwrap();
        assert_eq!(phone.sync()["complete"], true);
        assert_eq!(phone.status()["unsent"], 0);
        let reader = Phone::of("head-097", &hub);
        reader.sync();
        assert_eq!(everything(&reader), everything(&phone));
    }
}
