//! What people do on their devices: one deed at a time, drawn by chance from what the device shows.

use serde_json::{Value, json};

use super::cast::{DEVICES, STAIRWELLS};
use super::form::Form;
use super::ledger::{Mark, words};
use super::town::Town;

/// A deed that is about to be done.
pub(super) struct Deed {
    pub(super) number: usize,
    pub(super) command: &'static str,
    pub(super) args: Value,
    pub(super) mark: Mark,
    /// What it is found again by.
    pub(super) words: String,
    /// Whether the same tap may come twice: its item has a name of its own.
    pub(super) named: bool,
    /// Whether the ledger keeps it.
    pub(super) counts: bool,
}

impl Deed {
    fn new(number: usize, command: &'static str, mark: Mark, args: Value) -> Self {
        Deed { number, command, args, mark, words: words(number), named: false, counts: true }
    }
    fn named(self) -> Self {
        Deed { named: true, ..self }
    }
    fn uncounted(self) -> Self {
        Deed { counts: false, ..self }
    }
}

const CATEGORIES: &[&str] =
    &["fire_lane", "abandoned_bike", "wire_charging", "litter", "suspicious", "other"];
const ROOMS: &[&str] = &["101", "102", "201", "202", "301"];
const NAMES: &[&str] = &["王秀英", "李国庆", "张桂兰"];

impl Town {
    /// The next thing that somebody does on a device; none where there is nothing of the kind they could do.
    pub(super) async fn next_deed(&mut self, who: usize) -> Option<Deed> {
        let number = self.ledger.next();
        match self.chance.below(100) {
            0..16 => Some(self.report(number)),
            16..28 => self.edit_hazard(number, who).await,
            28..41 => self.act(number, who).await,
            41..53 => self.comment(number, who).await,
            53..54 => self.photo(number, who).await,
            54..60 => self.start_patrol(number, who).await,
            60..64 => self.act_on_patrol(number, who).await,
            64..72 => self.tick(number, who).await,
            72..74 => self.team(number, who).await,
            74..78 => self.edit_patrol(number, who).await,
            78..81 => self.checklist(number, who).await,
            81..85 => Some(self.add_home(number)),
            85..89 => self.edit_home(number, who).await,
            89..92 => self.visit(number, who).await,
            92..93 => self.look(number, who).await,
            93..96 => self.add_resident(number, who).await,
            _ => self.choose(number, who).await,
        }
    }

    pub(super) fn another_report(&mut self) -> Deed {
        let number = self.ledger.next();
        self.report(number)
    }

    fn report(&mut self, number: usize) -> Deed {
        let (words, id) = (words(number), self.new_id());
        let mut args =
            json!({ "id": id, "category": self.chance.pick(CATEGORIES), "words": format!("{words}，门口") });
        if self.chance.percent(80) {
            let (building, unit) = *self.chance.pick(STAIRWELLS);
            args["place"] = json!({ "building": building, "unit": unit });
        }
        Deed::new(number, "hazard.report", Mark::Words, args).named()
    }

    /// A form of this record: an old one that lay about, or a new one.
    async fn form(&mut self, who: usize, kind: &'static str) -> Option<Form> {
        if self.chance.percent(35) {
            let mine = |form: &&Form| form.phone == who && form.kind == kind;
            let old: Vec<Form> = self.forms.iter().filter(mine).cloned().collect();
            if !old.is_empty() {
                return Some(self.chance.pick(&old).clone());
            }
        }
        let (record, view) = self.shown(who, kind).await?;
        let form = Form::of(who, kind, &record, &view);
        if self.chance.percent(30) {
            self.forms.push(form.clone());
        }
        Some(form)
    }

    async fn edit_hazard(&mut self, number: usize, who: usize) -> Option<Deed> {
        let form = self.form(who, "hazard").await?;
        let words = words(number);
        let mut args = json!({ "id": form.record, "heads": form.heads });
        if self.chance.percent(50) {
            args["words"] = json!(form.with(&words));
            return Some(Deed::new(number, "hazard.edit", Mark::Words, args));
        }
        args[*self.chance.pick(&["building", "unit"])] = json!(words);
        if self.chance.percent(40) {
            args["severity"] = json!(self.chance.pick(&["normal", "urgent", "danger"]));
        }
        Some(Deed::new(number, "hazard.edit", Mark::Field, args))
    }

    async fn act(&mut self, number: usize, who: usize) -> Option<Deed> {
        let (record, view) = self.shown(who, "hazard").await?;
        let acts = view["card"]["acts"].as_array()?.clone();
        if acts.is_empty() {
            return None;
        }
        let act = self.chance.pick(&acts).clone();
        let mut args = json!({ "id": record, "act": act, "note": words(number), "step": self.new_id() });
        if act == "assign" {
            let to = self.chance.pick(&["property", "member:volunteer-01-1", "member:assistant-01"]);
            args["assignee"] = json!(to);
        }
        if self.chance.percent(50) {
            args["heads"] = view["heads"].clone();
        }
        Some(Deed::new(number, "hazard.act", Mark::Words, args).named())
    }

    async fn comment(&mut self, number: usize, who: usize) -> Option<Deed> {
        let kind = *self.chance.pick(&["hazard", "hazard", "patrol", "home"]);
        let (record, _) = self.shown(who, kind).await?;
        let args = json!({ "id": record, "comment": self.new_id(), "text": words(number) });
        Some(Deed::new(number, "comment.add", Mark::Words, args).named())
    }

    async fn photo(&mut self, number: usize, who: usize) -> Option<Deed> {
        let (record, _) = self.shown(who, "hazard").await?;
        let (name, picture) = (self.new_id(), self.picture());
        let args = json!({ "id": record, "photo_id": name, "photo": { "base64": picture } });
        let deed = Deed::new(number, "photo.add", Mark::Words, args).named();
        Some(Deed { words: name, ..deed })
    }

    async fn start_patrol(&mut self, number: usize, who: usize) -> Option<Deed> {
        let lists = self.ask_rows(who, "checklist.list", json!({})).await;
        let grid = *self.chance.pick(&["g01", "g02"]);
        let mut args = json!({ "id": self.new_id(), "area": words(number), "team": ["volunteer-01-2"] });
        if self.chance.percent(40) {
            args["grid"] = json!(grid);
        }
        if !lists.is_empty() {
            args["checklist"] = self.chance.pick(&lists)["id"].clone();
        }
        Some(Deed::new(number, "patrol.start", Mark::Field, args).named())
    }

    async fn act_on_patrol(&mut self, number: usize, who: usize) -> Option<Deed> {
        let (record, view) = self.shown(who, "patrol").await?;
        let acts = view["card"]["acts"].as_array()?.clone();
        if acts.is_empty() {
            return None;
        }
        let act = self.chance.pick(&acts).clone();
        let args = json!({ "id": record, "act": act, "note": words(number), "step": self.new_id() });
        Some(Deed::new(number, "patrol.act", Mark::Words, args).named())
    }

    async fn tick(&mut self, number: usize, who: usize) -> Option<Deed> {
        let (record, view) = self.shown(who, "patrol").await?;
        let items = view["checklist"]["items"].as_array()?.clone();
        let item = self.chance.pick(&items)["id"].clone();
        let mark = *self.chance.pick(&["ok", "problem"]);
        let args = json!({
            "id": record, "item": item, "mark": mark, "note": words(number), "tick": self.new_id(),
        });
        Some(Deed::new(number, "patrol.tick", Mark::Words, args).named())
    }

    async fn team(&mut self, number: usize, who: usize) -> Option<Deed> {
        let (record, _) = self.shown(who, "patrol").await?;
        let member = *self.chance.pick(&["volunteer-01-1", "volunteer-02-1", "head-001"]);
        let args = json!({ "id": record, "member": member, "here": self.chance.percent(60) });
        Some(Deed::new(number, "patrol.team", Mark::Record, args).uncounted())
    }

    async fn edit_patrol(&mut self, number: usize, who: usize) -> Option<Deed> {
        let form = self.form(who, "patrol").await?;
        let words = words(number);
        let mut args = json!({ "id": form.record, "heads": form.heads });
        if self.chance.percent(50) {
            args["words"] = json!(form.with(&words));
            return Some(Deed::new(number, "patrol.edit", Mark::Words, args));
        }
        args["area"] = json!(words);
        Some(Deed::new(number, "patrol.edit", Mark::Field, args))
    }

    async fn checklist(&mut self, number: usize, _who: usize) -> Option<Deed> {
        let words = words(number);
        let lists = self.ask_rows(0, "checklist.list", json!({})).await;
        let items = json!([{ "text": words }, { "text": "楼道" }, { "text": "门禁" }]);
        let (id, name) = if lists.len() < 2 {
            (json!(self.new_id()), json!(format!("检查表{number}")))
        } else {
            (self.chance.pick(&lists)["id"].clone(), Value::Null)
        };
        let mut args = json!({ "id": id, "items": items });
        if !name.is_null() {
            args["name"] = name;
        }
        Some(Deed::new(number, "checklist.save", Mark::Words, args))
    }

    fn add_home(&mut self, number: usize) -> Deed {
        let (building, unit) = *self.chance.pick(STAIRWELLS);
        let room = *self.chance.pick(ROOMS);
        let args = json!({ "place": { "building": building, "unit": unit }, "room": room });
        Deed::new(number, "home.add", Mark::Record, args).named()
    }

    async fn edit_home(&mut self, number: usize, who: usize) -> Option<Deed> {
        let form = self.form(who, "home").await?;
        let words = words(number);
        let mut args = json!({ "id": form.record, "heads": form.heads });
        if self.chance.percent(50) {
            args["words"] = json!(form.with(&words));
            return Some(Deed::new(number, "home.edit", Mark::Words, args));
        }
        args["owner"] = json!(words);
        Some(Deed::new(number, "home.edit", Mark::Field, args))
    }

    async fn visit(&mut self, number: usize, who: usize) -> Option<Deed> {
        let (record, _) = self.shown(who, "home").await?;
        let outcome = *self.chance.pick(&["met", "no_answer"]);
        let args = json!({ "id": record, "outcome": outcome, "note": words(number), "visit": self.new_id() });
        Some(Deed::new(number, "home.visit", Mark::Words, args).named())
    }

    async fn look(&mut self, number: usize, _who: usize) -> Option<Deed> {
        let police = DEVICES.iter().position(|device| device.member == "police-1")?;
        let (record, _) = self.shown(police, "home").await?;
        let args = json!({ "id": record, "purpose": words(number) });
        Some(Deed::new(number, "home.look", Mark::Words, args))
    }

    async fn add_resident(&mut self, number: usize, who: usize) -> Option<Deed> {
        let (record, view) = self.shown(who, "home").await?;
        let known = view["residents"].as_array().cloned().unwrap_or_default();
        let words = words(number);
        if !known.is_empty() && self.chance.percent(50) {
            let one = self.chance.pick(&known).clone();
            let text = Form::of(who, "resident", "", &one).with(&words);
            let args = json!({ "id": one["id"], "heads": one["heads"], "fields": { "words": text } });
            return Some(Deed::new(number, "resident.edit", Mark::Words, args));
        }
        let name = *self.chance.pick(NAMES);
        let args = json!({ "home": record, "name": name, "fields": { "words": words } });
        Some(Deed::new(number, "resident.add", Mark::Words, args))
    }

    /// Two values stand: one of them is chosen.
    async fn choose(&mut self, number: usize, who: usize) -> Option<Deed> {
        let kind = *self.chance.pick(&["hazard", "hazard", "patrol", "home"]);
        let (list, show, edit) = match kind {
            "hazard" => ("hazard.list", "hazard.show", "hazard.edit"),
            "patrol" => ("patrol.list", "patrol.show", "patrol.edit"),
            _ => ("home.list", "home.show", "home.edit"),
        };
        let rows = self.ask_rows(who, list, json!({ "filter": { "clashed": true } })).await;
        if rows.is_empty() {
            return None;
        }
        let record = self.chance.pick(&rows)["id"].clone();
        let view = self.phones[who].ask(show, &json!({ "id": record })).await.ok()?;
        let clashes = view["clashes"].as_array()?.clone();
        if clashes.is_empty() {
            return None;
        }
        let clash = self.chance.pick(&clashes).clone();
        let values = clash["values"].as_array()?.clone();
        let value = self.chance.pick(&values)["value"].clone();
        let mut args = json!({ "id": record, "heads": view["heads"] });
        args[clash["field"].as_str()?] = value;
        Some(Deed::new(number, edit, Mark::Record, args).uncounted())
    }
}
