//! What was erased stays erased, and who was revoked stays out, where the hub's database is put back from an older copy (R22).

use std::path::{Path, PathBuf};

use jinshui_tests::{Chance, Hub, Phone, decrypted, decrypted_hub};
use serde_json::json;

use crate::erased::{Canaries, erase, lived_in};
use crate::seen::assert_whole;

/// What an operator copies: everything but the journal, which is never put back.
const PARTS: [&str; 3] = ["server.db", "server.key", "blobs"];

fn copy(from: &Path, to: &Path) {
    for part in PARTS.map(|part| (from.join(part), to.join(part))) {
        let (from, to) = part;
        if from.is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            for entry in std::fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path()) {
                let name = entry.file_name().unwrap();
                if entry.is_dir() {
                    std::fs::create_dir_all(to.join(name)).unwrap();
                    for file in std::fs::read_dir(&entry).unwrap().map(|entry| entry.unwrap().path()) {
                        std::fs::copy(&file, to.join(name).join(file.file_name().unwrap())).unwrap();
                    }
                }
            }
        } else if from.exists() {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

struct Story {
    hub: Hub,
    office: Phone,
    head: Phone,
    assistant: Phone,
    canaries: Canaries,
    home: String,
    people: Vec<String>,
    backup: tempfile::TempDir,
}

/// A home is lived in, a copy of the hub is made, then everything of its people is erased; `between` happens in the meantime.
fn story(between: impl FnOnce(&Story)) -> Story {
    let mut chance = Chance::seeded("erased restore", 3);
    let hub = Hub::start();
    let office = Phone::of("office-1", &hub);
    let (head, assistant) = (Phone::of("head-097", &hub), Phone::of("assistant-17", &hub));
    let mut canaries = Canaries::default();
    let (home, people) = lived_in(&mut chance, &mut canaries, &head, &assistant);
    office.sync();
    let backup = tempfile::tempdir().unwrap();
    let mut story = Story { hub, office, head, assistant, canaries, home, people, backup };
    story.hub.stop();
    copy(&story.hub.data(), story.backup.path());
    story.hub.serve();
    between(&story);
    erase(&story.office, &story.home, &[]);
    for person in &story.people {
        erase(&story.office, person, &[]);
    }
    story
}

impl Story {
    fn put_back(&mut self) {
        self.hub.stop();
        let data: PathBuf = self.hub.data();
        copy(self.backup.path(), &data);
        for left in ["server.db-wal", "server.db-shm"] {
            std::fs::remove_file(data.join(left)).ok();
        }
        assert!(self.canaries.count(&decrypted_hub(&data)) > 5, "the copy holds what was erased");
        self.hub.serve();
        self.canaries.assert_gone(&decrypted_hub(&data), "the hub, before anybody asks");
    }

    fn everyone_ends_whole(&self) {
        for phone in [&self.office, &self.head, &self.assistant, &self.office, &self.head] {
            phone.sync();
        }
        for phone in [&self.office, &self.head, &self.assistant] {
            self.canaries.assert_gone(&decrypted(phone.home()), &phone.member);
            assert_whole(phone);
        }
    }
}

#[test]
fn r22_a_hub_put_back_from_an_older_copy_erases_again_before_it_serves() {
    let mut story = story(|_| {});
    // The head has followed and holds the new generation; the assistant has not.
    story.head.sync();
    story.put_back();
    let again: serde_json::Value =
        serde_json::from_str(story.hub.run(&["erasures"]).lines().next().unwrap()).unwrap();
    assert_eq!(again["generation"], 2, "the same state, the same generation");
    story.everyone_ends_whole();
    assert_eq!(story.head.once("home.show", json!({ "id": story.home })).unwrap()["words"], "");
}

#[test]
fn r22_a_record_that_moved_between_copy_and_erasure_gets_a_newer_generation() {
    let mut story = story(|story| {
        story.head.once("comment.add", json!({ "id": story.home, "text": "门铃坏了" })).unwrap();
        story.head.sync();
    });
    story.head.sync();
    story.put_back();
    let rows = story.hub.run(&["erasures"]);
    let newest = rows.lines().map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap());
    assert_eq!(newest.map(|row| row["generation"].as_u64().unwrap()).max(), Some(3), "{rows}");
    story.everyone_ends_whole();
}

#[test]
fn r22_a_revoked_device_stays_revoked_and_a_torn_line_stops_nothing() {
    let mut story = story(|_| {});
    let device = story.assistant.status()["device"].as_str().unwrap().to_owned();
    story.hub.run(&["revoke", "--device", &device]);
    let journal = story.hub.data().join("journal.jsonl");
    let mut text = std::fs::read(&journal).unwrap();
    assert!(story.canaries.gone.0.iter().all(|word| !String::from_utf8_lossy(&text).contains(word.as_str())));
    text.extend(b"{\"what\":\"eras");
    std::fs::write(&journal, text).unwrap();
    story.put_back();
    assert_eq!(story.assistant.try_sync().unwrap_err().code, "revoked");
}
