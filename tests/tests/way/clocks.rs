//! Phones whose clocks are wrong by days and by years, that jump while they are at it, and a hub whose own clock goes back
//! (promise 7, R27): everything goes, everybody sees the same in the order in which it came, and who is wrong is shown.

use std::path::PathBuf;

use jinshui_tests::{Hub, Phone};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything};

const DAY: i64 = 24 * 60 * 60 * 1000;
const YEAR: i64 = 365 * DAY;

/// A phone with a clock of its own.
struct Wrong {
    phone: Phone,
    ahead: i64,
    clock: PathBuf,
    _folder: tempfile::TempDir,
}

impl Wrong {
    fn of(member: &str, hub: &Hub, ahead: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = folder.path().join("clock");
        std::fs::write(&clock, ahead.to_string()).unwrap();
        let phone = Phone::over(member, &folder.path().join("phone")).with("JINSHUI_CLOCK", &clock);
        phone.enrol(hub, &hub.url(), &hub.invite(member)).unwrap();
        Wrong { phone, ahead, clock, _folder: folder }
    }

    fn jump(&mut self, ahead: i64) {
        std::fs::write(&self.clock, ahead.to_string()).unwrap();
        self.ahead = ahead;
    }

    fn says(&self, id: &str, text: &str) {
        self.phone.once("comment.add", json!({ "id": id, "text": text })).unwrap();
    }
}

fn said(view: &Value) -> Vec<&str> {
    view["comments"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect()
}

#[test]
fn r27_phones_with_wrong_and_jumping_clocks_see_the_same_in_the_order_in_which_it_came() {
    let hub = Hub::start();
    let shifts = [10 * YEAR, -10 * YEAR, 3 * DAY, -3 * DAY, 0];
    let members = ["volunteer-17-1", "volunteer-17-2", "assistant-17", "office-1", "police-1"];
    let mut people: Vec<_> =
        members.iter().zip(shifts).map(|(member, ahead)| Wrong::of(member, &hub, ahead)).collect();
    let mut ids = Vec::new();
    for person in &people[..3] {
        let args =
            json!({ "category": "litter", "place": { "building": "33", "unit": "1" }, "words": "楼道" });
        ids.push(person.phone.once("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned());
        person.phone.sync();
    }
    let mut expected = Vec::new();
    for round in 0..3 {
        for (number, person) in people.iter_mut().enumerate() {
            let text = format!("第{round}轮第{number}人");
            person.phone.sync();
            person.says(&ids[0], &text);
            if round == 1 {
                // In the middle of it the clock jumps, there and back.
                let before = person.ahead;
                person.jump(-before + 7 * YEAR);
                person.phone.sync();
                person.jump(before);
            }
            person.phone.sync();
            expected.push(text);
        }
    }
    // At once, unheard of each other: whoever comes later comes later.
    for (number, person) in people.iter().enumerate() {
        person.says(&ids[1], &format!("同时第{number}人"));
    }
    let order = [4, 0, 3, 1, 2];
    for who in order {
        people[who].phone.sync();
    }
    for person in &people {
        person.phone.sync();
        let told = person.phone.status()["clock_ahead_ms"].as_i64().unwrap();
        assert!((told - person.ahead).abs() < 60_000, "{told} and {}", person.ahead);
    }
    let first = everything(&people[0].phone);
    for person in &people {
        assert_eq!(everything(&person.phone), first, "{} days ahead", person.ahead / DAY);
        assert_whole(&person.phone);
    }
    assert_eq!(said(&first[&ids[0]]), expected);
    let at_once: Vec<_> = order.iter().map(|who| format!("同时第{who}人")).collect();
    assert_eq!(said(&first[&ids[1]]), at_once);
    // A clock that is ahead is shown on the record; one that is behind cannot be told from a late sync, but its owner sees it.
    let off: Vec<_> = ids.iter().map(|id| first[id]["card"]["clock_off"].as_bool().unwrap()).collect();
    assert_eq!(off, [true, false, true]);
    let told: Vec<_> = people
        .iter()
        .map(|person| person.phone.once("sending.show", json!({})).unwrap()["clock_off"].as_bool().unwrap())
        .collect();
    assert_eq!(told, [true, true, true, true, false]);
    assert!(hub.refusals().is_empty(), "{:?}", hub.refusals());
}

#[test]
fn r27_a_hub_whose_own_clock_goes_back_keeps_the_order_and_lets_everybody_in() {
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    std::fs::write(&clock, "0").unwrap();
    let hub = Hub::start_clocked(&clock);
    let phones = ["volunteer-17-1", "police-1"].map(|member| Phone::of(member, &hub));
    let args = json!({ "category": "litter", "place": { "building": "33", "unit": "1" }, "words": "楼道" });
    let id = phones[0].once("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned();
    phones[0].sync();
    let mut expected = Vec::new();
    for (round, ahead) in [0, -3 * DAY, 3 * DAY, -10 * YEAR, 10 * YEAR, 0].into_iter().enumerate() {
        std::fs::write(&clock, ahead.to_string()).unwrap();
        for phone in &phones {
            phone.sync();
            let text = format!("第{round}轮{}", phone.member);
            phone.once("comment.add", json!({ "id": id, "text": text })).unwrap();
            phone.sync();
            expected.push(text);
        }
    }
    phones.iter().for_each(|phone| drop(phone.sync()));
    let seen = everything(&phones[0]);
    assert_eq!(seen, everything(&phones[1]));
    assert_eq!(said(&seen[&id]), expected);
    phones.iter().for_each(assert_whole);
}
