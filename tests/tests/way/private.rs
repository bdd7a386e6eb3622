//! A device holds only what its member may read: no byte of another post area's home is on it, decrypted or not.

use std::time::Instant;

use jinshui_tests::{Chance, Hub, Phone, decrypted, raw};
use serde_json::json;

use crate::secret::Secrets;
use crate::seen::assert_whole;

/// Post areas with their building and unit: two stairwells of grid 17, one of grid 1.
const AREAS: [(&str, (&str, &str)); 3] = [("a097", ("33", "1")), ("a098", ("33", "2")), ("a001", ("1", "1"))];

/// Who reads which of them.
const READERS: [(&str, &[&str]); 9] = [
    ("head-097", &["a097"]),
    ("head-098", &["a098"]),
    ("head-001", &["a001"]),
    ("assistant-17", &["a097", "a098"]),
    ("police-1", &["a097", "a098", "a001"]),
    ("office-2", &["a097", "a098", "a001"]),
    ("volunteer-17-1", &[]),
    ("property-1", &[]),
    ("resident-1", &[]),
];

#[test]
fn no_byte_of_another_areas_home_is_on_a_device() {
    let started = Instant::now();
    let mut chance = Chance::seeded("private", 31);
    let hub = Hub::start();
    let office = Phone::of("office-1", &hub);
    let mut secrets: Vec<(&str, Secrets)> = Vec::new();
    let mut hand = office.exec();
    for (area, place) in AREAS {
        let mut words = Secrets::default();
        for _ in 0..3 {
            words.furnish(&mut chance, &mut hand, place);
        }
        secrets.push((area, words));
    }
    drop(hand);
    office.sync();
    let everywhere = decrypted(office.home());
    let all = || secrets.iter().flat_map(|(_, words)| &words.0);
    assert!(all().all(|word| everywhere.holds(word)), "the scan sees what is there");

    let (mut sought, mut found) = (0, 0);
    for (member, areas) in READERS {
        let phone = Phone::of(member, &hub);
        use_it(&phone);
        let (clear, files) = (decrypted(phone.home()), raw(phone.home()));
        for (area, words) in &secrets {
            for word in &words.0 {
                let expected = areas.contains(area);
                assert_eq!(clear.holds(word), expected, "{word} of {area}, on the phone of {member}");
                assert!(!files.holds(word), "{word} lies in the clear on the phone of {member}");
                sought += 1;
                found += usize::from(expected);
            }
        }
        assert_whole(&phone);
    }
    println!(
        "private: {sought} looks through {} phones, {found} of them to be found; {:.1} s",
        READERS.len(),
        started.elapsed().as_secs_f64()
    );
}

/// A day with the phone: it syncs, its lists are looked through, and something is written.
fn use_it(phone: &Phone) {
    phone.sync();
    let mut hand = phone.exec();
    for list in ["home.list", "hazard.list", "patrol.list"] {
        hand.ask(list, json!({ "filter": { "search": "东" } })).unwrap();
    }
    let homes = hand.ask("home.list", json!({})).unwrap();
    for home in homes["rows"].as_array().unwrap() {
        let shown = hand.ask("home.show", json!({ "id": home["id"] })).unwrap();
        let history = hand.ask("record.history", json!({ "id": home["id"] }));
        assert_eq!(history.is_ok(), shown["closed"] == false, "what is closed has no history either");
    }
    let reported = hand.ask("hazard.report", json!({ "category": "litter", "words": "门口有垃圾" }));
    drop(hand);
    if reported.is_ok() {
        phone.sync();
    }
}
