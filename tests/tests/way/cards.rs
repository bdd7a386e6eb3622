//! The police's cards: on the phones of who is named on them and on no other, answered to the police alone, gone when their day is
//! over also without a network, and an answer that comes late is taken.

use std::path::PathBuf;

use jinshui_tests::{Hub, Phone, decrypted, raw};
use serde_json::{Value, json};

use crate::seen::assert_whole;

const DAY: i64 = 24 * 60 * 60 * 1000;
const LOOK: &str = "傍晚去听听三楼那盏灯下有没有人吵架";
const SAID: &str = "敲了三遍门，灯亮着没人应";

/// A phone whose clock can be put forward and back.
struct Timed {
    phone: Phone,
    clock: PathBuf,
    _folder: tempfile::TempDir,
}

impl Timed {
    fn of(member: &str, hub: &Hub) -> Self {
        Timed::joined(member, hub, &hub.invite(member), 0)
    }

    fn joined(member: &str, hub: &Hub, code: &str, ahead: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = folder.path().join("clock");
        std::fs::write(&clock, ahead.to_string()).unwrap();
        let phone = Phone::over(member, &folder.path().join("phone")).with("JINSHUI_CLOCK", &clock);
        phone.enrol(hub, &hub.url(), code).unwrap();
        phone.sync();
        Timed { phone, clock, _folder: folder }
    }

    fn jumps(&self, ahead: i64) {
        std::fs::write(&self.clock, ahead.to_string()).unwrap();
    }
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

fn send(police: &Phone, to: &[&str], until: i64) -> String {
    let id = uuid::Uuid::now_v7().to_string();
    let card = json!({
        "id": id, "place": { "building": "33", "unit": "1" }, "about": "neighbours", "look": LOOK,
        "until": until, "to": to
    });
    police.once("card.send", card).unwrap();
    police.sync();
    id
}

fn listed(phone: &Phone) -> Vec<Value> {
    phone.once("card.list", json!({})).unwrap()["rows"].as_array().unwrap().clone()
}

fn holds(phone: &Phone, words: &[&str]) -> bool {
    let (clear, files) = (decrypted(phone.home()), raw(phone.home()));
    words.iter().any(|word| clear.holds(word) || files.holds(word))
}

#[test]
fn a_card_is_on_the_phones_of_who_is_named_and_their_answers_go_to_the_police_alone() {
    let hub = Hub::start();
    let (police, head) = (Phone::of("police-1", &hub), Phone::of("head-097", &hub));
    let second = Phone::of("volunteer-17-1", &hub);
    let others: Vec<_> =
        ["volunteer-17-2", "assistant-17", "office-1"].iter().map(|who| Phone::of(who, &hub)).collect();
    others.iter().for_each(|phone| drop(phone.sync()));
    let id = send(&police, &["head-097", "volunteer-17-1"], now() + 7 * DAY);
    for phone in [&head, &second] {
        phone.sync();
        assert_eq!(listed(phone).len(), 1, "{}", phone.member);
        assert_eq!(phone.once("card.show", json!({ "id": id })).unwrap()["look"], json!(LOOK));
    }
    head.once("card.seen", json!({ "id": id })).unwrap();
    let answer = json!({ "id": id, "outcome": "no_answer", "note": SAID });
    head.once("card.answer", answer).unwrap();
    head.sync();
    police.sync();
    let shown = police.once("card.show", json!({ "id": id })).unwrap();
    let of = |who: &str| {
        let all = shown["answers"].as_array().unwrap();
        all.iter().find(|one| one["who"]["id"] == json!(who)).unwrap().clone()
    };
    assert_eq!(of("head-097")["outcomes"][0]["note"], json!(SAID));
    assert!(of("head-097")["seen_at"].is_i64() && of("volunteer-17-1")["seen_at"].is_null(), "the receipt");
    second.sync();
    assert!(!holds(&second, &[SAID]), "what one answers is on no other's phone");
    for phone in &others {
        phone.sync();
        assert!(listed(phone).is_empty(), "{}", phone.member);
        let words = [LOOK, SAID, id.as_str(), "card/", "answer/"];
        assert!(!holds(phone, &words), "something of the card is on the phone of {}", phone.member);
        assert_whole(phone);
    }
    for phone in [&police, &head, &second] {
        assert_whole(phone);
    }
    let off = json!({ "id": id, "member": "volunteer-17-1", "here": false });
    police.once("card.name", off).unwrap();
    police.sync();
    second.sync();
    assert!(listed(&second).is_empty() && !holds(&second, &[LOOK, "card/"]), "taken off, it is gone");
    assert_whole(&second);
}

#[test]
fn a_card_that_has_run_out_goes_from_the_phone_without_a_network_and_a_late_answer_is_taken() {
    let hub = Hub::start();
    let police = Phone::of("police-1", &hub);
    let head = Timed::of("head-097", &hub);
    let id = send(&police, &["head-097"], now() + 2 * DAY);
    head.phone.sync();
    // From here on without a network.
    let answer = json!({ "id": id, "outcome": "visited", "note": SAID });
    head.phone.once("card.answer", answer).unwrap();
    assert!(holds(&head.phone, &[LOOK]), "the scan sees what is there");
    head.jumps(3 * DAY);
    assert!(listed(&head.phone).is_empty(), "at the next start it is over");
    assert!(!holds(&head.phone, &[LOOK]), "and its bytes are gone");
    head.jumps(-30 * DAY);
    assert!(listed(&head.phone).is_empty(), "a clock that is put back brings nothing back");
    head.jumps(0);
    // The hub has not let it run out yet: it gives it out once more, and the phone does not take it.
    head.phone.sync();
    assert!(listed(&head.phone).is_empty() && !holds(&head.phone, &[LOOK, SAID, "card/"]));
    assert_whole(&head.phone);
    police.sync();
    let shown = police.once("card.show", json!({ "id": id })).unwrap();
    assert_eq!(shown["answers"][0]["outcomes"][0]["note"], json!(SAID), "the late answer is taken and kept");
}

#[test]
fn the_hub_takes_a_card_back_from_who_is_named_when_its_day_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    std::fs::write(&clock, "0").unwrap();
    let hub = Hub::start_clocked(&clock);
    let (police, head) = (Timed::of("police-1", &hub), Timed::of("head-097", &hub));
    let id = send(&police.phone, &["head-097"], now() + 2 * DAY);
    head.phone.sync();
    assert_eq!(listed(&head.phone).len(), 1);
    let answer = json!({ "id": id, "outcome": "refused", "note": SAID });
    head.phone.once("card.answer", answer).unwrap();
    std::fs::write(&clock, (3 * DAY).to_string()).unwrap();
    [&police, &head].iter().for_each(|one| one.jumps(3 * DAY));
    head.phone.sync();
    assert!(!holds(&head.phone, &[LOOK, SAID, "card/", "answer/"]), "the answer went, and all of it is gone");
    assert_whole(&head.phone);
    police.phone.sync();
    let shown = police.phone.once("card.show", json!({ "id": id })).unwrap();
    assert_eq!(shown["answers"][0]["outcomes"][0]["outcome"], json!("refused"));
    assert_eq!((&shown["card"]["over"], &shown["answers"][0]["here"]), (&json!(true), &json!(true)));
    assert_whole(&police.phone);
    // A phone that joins only now is not given it either.
    let late = Timed::joined("head-097", &hub, &hub.invite("head-097"), 3 * DAY);
    assert!(listed(&late.phone).is_empty() && !holds(&late.phone, &[LOOK, "card/"]));
}
