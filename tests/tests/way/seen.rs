//! What a phone shows, asked page by page.

use std::collections::BTreeMap;

use jinshui_tests::{Exec, Phone};
use serde_json::{Value, json};

/// Every report a phone lists, by id, asked in pages; listed once each.
pub(crate) fn listed(exec: &mut Exec, limit: u32) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    let mut after = Value::Null;
    loop {
        let page = exec.ask("hazard.list", json!({ "limit": limit, "after": after })).unwrap();
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

/// One report, whole.
pub(crate) fn shown(exec: &mut Exec, id: &str) -> Value {
    exec.ask("hazard.show", json!({ "id": id })).unwrap()
}

/// A report without what belongs to one phone or one viewer.
pub(crate) fn shared(mut view: Value) -> Value {
    for key in ["may_edit", "may_choose", "may_add"] {
        view.as_object_mut().unwrap().remove(key);
    }
    for key in ["delivery", "acts"] {
        view["card"].as_object_mut().unwrap().remove(key);
    }
    for photo in view["photos"].as_array_mut().unwrap() {
        for key in ["thumbnail_here", "here", "unsent"] {
            photo.as_object_mut().unwrap().remove(key);
        }
    }
    view
}

/// Every report on a phone, whole, without what is its own.
pub(crate) fn everything(phone: &Phone) -> BTreeMap<String, Value> {
    let mut exec = phone.exec();
    let ids = listed(&mut exec, 500).into_keys();
    ids.map(|id| (id.clone(), shared(shown(&mut exec, &id)))).collect()
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
