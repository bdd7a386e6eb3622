//! What the hub refuses: kept there with its reason, kept on the author's phone with its words, seen by nobody else, and what
//! was written after it goes on (R18, R19). The refusals are honest: somebody's post changed, and their phone was
//! away for longer than the time for which late work is taken in (R15).

use std::time::Duration;

use jinshui_core::community::{Post, Role};
use jinshui_tests::{Chance, Hub, Phone, picture};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything, listed, shown};

/// How long ago a post was lost whose holder was away for longer than what they wrote then is still taken in.
const LONG_AGO: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// The office gave a member another post long ago.
fn post(hub: &Hub, member: &str, role: Role, node: &str) {
    hub.change_member(member, LONG_AGO, |one| one.posts = vec![Post { role, node: node.into() }]);
}

fn refused(phone: &Phone) -> Vec<Value> {
    phone.once("outbox.list", json!({})).unwrap()["refused"].as_array().unwrap().clone()
}

#[test]
fn a_step_by_who_has_lost_the_post_comes_back_with_its_words_and_the_rest_stands() {
    let hub = Hub::start();
    let reporter = Phone::of("volunteer-17-1", &hub);
    let assistant = Phone::of("assistant-17", &hub);
    let officer = Phone::of("police-1", &hub);
    let args = json!({ "category": "fire_lane", "place": { "building": "33", "unit": "1" }, "words": "消防通道停了车" });
    let id = reporter.once("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned();
    reporter.sync();
    assistant.sync();

    post(&hub, "assistant-17", Role::Volunteer, "g17");
    let mut hand = assistant.exec();
    hand.ask("hazard.act", json!({ "id": id, "act": "accept", "note": "我来受理，下午去" })).unwrap();
    hand.ask("comment.add", json!({ "id": id, "text": "已经联系车主" })).unwrap();
    hand.ask("comment.add", json!({ "id": id, "text": "车主说五点来" })).unwrap();
    assert_eq!(shown(&mut hand, &id)["card"]["status"], "accepted");
    let report = assistant.sync();
    assert_eq!(report["refused"], 1, "{report}");
    assistant.sync();

    let box_of_the_hub = hub.refusals();
    assert_eq!(box_of_the_hub.len(), 1, "{box_of_the_hub:?}");
    assert_eq!(
        (&box_of_the_hub[0]["reason"], &box_of_the_hub[0]["document"]),
        (&json!("role"), &json!(id)),
        "{:?}",
        box_of_the_hub[0]
    );
    let mine = refused(&assistant);
    assert_eq!(mine.len(), 1, "{mine:?}");
    assert_eq!((&mine[0]["text"], &mine[0]["reason"]), (&json!("我来受理，下午去"), &json!("role")));
    assert_eq!(assistant.status()["unsent"], 0);

    officer.sync();
    reporter.sync();
    let seen = everything(&officer);
    assert_eq!(seen, everything(&assistant));
    assert_eq!(seen, everything(&reporter));
    let view = &seen[&id];
    assert_eq!((&view["card"]["status"], &view["steps"]), (&json!("reported"), &json!([])));
    let said: Vec<&str> =
        view["comments"].as_array().unwrap().iter().filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(said, ["已经联系车主", "车主说五点来"]);
    assert_eq!(shown(&mut hand, &id)["card"]["delivery"], "refused");

    // With the post back, the same goes once more, as a new change.
    post(&hub, "assistant-17", Role::GridAssistant, "g17");
    assistant.sync();
    hand.ask("refused.again", json!({ "hash": mine[0]["hash"] })).unwrap();
    assistant.sync();
    officer.sync();
    assert_eq!(shown(&mut officer.exec(), &id)["card"]["status"], "accepted");
    drop(hand);
    [&assistant, &officer].into_iter().for_each(assert_whole);
}

#[test]
fn a_report_by_who_may_not_report_any_more_comes_back_and_goes_once_more_with_its_photo() {
    let mut chance = Chance::new(3);
    let hub = Hub::start();
    let (other, officer) = (Phone::of("volunteer-17-2", &hub), Phone::of("police-1", &hub));
    // The property company reads the grid and does not report.
    post(&hub, "volunteer-17-2", Role::Property, "g17");
    let path = other.home().join("camera.jpg");
    std::fs::write(&path, picture(&mut chance)).unwrap();
    let mut hand = other.exec();
    let args = json!({ "category": "litter", "words": "楼道有垃圾", "photos": [{ "path": path }] });
    let id = hand.ask("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned();
    hand.ask("comment.add", json!({ "id": id, "text": "味道很大" })).unwrap();
    other.sync();
    other.sync();
    officer.sync();
    assert_eq!(other.status()["unsent"], 0, "{}", other.status());
    let back = refused(&other);
    let words: Vec<&str> = back.iter().filter_map(|one| one["text"].as_str()).collect();
    assert!(words.contains(&"楼道有垃圾") && words.contains(&"味道很大"), "{back:?}");
    let lies = hub.refusals();
    assert!(lies.iter().any(|one| one["reason"] == "role" && one["document"] == json!(id)), "{lies:?}");
    assert!(listed(&mut officer.exec(), 50).is_empty());
    assert!(listed(&mut hand, 50).is_empty());

    // Reported again it goes with its words and its photo.
    post(&hub, "volunteer-17-2", Role::Volunteer, "g17");
    other.sync();
    let report = back.iter().find(|one| one["text"] == "楼道有垃圾").unwrap();
    hand.ask("refused.again", json!({ "hash": report["hash"] })).unwrap();
    other.sync();
    officer.sync();
    let seen = everything(&officer);
    let view = seen.values().next().expect("reported again");
    assert_eq!((&view["card"]["grid"], &view["words"]), (&json!("g17"), &json!("楼道有垃圾")));
    assert_eq!(view["photos"].as_array().unwrap().len(), 1);
    assert!(!other.rebuild_differs() && !officer.rebuild_differs());
}
