//! R4: actors are never kept. A store that was copied, or put back from an older copy, goes on beside the other without either's
//! changes being taken for the other's.

use std::collections::BTreeMap;

use jinshui_core::admit::admit;

use super::*;

/// A copy of a phone as it is on the disk.
fn copy(phone: &Phone) -> Phone {
    let home = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(phone.home.path()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, home.path().join(path.file_name().unwrap())).unwrap();
    }
    let store = Store::open(home.path(), platform(home.path())).unwrap();
    Phone { home, store }
}

#[test]
fn r4_a_copied_phone_and_the_one_put_back_never_write_under_one_actor() {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    let phone = phone.reopen();
    let mut names = BTreeMap::new();
    for (number, mut one) in [copy(&phone), copy(&phone), phone].into_iter().enumerate() {
        one.write(id(1), &comment("volunteer-17-1", &format!("第{number}句")));
        for push in one.push().documents {
            for bytes in &push.changes {
                let change = admit(bytes).unwrap();
                let other = names.insert((change.actor, change.seq), change.hash);
                assert!(other.is_none_or(|other| other == change.hash), "one name for two changes");
            }
        }
    }
    assert_eq!(names.len(), 4, "the report, and each one's comment");
}
