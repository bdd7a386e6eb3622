//! The hand-over file: a phone that never finds a network gives its work away as one sealed file, somebody else brings it, and it is as
//! if the phone had sent it itself.

use std::path::{Path, PathBuf};

use jinshui_tests::{Chance, Hub, Phone, picture};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything};

const WORDS: &str = "三单元门口堆了旧家具";
const SAID: &str = "已经问过楼长";

/// A phone with a report, its photo (so small that it is its own thumbnail) and a comment that were never sent. Gives the report.
fn work(phone: &Phone) -> String {
    let path = phone.home().join("camera.jpg");
    std::fs::write(&path, picture(&mut Chance::new(5))).unwrap();
    let mut hand = phone.exec();
    let place = json!({ "building": "33", "unit": "1" });
    let args = json!({ "category": "litter", "words": WORDS, "place": place, "photos": [{ "path": path }] });
    let id = hand.ask("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned();
    hand.ask("comment.add", json!({ "id": id, "text": SAID })).unwrap();
    id
}

fn file_of(phone: &Phone, name: &str) -> (PathBuf, Value) {
    let path = phone.home().join(name);
    let made = phone.run(&["hand-over", &path.display().to_string()]).unwrap();
    (path, made)
}

fn carry(phone: &Phone, file: &Path) -> jinshui_tests::Asked {
    phone.run(&["carry", &file.display().to_string()])
}

fn counts(taken: &Value) -> [u64; 4] {
    ["taken", "known", "refused", "photos"].map(|key| taken[key].as_u64().unwrap())
}

#[test]
fn a_phone_that_never_finds_a_network_hands_over_by_file_and_nothing_is_doubled() {
    let hub = Hub::start();
    let [author, office, officer] =
        ["volunteer-17-1", "office-1", "police-1"].map(|who| Phone::of(who, &hub));
    let id = work(&author);
    let (file, made) = file_of(&author, "work.jinshui");
    assert_eq!(
        (&made["changes"], &made["photos"], &made["left_out"]),
        (&json!(2), &json!(1), &json!(0)),
        "{made}"
    );
    let bytes = std::fs::read(&file).unwrap();
    for plain in [WORDS, SAID, "volunteer-17-1", &id, "hazard"] {
        assert!(memchr::memmem::find(&bytes, plain.as_bytes()).is_none(), "{plain}");
    }
    assert!(memchr::memmem::find(&bytes, &[0xff, 0xd8, 0xff]).is_none(), "no picture");
    let again = author.run(&["hand-over", &file.display().to_string()]).unwrap_err();
    assert_eq!(again.code, "bad_field", "a file that is there stays");

    assert_eq!(counts(&carry(&office, &file).unwrap()), [2, 0, 0, 1]);
    officer.sync();
    let seen = everything(&officer);
    assert_eq!((&seen[&id]["words"], &seen[&id]["comments"][0]["text"]), (&json!(WORDS), &json!(SAID)));
    assert_eq!(seen[&id]["photos"].as_array().unwrap().len(), 1);
    let photo = json!({ "id": id, "hash": seen[&id]["photos"][0]["hash"], "size": "thumbnail" });
    assert!(
        officer.once("photo.get", photo).unwrap()["base64"].as_str().unwrap().len() > 100,
        "the picture came too"
    );

    // Twice and a third time, by whatever way, changes nothing.
    let before = hub.run(&["refusals"]);
    assert_eq!(counts(&carry(&officer, &file).unwrap()), [0, 2, 0, 0]);
    let taken: Value = serde_json::from_str(&hub.run(&["take-in", &file.display().to_string()])).unwrap();
    assert_eq!(counts(&taken), [0, 2, 0, 0]);
    assert_eq!(hub.run(&["refusals"]), before);

    // The phone finds a network after all: it only hears that all is there.
    let sent = author.sync();
    assert_eq!((&sent["pushed"], &sent["refused"]), (&json!(2), &json!(0)), "{sent}");
    officer.sync();
    office.sync();
    for phone in [&author, &officer, &office] {
        assert_eq!(everything(phone), seen, "{}", phone.member);
        assert_whole(phone);
    }
    assert_eq!(author.run(&["hand-over", "/nowhere"]).unwrap_err().code, "nothing_waits");
}

#[test]
fn the_office_takes_a_file_in_while_the_hub_serves_and_phones_hear_of_it() {
    let hub = Hub::start();
    let [author, officer] = ["volunteer-17-1", "police-1"].map(|who| Phone::of(who, &hub));
    let id = work(&author);
    let (file, _) = file_of(&author, "work.jinshui");
    let taken: Value = serde_json::from_str(&hub.run(&["take-in", &file.display().to_string()])).unwrap();
    assert_eq!(counts(&taken), [2, 0, 0, 1]);
    officer.sync();
    assert!(everything(&officer).contains_key(&id));
    // The hub that served meanwhile goes on from there.
    officer.once("comment.add", json!({ "id": id, "text": "看到了" })).unwrap();
    officer.sync();
    author.sync();
    assert_eq!(everything(&author), everything(&officer));
    [&author, &officer].into_iter().for_each(assert_whole);
}

#[test]
fn a_changed_file_and_another_hubs_file_are_refused_and_say_so() {
    let (hub, elsewhere) = (Hub::start(), Hub::start());
    let author = Phone::of("volunteer-17-1", &hub);
    let foreign = Phone::of("volunteer-17-1", &elsewhere);
    work(&author);
    let (file, _) = file_of(&author, "work.jinshui");
    let bytes = std::fs::read(&file).unwrap();
    let bad = author.home().join("bad.jinshui");
    for at in [0, 30, 60, 90, bytes.len() / 2, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        std::fs::write(&bad, changed).unwrap();
        let failed = carry(&author, &bad).unwrap_err();
        assert!(failed.code == "bad_file" || failed.code == "other_hub", "byte {at}: {failed:?}");
    }
    std::fs::write(&bad, &bytes[..bytes.len() - 1]).unwrap();
    let failed = carry(&author, &bad).unwrap_err();
    assert_eq!(failed.code, "bad_file");
    assert!(failed.message.contains("make it again"), "{failed:?}");
    assert_eq!(carry(&foreign, &file).unwrap_err().code, "other_hub");
    let output = elsewhere.command(&["take-in", &file.display().to_string()]).output().unwrap();
    assert!(!output.status.success());
    assert_eq!(counts(&carry(&author, &file).unwrap()), [2, 0, 0, 1]);
}

#[test]
fn what_a_revoked_phone_hands_over_lies_in_the_box_once_and_nobody_sees_it() {
    let hub = Hub::start();
    let [author, officer] = ["volunteer-17-1", "police-1"].map(|who| Phone::of(who, &hub));
    let before = work(&author);
    author.sync();
    let device = author.status()["device"].as_str().unwrap().to_owned();
    hub.run(&["revoke", "--device", &device]);
    author.once("comment.add", json!({ "id": before, "text": "收回之后写的" })).unwrap();
    assert_eq!(author.try_sync().unwrap_err().code, "revoked");
    let sealed = std::fs::read_dir(author.home().join("hand-over")).unwrap();
    let [file] = sealed.map(|entry| entry.unwrap().path()).collect::<Vec<_>>().try_into().expect("one file");
    for _ in 0..2 {
        assert_eq!(counts(&carry(&officer, &file).unwrap()), [0, 0, 1, 0]);
    }
    let lies = hub.refusals();
    assert_eq!(lies.len(), 1, "{lies:?}");
    assert_eq!((&lies[0]["reason"], &lies[0]["author"]), (&json!("revoked"), &json!("volunteer-17-1")));
    officer.sync();
    let comments = everything(&officer)[&before]["comments"].as_array().unwrap().len();
    assert_eq!(comments, 1);
}

/// A file made before the hub was lost is read by the hub that was restored: the key is in the backup.
#[test]
fn a_restored_hub_reads_the_files_that_were_made_for_it() {
    let mut hub = Hub::start();
    let author = Phone::of("volunteer-17-1", &hub);
    hub.stop();
    let kept = hub.data().with_extension("kept");
    let copied = std::process::Command::new("cp").arg("-a").arg(hub.data()).arg(&kept).status().unwrap();
    assert!(copied.success());
    hub.serve();
    let id = work(&author);
    let (file, _) = file_of(&author, "work.jinshui");
    hub.kill();
    std::fs::remove_dir_all(hub.data()).unwrap();
    std::fs::rename(&kept, hub.data()).unwrap();
    hub.serve();
    assert_eq!(counts(&carry(&author, &file).unwrap()), [2, 0, 0, 1]);
    let officer = Phone::of("police-1", &hub);
    assert!(everything(&officer).contains_key(&id));
}
