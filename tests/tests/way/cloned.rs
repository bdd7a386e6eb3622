//! One phone's folder on two phones, and a phone that was put back from a copy of its own (R24). `CLONES=20` does it more
//! often, `SEED=7` otherwise.

use std::collections::BTreeMap;

use jinshui_tests::{Asked, Chance, Hub, Phone};
use serde_json::{Value, json};

use crate::restored::copy;
use crate::seen::{assert_whole, everything};

fn times() -> u64 {
    std::env::var("CLONES").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Reports something; gives its words.
fn report(phone: &Phone, words: &str) -> String {
    let args = json!({ "category": "litter", "place": { "building": "33", "unit": "1" }, "words": words });
    phone.once("hazard.report", args).unwrap();
    words.to_owned()
}

fn is_cloned(asked: &Asked) -> bool {
    asked.as_ref().is_err_and(|failed| failed.code == "cloned")
}

fn devices(hub: &Hub) -> BTreeMap<String, Value> {
    let rows = hub.run(&["devices"]);
    let rows = rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| (row["device"].as_str().unwrap().to_owned(), row)).collect()
}

fn words(phone: &Phone) -> Vec<String> {
    let mut words: Vec<_> =
        everything(phone).values().map(|view| view["words"].as_str().unwrap().to_owned()).collect();
    words.sort_unstable();
    words
}

#[test]
fn r24_of_two_phones_with_one_key_the_second_joins_anew_and_loses_nothing() {
    for time in 0..times() {
        let mut chance = Chance::seeded("cloned", 24 + time);
        let hub = Hub::start();
        let reader = Phone::of("police-1", &hub);
        let one = Phone::of("volunteer-17-1", &hub);
        let mut written = vec![report(&one, "复制之前")];
        one.sync();
        let folder = tempfile::tempdir().unwrap();
        copy(one.home(), folder.path());
        let two = Phone::over("volunteer-17-1", folder.path());
        let mut second = None;
        for step in 0..40 {
            let (who, phone) = if chance.percent(50) { ("甲", &one) } else { ("乙", &two) };
            written.push(report(phone, &format!("{who}写的第{step}件")));
            let asked = phone.try_sync();
            if is_cloned(&asked) {
                second = Some(phone);
                break;
            }
            asked.unwrap();
        }
        let second = second.expect("two phones with one key are found");
        let device = second.status()["device"].as_str().unwrap().to_owned();
        assert!(!devices(&hub)[&device]["cloned_at"].is_null(), "{:?}", devices(&hub));
        // What is written meanwhile waits; nobody else's code will do.
        written.push(report(second, "等着重新加入"));
        assert!(is_cloned(&second.try_sync()), "it stays so");
        assert_eq!(second.status()["cloned"], true);
        assert!(second.status()["unsent"].as_u64().unwrap() >= 2, "{}", second.status());
        let foreign = second.enrol(&hub, &hub.url(), &hub.invite("volunteer-17-2"));
        assert_eq!(foreign.unwrap_err().code, "not_allowed");
        second.enrol(&hub, &hub.url(), &hub.invite("volunteer-17-1")).unwrap();
        second.sync();
        assert_ne!(second.status()["device"], json!(device));
        for phone in [&one, &two, &one, &two, &reader] {
            phone.sync();
        }
        written.sort_unstable();
        for phone in [&one, &two, &reader] {
            assert_eq!(words(phone), written, "{}", phone.member);
            assert_whole(phone);
        }
        assert!(hub.refusals().is_empty(), "{:?}", hub.refusals());
    }
}

#[test]
fn r24_a_phone_that_was_put_back_from_a_copy_goes_on_and_nobody_is_asked_anything() {
    let hub = Hub::start();
    let reader = Phone::of("police-1", &hub);
    let phone = Phone::of("volunteer-17-1", &hub);
    let mut written = vec![report(&phone, "备份之前")];
    phone.sync();
    let backup = tempfile::tempdir().unwrap();
    copy(phone.home(), &backup.path().join("phone"));
    for restored in 0..3 {
        for step in 0..4 {
            written.push(report(&phone, &format!("第{restored}次之后第{step}件")));
            phone.sync();
        }
        std::fs::remove_dir_all(phone.home()).unwrap();
        copy(&backup.path().join("phone"), phone.home());
    }
    written.push(report(&phone, "最后"));
    for step in 0..3 {
        phone.sync();
        assert_eq!(phone.status()["cloned"], false, "{step}");
    }
    reader.sync();
    written.sort_unstable();
    for phone in [&phone, &reader] {
        assert_eq!(words(phone), written, "{}", phone.member);
        assert_whole(phone);
    }
    assert!(devices(&hub).values().all(|device| device["cloned_at"].is_null()), "{:?}", devices(&hub));
}
