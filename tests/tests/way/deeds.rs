//! What the people of a neighbourhood do with patrols, homes, residents, checklists and reports, each written into the book as well.

use std::collections::BTreeMap;

use jinshui_tests::{Chance, Exec, Hub, Phone};
use serde_json::{Value, json};

use crate::book::{Book, Kind, Reader, Set, What};

pub(crate) const LEADERS: [usize; 5] = [0, 1, 2, 3, ASSISTANT];
pub(crate) const ASSISTANT: usize = 4;
pub(crate) const POLICE: usize = 5;
pub(crate) const OFFICES: [usize; 2] = [6, 8];
const PROPERTY: usize = 7;
const ROOMS: usize = 14;

const GRID: &[&str] = &["community", "g17"];
const BOTH: &[&str] = &["community", "g17", "a097", "a098"];

pub(crate) fn cast() -> Vec<Reader> {
    let reader = |id, spaces| Reader { id, spaces };
    vec![
        reader("volunteer-17-1", GRID),
        reader("volunteer-17-2", GRID),
        reader("head-097", &["community", "g17", "a097"]),
        reader("head-098", &["community", "g17", "a098"]),
        reader("assistant-17", BOTH),
        reader("police-1", BOTH),
        reader("office-1", BOTH),
        reader("property-1", GRID),
        reader("office-2", BOTH),
    ]
}

/// The phones, and what is to be on them.
pub(crate) struct Neighbours {
    pub(crate) chance: Chance,
    pub(crate) book: Book,
    pub(crate) phones: Vec<Phone>,
    pub(crate) hands: Vec<Exec>,
    pub(crate) written: usize,
    /// What people may tick of each patrol.
    items: BTreeMap<usize, Vec<String>>,
    words: usize,
}

impl Neighbours {
    pub(crate) fn new(hub: &Hub, chance: Chance) -> Self {
        let book = Book::new(cast());
        let phones: Vec<Phone> = book.people.iter().map(|person| Phone::of(person.id, hub)).collect();
        let hands = phones.iter().map(Phone::exec).collect();
        Neighbours { chance, book, phones, hands, written: 0, items: BTreeMap::new(), words: 0 }
    }

    pub(crate) fn ask(&mut self, who: usize, command: &str, args: Value) -> Value {
        let done = self.hands[who].ask(command, args.clone());
        done.unwrap_or_else(|failed| panic!("{}: {command} {args}: {failed:?}", self.name(who)))
    }

    /// Asks for something to be written; none where it was there already.
    fn writes(&mut self, who: usize, command: &str, args: Value) -> Option<String> {
        let reply = self.ask(who, command, args);
        let new = reply["already_there"] == false;
        self.written += usize::from(new);
        new.then(|| reply["id"].as_str().unwrap().to_owned())
    }

    pub(crate) fn name(&self, who: usize) -> &'static str {
        self.book.people[who].id
    }

    pub(crate) fn id(&self, entry: usize) -> String {
        self.book.entries[entry].id.clone()
    }

    fn text(&mut self) -> String {
        self.words += 1;
        format!("第{}句", self.words)
    }

    fn pick(&mut self, who: usize, kind: Kind) -> Option<usize> {
        let on = self.book.on(who, kind);
        (!on.is_empty()).then(|| *self.chance.pick(&on))
    }

    /// The stairwells whose homes a person keeps.
    pub(crate) fn keeps(&self, who: usize) -> Vec<(&'static str, &'static str)> {
        let areas = [("a097", "1"), ("a098", "2")].into_iter();
        areas.filter(|(area, _)| who != POLICE && self.book.people[who].spaces.contains(area)).collect()
    }

    pub(crate) fn report(&mut self, who: usize) -> bool {
        let patrol = self.pick(who, Kind::Patrol).filter(|_| self.chance.percent(60));
        if who == PROPERTY {
            return false;
        }
        let (id, words) = (self.chance.id(), self.text());
        let (category, severity) =
            (*self.chance.pick(&["litter", "fire_lane"]), *self.chance.pick(&["normal", "urgent"]));
        let unit = self.chance.pick(&["1", "2"]).to_string();
        let mut args = json!({ "id": id, "category": category, "severity": severity, "words": words,
            "place": { "building": "33", "unit": unit } });
        let mut fields: Vec<Set> = vec![
            ("category", category.into()),
            ("severity", severity.into()),
            ("building", "33".into()),
            ("unit", unit),
            ("status", "reported".into()),
        ];
        if let Some(patrol) = patrol {
            args["patrol"] = json!(self.id(patrol));
            fields.push(("patrol", self.id(patrol)));
        }
        self.writes(who, "hazard.report", args);
        self.book.begin(who, &id, Kind::Hazard, "g17", What { fields, words, ..What::default() });
        true
    }

    pub(crate) fn start(&mut self, who: usize) -> bool {
        if !LEADERS.contains(&who) {
            return false;
        }
        let (id, area) = (self.chance.id(), self.text());
        let mut args = json!({ "id": id, "area": area });
        let mut fields: Vec<Set> =
            vec![("leader", self.name(who).into()), ("status", "walking".into()), ("area", area)];
        let others: Vec<usize> = (0..self.phones.len()).filter(|other| *other != who).collect();
        let mate = *self.chance.pick(&others);
        let mate = self.name(mate);
        args["team"] = json!([mate]);
        let in_use = |list: &usize| self.book.one(who, *list, "state").as_deref() == Some("in_use");
        let lists: Vec<usize> = self.book.on(who, Kind::Checklist).into_iter().filter(in_use).collect();
        if !lists.is_empty() {
            let list = *self.chance.pick(&lists);
            args["checklist"] = json!(self.id(list));
        }
        self.writes(who, "patrol.start", args);
        let kept = self.ask(who, "patrol.show", json!({ "id": id }))["checklist"].clone();
        if let Some(version) = kept["id"].as_str() {
            fields.push(("version", version.to_owned()));
        }
        let items = vec![("team", mate.to_owned(), "joined".to_owned())];
        let entry = self.book.begin(who, &id, Kind::Patrol, "g17", What { fields, items, ..What::default() });
        let names = kept["items"].as_array().into_iter().flatten();
        self.items.insert(entry, names.map(|item| item["id"].as_str().unwrap().to_owned()).collect());
        true
    }

    /// A patrol that a person may write to. That others may not, they are told.
    fn walked(&mut self, who: usize) -> Option<usize> {
        let patrol = self.pick(who, Kind::Patrol)?;
        let id = self.id(patrol);
        if self.ask(who, "patrol.show", json!({ "id": id }))["card"]["may_record"] == true {
            return Some(patrol);
        }
        let refused = self.hands[who].ask("patrol.edit", json!({ "id": id, "area": "别处" }));
        assert_eq!(refused.unwrap_err().code, "not_allowed");
        None
    }

    pub(crate) fn tick(&mut self, who: usize) -> bool {
        let Some(patrol) = self.walked(who).filter(|patrol| !self.items[patrol].is_empty()) else {
            return false;
        };
        let item = self.chance.pick(&self.items[&patrol].clone()).clone();
        let mark = *self.chance.pick(&["ok", "ok", "problem", "clear"]);
        let note = if mark == "clear" { String::new() } else { self.text() };
        let args = json!({ "id": self.id(patrol), "item": item, "mark": mark, "note": note, "tick": self.chance.id() });
        let told = format!("{} {mark} {note}", self.name(who));
        if self.writes(who, "patrol.tick", args).is_some() {
            self.book.write(who, patrol, What::item("ticks", item, told));
        }
        true
    }

    pub(crate) fn step(&mut self, who: usize) -> bool {
        let Some(patrol) = self.walked(who) else { return false };
        let steps: &[(&str, &str)] = match self.book.one(who, patrol, "status").as_deref() {
            Some("walking") => &[("pause", "paused"), ("end", "ended")],
            Some("paused") => &[("resume", "walking"), ("end", "ended")],
            Some("ended") => &[("resume", "walking")],
            _ => return false,
        };
        let (act, to) = *self.chance.pick(steps);
        self.act(who, patrol, act, to);
        true
    }

    pub(crate) fn act(&mut self, who: usize, patrol: usize, act: &str, to: &'static str) {
        let note = self.text();
        let args = json!({ "id": self.id(patrol), "act": act, "note": note, "step": self.chance.id() });
        self.writes(who, "patrol.act", args);
        let items = vec![("steps", note.clone(), format!("{} {act} {note}", self.name(who)))];
        self.book.write(who, patrol, What { fields: vec![("status", to.into())], items, ..What::default() });
    }

    pub(crate) fn team(&mut self, who: usize) -> bool {
        let Some(patrol) = self.walked(who) else { return false };
        let member = self.chance.below(self.phones.len());
        let member = self.name(member);
        let here = self.chance.percent(70);
        if self.book.one(who, patrol, "leader").as_deref() == Some(member) {
            return false;
        }
        let args = json!({ "id": self.id(patrol), "member": member, "here": here });
        if self.writes(who, "patrol.team", args).is_some() {
            let told = if here { "joined" } else { "left" };
            self.book.write(who, patrol, What::item("team", member, told.to_owned()));
        }
        true
    }

    /// Something is said of a record.
    pub(crate) fn comment(&mut self, who: usize, kind: Kind) -> bool {
        let Some(entry) = self.pick(who, kind).filter(|_| kind != Kind::Home || who != POLICE) else {
            return false;
        };
        let text = self.text();
        let args = json!({ "id": self.id(entry), "text": text, "comment": self.chance.id() });
        self.writes(who, "comment.add", args);
        let told = format!("{} {text}", self.name(who));
        self.book.write(who, entry, What::item("comments", text, told));
        true
    }

    pub(crate) fn home(&mut self, who: usize, room: Option<usize>) -> Option<usize> {
        let areas = self.keeps(who);
        if areas.is_empty() {
            return None;
        }
        let (area, unit) = *self.chance.pick(&areas);
        let room = room.unwrap_or_else(|| self.chance.below(ROOMS));
        self.room(who, (area, unit), &format!("{}01", room + 1))
    }

    /// Writes a room down; none where it is here already.
    pub(crate) fn room(
        &mut self,
        who: usize,
        (area, unit): (&'static str, &str),
        room: &str,
    ) -> Option<usize> {
        let tenancy = *self.chance.pick(&["owner", "rented", "vacant", "business"]);
        let args = json!({ "place": { "building": "33", "unit": unit }, "room": room, "tenancy": tenancy });
        let id = self.writes(who, "home.add", args)?;
        let fields = vec![
            ("building", "33".into()),
            ("unit", unit.into()),
            ("room", room.into()),
            ("state", "in_use".into()),
            ("tenancy", tenancy.into()),
        ];
        Some(self.book.begin(who, &id, Kind::Home, area, What::fields(fields)))
    }

    pub(crate) fn resident(&mut self, who: usize, name: Option<&str>) -> bool {
        match self.pick(who, Kind::Home).filter(|_| who != POLICE) {
            Some(home) => self.person(who, home, name),
            None => false,
        }
    }

    /// Writes a person of a home down.
    pub(crate) fn person(&mut self, who: usize, home: usize, name: Option<&str>) -> bool {
        let name = name.map_or_else(|| self.text(), str::to_owned);
        let (phone, space) = (self.number(), self.book.entries[home].space);
        let args = json!({ "home": self.id(home), "name": name, "fields": { "phone": phone } });
        let Some(id) = self.writes(who, "resident.add", args) else { return false };
        let fields =
            vec![("home", self.id(home)), ("name", name), ("state", "living".into()), ("phone", phone)];
        self.book.begin(who, &id, Kind::Resident, space, What::fields(fields));
        true
    }

    pub(crate) fn number(&mut self) -> String {
        format!("139{:08}", self.chance.below(100_000_000))
    }

    pub(crate) fn visit(&mut self, who: usize) -> bool {
        let Some(home) = self.pick(who, Kind::Home).filter(|_| who != POLICE) else { return false };
        let (outcome, note) = (*self.chance.pick(&["met", "need", "no_answer", "refused"]), self.text());
        let args =
            json!({ "id": self.id(home), "outcome": outcome, "note": note, "visit": self.chance.id() });
        self.writes(who, "home.visit", args);
        let told = format!("{} {outcome} {note}", self.name(who));
        self.book.write(who, home, What::item("visits", note, told));
        true
    }

    pub(crate) fn look(&mut self) -> bool {
        let Some(home) = self.pick(POLICE, Kind::Home) else { return false };
        let purpose = format!("核实{}", self.text());
        let args = json!({ "id": self.id(home), "purpose": purpose });
        self.writes(POLICE, "home.look", args);
        let told = format!("{} {purpose}", self.name(POLICE));
        self.book.write(POLICE, home, What::item("looks", purpose, told));
        true
    }

    pub(crate) fn checklist(&mut self, who: usize) -> bool {
        if !OFFICES.contains(&who) {
            return false;
        }
        let (id, name, text) = (self.chance.id(), self.text(), self.text());
        let items = json!([{ "id": "lane", "text": text }, { "text": "路灯亮不亮" }]);
        self.writes(who, "checklist.save", json!({ "id": id, "name": name, "items": items }));
        let items = vec![("versions", String::new(), format!("{text} 路灯亮不亮"))];
        let fields = vec![("name", name), ("state", "in_use".into())];
        self.book.begin(who, &id, Kind::Checklist, "community", What { fields, items, ..What::default() });
        true
    }

    /// Other items: a version of its own, which patrols under way do not take.
    pub(crate) fn version(&mut self, who: usize) -> bool {
        let Some(list) = self.pick(who, Kind::Checklist).filter(|_| OFFICES.contains(&who)) else {
            return false;
        };
        let text = self.text();
        let items = json!([{ "id": "lane", "text": text }, { "text": "井盖" }, { "text": "大门" }]);
        let args = json!({ "id": self.id(list), "items": items });
        self.writes(who, "checklist.save", args);
        self.book.write(who, list, What::item("versions", "", format!("{text} 井盖 大门")));
        true
    }
}
