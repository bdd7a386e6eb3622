//! A hub whose disk is full: it acknowledges nothing that it has not kept, phones keep theirs and say why, who only reads still
//! reads, and with room again the same hub goes on.
//!
//! As in `full_disk.rs`: a small file system where it may be mounted, else a limit on the size of files.

use std::collections::BTreeSet;

use jinshui_tests::{Chance, Hub, Phone};
use serde_json::json;

use crate::full_disk::Small;
use crate::seen::{assert_whole, everything};

/// Reports and sends until a sync fails. Gives what was reported, and the failure's code.
fn fill(phone: &Phone, chance: &mut Chance) -> (BTreeSet<String>, String) {
    let (mut hand, mut ids) = (phone.exec(), BTreeSet::new());
    for _ in 0..500 {
        for _ in 0..20 {
            let id = chance.id();
            // Words that do not compress: each report fills some pages.
            let words: String =
                (0..300).map(|_| *chance.pick(&['楼', '道', '灯', '坏', '了', '漏', '水'])).collect();
            hand.ask("hazard.report", json!({ "id": id, "category": "litter", "words": words })).unwrap();
            ids.insert(id);
        }
        if let Err(failed) = phone.try_sync() {
            return (ids, failed.code);
        }
    }
    panic!("the hub was never full");
}

#[test]
fn a_full_disk_of_the_hub_loses_nothing_and_says_so() {
    let mut chance = Chance::new(9);
    let small = Small::mount(3);
    let mut hub = small.as_ref().map_or_else(Hub::start, |small| Hub::start_within(small.0.path()));
    let (phone, officer) = (Phone::of("volunteer-17-1", &hub), Phone::of("police-1", &hub));
    if small.is_none() {
        hub.stop();
        hub.serve_with_a_limit(2_048);
    }
    let (ids, code) = fill(&phone, &mut chance);
    let waiting = phone.status()["unsent"].as_u64().unwrap();
    assert!(waiting > 0, "what the hub could not keep waits");
    match &small {
        Some(small) => {
            assert_eq!(code, "storage_full");
            // Still full: the same fails the same, and reading goes on.
            assert_eq!(phone.try_sync().unwrap_err().code, "storage_full");
            officer.sync();
            assert!(!everything(&officer).is_empty());
            small.grow(64);
        }
        None => {
            assert!(["storage_full", "internal"].contains(&code.as_str()), "{code}");
            hub.stop();
            hub.serve();
        }
    }
    for phone in [&phone, &officer, &phone] {
        phone.sync();
    }
    let (mine, theirs) = (everything(&phone), everything(&officer));
    assert_eq!(mine, theirs);
    assert_eq!(mine.into_keys().collect::<BTreeSet<_>>(), ids);
    [&phone, &officer].into_iter().for_each(assert_whole);
    println!("full hub: {} reports, {waiting} changes waited for room; {code}", ids.len());
    drop(hub);
}
