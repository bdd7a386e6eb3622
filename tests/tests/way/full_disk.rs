//! A phone whose storage is full: the tap fails and says so, nothing is lost, and with room again it goes on.
//!
//! On a small file system of its own where this may be mounted (root); else with a limit on the size of files, where the
//! operating system says “file too large” and the phone can only say that storing failed.

use std::path::Path;
use std::process::Command;

use jinshui_tests::{Chance, Exec, Hub, Phone, picture};
use serde_json::json;
use tempfile::TempDir;

use crate::seen::{assert_whole, listed};

/// A small file system, unmounted at the end.
pub(crate) struct Small(pub(crate) TempDir);

impl Small {
    pub(crate) fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        mount(&format!("size={megabytes}m"), folder.path()).then(|| Small(folder))
    }

    pub(crate) fn grow(&self, megabytes: u32) {
        assert!(mount(&format!("remount,size={megabytes}m"), self.0.path()));
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let ended = Command::new("umount").arg(self.0.path()).status();
        if !ended.is_ok_and(|status| status.success()) {
            println!("{} could not be unmounted", self.0.path().display());
        }
    }
}

fn mount(options: &str, at: &Path) -> bool {
    let mut mount = Command::new("mount");
    let output = mount.args(["-t", "tmpfs", "-o", options, "none"]).arg(at).output();
    output.is_ok_and(|output| output.status.success())
}

/// Reports until one fails. Gives the names of those that were answered with ok, and the failure's code.
fn fill(hand: &mut Exec, phone: &Phone, chance: &mut Chance) -> (Vec<String>, String) {
    let mut saved = Vec::new();
    for _ in 0..5_000 {
        let id = chance.id();
        let path = std::env::temp_dir().join(format!("{id}.jpg"));
        std::fs::write(&path, picture(chance)).unwrap();
        let args = json!({ "id": id, "category": "litter", "words": "字".repeat(500), "photos": [{ "path": path }] });
        let asked = hand.ask("hazard.report", args);
        std::fs::remove_file(&path).unwrap();
        match asked {
            Ok(_) => saved.push(id),
            Err(failed) => return (saved, failed.code),
        }
    }
    panic!("{} was never full", phone.home().display());
}

/// Everything that was answered is there, and it goes on.
fn assert_goes_on(phone: &Phone, officer: &Phone, saved: &[String]) {
    let mut hand = phone.exec();
    let there = listed(&mut hand, 500);
    assert_eq!(there.len(), saved.len());
    assert!(saved.iter().all(|id| there.contains_key(id)));
    hand.ask("hazard.report", json!({ "category": "litter" })).unwrap();
    drop(hand);
    phone.sync();
    officer.sync();
    assert_eq!(listed(&mut officer.exec(), 500).len(), saved.len() + 1);
    assert_whole(phone);
}

#[test]
fn a_full_disk_loses_nothing_and_says_so() {
    let mut chance = Chance::new(8);
    let hub = Hub::start();
    let officer = Phone::of("police-1", &hub);
    let Some(small) = Small::mount(3) else { return with_a_limit(&hub, &officer, &mut chance) };
    let phone = Phone::at("volunteer-17-1", &hub, &small.0.path().join("phone"));
    let mut hand = phone.exec();
    let (saved, code) = fill(&mut hand, &phone, &mut chance);
    assert_eq!(code, "storage_full");
    // Still full: what was saved can be read, and the same tap fails the same.
    assert_eq!(listed(&mut hand, 500).len(), saved.len());
    drop(hand);
    let full = phone.try_sync();
    println!("full disk: {} reports saved before it was full; a sync meanwhile: {full:?}", saved.len());
    small.grow(32);
    assert_goes_on(&phone, &officer, &saved);
    drop(phone);
}

/// Without a file system of one's own: no file may grow beyond a size.
fn with_a_limit(hub: &Hub, officer: &Phone, chance: &mut Chance) {
    let phone = Phone::of("volunteer-17-1", hub);
    let jinshui = phone.command(&["exec"]);
    let mut limited = Command::new("sh");
    // The signal must not end the process before the failed write does.
    limited.args(["-c", "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\""]).arg(jinshui.get_program());
    limited.args(jinshui.get_args());
    let mut hand = Exec::of(limited);
    let (saved, code) = fill(&mut hand, &phone, chance);
    assert!(["storage_full", "internal"].contains(&code.as_str()), "{code}");
    drop(hand);
    println!("full disk: no mount here; with a limit on files: {} reports saved, then {code}", saved.len());
    assert_goes_on(&phone, officer, &saved);
}
