//! What a building head was asked to write on a round, and what was answered with ok: ticks and steps of a patrol, homes and the
//! people in them, visits. Every one has a name or words of its own, so that it is plain whether it is there, once.

use std::collections::{BTreeMap, VecDeque};

use jinshui_tests::{Asked, Chance, Exec};
use serde_json::{Value, json};

/// Rooms of the stairwell.
const ROOMS: usize = 8;
const ITEMS: [&str; 3] = ["lane", "lamp", "lift"];

/// One thing to be asked.
type Ask = (&'static str, Value);

/// What was asked and answered.
#[derive(Default)]
pub(crate) struct Rounds {
    waiting: VecDeque<Ask>,
    asked: BTreeMap<u64, Ask>,
    /// What was answered with ok, in the order in which it was asked.
    pub(crate) done: Vec<Ask>,
    checklist: String,
    patrol: Option<String>,
    walking: bool,
    homes: BTreeMap<String, Option<String>>,
    written: usize,
}

impl Rounds {
    pub(crate) fn with(checklist: &str) -> Self {
        Rounds { checklist: checklist.to_owned(), ..Rounds::default() }
    }

    fn words(&mut self) -> String {
        self.written += 1;
        format!("第{}件", self.written)
    }

    fn push(&mut self, command: &'static str, args: Value) {
        self.waiting.push_back((command, args));
    }

    /// Thinks of so many more things to write.
    pub(crate) fn plan(&mut self, chance: &mut Chance, count: usize) {
        for _ in 0..count {
            match (chance.below(10), self.patrol.clone()) {
                (0, _) | (_, None) => {
                    let id = chance.id();
                    self.push(
                        "patrol.start",
                        json!({ "id": id, "checklist": self.checklist, "area": "北门" }),
                    );
                    (self.patrol, self.walking) = (Some(id), true);
                }
                (1..4, Some(patrol)) => {
                    let (item, note) = (*chance.pick(&ITEMS), self.words());
                    let args = json!({ "id": patrol, "item": item, "mark": "ok", "note": note, "tick": chance.id() });
                    self.push("patrol.tick", args);
                }
                (4, Some(patrol)) => {
                    let act = if self.walking { "pause" } else { "resume" };
                    self.walking = !self.walking;
                    let args = json!({ "id": patrol, "act": act, "note": self.words(), "step": chance.id() });
                    self.push("patrol.act", args);
                }
                _ => self.plan_home(chance),
            }
        }
    }

    fn plan_home(&mut self, chance: &mut Chance) {
        let room = format!("{}01", chance.below(ROOMS) + 1);
        let Some(Some(home)) = self.homes.get(&room).cloned() else {
            // Its name is known only once it was answered; a room that waits is not asked for twice.
            if self.homes.insert(room.clone(), None).is_none() {
                self.push("home.add", json!({ "place": { "building": "33", "unit": "1" }, "room": room }));
            }
            return;
        };
        match chance.below(3) {
            0 => {
                let args = json!({ "home": home, "name": format!("示例{}", self.words()) });
                self.push("resident.add", args);
            }
            1 => {
                let args =
                    json!({ "id": home, "outcome": "met", "note": self.words(), "visit": chance.id() });
                self.push("home.visit", args);
            }
            _ => {
                let args = json!({ "id": home, "owner": self.words() });
                self.push("home.edit", args);
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

    pub(crate) fn answered(&mut self, number: u64, answer: &Asked) {
        let (command, args) = self.asked.remove(&number).expect("an answer to what was asked");
        let reply = answer.as_ref().unwrap_or_else(|failed| panic!("{command} {args}: {failed:?}"));
        if command == "home.add" {
            let id = reply["id"].as_str().unwrap().to_owned();
            self.homes.insert(args["room"].as_str().unwrap().to_owned(), Some(id));
        }
        self.done.push((command, args));
    }

    /// What was not answered is asked again of the next process, in its order.
    pub(crate) fn again(&mut self) {
        self.waiting.extend(std::mem::take(&mut self.asked).into_values());
    }

    pub(crate) fn is_settled(&self) -> bool {
        self.waiting.is_empty() && self.asked.is_empty()
    }

    /// Everything is tapped once more, as by somebody who never saw an answer: nothing is written.
    pub(crate) fn tap_again(&self, exec: &mut Exec) {
        // An owner's name has no name of its own: said again, it is the last word.
        for (command, args) in self.done.iter().filter(|(command, _)| *command != "home.edit") {
            let reply = exec.ask(command, args.clone()).unwrap();
            assert_eq!(reply["already_there"], true, "{command} {args}");
        }
    }

    fn of(&self, command: &str) -> impl Iterator<Item = &Value> {
        self.done.iter().filter(move |(done, _)| *done == command).map(|(_, args)| args)
    }

    /// Everything that was answered is in these views, each once, and nothing else. Only to be asked when nothing waits.
    pub(crate) fn assert_in(&self, patrols: &BTreeMap<String, Value>, homes: &BTreeMap<String, Value>) {
        assert_eq!(patrols.len(), self.of("patrol.start").count());
        assert_eq!(homes.len(), self.of("home.add").count());
        for (id, view) in patrols {
            let notes =
                |command| self.of(command).filter(|args| args["id"] == **id).map(|args| args["note"].clone());
            let steps: Vec<_> =
                view["steps"].as_array().unwrap().iter().map(|one| one["note"].clone()).collect();
            assert_eq!(steps, notes("patrol.act").collect::<Vec<_>>(), "steps of {id}");
            let mut ticks: BTreeMap<String, (u64, Value)> = BTreeMap::new();
            for args in self.of("patrol.tick").filter(|args| args["id"] == **id) {
                let tick = ticks.entry(args["item"].as_str().unwrap().to_owned()).or_default();
                *tick = (tick.0 + 1, args["note"].clone());
            }
            let tick = |one: &Value| {
                (
                    one["item"].as_str().unwrap().to_owned(),
                    (one["times"].as_u64().unwrap(), one["note"].clone()),
                )
            };
            let shown: BTreeMap<_, _> = view["ticks"].as_array().unwrap().iter().map(tick).collect();
            assert_eq!(shown, ticks, "ticks of {id}: how often, and the last one's note");
        }
        for (id, view) in homes {
            let mine = |command, key: &'static str| self.of(command).filter(move |args| args[key] == **id);
            let sorted = |mut all: Vec<String>| {
                all.sort();
                all
            };
            let list = |list: &str, key: &str| {
                let all = view[list].as_array().unwrap().iter();
                sorted(all.map(|one| one[key].as_str().unwrap().to_owned()).collect())
            };
            let notes = mine("home.visit", "id").map(|args| args["note"].as_str().unwrap().to_owned());
            assert_eq!(list("visits", "note"), sorted(notes.collect()), "visits of {id}");
            let names = mine("resident.add", "home").map(|args| args["name"].as_str().unwrap().to_owned());
            assert_eq!(list("residents", "name"), sorted(names.collect()), "people of {id}");
            let owner = mine("home.edit", "id").last().map_or(json!(""), |args| args["owner"].clone());
            assert_eq!(view["owner"], owner, "the last owner of {id}");
        }
    }
}
