//! What a view offers a member is what its commands take from them, for every kind and role; and every field that two set at once
//! is shown with who and when, and chosen without a network.

use jinshui_core::{Kind, schema};

use super::*;

/// One of each role, and a head of another stairwell.
const PEOPLE: &[&str] = &[
    "volunteer-17-1",
    "volunteer-17-2",
    "head-097",
    "head-098",
    "assistant-17",
    "worker-5",
    "police-1",
    "office-1",
    "property-1",
    "resident-1",
];

/// A phone with a record of every kind, as the office and a volunteer wrote them.
struct Town {
    hand: Hand,
    hazard: DocumentId,
    patrol: DocumentId,
    checklist: DocumentId,
    home: DocumentId,
    people: [DocumentId; 2],
    case: DocumentId,
    care: DocumentId,
}

fn town() -> Town {
    let mut hand = Hand::of("office-1");
    let checklist = new_id();
    let items = json!([{ "id": "lane", "text": "消防通道通不通" }]);
    hand.does("checklist.save", json!({ "id": checklist, "name": "夜间巡逻", "items": items }));
    let home =
        hand.writes("home.add", json!({ "place": { "building": "33", "unit": "1" }, "room": "501" })).id;
    let people = ["王秀英", "王建国"]
        .map(|name| hand.writes("resident.add", json!({ "home": home, "name": name, "fields": {} })).id);
    let case = new_id();
    let named = json!(["head-097"]);
    hand.does("case.save", json!({ "id": case, "parties": "王家和李家", "cause": "noise", "named": named }));
    let care = new_id();
    let person = json!({ "id": care, "name": "王秀英", "rhythm": 7, "agreed_on": "2026-11-20", "named": ["head-097"] });
    hand.does("care.save", person);
    hand.phone.is_held_by("volunteer-17-1");
    let report = json!({ "category": "litter", "place": { "building": "33", "unit": "1" } });
    let hazard = hand.writes("hazard.report", report).id;
    let patrol = hand.writes("patrol.start", json!({ "grid": "g17", "checklist": checklist })).id;
    Town { hand, hazard, patrol, checklist, home, people, case, care }
}

impl Town {
    fn show(&mut self, kind: &Kind, id: DocumentId) -> Value {
        let home = self.home;
        match kind {
            Kind::Hazard => self.hand.does("hazard.show", json!({ "id": id })),
            Kind::Patrol => self.hand.does("patrol.show", json!({ "id": id })),
            Kind::Checklist => {
                self.hand.does("checklist.list", json!({ "retired": true }))["rows"][0].clone()
            }
            Kind::Home => self.hand.does("home.show", json!({ "id": id })),
            Kind::Case => self.hand.does("case.show", json!({ "id": id })),
            Kind::Care => self.hand.does("care.show", json!({ "id": id })),
            _ => {
                let shown = self.hand.does("home.show", json!({ "id": home }));
                let all = [&shown["residents"], &shown["gone"]];
                let mut all = all.iter().flat_map(|list| list.as_array().unwrap());
                all.find(|one| one["id"] == json!(id)).unwrap().clone()
            }
        }
    }

    /// Whether a command is taken; everything else about it is in order.
    fn takes(&mut self, name: &str, args: Value) -> bool {
        match self.hand.run(name, args) {
            Ok(_) => true,
            Err(failure) if failure.code == Code::NotAllowed => false,
            Err(failure) => panic!("{name}: {failure}"),
        }
    }
}

#[test]
fn r16_views_offer_each_member_just_what_commands_take_from_them() {
    for who in PEOPLE {
        let mut town = town();
        let (hazard, patrol, home, person) = (town.hazard, town.patrol, town.home, town.people[0]);
        town.hand.phone.is_held_by(who);
        let shown = town.show(&Kind::Hazard, hazard);
        let edits = town.takes("hazard.edit", json!({ "id": hazard, "severity": "danger" }));
        assert_eq!(shown["may_edit"].as_array().unwrap().is_empty(), !edits, "{who} edits a report");
        let says = town.takes("comment.add", json!({ "id": hazard, "text": "看过了" }));
        assert_eq!(shown["may_add"], json!(says), "{who} comments on a report");
        for act in ["accept", "assign", "start", "finish", "close", "reopen"] {
            let offered =
                town.show(&Kind::Hazard, hazard)["card"]["acts"].as_array().unwrap().contains(&json!(act));
            let to = if act == "assign" { json!("property") } else { json!(null) };
            let does = town.takes("hazard.act", json!({ "id": hazard, "act": act, "assignee": to }));
            assert_eq!(offered, does, "{who} {act}");
        }
        let shown = town.show(&Kind::Patrol, patrol);
        let writes = [
            town.takes("patrol.tick", json!({ "id": patrol, "item": "lane", "mark": "ok" })),
            town.takes("patrol.team", json!({ "id": patrol, "member": "head-100", "here": true })),
            town.takes("patrol.edit", json!({ "id": patrol, "area": "北门" })),
            town.takes("patrol.act", json!({ "id": patrol, "act": "pause" })),
        ];
        assert_eq!(writes, [shown["card"]["may_record"] == json!(true); 4], "{who} writes to a patrol");
        assert_eq!(
            shown["card"]["acts"].as_array().unwrap().contains(&json!("pause")),
            writes[3],
            "{who} pauses"
        );
        let says = town.takes("comment.add", json!({ "id": patrol, "text": "看过了" }));
        assert_eq!(shown["may_add"], json!(says), "{who} comments on a patrol");

        let lists = town.hand.does("checklist.list", json!({}));
        let list = town.checklist;
        let changes = town.takes("checklist.save", json!({ "id": list, "name": "白天巡逻" }));
        assert_eq!(lists["rows"][0]["may_edit"], json!(changes), "{who} changes a checklist");
        let items = json!([{ "text": "路灯亮不亮" }]);
        let makes = town.takes("checklist.save", json!({ "id": new_id(), "name": "新的", "items": items }));
        assert_eq!(lists["may_make"], json!(makes), "{who} makes a checklist");

        let keeps = json!(town.show(&Kind::Home, home)["may_keep"] == json!(true));
        let place = json!({ "building": "33", "unit": "1" });
        for (name, args) in [
            ("home.add", json!({ "place": place, "room": "502" })),
            ("home.edit", json!({ "id": home, "tenancy": "rented" })),
            ("home.visit", json!({ "id": home, "outcome": "met" })),
            ("comment.add", json!({ "id": home, "text": "看过了" })),
            ("resident.add", json!({ "home": home, "name": "李四", "fields": {} })),
            ("resident.edit", json!({ "id": person, "fields": { "phone": "13800138000" } })),
        ] {
            assert_eq!(json!(town.takes(name, args)), keeps, "{who} {name}");
        }
        let case = town.case;
        let shown = town.show(&Kind::Case, case);
        let mediates = ["office-1", "head-097"].contains(who);
        assert_eq!(town.takes("case.talk", json!({ "id": case, "note": "谈过了" })), mediates, "{who} talks");
        let settles = json!({ "id": case, "state": "settled" });
        assert_eq!(town.takes("case.save", settles), mediates, "{who} says how it stands");
        let names = town.takes("case.name", json!({ "id": case, "member": "head-100", "here": true }));
        assert_eq!(shown["may_name"], json!(names), "{who} names");
        let new = json!({ "id": new_id(), "parties": "甲和乙", "cause": "leak" });
        let opens = town.takes("case.save", new);
        assert_eq!(town.hand.does("case.list", json!({}))["may_open"], json!(opens), "{who} opens");
        let to = json!(["volunteer-17-1", "office-1"]);
        let card = json!({
            "id": new_id(), "place": { "building": "33" }, "about": "safety", "look": "看看楼道", "to": to,
            "until": START + 86_400_000
        });
        let sends = town.takes("card.send", card);
        assert_eq!(town.hand.does("card.list", json!({}))["may_send"], json!(sends), "{who} sends a card");
        assert_eq!(sends, *who == "police-1", "{who} sends a card");
        let care = town.care;
        let shown = town.show(&Kind::Care, care);
        let visits = town.takes("care.visit", json!({ "id": care, "outcome": "met" }));
        assert_eq!(visits, ["office-1", "head-097"].contains(who), "{who} looks in");
        let names = town.takes("care.name", json!({ "id": care, "member": "head-100", "here": true }));
        assert_eq!(shown["may_name"], json!(names), "{who} names who looks in");
        let watches = town.takes("watch.save", json!({ "id": new_id(), "subject": "三楼东户" }));
        assert_eq!(town.hand.does("watch.list", json!({}))["may_watch"], json!(watches), "{who} watches");
        let looks = town.takes("home.look", json!({ "id": home, "purpose": "核实情况" }));
        assert_eq!(looks, *who == "police-1", "{who} looks");
    }
}

/// The command that sets fields, kind by kind.
const EDITS: [&str; 10] = [
    "hazard.edit",
    "patrol.edit",
    "checklist.save",
    "home.edit",
    "resident.edit",
    "case.save",
    "card.name",
    "card.answer",
    "care.save",
    "watch.save",
];

/// Two edits of one field, as a screen writes them.
fn twice(kind: &Kind, key: &str, town: &Town) -> Option<[(&'static str, Value); 2]> {
    let set = |field: &str, one: Value, other: Value| [one, other].map(|value| json!({ field: value }));
    let edits = match (kind, key) {
        (Kind::Hazard, "category") => set(key, json!("fire_lane"), json!("other")),
        (Kind::Hazard, "severity") => set(key, json!("danger"), json!("urgent")),
        (Kind::Hazard, "building" | "unit") => set(key, json!("34"), json!("35")),
        (Kind::Hazard, "point") => {
            set(key, json!({ "lat": 37.5, "lon": 118.5 }), json!({ "lat": 37.6, "lon": 118.6 }))
        }
        (Kind::Hazard, "status") => {
            let assign = ("hazard.act", json!({ "act": "assign", "assignee": "property" }));
            return Some([("hazard.act", json!({ "act": "accept" })), assign]);
        }
        (Kind::Hazard, "assignee") => {
            return Some(
                ["property", "member:worker-5"]
                    .map(|to| ("hazard.act", json!({ "act": "assign", "assignee": to }))),
            );
        }
        (Kind::Hazard, "moved_to") => {
            return Some(["g18", "g19"].map(|to| ("record.move", json!({ "to": to }))));
        }
        (Kind::Home, "moved_to") => {
            return Some(["a098", "a099"].map(|to| ("record.move", json!({ "to": to }))));
        }
        (Kind::Patrol, "area") => set(key, json!("北门"), json!("南门")),
        (Kind::Patrol, "status") => {
            return Some(["pause", "end"].map(|act| ("patrol.act", json!({ "act": act }))));
        }
        (Kind::Checklist, "name") => set(key, json!("白天巡逻"), json!("周末巡逻")),
        (Kind::Home, "tenancy") => set(key, json!("rented"), json!("vacant")),
        (Kind::Home, "owner") => set(key, json!("王五"), json!("赵六")),
        (Kind::Home, "owner_phone") => set(key, json!("13800000001"), json!("13800000002")),
        (Kind::Home, "head") => set(key, json!(town.people[0]), json!(town.people[1])),
        (Kind::Home, "elder_alone" | "hardship" | "disabled" | "child") => {
            set("care", json!({ key: true }), json!({ key: false }))
        }
        (Kind::Care, "name") => set(key, json!("王秀芳"), json!("王秀兰")),
        (Kind::Care, "rhythm") => set(key, json!(14), json!(30)),
        (Kind::Care, "need") => set(key, json!("买菜"), json!("量血压")),
        (Kind::Case, "parties") => set(key, json!("王家和赵家"), json!("李家和赵家")),
        (Kind::Case, "cause") => set(key, json!("leak"), json!("money")),
        (Kind::Case, "state") => set(key, json!("settled"), json!("unsettled")),
        (Kind::Case, "follow_up") => set(key, json!("2026-12-01"), json!("2026-12-08")),
        (Kind::Case, "agreed") => set(key, json!("十点以后不放音乐"), json!("白天装修")),
        (Kind::Resident, "name") => set(key, json!("王秀芳"), json!("王秀兰")),
        (Kind::Resident, _) => {
            let values = match key {
                "phone" => ["13800000001", "13800000002"],
                "relation" => ["spouse", "parent"],
                "sex" => ["female", "male"],
                "born" | "moved_in" | "moved_out" => ["1999", "2001"],
                "state" => ["moved_out", "mistaken"],
                _ => return None,
            };
            values.map(|value| json!({ "fields": { key: value } }))
        }
        _ => return None,
    };
    let name = EDITS;
    let at = Kind::ALL.iter().position(|one| one == kind)?;
    Some(edits.map(|edit| (name[at], edit)))
}

/// The edit that a screen writes to choose a stored value.
fn choice(kind: &Kind, key: &str, value: &Value) -> Value {
    match (kind, key) {
        (Kind::Hazard, "point") => {
            let parts: Vec<f64> = value
                .as_str()
                .unwrap()
                .trim_start_matches("geo:")
                .split(',')
                .map(|part| part.parse().unwrap())
                .collect();
            json!({ key: { "lat": parts[0], "lon": parts[1] } })
        }
        (Kind::Home, "elder_alone" | "hardship" | "disabled" | "child") => {
            json!({ "care": { key: value == "yes" } })
        }
        (Kind::Care, "rhythm") => json!({ key: value.as_str().unwrap().parse::<u32>().unwrap() }),
        (_, "moved_to") => json!({ "to": value.as_str().unwrap().split_once('/').unwrap().1 }),
        (Kind::Resident, "name") => json!({ key: value }),
        (Kind::Resident, _) => json!({ "fields": { key: value } }),
        _ => json!({ key: value }),
    }
}

/// Set by the app or by who begins the record, and never again; or with two codes of which one is what stood.
const NEVER_TWO: &[&str] = &[
    "reporter",
    "reported_at",
    "patrol",
    "leader",
    "started_at",
    "checklist",
    "version",
    "building",
    "unit",
    "room",
    "home",
    "state",
    "about",
    "look",
    "until",
    "card",
    "seen_at",
    "agreed_on",
    "subject",
];

#[test]
fn every_field_that_two_set_at_once_is_shown_with_who_and_when_and_chosen_without_a_network() {
    for kind in Kind::ALL {
        for scalar in schema::of(kind).unwrap().scalars {
            let mut town = town();
            let key = scalar.key;
            let Some(edits) = twice(kind, key, &town) else {
                assert!(NEVER_TWO.contains(&key), "{kind}: {key} has no row here");
                continue;
            };
            let id = match kind {
                Kind::Hazard => town.hazard,
                Kind::Patrol => town.patrol,
                Kind::Checklist => town.checklist,
                Kind::Home => town.home,
                Kind::Case => town.case,
                Kind::Care => town.care,
                _ => town.people[0],
            };
            town.hand.phone.is_held_by("office-1");
            let heads = town.show(kind, id)["heads"].clone();
            let hands =
                if kind == &Kind::Patrol { ["police-1", "office-1"] } else { ["office-2", "office-1"] };
            for (who, (name, mut edit)) in hands.iter().zip(edits) {
                town.hand.phone.is_held_by(who);
                edit["id"] = json!(id);
                edit["heads"] = heads.clone();
                town.hand.later(1);
                town.hand.does(name, edit);
            }
            let shown = town.show(kind, id);
            let clashes = shown["clashes"].as_array().unwrap();
            let clash = clashes.iter().find(|clash| clash["field"] == json!(key));
            let clash = clash.unwrap_or_else(|| panic!("{kind}: {key} is not shown as two: {clashes:?}"));
            let mut by: Vec<_> = clash["values"]
                .as_array()
                .unwrap()
                .iter()
                .map(|value| value["by"]["id"].as_str().unwrap())
                .collect();
            by.sort_unstable();
            assert_eq!(by, ["office-1", hands[0]], "{kind} {key}: who");
            assert!(
                clash["values"].as_array().unwrap().iter().all(|value| value["at"].as_i64() > Some(START)),
                "when"
            );
            let unsent = town.hand.does("outbox.list", json!({}))["total"].as_u64().unwrap();
            let value = clash["values"][1]["value"].clone();
            let mut edit = choice(kind, key, &value);
            edit["id"] = json!(id);
            edit["heads"] = shown["heads"].clone();
            let name = EDITS;
            let by_edit = name[Kind::ALL.iter().position(|one| one == kind).unwrap()];
            town.hand.does(if key == "moved_to" { "record.move" } else { by_edit }, edit);
            let shown = town.show(kind, id);
            let left = shown["clashes"].as_array().unwrap().iter().any(|clash| clash["field"] == json!(key));
            assert!(!left, "{kind}: {key} was chosen");
            let waits = town.hand.does("outbox.list", json!({}))["total"].as_u64().unwrap();
            assert_eq!(waits, unsent + 1, "a choice is a change like any other");
        }
    }
}

#[test]
fn what_was_changed_in_a_closed_home_is_not_read_from_its_history() {
    let mut town = town();
    let (home, person) = (town.home, town.people[0]);
    town.hand.phone.is_held_by("police-1");
    for id in [home, person] {
        assert_eq!(town.hand.fails("record.history", json!({ "id": id })), Code::NotAllowed);
    }
    town.hand.does("home.look", json!({ "id": home, "purpose": "核实情况" }));
    for id in [home, person] {
        town.hand.does("record.history", json!({ "id": id }));
    }
}

/// Which of two values is shown is chance; what they are about is in nobody's way until it is chosen, and out of nobody's sight.
#[test]
fn what_two_brought_to_an_end_and_not_is_still_open_and_waits_for_who_chooses() {
    for _ in 0..6 {
        let mut town = town();
        let (hazard, patrol) = (town.hazard, town.patrol);
        town.hand.phone.is_held_by("office-1");
        for act in ["accept", "finish"] {
            town.hand.does("hazard.act", json!({ "id": hazard, "act": act }));
        }
        let heads = town.show(&Kind::Hazard, hazard)["heads"].clone();
        for act in ["close", "reopen"] {
            town.hand.does("hazard.act", json!({ "id": hazard, "act": act, "heads": heads }));
        }
        let heads = town.show(&Kind::Patrol, patrol)["heads"].clone();
        for act in ["pause", "end"] {
            town.hand.does("patrol.act", json!({ "id": patrol, "act": act, "heads": heads }));
        }
        for (list, filter) in [("hazard.list", "open"), ("hazard.list", "to_do"), ("patrol.list", "open")] {
            let found = town.hand.does(list, json!({ "filter": { filter: true } }));
            assert_eq!(found["total"], json!(1), "{list} {filter}");
        }
    }
}
