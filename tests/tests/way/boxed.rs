//! The refusals box, with real phones (R19): what was refused is read by those who manage the place, written once more under their
//! name, and settled for everybody. Its author's phone keeps the words as long as they may read there, and then only that there was
//! something.

use std::time::Duration;

use jinshui_core::community::{Post, Role};
use jinshui_tests::{Hub, Phone, decrypted, raw};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything};

/// Longer ago than what was written without hearing of it is taken in (R15).
const LONG_AGO: Duration = Duration::from_secs(31 * 24 * 60 * 60);
const STEP: &str = "我来受理，紫水晶";
const COMMENT: &str = "已经联系车主，绿松石";

fn post(hub: &Hub, member: &str, role: Role, node: &str) {
    hub.change_member(member, LONG_AGO, |one| one.posts = vec![Post { role, node: node.into() }]);
}

fn in_box(phone: &Phone) -> Vec<Value> {
    phone.once("refusal.list", json!({})).unwrap()["items"].as_array().unwrap().clone()
}

fn args(item: &Value) -> Value {
    json!({ "id": item["id"], "hash": item["hash"] })
}

fn boxed_count(phone: &Phone) -> Value {
    phone.sync();
    phone.once("sending.show", json!({})).unwrap()["boxed"].clone()
}

/// A report, and an assistant who has lost the post long ago and accepts it.
fn refused_step(hub: &Hub) -> (Phone, Phone, String) {
    let (reporter, assistant) = (Phone::of("volunteer-17-1", hub), Phone::of("assistant-17", hub));
    let args = json!({ "category": "fire_lane", "place": { "building": "33", "unit": "1" }, "words": "消防通道停了车" });
    let id = reporter.once("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned();
    reporter.sync();
    assistant.sync();
    post(hub, "assistant-17", Role::Volunteer, "g17");
    assistant.once("hazard.act", json!({ "id": id, "act": "accept", "note": STEP })).unwrap();
    let report = assistant.sync();
    assert_eq!(report["refused"], 1, "{report}");
    (reporter, assistant, id)
}

#[test]
fn r19_the_office_reads_what_was_refused_and_writes_it_once_more_under_its_own_name() {
    let hub = Hub::start();
    let (reporter, assistant, id) = refused_step(&hub);
    let (officer, worker) = (Phone::of("office-1", &hub), Phone::of("worker-5", &hub));
    assert_eq!(
        (boxed_count(&officer), boxed_count(&worker), boxed_count(&reporter)),
        (json!(1), json!(1), json!(0))
    );
    assert!(in_box(&reporter).is_empty());
    let own = in_box(&assistant);
    assert_eq!((&own[0]["text"], &own[0]["may_settle"]), (&json!(STEP), &json!(false)), "{own:?}");
    let denied = assistant.once("refusal.refile", args(&own[0])).unwrap_err();
    assert_eq!(denied.code, "not_allowed");

    let found = in_box(&officer);
    let item = &found[0];
    let said = (&item["text"], &item["reason"], &item["writing"], &item["by"]["id"], &item["may_refile"]);
    let expected = (&json!(STEP), &json!("role"), &json!("act"), &json!("assistant-17"), &json!(true));
    assert_eq!(said, expected, "{item}");
    officer.once("refusal.refile", args(item)).unwrap();
    // A finger taps twice, or the answer was lost.
    officer.once("refusal.refile", args(item)).unwrap();
    let late = worker.once("refusal.refile", args(item)).unwrap_err();
    assert_eq!(late.code, "already_settled", "two do not both write it");
    [&officer, &reporter, &worker].into_iter().for_each(|phone| drop(phone.sync()));
    let view = &everything(&reporter)[&id];
    assert_eq!((&view["card"]["status"], view["steps"].as_array().unwrap().len()), (&json!("accepted"), 1));
    assert_eq!(
        (&view["steps"][0]["note"], &view["steps"][0]["by"]["id"]),
        (&json!(STEP), &json!("office-1"))
    );
    for phone in [&officer, &worker, &assistant] {
        let settled = &in_box(phone)[0]["settled"];
        assert_eq!((&settled["how"], &settled["by"]["id"]), (&json!("refiled"), &json!("office-1")));
    }
    assert_eq!((boxed_count(&officer), boxed_count(&worker)), (json!(0), json!(0)));
    // Its author's phone shows it until they put it away.
    let mine = assistant.once("outbox.list", json!({})).unwrap();
    assert_eq!((&mine["refused"][0]["text"], &mine["left"]), (&json!(STEP), &json!([])));
    assert_whole(&officer);
}

#[test]
fn r19_where_its_author_may_read_no_more_their_phone_keeps_one_line_and_no_word() {
    let hub = Hub::start();
    let (_, assistant, id) = refused_step(&hub);
    let back = assistant.once("outbox.list", json!({})).unwrap()["refused"][0].clone();
    assert_eq!(back["text"], STEP);
    assert!(decrypted(assistant.home()).holds(STEP), "the words are looked for where they would be");
    post(&hub, "assistant-17", Role::Volunteer, "g18");
    assistant.sync();
    let left = assistant.once("outbox.list", json!({})).unwrap();
    assert_eq!(left["refused"], json!([]), "{left}");
    let line = &left["left"][0];
    assert_eq!((&line["hash"], &line["kept"]), (&back["hash"], &json!(true)), "{left}");
    assert!(line["at"].is_i64() && line.as_object().unwrap().len() == 3, "{line}");
    for found in [decrypted(assistant.home()), raw(assistant.home())] {
        assert!(!found.holds(STEP) && !found.holds("消防通道停了车"));
        assert!(
            !found.holds_bytes(uuid::Uuid::parse_str(&id).unwrap().as_bytes()),
            "nor which record it was"
        );
    }
    assert!(in_box(&assistant).is_empty());
    // What is said to be kept is kept.
    assert_eq!(in_box(&Phone::of("office-1", &hub))[0]["text"], STEP);
    assistant.once("refused.dismiss", json!({ "hash": line["hash"] })).unwrap();
    assert_eq!(assistant.once("outbox.list", json!({})).unwrap()["left"], json!([]));
    assert_eq!(assistant.status()["refused"], 0);
}

#[test]
fn r19_a_report_for_a_grid_that_is_not_ones_own_any_more_is_with_those_who_manage_it() {
    let hub = Hub::start();
    let (moved, officer) = (Phone::of("volunteer-17-2", &hub), Phone::of("police-1", &hub));
    post(&hub, "volunteer-17-2", Role::Volunteer, "g18");
    let mut hand = moved.exec();
    let report = json!({ "category": "litter", "words": "楼道有垃圾，琥珀" });
    let id = hand.ask("hazard.report", report).unwrap()["id"].as_str().unwrap().to_owned();
    hand.ask("comment.add", json!({ "id": id, "text": COMMENT })).unwrap();
    drop(hand);
    moved.sync();
    let left = moved.once("outbox.list", json!({})).unwrap();
    assert_eq!((&left["refused"], left["left"].as_array().unwrap().len()), (&json!([]), 2), "{left}");
    assert!(left["left"].as_array().unwrap().iter().all(|one| one["kept"] == true), "{left}");
    let found = decrypted(moved.home());
    assert!(!found.holds("琥珀") && !found.holds(COMMENT));

    // Those who manage the grid have both, and write both once more.
    let lies = in_box(&officer);
    let texts: Vec<_> = lies.iter().filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(texts, [COMMENT, "楼道有垃圾，琥珀"]);
    assert_eq!((&lies[0]["reason"], &lies[0]["may_refile"]), (&json!("depends_on_refused"), &json!(false)));
    officer.once("refusal.refile", args(&lies[1])).unwrap();
    let comment = in_box(&officer).into_iter().find(|one| one["text"] == COMMENT).unwrap();
    assert_eq!(comment["may_refile"], true, "{comment}");
    officer.once("refusal.refile", args(&comment)).unwrap();
    officer.sync();
    let other = Phone::of("volunteer-17-1", &hub);
    let view = &everything(&other)[&id];
    assert_eq!(
        (&view["words"], &view["card"]["reporter"]["id"]),
        (&json!("楼道有垃圾，琥珀"), &json!("police-1"))
    );
    assert_eq!(
        (&view["comments"][0]["text"], &view["comments"][0]["by"]["id"]),
        (&json!(COMMENT), &json!("police-1"))
    );
    assert!(hub.refusals().len() == 2, "{:?}", hub.refusals());
    [&officer, &other].into_iter().for_each(assert_whole);
}
