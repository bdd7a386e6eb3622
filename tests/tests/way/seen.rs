//! What a phone shows, asked page by page.

use std::collections::BTreeMap;

use jinshui_tests::{Exec, Phone};
use serde_json::{Value, json};

/// Every report a phone lists, by id, asked in pages; listed once each.
pub(crate) fn listed(exec: &mut Exec, limit: u32) -> BTreeMap<String, Value> {
    rows(exec, "hazard.list", limit)
}

/// One report, whole.
pub(crate) fn shown(exec: &mut Exec, id: &str) -> Value {
    exec.ask("hazard.show", json!({ "id": id })).unwrap()
}

/// Every report on a phone, whole, without what is its own.
pub(crate) fn everything(phone: &Phone) -> BTreeMap<String, Value> {
    let mut exec = phone.exec();
    let ids = listed(&mut exec, 500).into_keys();
    ids.map(|id| (id.clone(), common(shown(&mut exec, &id)))).collect()
}

/// Nothing waits, nothing came back, everything is there, and the projections are what the documents say.
pub(crate) fn assert_whole(phone: &Phone) {
    let status = phone.status();
    let who = &phone.member;
    assert_eq!((&status["unsent"], &status["refused"]), (&json!(0), &json!(0)), "{who}: {status}");
    assert!(
        status["spaces"].as_array().unwrap().iter().all(|space| space["complete"] == true),
        "{who}: {status}"
    );
    assert!(!status["complete_at"].is_null(), "{who}: {status}");
    assert!(!phone.rebuild_differs(), "{who}: a rebuild changed the projections");
}

/// Every row that a list command gives, by id, asked in pages; listed once each.
pub(crate) fn rows(exec: &mut Exec, command: &str, limit: u32) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    let mut after = Value::Null;
    loop {
        let page = exec.ask(command, json!({ "limit": limit, "after": after })).unwrap();
        for row in page["rows"].as_array().unwrap() {
            let id = row["id"].as_str().unwrap().to_owned();
            assert!(all.insert(id, row.clone()).is_none(), "listed twice: {row}");
        }
        if page["next"].is_null() {
            assert_eq!(json!(all.len()), page["total"]);
            return all;
        }
        after = page["next"].clone();
    }
}

/// A record of any kind without what belongs to one phone or one viewer.
pub(crate) fn common(mut view: Value) -> Value {
    match &mut view {
        Value::Object(fields) => {
            for own in [
                "delivery",
                "acts",
                "may_edit",
                "may_keep",
                "may_move",
                "may_choose",
                "may_add",
                "may_record",
                "thumbnail_here",
                "here",
                "unsent",
            ] {
                fields.remove(own);
            }
            fields.values_mut().for_each(|inner| *inner = common(inner.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| *inner = common(inner.take())),
        _ => {}
    }
    view
}

/// Every home on a phone, whole, with its people, without what is its own.
pub(crate) fn homes(phone: &Phone) -> BTreeMap<String, Value> {
    whole(&mut phone.exec(), "home.list", "home.show")
}

/// Every patrol on a phone, whole, without what is its own.
pub(crate) fn patrols(phone: &Phone) -> BTreeMap<String, Value> {
    whole(&mut phone.exec(), "patrol.list", "patrol.show")
}

/// Every record that a list gives, shown whole, without what belongs to one phone or viewer.
pub(crate) fn whole(exec: &mut Exec, list: &str, show: &str) -> BTreeMap<String, Value> {
    let ids = rows(exec, list, 50).into_keys();
    ids.map(|id| (id.clone(), common(exec.ask(show, json!({ "id": id })).unwrap()))).collect()
}
