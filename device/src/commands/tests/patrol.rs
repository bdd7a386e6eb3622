//! Patrols and checklists.

use super::*;

/// A volunteer's phone with a checklist of two items on it, as the office wrote it.
fn with_checklist() -> (Hand, DocumentId) {
    let mut hand = Hand::of("office-1");
    let list = new_id();
    let items = json!([{ "id": "lane", "text": "消防通道通不通" }, { "text": "楼道有没有堆杂物" }]);
    hand.does("checklist.save", json!({ "id": list, "name": "夜间巡逻", "items": items }));
    (hand, list)
}

#[test]
fn a_patrol_is_walked_from_start_to_end_and_an_end_is_taken_back() {
    let mut hand = Hand::of("volunteer-17-1");
    let id = new_id();
    let start = json!({ "id": id, "area": "33号楼到36号楼", "team": ["volunteer-17-2", "volunteer-17-1"] });
    assert!(!hand.writes("patrol.start", start.clone()).already_there);
    assert!(hand.writes("patrol.start", start).already_there, "a repeated tap starts no second one");
    hand.later(10);
    let step = new_id();
    let pause = json!({ "id": id, "act": "pause", "step": step });
    hand.does("patrol.act", pause.clone());
    assert!(hand.writes("patrol.act", pause).already_there);
    hand.later(30);
    hand.does("patrol.act", json!({ "id": id, "act": "resume" }));
    hand.later(5);
    hand.does("patrol.act", json!({ "id": id, "act": "end", "note": "都好" }));
    let card = &hand.does("patrol.show", json!({ "id": id }))["card"];
    assert_eq!(
        (&card["status"], &card["walked_ms"]),
        (&json!("ended"), &json!(15 * 60_000)),
        "rests do not count"
    );
    assert_eq!(card["ended_at"], json!(START + 45 * 60_000));
    assert_eq!(card["team"].as_array().unwrap().len(), 2);
    assert_eq!(hand.fails("patrol.act", json!({ "id": id, "act": "pause" })), Code::NotAllowed);
    hand.does("patrol.act", json!({ "id": id, "act": "resume" }));
    let list = hand.does("patrol.list", json!({ "filter": { "mine": true, "open": true } }));
    assert_eq!((&list["total"], &list["rows"][0]["status"]), (&json!(1), &json!("walking")));
    assert_eq!(list["rows"][0]["ended_at"], json!(null));
}

#[test]
fn a_running_patrol_keeps_the_version_of_its_checklist() {
    let (mut hand, list) = with_checklist();
    let started = hand.writes("patrol.start", json!({ "grid": "g17", "checklist": list }));
    let items =
        json!([{ "id": "lane", "text": "消防通道和大门" }, { "text": "路灯亮不亮" }, { "text": "井盖" }]);
    hand.does("checklist.save", json!({ "id": list, "items": items }));
    let shown = hand.does("patrol.show", json!({ "id": started.id }));
    assert_eq!(shown["checklist"]["number"], json!(1));
    assert_eq!(shown["checklist"]["items"].as_array().unwrap().len(), 2);
    hand.does("patrol.tick", json!({ "id": started.id, "item": "lane", "mark": "ok" }));
    let newer = hand.does("checklist.list", json!({}))["rows"][0]["current"].clone();
    assert_eq!((&newer["number"], newer["items"].as_array().unwrap().len()), (&json!(2), 3));
    let only_new = newer["items"][2]["id"].clone();
    let tick = json!({ "id": started.id, "item": only_new, "mark": "ok" });
    assert_eq!(hand.fails("patrol.tick", tick), Code::BadField, "the item is of a later version");
    let next = hand.writes("patrol.start", json!({ "grid": "g17", "checklist": list }));
    assert_eq!(hand.does("patrol.show", json!({ "id": next.id }))["checklist"]["number"], json!(2));
    hand.does("checklist.save", json!({ "id": list, "retired": true }));
    assert_eq!(hand.fails("patrol.start", json!({ "grid": "g17", "checklist": list })), Code::BadField);
}

#[test]
fn the_last_tick_of_an_item_counts_and_a_cleared_one_does_not() {
    let (mut hand, list) = with_checklist();
    let id = hand.writes("patrol.start", json!({ "grid": "g17", "checklist": list })).id;
    hand.does("patrol.tick", json!({ "id": id, "item": "lane", "mark": "ok" }));
    assert!(hand.writes("patrol.tick", json!({ "id": id, "item": "lane", "mark": "ok" })).already_there);
    hand.does("patrol.tick", json!({ "id": id, "item": "lane", "mark": "problem", "note": "面包车" }));
    let shown = hand.does("patrol.show", json!({ "id": id }));
    assert_eq!((&shown["card"]["ticked"], &shown["card"]["problems"]), (&json!(1), &json!(1)));
    assert_eq!((&shown["ticks"][0]["note"], &shown["ticks"][0]["times"]), (&json!("面包车"), &json!(2)));
    hand.does("patrol.tick", json!({ "id": id, "item": "lane", "mark": "clear" }));
    assert_eq!(hand.does("patrol.show", json!({ "id": id }))["card"]["ticked"], json!(0));
}

#[test]
fn a_hazard_found_on_a_patrol_is_shown_with_it_and_patrols_are_found_by_who_walks() {
    let mut hand = Hand::of("volunteer-17-1");
    let id = hand.writes("patrol.start", json!({ "area": "北门", "team": ["volunteer-17-2"] })).id;
    hand.does("hazard.report", json!({ "category": "litter", "patrol": id }));
    let shown = hand.does("patrol.show", json!({ "id": id }));
    assert_eq!((&shown["card"]["hazards"], &shown["hazards"][0]["patrol"]), (&json!(1), &json!(id)));
    let walkers = hand.does("member.list", json!({ "within": "g17" }));
    let walkers = walkers["members"].as_array().unwrap();
    let walker = walkers.iter().find(|one| one["id"] == "volunteer-17-2").unwrap();
    let initials = jinshui_core::projection::initials(walker["name"].as_str().unwrap());
    for search in [walker["name"].as_str().unwrap(), &initials, "北门", "bm"] {
        let found = hand.does("patrol.list", json!({ "filter": { "search": search } }));
        assert_eq!(found["total"], json!(1), "{search}");
    }
    assert_eq!(hand.does("patrol.list", json!({ "filter": { "search": "南门" } }))["total"], json!(0));
}

#[test]
fn who_does_not_walk_along_changes_nothing_and_only_the_office_makes_checklists() {
    let mut hand = Hand::of("volunteer-17-1");
    assert_eq!(hand.fails("patrol.start", json!({ "grid": "g18" })), Code::NotAllowed);
    assert_eq!(hand.fails("patrol.start", json!({ "team": ["nobody"] })), Code::BadField);
    let save = json!({ "id": new_id(), "name": "我的", "items": [{ "text": "看看" }] });
    assert_eq!(hand.fails("checklist.save", save), Code::NotAllowed);
    let mut office = Hand::of("office-1");
    for items in
        [json!([]), json!([{ "text": " " }]), json!([{ "id": "a", "text": "x" }, { "id": "a", "text": "y" }])]
    {
        let save = json!({ "id": new_id(), "name": "表", "items": items });
        assert_eq!(office.fails("checklist.save", save), Code::BadField);
    }
}
