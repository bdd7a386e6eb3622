//! Records and people move, and what was written without knowing goes first (R15): a home to another head's area, a report to the
//! grid it belongs to, a volunteer to another grid, a member out of the community. What is counted is counted alike everywhere.

use std::time::Duration;

use jinshui_tests::{Chance, Community, Hub, Phone, decrypted, picture, raw};
use serde_json::json;

use crate::secret::Secrets;
use crate::seen::assert_whole;

const OLD: &str = "甲示例";
const NEW: &str = "乙示例";

/// Two post areas side by side, each with its head; homes move from the old one's to the new one's.
struct TwoAreas {
    hub: Hub,
    old: Phone,
    new: Phone,
    office: Phone,
    /// What the new one's area is called.
    to: String,
}

fn two_areas() -> TwoAreas {
    let mut community = Community::new();
    let (from, to) = (community.area("1", "1"), community.area("1", "2"));
    community.person(OLD, "楼道长", &from);
    community.person(NEW, "楼道长", &to);
    let hub = Hub::of(&community.workbook());
    let [old, new, office] = [OLD, NEW, "周示例"].map(|name| Phone::named(name, &hub));
    TwoAreas { hub, old, new, office, to }
}

/// The place in the community's tree that has this name.
fn node(phone: &Phone, name: &str) -> serde_json::Value {
    let tree = phone.once("community.show", json!({})).unwrap();
    let nodes = tree["nodes"].as_array().unwrap();
    nodes.iter().find(|node| node["name"] == name).unwrap()["id"].clone()
}

fn total(phone: &Phone, command: &str) -> i64 {
    phone.once(command, json!({})).unwrap()["total"].as_i64().unwrap()
}

fn assert_nothing_left(phone: &Phone, words: &Secrets) {
    let (clear, files) = (decrypted(phone.home()), raw(phone.home()));
    let left: Vec<_> = words.0.iter().filter(|word| clear.holds(word) || files.holds(word)).collect();
    assert!(left.is_empty(), "{}: {left:?} of {} words are left", phone.member, words.0.len());
}

/// A phone that has nothing to say says nothing again: nothing refused is tried for ever.
fn assert_quiet(phone: &Phone, hub: &Hub) {
    let before = hub.refusals().len();
    for _ in 0..3 {
        let synced = phone.sync();
        let said = (&synced["pushed"], &synced["refused"], &synced["round_trips"]);
        assert_eq!(said, (&json!(0), &json!(0), &json!(1)), "{synced}");
    }
    assert_eq!(hub.refusals().len(), before);
    assert_whole(phone);
}

/// medic/cht-core#11306: after a home was reassigned, the phone that had it counted visits that the server never took; #8860:
/// what was denied was sent again for ever.
#[test]
fn r15_a_home_that_moves_takes_late_visits_along_and_is_counted_alike_everywhere() {
    let mut chance = Chance::seeded("moves", 51);
    let TwoAreas { hub, old, new, office, to } = two_areas();
    let (mut gone, mut kept) = (Secrets::default(), Secrets::default());
    let mut hand = old.exec();
    let (home, person) = gone.furnish(&mut chance, &mut hand, ("1", "1"));
    kept.furnish(&mut chance, &mut hand, ("1", "1"));
    drop(hand);
    old.sync();
    office.sync();
    let target = node(&office, &to);
    let denied = old.once("record.move", json!({ "id": home, "to": target })).unwrap_err();
    assert_eq!(denied.code, "not_allowed", "a head does not give homes away");
    office.once("record.move", json!({ "id": home, "to": target })).unwrap();
    assert_eq!(total(&office, "home.list"), 2);
    office.sync();

    // The old head has not heard: two visits, and a number is changed.
    let mut hand = old.exec();
    let mut notes = Vec::new();
    for _ in 0..2 {
        let note = gone.word(&mut chance);
        hand.ask("home.visit", json!({ "id": home, "outcome": "met", "note": note })).unwrap();
        notes.push(note);
    }
    let phone_number = "13900001234";
    hand.ask("resident.edit", json!({ "id": person, "fields": { "phone": phone_number } })).unwrap();
    drop(hand);
    let synced = old.sync();
    assert_eq!((&synced["pushed"], &synced["refused"]), (&json!(3), &json!(0)), "{synced}");
    assert_nothing_left(&old, &gone);
    new.sync();
    office.sync();
    assert_eq!((total(&old, "home.list"), total(&new, "home.list"), total(&office, "home.list")), (1, 1, 2));
    let shown = |phone: &Phone| phone.once("home.show", json!({ "id": home })).unwrap();
    for phone in [&new, &office] {
        let view = shown(phone);
        let visits = view["visits"].as_array().unwrap();
        let there = |note: &String| visits.iter().filter(|visit| visit["note"] == **note).count();
        assert_eq!(notes.iter().map(there).collect::<Vec<_>>(), [1, 1], "{}: {view}", phone.member);
        let people = view["residents"].as_array().unwrap();
        assert!(people.iter().any(|one| one["phone"] == phone_number), "{}: {view}", phone.member);
    }
    assert_eq!(shown(&new)["visits"], shown(&office)["visits"]);
    let history = new.once("record.history", json!({ "id": home })).unwrap();
    let late = history["entries"].as_array().unwrap().iter().filter(|one| one["late"] == true).count();
    assert_eq!(late, 2, "the new head sees what came late: {history}");
    [&old, &new, &office].into_iter().for_each(|phone| assert_quiet(phone, &hub));
    assert!(hub.refusals().is_empty());
}

/// Its mover had not heard of the first, and who writes down the second has not heard of the move.
#[test]
fn r15_who_is_written_down_while_their_home_moves_is_where_it_is() {
    let mut chance = Chance::seeded("moves", 54);
    let TwoAreas { hub, old, new, office, to } = two_areas();
    let mut gone = Secrets::default();
    let (home, _) = gone.furnish(&mut chance, &mut old.exec(), ("1", "1"));
    old.sync();
    office.sync();
    let target = node(&office, &to);
    let mut names = Vec::new();
    let mut add = || {
        let name = gone.word(&mut chance);
        old.once("resident.add", json!({ "home": home, "name": name })).unwrap();
        names.push(name);
    };
    add();
    old.sync();
    office.once("record.move", json!({ "id": home, "to": target })).unwrap();
    office.sync();
    add();
    let synced = old.sync();
    assert_eq!((&synced["pushed"], &synced["refused"]), (&json!(1), &json!(0)), "{synced}");
    [&new, &office, &old].into_iter().for_each(|phone| drop(phone.sync()));
    assert_nothing_left(&old, &gone);
    for phone in [&new, &office] {
        let view = phone.once("home.show", json!({ "id": home })).unwrap();
        let people = view["residents"].as_array().unwrap();
        let there = |name: &&String| people.iter().any(|one| one["name"] == **name);
        assert_eq!(names.iter().filter(there).count(), 2, "{}: {view}", phone.member);
        assert_eq!(people.len(), 4);
    }
    [&old, &new, &office].into_iter().for_each(|phone| assert_quiet(phone, &hub));
    assert!(hub.refusals().is_empty());
}

#[test]
fn r15_a_report_goes_to_the_grid_it_belongs_to_with_its_picture_and_leaves_the_other() {
    let mut chance = Chance::new(52);
    let hub = Hub::start();
    let (here, there) = (Phone::of("volunteer-17-1", &hub), Phone::of("volunteer-18-1", &hub));
    let (assistant, office) = (Phone::of("assistant-17", &hub), Phone::of("office-1", &hub));
    let path = here.home().join("camera.jpg");
    std::fs::write(&path, picture(&mut chance)).unwrap();
    let words = "围墙外面有人倒渣土zhatu";
    let args = json!({ "category": "litter", "words": words, "photos": [{ "path": path }] });
    let id = here.once("hazard.report", args).unwrap()["id"].clone();
    [&here, &assistant, &there].into_iter().for_each(|phone| drop(phone.sync()));
    let moving = json!({ "id": id, "to": "g18" });
    assert_eq!(here.once("record.move", moving.clone()).unwrap_err().code, "not_allowed");
    let nowhere = assistant.once("record.move", json!({ "id": id, "to": "g99" })).unwrap_err();
    assert_eq!(nowhere.code, "bad_field");
    assistant.once("record.move", moving.clone()).unwrap();
    here.once("comment.add", json!({ "id": id, "text": "车牌我记下了chepai" })).unwrap();
    assistant.sync();
    here.sync();
    there.sync();
    office.sync();
    assert_eq!((total(&here, "hazard.list"), total(&assistant, "hazard.list")), (0, 0));
    assert_eq!((total(&there, "hazard.list"), total(&office, "hazard.list")), (1, 1));
    let view = there.once("hazard.show", json!({ "id": id })).unwrap();
    assert_eq!((&view["card"]["grid"], &view["words"]), (&json!("g18"), &json!(words)));
    assert_eq!(view["comments"][0]["text"], "车牌我记下了chepai");
    let photo = json!({ "id": id, "hash": view["photos"][0]["hash"], "size": "thumbnail" });
    there.once("photo.get", photo).unwrap();
    for word in ["zhatu", "chepai"] {
        assert!(!decrypted(here.home()).holds(word) && !raw(here.home()).holds(word), "{word}");
    }
    [&here, &there, &assistant, &office].into_iter().for_each(|phone| assert_quiet(phone, &hub));

    // And back again: it is whole once more where it was.
    office.once("record.move", json!({ "id": id, "to": "g17" })).unwrap();
    office.sync();
    [&here, &there].into_iter().for_each(|phone| drop(phone.sync()));
    assert_eq!((total(&here, "hazard.list"), total(&there, "hazard.list")), (1, 0));
    assert_quiet(&here, &hub);
}

#[test]
fn r15_who_changes_grid_or_leaves_sends_first_what_waits_with_its_pictures() {
    let mut chance = Chance::new(53);
    for leaves in [false, true] {
        let hub = Hub::start();
        let (phone, office) = (Phone::of("volunteer-17-1", &hub), Phone::of("office-1", &hub));
        let path = phone.home().join("camera.jpg");
        std::fs::write(&path, picture(&mut chance)).unwrap();
        let args =
            json!({ "category": "litter", "words": "没寄出去meijichuqu", "photos": [{ "path": path }] });
        let id = phone.once("hazard.report", args).unwrap()["id"].clone();
        std::fs::remove_file(&path).unwrap();
        hub.change_member("volunteer-17-1", Duration::ZERO, |member| match leaves {
            true => member.active = false,
            false => member.posts[0].node = "g18".into(),
        });
        let synced = phone.sync();
        assert_eq!((&synced["refused"], &synced["pushed"]), (&json!(0), &json!(1)), "{synced}");
        phone.sync();
        assert_eq!(phone.status()["unsent"], 0);
        office.sync();
        let view = office.once("hazard.show", json!({ "id": id })).unwrap();
        assert_eq!(view["words"], "没寄出去meijichuqu");
        // A picture is fetched when somebody looks: the first look asks for it.
        for size in ["thumbnail", "full"] {
            let look = json!({ "id": id, "hash": view["photos"][0]["hash"], "size": size });
            let first = office.once("photo.get", look.clone());
            office.sync();
            first.or_else(|_| office.once("photo.get", look)).unwrap();
        }
        assert!(!decrypted(phone.home()).holds("meijichuqu") && !raw(phone.home()).holds("meijichuqu"));
        assert!(hub.refusals().is_empty());
    }
}
