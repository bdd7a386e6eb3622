//! Cases are read by the office and by who is named in them, across the tree; by nobody else of the grid, and no byte of one is on
//! any other device. Who is taken off sends first what waits, and then holds nothing of it.

use jinshui_tests::{Hub, Phone, decrypted, raw};
use serde_json::{Value, json};

use crate::seen::assert_whole;

const PARTIES: &str = "桂花树下的王家和李家";
const WORDS: &str = "为了一棵石榴树吵了三回";
const TALK: &str = "两家答应把石榴树移到院墙外";
const LATE: &str = "石榴树移好了，两家握了手";

/// A new case of the office, with these people named in it; gives its name.
fn open(office: &Phone, named: &[&str]) -> String {
    let id = uuid::Uuid::now_v7().to_string();
    let case = json!({
        "id": id, "parties": PARTIES, "cause": "neighbours", "words": WORDS, "named": named,
        "place": { "building": "33", "unit": "1" }
    });
    office.once("case.save", case).unwrap();
    office.sync();
    id
}

fn listed(phone: &Phone) -> Vec<Value> {
    phone.once("case.list", json!({ "over": true })).unwrap()["rows"].as_array().unwrap().clone()
}

/// Whether any of these words is on a phone, encrypted or not.
fn holds(phone: &Phone, words: &[&str]) -> bool {
    let (clear, files) = (decrypted(phone.home()), raw(phone.home()));
    words.iter().any(|word| clear.holds(word) || files.holds(word))
}

#[test]
fn a_case_is_on_the_phones_of_who_is_named_and_no_byte_of_it_on_any_other() {
    let hub = Hub::start();
    let (office, mediator) = (Phone::of("office-1", &hub), Phone::of("volunteer-17-1", &hub));
    let others: Vec<_> = ["volunteer-17-2", "assistant-17", "head-097", "worker-5", "police-1", "property-1"]
        .iter()
        .map(|member| Phone::of(member, &hub))
        .collect();
    others.iter().for_each(|phone| drop(phone.sync()));
    let id = open(&office, &["volunteer-17-1"]);
    mediator.sync();
    assert_eq!(listed(&mediator).len(), 1, "who is named sees it at the next sync");
    mediator.once("case.talk", json!({ "id": id, "note": TALK })).unwrap();
    mediator.sync();
    office.sync();
    let shown = office.once("case.show", json!({ "id": id })).unwrap();
    assert_eq!(shown["talks"][0]["note"], json!(TALK));
    assert!(holds(&mediator, &[PARTIES]) && holds(&office, &[TALK]), "the scan sees what is there");
    for phone in &others {
        phone.sync();
        assert!(listed(phone).is_empty(), "{}", phone.member);
        assert_eq!(phone.once("case.show", json!({ "id": id })).unwrap_err().code, "not_found");
        let words = [PARTIES, WORDS, TALK, id.as_str(), "case/"];
        assert!(!holds(phone, &words), "something of the case is on the phone of {}", phone.member);
        assert_whole(phone);
    }
    assert_whole(&office);
    assert_whole(&mediator);
}

#[test]
fn r15_who_is_taken_off_a_case_sends_what_waits_and_holds_nothing_of_it_then() {
    let hub = Hub::start();
    let (office, mediator) = (Phone::of("office-1", &hub), Phone::of("volunteer-17-1", &hub));
    let id = open(&office, &["volunteer-17-1"]);
    mediator.sync();
    // Without a network: they are taken off meanwhile.
    mediator.once("case.talk", json!({ "id": id, "note": LATE })).unwrap();
    let off = json!({ "id": id, "member": "volunteer-17-1", "here": false });
    office.once("case.name", off).unwrap();
    office.sync();
    mediator.sync();
    mediator.sync();
    assert!(listed(&mediator).is_empty());
    assert!(!holds(&mediator, &[PARTIES, WORDS, LATE, "case/"]), "it is gone with its bytes");
    assert_whole(&mediator);
    office.sync();
    let shown = office.once("case.show", json!({ "id": id })).unwrap();
    assert_eq!(shown["talks"][0]["note"], json!(LATE), "what they wrote before they heard of it is taken");
    let again = mediator.once("case.talk", json!({ "id": id, "note": LATE })).unwrap_err();
    assert_eq!(again.code, "not_found");
    let back = json!({ "id": id, "member": "volunteer-17-1", "here": true });
    office.once("case.name", back).unwrap();
    office.sync();
    mediator.sync();
    assert_eq!(listed(&mediator).len(), 1, "named again, they have it whole");
    assert_eq!(mediator.once("case.show", json!({ "id": id })).unwrap()["talks"][0]["note"], json!(LATE));
}
