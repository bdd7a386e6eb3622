//! What was asked, what was answered with ok, and, in the end, whether each is there exactly once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jinshui_tests::{Chance, Exec, Phone, picture};
use serde_json::{Value, json};

/// Everything that one phone was asked to write. Every writing has a name of its own, so that it can be asked for again when
/// its answer was lost, as a person taps again.
#[derive(Default)]
pub(crate) struct Ledger {
    waiting: VecDeque<(&'static str, Value)>,
    asked: BTreeMap<u64, (&'static str, Value)>,
    /// Reports that were answered with ok.
    pub(crate) reports: BTreeSet<String>,
    /// Comments that were answered with ok.
    pub(crate) comments: BTreeSet<String>,
    /// Photos that were answered with ok.
    pub(crate) photos: usize,
}

impl Ledger {
    /// Thinks of so many more things to write.
    pub(crate) fn plan(&mut self, chance: &mut Chance, phone: &Phone, count: usize) {
        let known: Vec<String> = self.reports.iter().cloned().collect();
        for _ in 0..count {
            if known.is_empty() || chance.percent(50) {
                let mut args = json!({
                    "id": chance.id(), "category": "litter", "words": "门口有垃圾",
                    "place": { "building": "33", "unit": "1" },
                });
                if chance.percent(4) {
                    let path = phone.home().join("camera.jpg");
                    std::fs::write(&path, picture(chance)).unwrap();
                    args["photos"] = json!([{ "path": path }]);
                }
                self.waiting.push_back(("hazard.report", args));
            } else {
                let args = json!({ "id": chance.pick(&known), "comment": chance.id(), "text": "看过了" });
                self.waiting.push_back(("comment.add", args));
            }
        }
    }

    /// Asks for everything that waits, without waiting for answers.
    pub(crate) fn ask(&mut self, exec: &mut Exec) {
        while let Some((command, args)) = self.waiting.pop_front() {
            let number = exec.send(command, &args);
            self.asked.insert(number, (command, args));
        }
    }

    /// Takes an answer in.
    pub(crate) fn answered(&mut self, number: u64, answer: &Result<Value, jinshui_tests::Failed>) {
        let (command, args) = self.asked.remove(&number).expect("an answer to what was asked");
        assert!(answer.is_ok(), "{command} {args}: {answer:?}");
        let name = |key: &str| args[key].as_str().unwrap().to_owned();
        let new = match command {
            "hazard.report" => self.reports.insert(name("id")),
            _ => self.comments.insert(name("comment")),
        };
        assert!(new);
        self.photos += args["photos"].as_array().map_or(0, Vec::len);
    }

    /// What was not answered is asked again of the next process.
    pub(crate) fn again(&mut self) {
        self.waiting.extend(std::mem::take(&mut self.asked).into_values());
    }

    pub(crate) fn is_settled(&self) -> bool {
        self.waiting.is_empty() && self.asked.is_empty()
    }

    /// Everything that was answered with ok is among these views, and nothing twice.
    pub(crate) fn assert_in(&self, views: &BTreeMap<String, Value>) {
        for id in &self.reports {
            assert!(views.contains_key(id), "report {id} was saved and is gone");
        }
        let comments = views.values().flat_map(|view| view["comments"].as_array().unwrap());
        let mut seen = BTreeSet::new();
        for comment in comments {
            assert!(seen.insert(comment["id"].as_str().unwrap().to_owned()), "twice: {comment}");
        }
        for id in &self.comments {
            assert!(seen.contains(id), "comment {id} was saved and is gone");
        }
    }
}
