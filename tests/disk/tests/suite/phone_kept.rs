//! What a phone must keep whatever becomes of its disk, and what it must not: the words that came back, and its actors.

use std::collections::BTreeMap;

use jinshui_core::admit::admit;
use jinshui_core::wire::{Frame, Refusal};
use jinshui_disk::Disk;
use jinshui_tests::Chance;
use tempfile::TempDir;

use crate::folder;
use crate::phone::{Hub, Phone, Step, Template};

#[test]
fn r18_what_came_back_is_on_the_phone_after_a_power_cut() {
    let mut chance = Chance::seeded("came back", 45);
    let template = Template::of("volunteer-17-1", 1);
    for _ in 0..4 {
        let home = template.copy();
        let disk = Disk::under(home.path());
        let phone = Phone::open(home.path()).unwrap();
        phone.step(&Step::Report(chance.id()), &mut Hub::default()).unwrap();
        let pushed = phone.store(|store| store.push(1000, 1 << 20)).unwrap();
        let hash = Some(pushed.changes[0].1);
        let refused = Frame::Refused {
            refusals: vec![Refusal { index: 0, hash, reason: "space".into(), other: None }],
        };
        phone.store(move |store| store.receive(&refused, &pushed)).unwrap();
        let there = folder();
        disk.cut().land(there.path(), &mut || chance.number());
        template.key_into(there.path());
        let back = Phone::open(there.path()).unwrap().store(|store| store.refused()).unwrap();
        assert_eq!((back.len(), back[0].reason.as_str()), (1, "space"));
        assert_eq!(back[0].edit.words.as_deref(), Some("门口有垃圾"), "its words are there");
    }
}

/// R4: actors are never kept, so that a phone that was copied, or put back from an older copy, goes on beside the other without one's
/// changes being taken for the other's.
#[test]
fn r4_a_copied_phone_and_the_one_put_back_never_write_under_one_actor() {
    let mut chance = Chance::seeded("copied", 46);
    let home = Template::of("volunteer-17-1", 1).copy();
    let report = chance.id();
    let phone = Phone::open(home.path()).unwrap();
    phone.step(&Step::Report(report.clone()), &mut Hub::default()).unwrap();
    drop(phone);
    let copy = |home: &TempDir| {
        let copy = folder();
        for name in ["store.db", "store.key"] {
            std::fs::copy(home.path().join(name), copy.path().join(name)).unwrap();
        }
        copy
    };
    let mut names = BTreeMap::new();
    for one in [copy(&home), copy(&home), home] {
        let phone = Phone::open(one.path()).unwrap();
        phone.step(&Step::Comment(chance.id(), report.clone()), &mut Hub::default()).unwrap();
        for push in phone.store(|store| store.push(1000, 1 << 20)).unwrap().documents {
            for bytes in &push.changes {
                let change = admit(bytes).unwrap();
                let other = names.insert((change.actor, change.seq), change.hash);
                assert!(other.is_none_or(|other| other == change.hash), "one name for two changes");
            }
        }
    }
    assert_eq!(names.len(), 4, "the report, and each one's comment");
}
