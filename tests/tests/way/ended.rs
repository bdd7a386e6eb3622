//! A phone whose time with the community ends: revoked, or without contact for too long. What it has not sent is sealed, everything
//! else is gone to the last byte, and it may join anew.

use std::path::{Path, PathBuf};

use jinshui_tests::{Chance, Failed, Hub, Phone, picture};
use serde_json::{Value, json};

use crate::secret::Secrets;

const HOUR: i64 = 60 * 60 * 1000;

fn revoke(hub: &Hub, phone: &Phone) {
    let device = phone.status()["device"].as_str().unwrap().to_owned();
    hub.run(&["revoke", "--device", &device]);
}

fn report(phone: &Phone, words: &str) -> String {
    let path = phone.home().join("../camera.jpg");
    std::fs::write(&path, picture(&mut Chance::new(5))).unwrap();
    let place = json!({ "building": "33", "unit": "1" });
    let args = json!({ "category": "litter", "words": words, "place": place, "photos": [{ "path": path }] });
    phone.once("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned()
}

/// What is left of the phone's time, as its screen has it.
fn ended(phone: &Phone) -> Value {
    phone.once("me.show", json!({})).unwrap()["ended"].clone()
}

fn sealed(phone: &Phone) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(phone.home().join("hand-over")) else { return Vec::new() };
    folder.map(|entry| entry.unwrap().path()).collect()
}

fn carry(by: &Phone, file: &Path) -> [u64; 3] {
    let taken = by.run(&["carry", &file.display().to_string()]).unwrap();
    ["taken", "known", "refused"].map(|key| taken[key].as_u64().unwrap())
}

fn code(asked: Result<Value, Failed>) -> String {
    asked.expect_err("this is to fail").code
}

/// Every file of a folder whose bytes hold one of the words, with how many.
fn holding(folder: &Path, words: &[String]) -> Vec<(PathBuf, usize)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, words));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let held =
            words.iter().filter(|word| memchr::memmem::find(&bytes, word.as_bytes()).is_some()).count();
        if held > 0 {
            found.push((path, held));
        }
    }
    found
}

#[test]
fn a_revoked_phone_seals_what_it_wrote_and_destroys_the_rest() {
    let hub = Hub::start();
    let [phone, officer] = ["volunteer-17-1", "police-1"].map(|who| Phone::of(who, &hub));
    let sent = report(&phone, "传过的");
    phone.sync();
    phone.once("comment.add", json!({ "id": sent, "text": "没传的一句" })).unwrap();
    report(&phone, "没传的一条");
    phone.once("draft.save", json!({ "name": "comment.x", "body": "\"写了一半\"" })).unwrap();
    let key = std::fs::read(phone.home().join("store.key")).unwrap();
    revoke(&hub, &phone);
    assert_eq!(code(phone.try_sync()), "revoked");

    let status = phone.status();
    assert_eq!((&status["member"], &status["unsent"]), (&Value::Null, &json!(0)), "a new, empty store");
    assert_ne!(std::fs::read(phone.home().join("store.key")).unwrap(), key, "the key is gone");
    assert_eq!(phone.once("draft.load", json!({})).unwrap(), json!({ "drafts": [] }));
    let left = ended(&phone);
    assert_eq!((&left["why"], &left["destroyed"]), (&json!("revoked"), &json!(true)));
    assert_eq!((&left["files"][0]["changes"], &left["files"][0]["photos"]), (&json!(2), &json!(1)), "{left}");
    let given = phone.once("ended.file", json!({ "name": left["files"][0]["name"] })).unwrap();
    assert!(given["base64"].as_str().unwrap().len() > 100);
    assert_eq!(code(phone.once("ended.file", json!({ "name": "../store.key" }))), "not_found");

    // What was sealed reaches the hub by any hand, and lies in the box since its author was revoked.
    let [file] = sealed(&phone).try_into().expect("one file");
    assert_eq!(carry(&officer, &file), [0, 0, 2]);
    assert_eq!(hub.refusals().len(), 2);

    // The person joins anew, has everything back, and puts the file away when it has arrived.
    phone.enrol(&hub, &hub.url(), &hub.invite("volunteer-17-1")).unwrap();
    phone.sync();
    assert!(phone.once("hazard.show", json!({ "id": sent })).is_ok());
    assert_eq!(ended(&phone)["why"], "revoked");
    phone.once("ended.dismiss", json!({})).unwrap();
    assert_eq!((ended(&phone), sealed(&phone).len()), (Value::Null, 0));
}

/// A second process that had the store open takes nothing any more, and goes on with the new one.
#[test]
fn nothing_is_added_to_a_store_that_has_ended() {
    let hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    phone.sync();
    let mut other = phone.exec();
    other.ask("hazard.report", json!({ "category": "litter" })).unwrap();
    revoke(&hub, &phone);
    assert_eq!(code(phone.try_sync()), "revoked");
    assert_eq!(code(other.ask("hazard.report", json!({ "category": "litter" }))), "not_enrolled");
    assert_eq!(other.ask("me.show", json!({})).unwrap()["ended"]["files"][0]["changes"], 1);

    // A third had the old store open, and ends while the new one is in use: it takes nothing of that one with it.
    phone.enrol(&hub, &hub.url(), &hub.invite("volunteer-17-1")).unwrap();
    let mut third = phone.exec();
    third.ask("me.show", json!({})).unwrap();
    revoke(&hub, &phone);
    assert_eq!(code(phone.try_sync()), "revoked");
    phone.enrol(&hub, &hub.url(), &hub.invite("volunteer-17-1")).unwrap();
    let mut fourth = phone.exec();
    let id = fourth.ask("hazard.report", json!({ "category": "litter" })).unwrap()["id"].clone();
    drop(third);
    let mut fifth = phone.exec();
    fifth.ask("me.show", json!({})).unwrap();
    drop(fourth);
    assert_eq!(fifth.ask("hazard.show", json!({ "id": id })).unwrap()["card"]["id"], id);
}

/// A phone with a clock of its own, and a hub that it has reached once.
struct Away {
    phone: Phone,
    clock: PathBuf,
    _folder: tempfile::TempDir,
}

impl Away {
    fn of(member: &str, hub: &Hub) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = folder.path().join("clock");
        std::fs::write(&clock, "0").unwrap();
        let phone = Phone::over(member, &folder.path().join("phone")).with("JINSHUI_CLOCK", &clock);
        phone.enrol(hub, &hub.url(), &hub.invite(member)).unwrap();
        Away { phone, clock, _folder: folder }
    }

    /// The phone is looked at when its clock shows so many days from now.
    fn at(&self, day: i64) -> Value {
        self.at_hour(day * 24)
    }

    fn at_hour(&self, hour: i64) -> Value {
        std::fs::write(&self.clock, (hour * HOUR).to_string()).unwrap();
        self.phone.once("me.show", json!({})).unwrap()["hidden"].clone()
    }
}

#[test]
fn without_contact_homes_are_hidden_then_what_others_wrote_and_all_is_back_with_contact() {
    let mut hub = Hub::start();
    let other = Phone::of("volunteer-17-2", &hub);
    let theirs = report(&other, "别人写的");
    other.sync();
    let away = Away::of("head-097", &hub);
    let phone = &away.phone;
    phone.sync();
    let address = hub.url();
    hub.stop();
    let mine = phone.once("hazard.report", json!({ "category": "litter" })).unwrap()["id"].clone();
    assert_eq!(away.at(6), "nothing");
    assert!(phone.once("home.list", json!({})).is_ok());
    assert_eq!(away.at(7), "homes");
    assert_eq!(code(phone.once("home.list", json!({}))), "lapsed");
    assert!(phone.once("hazard.show", json!({ "id": theirs })).is_ok());
    assert_eq!(away.at(30), "others");
    assert_eq!(code(phone.once("hazard.show", json!({ "id": theirs }))), "lapsed");
    let rows = phone.once("hazard.list", json!({})).unwrap()["rows"].clone();
    assert_eq!(rows.as_array().unwrap().iter().map(|row| &row["id"]).collect::<Vec<_>>(), [&mine]);
    // A clock that is set back shows nothing again, and nothing stops a new report.
    assert_eq!(away.at(0), "others");
    phone.once("hazard.report", json!({ "category": "fire_lane" })).unwrap();
    hub.serve();
    assert_eq!(hub.url(), address);
    phone.sync();
    assert_eq!(away.at(0), "nothing");
    assert!(phone.once("hazard.show", json!({ "id": theirs })).is_ok());
    assert!(phone.once("home.list", json!({})).is_ok());
}

#[test]
fn after_ninety_days_all_is_sealed_and_destroyed_and_jumps_of_the_clock_destroy_nothing() {
    let mut hub = Hub::start();
    let away = Away::of("volunteer-17-1", &hub);
    let phone = &away.phone;
    report(phone, "没传的");
    phone.sync();
    report(phone, "山里写的");
    hub.stop();
    for day in [10 * 365, -10 * 365, 0] {
        assert_eq!(away.at(day), "others");
        assert_eq!(code(phone.try_sync()), "no_connection");
        assert_eq!(phone.status()["unsent"], 2, "a jump to day {day}");
    }
    hub.serve();
    phone.sync();
    report(phone, "又没传的");
    hub.stop();
    for hour in [0, 6, 12, 18, 24] {
        assert_eq!(phone.status()["unsent"], 2, "{hour} hours past the last day");
        assert_eq!(away.at_hour(90 * 24 + hour), "others");
        assert_eq!(code(phone.try_sync()), "no_connection");
    }
    let left = ended(phone);
    assert_eq!((&left["why"], &left["destroyed"]), (&json!("lapsed"), &json!(true)), "{left}");
    assert_eq!(phone.status()["member"], Value::Null);
    // It was not revoked, so that what it had written stands as if it had sent it.
    hub.serve();
    let office = Phone::of("office-1", &hub);
    let [file] = sealed(phone).try_into().expect("one file");
    assert_eq!(carry(&office, &file), [1, 0, 0]);
}

/// The store as it would be without a key: what the scan would find there.
fn plain_copy(phone: &Phone, to: &Path) {
    let key = std::fs::read_to_string(phone.home().join("store.key")).unwrap();
    let store = rusqlite::Connection::open(phone.home().join("store.db")).unwrap();
    store.pragma_update(None, "key", format!("x'{}'", key.trim())).unwrap();
    store.execute("ATTACH ? AS plain KEY ''", [to.to_str().unwrap()]).unwrap();
    store.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).unwrap();
}

/// 200 words that stand nowhere else, in homes, people, visits, reports, comments and half-filled forms; and what a sync says in its log.
#[test]
fn no_canary_is_left_in_the_folder_after_the_end() {
    let hub = Hub::start();
    let away = Away::of("head-097", &hub);
    let phone = &away.phone;
    phone.sync();
    let (mut secrets, mut chance) = (Secrets::default(), Chance::new(11));
    let mut hand = phone.exec();
    for _ in 0..12 {
        secrets.furnish(&mut chance, &mut hand, ("33", "1"));
    }
    let place = json!({ "building": "33", "unit": "1" });
    while secrets.0.len() < 180 {
        let words = secrets.word(&mut chance);
        hand.ask("hazard.report", json!({ "category": "litter", "place": place, "words": words })).unwrap();
    }
    while secrets.0.len() < 200 {
        let body = json!(secrets.word(&mut chance)).to_string();
        hand.ask("draft.save", json!({ "name": format!("comment.{}", secrets.0.len()), "body": body }))
            .unwrap();
    }
    // The process lives on, so that the write-ahead log lies in the folder, too.
    assert!(phone.home().join("store.db-wal").metadata().unwrap().len() > 0);
    let plain = tempfile::tempdir().unwrap();
    plain_copy(phone, &plain.path().join("plain.db"));
    let [(_, seen)] = holding(plain.path(), &secrets.0)[..] else { panic!("the control finds them") };
    assert_eq!(seen, 200, "the control: the scan finds every word where the store is plain");

    let unsent = secrets.word(&mut chance);
    let nothing: Vec<(PathBuf, usize)> = Vec::new();
    assert_eq!(holding(phone.home(), &secrets.0), nothing, "in use");
    let log = |words: &[&str]| {
        let output = phone.command(words).env("JINSHUI_LOG", "trace").output().unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let held: Vec<_> = secrets.0.iter().filter(|word| said.contains(word.as_str())).collect();
        assert!(held.is_empty(), "{words:?} says {held:?}");
    };
    log(&["sync"]);
    log(&["status"]);
    assert_eq!(holding(phone.home(), &secrets.0), nothing, "after use");
    away.at(31);
    assert_eq!(holding(phone.home(), &secrets.0), nothing, "hidden");
    let mut late = phone.exec();
    late.ask("hazard.report", json!({ "category": "litter", "place": place, "words": unsent })).unwrap();
    away.at(0);
    revoke(&hub, phone);
    log(&["sync"]);
    assert_eq!(ended(phone)["files"][0]["changes"], 1);
    assert_eq!(holding(phone.home(), &secrets.0), nothing, "after the end");
    drop((hand, late));
    let kept: Vec<String> = std::fs::read_dir(phone.home())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("store."))
        .collect();
    assert_eq!(kept.len(), 3, "ended.json, hand-over and sync.lock: {kept:?}");
}

/// A key that is lost is no work that is lost: a copy of the changes that wait lies beside the store, for the hub alone.
#[test]
fn a_lost_key_loses_no_change_that_waits() {
    let mut hub = Hub::start();
    let [phone, office] = ["volunteer-17-1", "office-1"].map(|who| Phone::of(who, &hub));
    phone.sync();
    let spare = phone.home().join("store.spare.jinshui");
    assert!(!spare.exists(), "nothing waits");
    hub.stop();
    for words in ["山里写的", "又写的"] {
        report(&phone, words);
        assert_eq!(code(phone.try_sync()), "no_connection");
    }
    std::fs::remove_file(phone.home().join("store.key")).unwrap();
    assert_eq!(code(phone.run(&["status"])), "store_key");
    hub.serve();
    assert_eq!(carry(&office, &spare), [2, 0, 0]);
}

#[test]
fn a_spare_copy_goes_with_what_waited() {
    let mut hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    hub.stop();
    report(&phone, "没网");
    assert_eq!(code(phone.try_sync()), "no_connection");
    let spare = phone.home().join("store.spare.jinshui");
    assert!(spare.exists());
    hub.serve();
    phone.sync();
    phone.sync();
    assert!(!spare.exists());
}

#[test]
fn a_form_survives_a_kill() {
    let hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    phone.sync();
    let mut hand = phone.exec();
    for body in ["\"一\"", "\"一半\""] {
        hand.ask("draft.save", json!({ "name": "report.volunteer-17-1", "body": body })).unwrap();
    }
    drop(hand);
    let kept = phone.once("draft.load", json!({})).unwrap();
    assert_eq!(kept, json!({ "drafts": [{ "name": "report.volunteer-17-1", "body": "\"一半\"" }] }));
    phone.once("draft.drop", json!({ "name": "report.volunteer-17-1" })).unwrap();
    assert_eq!(phone.once("draft.load", json!({})).unwrap(), json!({ "drafts": [] }));
    let long = "长".repeat(100_000);
    assert_eq!(code(phone.once("draft.save", json!({ "name": "x", "body": long }))), "bad_field");
}
