//! A hub that was restored from an old copy (R23): what it lost comes back from the phones, with its authors and its times, and
//! what was waiting goes after it. `RESTORES=50` does it more often, `SEED=7` otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jinshui_tests::{Chance, Hub, Phone, picture};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything, shown};

const PEOPLE: [&str; 5] = ["volunteer-17-1", "volunteer-17-2", "assistant-17", "office-1", "police-1"];

fn times() -> u64 {
    std::env::var("RESTORES").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Copies a folder and what is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A neighbourhood that writes reports, and what it wrote.
struct Street {
    hub: Hub,
    phones: Vec<Phone>,
    chance: Chance,
    reports: Vec<String>,
    comments: BTreeMap<String, BTreeSet<String>>,
    backup: tempfile::TempDir,
    words: usize,
}

impl Street {
    fn new(chance: Chance) -> Self {
        let hub = Hub::start();
        let phones = PEOPLE.iter().map(|member| Phone::of(member, &hub)).collect();
        let backup = tempfile::tempdir().unwrap();
        let (reports, comments) = (Vec::new(), BTreeMap::new());
        Street { hub, phones, chance, reports, comments, backup, words: 0 }
    }

    fn text(&mut self) -> String {
        self.words += 1;
        format!("第{}句", self.words)
    }

    /// Somebody reports something, every third time with a picture.
    fn report(&mut self, who: usize) {
        let words = self.text();
        let mut args =
            json!({ "category": "litter", "place": { "building": "33", "unit": "1" }, "words": words });
        if self.reports.len().is_multiple_of(3) {
            let path = self.phones[who].home().join("camera.jpg");
            std::fs::write(&path, picture(&mut self.chance)).unwrap();
            args["photos"] = json!([{ "path": path }]);
        }
        let made = self.phones[who].once("hazard.report", args).unwrap();
        let id = made["id"].as_str().unwrap().to_owned();
        self.comments.insert(id.clone(), BTreeSet::new());
        self.reports.push(id);
    }

    /// Somebody says something to a report that they have.
    fn comment(&mut self, who: usize) {
        let here = everything(&self.phones[who]);
        let ids: Vec<_> = here.into_keys().collect();
        if ids.is_empty() {
            return self.report(who);
        }
        let (id, text) = (self.chance.pick(&ids).clone(), self.text());
        self.phones[who].once("comment.add", json!({ "id": id, "text": text })).unwrap();
        self.comments.get_mut(&id).unwrap().insert(text);
    }

    fn write(&mut self, count: usize) {
        for _ in 0..count {
            let who = self.chance.below(3);
            if self.chance.percent(40) { self.report(who) } else { self.comment(who) }
        }
    }

    fn sync(&mut self) {
        let mut order: Vec<_> = (0..self.phones.len()).collect();
        self.chance.shuffle(&mut order);
        for who in order {
            self.phones[who].sync();
        }
    }

    fn back_up(&mut self) {
        self.hub.stop();
        copy(&self.hub.data(), &self.backup.path().join("copy"));
        self.hub.serve();
    }

    /// The copy takes the hub's place, by the command that is made for it or by hand.
    fn restore(&mut self, by_hand: bool) {
        self.hub.stop();
        let copied = self.backup.path().join("copy");
        let data = self.hub.data();
        std::fs::rename(&data, data.with_extension(format!("lost-{}", self.words))).unwrap();
        if by_hand {
            copy(&copied, &data);
        } else {
            self.hub.run(&["restore", "--from", &copied.display().to_string()]);
        }
        self.hub.serve();
    }

    /// Nothing is lost or doubled, and everybody has the same.
    fn assert_all_is_there(&self) {
        let first = everything(&self.phones[0]);
        for phone in &self.phones {
            let seen = everything(phone);
            assert_eq!(
                seen.keys().collect::<BTreeSet<_>>(),
                self.reports.iter().collect(),
                "{}",
                phone.member
            );
            assert_eq!(seen, first, "{} and {}", phone.member, self.phones[0].member);
            assert_whole(phone);
        }
        for (id, view) in &first {
            let said = view["comments"].as_array().unwrap().iter();
            let said: Vec<_> = said.map(|one| one["text"].as_str().unwrap().to_owned()).collect();
            assert_eq!(said.len(), self.comments[id].len(), "{id}: {said:?}");
            assert_eq!(said.into_iter().collect::<BTreeSet<_>>(), self.comments[id], "{id}");
        }
        assert!(self.hub.refusals().is_empty(), "{:?}", self.hub.refusals());
    }

    fn recovered(&self) -> Vec<Value> {
        self.hub.run(&["recovered"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A whole life: a copy, much that comes after it, the copy in place of the hub, one sync of everybody.
fn lived(by_hand: bool, chance: Chance) -> Street {
    let mut street = Street::new(chance);
    street.report(0);
    street.sync();
    street.write(4);
    street.sync();
    street.back_up();
    for _ in 0..2 {
        street.write(6);
        street.sync();
    }
    // Somebody who joins after the copy was made, and what waits while the hub is away.
    let late = Phone::of("head-097", &street.hub);
    late.sync();
    street.phones.push(late);
    let newest = street.phones.len() - 1;
    street.report(newest);
    street.sync();
    street.sync();
    street.write(3);
    street.comment(newest);
    let order: Vec<_> = street.reports.clone();
    street.restore(by_hand);
    street.sync();
    let took = street.recovered().len();
    println!("restored by {}: {took} came back", if by_hand { "hand" } else { "command" });
    assert!(took > 0, "something was lost and came back");
    // What others gave back after one's own sync is heard with the next one.
    street.sync();
    assert_eq!(order, street.reports);
    street
}

#[test]
fn r23_what_a_restored_hub_lost_comes_back_from_the_phones() {
    for time in 0..times() {
        let street = lived(false, Chance::seeded("restored", 23 + time));
        street.assert_all_is_there();
        let recovered = street.recovered();
        let via: BTreeSet<_> = recovered.iter().filter_map(|one| one["via"].as_str()).collect();
        assert!(via.iter().all(|device| device.starts_with("d-")), "{recovered:?}");
        assert!(
            recovered
                .iter()
                .all(|one| PEOPLE.contains(&one["author"].as_str().unwrap()) || one["author"] == "head-097")
        );
        // The hub's own pictures are whole again: somebody new sees them.
        let new = Phone::of("assistant-17", &street.hub);
        new.sync();
        let seen = everything(&new);
        assert_eq!(seen.len(), street.reports.len());
        for id in seen.keys() {
            for photo in shown(&mut new.exec(), id)["photos"].as_array().unwrap() {
                let asked = json!({ "id": id, "hash": photo["hash"], "size": "thumbnail" });
                let got = new.once("photo.get", asked);
                assert!(got.is_ok(), "{id}: {photo}: {got:?}");
            }
        }
    }
}

#[test]
fn r23_files_that_were_put_back_by_hand_are_noticed_by_a_cursor_ahead_of_the_log() {
    for time in 0..times() {
        let street = lived(true, Chance::seeded("put back by hand", 57 + time));
        street.assert_all_is_there();
    }
}

/// R13: the files were put back by hand and the log has grown past every cursor before a phone with more came back: nothing but
/// the digest tells that the two differ.
#[test]
fn r13_a_phone_that_has_more_and_less_than_the_hub_is_healed_by_heads_and_gives_back() {
    let mut street = Street::new(Chance::seeded("grown past", 13));
    street.report(0);
    street.report(1);
    street.sync();
    street.back_up();
    street.report(0);
    street.comment(0);
    for who in [0, 2] {
        street.phones[who].sync();
    }
    street.restore(true);
    // Phone 1 read nothing since the copy; it writes more than was lost.
    for _ in 0..8 {
        street.report(1);
    }
    street.phones[1].sync();
    assert!(street.recovered().is_empty());
    let report = street.phones[0].sync();
    assert!(report["returned"].as_u64().unwrap() > 0, "{report}");
    assert_eq!(report["complete"], true, "{report}");
    assert!(street.phones[0].status()["healed"].as_u64().unwrap() > 0);
    street.sync();
    street.sync();
    street.assert_all_is_there();
}

/// Whoever is not the hub cannot have something put into the log as if it had been there.
#[test]
fn r23_two_restores_one_after_the_other_lose_nothing() {
    let mut street = lived(false, Chance::seeded("restored twice", 99));
    street.write(4);
    street.sync();
    street.restore(false);
    street.sync();
    street.sync();
    street.assert_all_is_there();
}
