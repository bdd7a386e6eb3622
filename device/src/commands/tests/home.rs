//! Homes and the people who live in them.

use super::*;

/// A building head's phone with one home and one person.
fn with_home() -> (Hand, DocumentId, DocumentId) {
    let mut hand = Hand::of("head-097");
    let home = hand
        .writes("home.add", json!({ "place": { "building": "33号楼", "unit": "1单元" }, "room": "５０１室" }))
        .id;
    let fields = json!({ "phone": "138 0013-8000", "relation": "head", "born": "1956" });
    let person = hand.writes("resident.add", json!({ "home": home, "name": "王 秀英", "fields": fields })).id;
    (hand, home, person)
}

#[test]
fn r2_a_room_and_a_person_of_it_are_written_down_once() {
    let (mut hand, home, person) = with_home();
    let again = hand.writes("home.add", json!({ "place": { "building": "33", "unit": "1" }, "room": "501" }));
    assert!(again.already_there && again.id == home);
    let again = hand.writes("resident.add", json!({ "home": home, "name": "王秀英" }));
    assert!(again.already_there && again.id == person);
    let other = hand.writes("resident.add", json!({ "home": home, "name": "王秀英", "another": true }));
    assert!(!other.already_there && other.id != person);
    let (_, other_home, other_person) = with_home();
    assert_eq!((other_home, other_person), (home, person), "another phone names them the same");
    let shown = hand.does("home.show", json!({ "id": home }));
    assert_eq!((&shown["card"]["room"], &shown["card"]["floor"]), (&json!("501"), &json!(5)));
    assert_eq!(shown["residents"][0]["phone"], json!("13800138000"));
    assert_eq!(hand.does("phone.show", json!({ "id": person }))["number"], json!("13800138000"));
}

#[test]
fn bad_fields_are_named_and_nothing_is_written() {
    let (mut hand, home, person) = with_home();
    let unknown = json!({ "place": { "building": "99", "unit": "1" }, "room": "501" });
    assert_eq!(hand.fails("home.add", unknown), Code::BadField);
    let foreign = json!({ "place": { "building": "33", "unit": "2" }, "room": "501" });
    assert_eq!(hand.fails("home.add", foreign), Code::NotAllowed, "another head's stairwell");
    for fields in [json!({ "phone": "1380013800" }), json!({ "born": "1956-02-30" }), json!({ "sex": "w" })] {
        assert_eq!(hand.fails("resident.edit", json!({ "id": person, "fields": fields })), Code::BadField);
    }
    assert_eq!(hand.fails("home.edit", json!({ "id": home, "head": new_id() })), Code::BadField);
    assert_eq!(hand.fails("home.edit", json!({ "id": home, "care": { "rich": true } })), Code::BadField);
    assert_eq!(hand.phone.push().changes.len(), 2, "the home and the person, and nothing else");
}

#[test]
fn homes_are_found_by_room_name_initials_and_a_part_of_a_number() {
    let (mut hand, home, _) = with_home();
    hand.does("home.add", json!({ "place": { "building": "33", "unit": "1" }, "room": "502" }));
    for search in ["501", "33-1-501", "王", "秀英", "wxy", "xy", "8001", "33号楼1单元501", "王 501"] {
        let found = hand.does("home.list", json!({ "filter": { "search": search } }));
        assert_eq!((&found["total"], &found["rows"][0]["id"]), (&json!(1), &json!(home)), "{search}");
    }
    for search in ["李", "503", "lxy", "9999"] {
        assert_eq!(
            hand.does("home.list", json!({ "filter": { "search": search } }))["total"],
            json!(0),
            "{search}"
        );
    }
    let page = hand.does("home.list", json!({ "limit": 1 }));
    let next = hand.does("home.list", json!({ "limit": 1, "after": page["next"] }));
    assert_eq!((&page["rows"][0]["room"], &next["rows"][0]["room"]), (&json!("501"), &json!("502")));
    assert_eq!(next["next"], json!(null));
}

#[test]
fn who_moves_out_stays_in_the_history_and_their_number_is_hidden() {
    let (mut hand, home, person) = with_home();
    hand.does("resident.edit", json!({ "id": person, "fields": { "state": "moved_out" } }));
    let shown = hand.does("home.show", json!({ "id": home }));
    assert_eq!(shown["residents"], json!([]));
    assert_eq!((&shown["gone"][0]["phone"], &shown["gone"][0]["name"]), (&json!(""), &json!("王秀英")));
    assert_eq!(shown["gone"][0]["moved_out"], json!("2026-09-21"), "the day in China");
    for search in ["8001", "王秀英"] {
        assert_eq!(
            hand.does("home.list", json!({ "filter": { "search": search } }))["total"],
            json!(0),
            "{search}"
        );
    }
    let entries = hand.does("record.history", json!({ "id": person }))["entries"].clone();
    assert_eq!(entries.as_array().unwrap().len(), 2);
    assert!(
        !hand.writes("resident.add", json!({ "home": home, "name": "王秀英" })).already_there,
        "back again"
    );
    assert_eq!(hand.does("home.show", json!({ "id": home }))["residents"][0]["id"], json!(person));
}

#[test]
fn two_numbers_set_at_once_both_stand_and_a_choice_ends_it() {
    let (mut hand, home, person) = with_home();
    let heads = hand.does("home.show", json!({ "id": home }))["residents"][0]["heads"].clone();
    for phone in ["13900000001", "13900000002"] {
        let edit = json!({ "id": person, "heads": heads, "fields": { "phone": phone } });
        hand.does("resident.edit", edit);
    }
    let clashed = hand.does("home.list", json!({ "filter": { "clashed": true } }));
    assert_eq!((&clashed["total"], &clashed["rows"][0]["resident_clashes"]), (&json!(1), &json!(1)));
    let view = hand.does("home.show", json!({ "id": home }))["residents"][0].clone();
    assert_eq!(view["clashes"][0]["values"].as_array().unwrap().len(), 2);
    hand.does(
        "resident.edit",
        json!({ "id": person, "heads": view["heads"], "fields": { "phone": "13900000001" } }),
    );
    assert_eq!(hand.does("home.list", json!({ "filter": { "clashed": true } }))["total"], json!(0));
}

#[test]
fn a_visit_is_due_after_thirty_days_and_after_fourteen_where_care_is_needed() {
    let (mut hand, home, _) = with_home();
    let due = |hand: &mut Hand| hand.does("home.show", json!({ "id": home }))["card"]["due"].clone();
    assert_eq!(due(&mut hand), json!(true), "nobody was there yet");
    hand.does("home.visit", json!({ "id": home, "outcome": "no_answer" }));
    assert_eq!(due(&mut hand), json!(true), "nobody was met");
    hand.does("home.visit", json!({ "id": home, "outcome": "met" }));
    assert_eq!(due(&mut hand), json!(false));
    hand.later(20 * 24 * 60);
    assert_eq!(due(&mut hand), json!(false));
    hand.does("home.edit", json!({ "id": home, "care": { "elder_alone": true } }));
    assert_eq!(due(&mut hand), json!(true));
    assert_eq!(hand.does("home.list", json!({ "filter": { "due": true } }))["due"], json!(1));
    hand.does("home.edit", json!({ "id": home, "tenancy": "vacant" }));
    assert_eq!(due(&mut hand), json!(false), "nobody lives there");
}

#[test]
fn an_entry_that_is_like_another_is_told_while_it_is_typed() {
    let (mut hand, home, person) = with_home();
    let same_room = json!({ "place": { "building": "33", "unit": "1" }, "room": "501" });
    assert_eq!(hand.does("register.alike", same_room)["rows"][0]["why"], json!(["same_room"]));
    let both = hand.does("register.alike", json!({ "name": "王秀英", "phone": "13800138000" }));
    assert_eq!(both["rows"][0]["why"], json!(["same_phone", "same_name"]));
    assert_eq!((&both["rows"][0]["home"], &both["rows"][0]["resident"]), (&json!(home), &json!(person)));
    let half_typed = hand.does("register.alike", json!({ "name": "王", "phone": "1380" }));
    assert_eq!(half_typed["rows"], json!([]));
    let own = hand.does("register.alike", json!({ "name": "王秀英", "except": person }));
    assert_eq!(own["rows"], json!([]));
}

#[test]
fn police_say_why_before_a_home_opens_and_it_is_written_down() {
    let (mut head, home, _) = with_home();
    // The officer's device holds the same records: here one store is read by both.
    let as_police = |hand: &mut Hand, name: &str, args: Value| {
        hand.phone.is_held_by("police-1");
        let outcome = hand.run(name, args);
        hand.phone.is_held_by("head-097");
        outcome.map(|outcome| serde_json::to_value(outcome.ok).unwrap())
    };
    let shown = as_police(&mut head, "home.show", json!({ "id": home })).unwrap();
    assert_eq!(
        (&shown["closed"], &shown["residents"], &shown["card"]["names"]),
        (&json!(true), &json!([]), &json!([]))
    );
    let by_name = as_police(&mut head, "home.list", json!({ "filter": { "search": "王秀英" } })).unwrap();
    assert_eq!(by_name["total"], json!(0), "found by place alone");
    let by_place = as_police(&mut head, "home.list", json!({ "filter": { "search": "501" } })).unwrap();
    assert_eq!(by_place["total"], json!(1));
    assert_eq!(
        as_police(&mut head, "home.look", json!({ "id": home, "purpose": " " })).unwrap_err().code,
        Code::BadField
    );
    assert_eq!(
        as_police(&mut head, "home.edit", json!({ "id": home, "tenancy": "rented" })).unwrap_err().code,
        Code::NotAllowed
    );
    assert!(as_police(&mut head, "register.export", json!({ "kind": "home", "format": "csv" })).is_err());
    as_police(&mut head, "home.look", json!({ "id": home, "purpose": "核实情况" })).unwrap();
    let shown = as_police(&mut head, "home.show", json!({ "id": home })).unwrap();
    assert_eq!((&shown["closed"], &shown["residents"][0]["name"]), (&json!(false), &json!("王秀英")));
    assert_eq!(head.does("home.show", json!({ "id": home }))["looks"][0]["purpose"], json!("核实情况"));
    head.later(13 * 60);
    let later = as_police(&mut head, "home.show", json!({ "id": home })).unwrap();
    assert_eq!(later["closed"], json!(true), "a purpose opens a home for twelve hours");
}
