//! A store that is damaged, newer, without its key or with another's: told apart, left as it is, sound again when put back.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use jinshui_tests::{Hub, Phone};
use rusqlite::Connection;
use serde_json::json;

use crate::seen::{assert_whole, listed};

const FILES: &[&str] = &["store.db", "store.db-wal", "store.db-shm", "store.key"];

/// The files of a phone's store, kept aside.
struct Copied(Vec<(PathBuf, Option<Vec<u8>>)>);

impl Copied {
    fn of(phone: &Phone) -> Self {
        let paths = FILES.iter().map(|name| phone.home().join(name));
        Copied(paths.map(|path| (path.clone(), std::fs::read(&path).ok())).collect())
    }

    fn put_back(&self) {
        for (path, bytes) in &self.0 {
            match bytes {
                Some(bytes) => {
                    std::fs::write(path, bytes).unwrap();
                    allow(path, 0o600);
                }
                None if path.exists() => std::fs::remove_file(path).unwrap(),
                None => {}
            }
        }
    }
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Every way in fails with this code, and the store's file is as it was.
fn assert_refuses(phone: &Phone, code: &str) {
    let store = phone.home().join("store.db");
    let before = std::fs::read(&store).unwrap();
    for words in [["status"], ["sync"], ["rebuild"], ["exec"]] {
        let failed = phone.run(&words).expect_err(words[0]);
        assert_eq!(failed.code, code, "{words:?}: {}", failed.message);
        assert!(failed.message.len() > 20, "{}", failed.message);
    }
    assert!(std::fs::read(&store).unwrap() == before, "the damaged store was written to");
}

fn make_newer(store: &Path, key: &Path) {
    let connection = Connection::open(store).unwrap();
    let key = std::fs::read_to_string(key).unwrap();
    connection.pragma_update(None, "key", format!("x'{}'", key.trim())).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
}

#[test]
fn a_store_that_cannot_be_opened_is_left_as_it_is() {
    let hub = Hub::start();
    let (phone, other) = (Phone::of("volunteer-17-1", &hub), Phone::of("volunteer-17-2", &hub));
    for number in 0..30 {
        phone
            .once("hazard.report", json!({ "category": "litter", "words": format!("第{number}件") }))
            .unwrap();
    }
    let (store, key) = (phone.home().join("store.db"), phone.home().join("store.key"));
    let sound = Copied::of(&phone);

    std::fs::write(&store, b"this is no store at all".repeat(1_000)).unwrap();
    assert_refuses(&phone, "store_corrupt");
    sound.put_back();

    make_newer(&store, &key);
    assert_refuses(&phone, "store_too_new");
    sound.put_back();

    std::fs::copy(other.home().join("store.key"), &key).unwrap();
    assert_refuses(&phone, "store_corrupt");
    sound.put_back();

    std::fs::remove_file(&key).unwrap();
    assert_refuses(&phone, "store_key");
    assert!(!key.exists(), "no new key beside an old store");
    sound.put_back();

    std::fs::write(&key, "not hex").unwrap();
    allow(&key, 0o600);
    assert_refuses(&phone, "store_key");
    sound.put_back();

    allow(&key, 0o644);
    assert_refuses(&phone, "store_key");
    sound.put_back();

    assert_eq!(phone.status()["unsent"], 30);
    phone.sync();
    assert_eq!(listed(&mut phone.exec(), 500).len(), 30);
    assert_whole(&phone);
}

#[test]
fn a_damaged_page_is_an_error_and_no_crash() {
    let hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    let mut hand = phone.exec();
    for number in 0..60 {
        hand.ask("hazard.report", json!({ "category": "litter", "words": format!("第{number}件") })).unwrap();
    }
    drop(hand);
    let sound = Copied::of(&phone);
    let store = phone.home().join("store.db");
    let mut bytes = std::fs::read(&store).unwrap();
    for page in 3..bytes.len() / 4096 {
        bytes[page * 4096 + 100] ^= 0xFF;
    }
    std::fs::write(&store, &bytes).unwrap();
    for (command, args) in [
        ("hazard.list", json!({ "limit": 500 })),
        ("hazard.report", json!({ "category": "litter" })),
        ("outbox.list", json!({})),
    ] {
        let mut hand = phone.exec();
        let failed = match hand.answer_or_exit(command, args) {
            Some(asked) => asked.expect_err(command),
            None => phone.run(&["exec"]).expect_err("a process that ends says why"),
        };
        assert_eq!(failed.code, "store_corrupt", "{command}: {}", failed.message);
    }
    sound.put_back();
    assert_eq!(listed(&mut phone.exec(), 500).len(), 60);
    phone.sync();
    assert_whole(&phone);
}
