//! A week of a neighbourhood, mostly offline: seven people, hundreds of reports, many changed by two at once, synced in any
//! order and in part; at the end every phone shows what the model says.

use std::collections::BTreeMap;
use std::time::Instant;

use jinshui_tests::{Chance, Exec, Hub, Phone, picture};
use serde_json::{Value, json};

use crate::expected::assert_as_expected;
use crate::model::{Person, Role, View, What, World};
use crate::seen::{assert_whole, common, listed, shown};

const REPORTS: usize = 320;
const DAYS: usize = 7;
/// Pairs of changes made at once, each on a report that both people know in the same state.
const PAIRS_A_DAY: usize = 12;
const CATEGORIES: &[&str] =
    &["fire_lane", "abandoned_bike", "stairwell_clutter", "wire_charging", "litter", "spoilt_green", "other"];
const SEVERITIES: &[&str] = &["normal", "urgent", "danger"];

fn cast() -> Vec<Person> {
    let person = |id, role, grid| Person { id, role, grid };
    vec![
        person("volunteer-17-1", Role::Volunteer, Some("g17")),
        person("volunteer-17-2", Role::Volunteer, Some("g17")),
        person("assistant-17", Role::Staff, Some("g17")),
        person("police-1", Role::Staff, None),
        person("office-1", Role::Staff, None),
        person("property-1", Role::Property, None),
        person("volunteer-03-1", Role::Volunteer, Some("g03")),
    ]
}

/// The phones, and what is to be on them.
struct Week {
    chance: Chance,
    world: World,
    phones: Vec<Phone>,
    hands: Vec<Exec>,
    written: usize,
    /// Characters that no other text has, so that it is plain where each text stands.
    mark: u32,
    photos: usize,
}

impl Week {
    fn new(hub: &Hub) -> Self {
        let world = World::new(cast());
        let phones: Vec<Phone> = world.people.iter().map(|person| Phone::of(person.id, hub)).collect();
        let hands = phones.iter().map(Phone::exec).collect();
        Week { chance: Chance::seeded("week", 17), world, phones, hands, written: 0, mark: 0x4E00, photos: 0 }
    }

    fn ask(&mut self, who: usize, command: &str, args: Value) {
        let name = self.world.people[who].id;
        let done = self.hands[who].ask(command, args.clone());
        done.unwrap_or_else(|failed| panic!("{name}: {command} {args}: {failed:?}"));
        self.written += 1;
    }

    fn text(&mut self) -> String {
        self.mark += 3;
        (0..3).filter_map(|at| char::from_u32(self.mark + at)).collect()
    }

    fn photo(&mut self, who: usize) -> Value {
        let path = self.phones[who].home().join(format!("camera-{}.jpg", self.photos));
        std::fs::write(&path, picture(&mut self.chance)).unwrap();
        self.photos += 1;
        json!({ "path": path })
    }

    fn report(&mut self, who: usize) {
        let id = self.chance.id();
        // Grid 17 has the buildings 33 and 34, grid 3 the buildings 5 and 6.
        let grid = self.world.people[who].grid.unwrap_or(if self.chance.percent(70) { "g17" } else { "g03" });
        let building = (if grid == "g17" { 33 } else { 5 } + self.chance.below(2)).to_string();
        let (unit, category) = ((self.chance.below(3) + 1).to_string(), *self.chance.pick(CATEGORIES));
        let severity = *self.chance.pick(SEVERITIES);
        let words = format!("楼道{}有东西", self.text());
        let photos: Vec<Value> = if self.chance.percent(10) { vec![self.photo(who)] } else { vec![] };
        let mut args = json!({
            "id": id, "category": category, "severity": severity, "words": words, "photos": photos,
            "place": { "building": building, "unit": unit },
        });
        let mut fields = vec![
            ("category", category.to_owned()),
            ("severity", severity.to_owned()),
            ("building", building),
            ("unit", unit),
            ("status", "reported".to_owned()),
        ];
        if self.chance.percent(30) {
            let (point, stored) = self.point();
            args["point"] = point;
            fields.push(("point", stored));
        }
        self.ask(who, "hazard.report", args);
        self.world.begin(who, id, grid, fields, What::Begin { words, photos: photos.len() });
    }

    /// A point: as JSON and as it is stored. Few digits, as a phone's: JSON readers need not keep the seventeenth.
    fn point(&mut self) -> (Value, String) {
        let mut degrees =
            |whole: u32| format!("{whole}.{:04}", self.chance.below(10_000)).parse::<f64>().unwrap();
        let (lat, lon) = (degrees(37), degrees(118));
        (json!({ "lat": lat, "lon": lon }), format!("geo:{lat},{lon}"))
    }

    /// A value for a field that stands nowhere yet: as JSON and as it is stored.
    fn other_value(&mut self, view: &View, field: &'static str) -> (Value, String) {
        loop {
            let (value, stored) = match field {
                "category" => text_value(self.chance.pick::<&str>(CATEGORIES)),
                "severity" => text_value(self.chance.pick::<&str>(SEVERITIES)),
                "unit" => text_value(&(self.chance.below(9) + 1).to_string()),
                "building" => text_value(&(self.chance.below(80) + 1).to_string()),
                _ => self.point(),
            };
            if !view.fields.get(field).is_some_and(|values| values.contains(&stored)) {
                return (value, stored);
            }
        }
    }

    fn set(&mut self, who: usize, report: usize, field: &'static str) {
        let view = self.world.view(who, report);
        let (value, stored) = self.other_value(&view, field);
        self.ask(who, "hazard.edit", json!({ "id": self.world.reports[report].id, field: value }));
        self.world.write(who, report, What::Set(vec![(field, stored)]));
    }

    /// Somebody does something to a report that is on their phone; false where there is nothing to do.
    fn act_at_random(&mut self, who: usize) -> bool {
        let on = self.world.on(who);
        if on.is_empty() {
            return false;
        }
        let report = *self.chance.pick(&on);
        let id = self.world.reports[report].id.clone();
        match self.chance.below(100) {
            0..40 => {
                let text = format!("看过了{}", self.text());
                self.ask(who, "comment.add", json!({ "id": id, "text": text }));
                self.world.write(who, report, What::Comment(text));
            }
            40..45 if self.world.view(who, report).photos < 4 => {
                let photo = self.photo(who);
                self.ask(who, "photo.add", json!({ "id": id, "photo": photo }));
                self.world.write(who, report, What::Photo);
            }
            45..65 if self.may_set(who, report) => {
                let field = *self.chance.pick(&["category", "severity", "unit", "building", "point"]);
                self.set(who, report, field);
            }
            65..72 if self.may_set(who, report) => return self.add_words(who, report),
            _ => return self.step(who, report),
        }
        true
    }

    fn may_set(&self, who: usize, report: usize) -> bool {
        self.world.may_describe(who, report) && !self.world.view(who, report).is_closed()
    }

    /// Words before or after; only where the person knows all others put there, so that their order is plain.
    fn add_words(&mut self, who: usize, report: usize) -> bool {
        let before = self.chance.percent(50);
        let like = |what: &What| matches!((what, before), (What::Before(_), true) | (What::After(_), false));
        if !self.world.knows_all(who, report, like) {
            return false;
        }
        let (there, new) = (self.world.view(who, report).words, self.text());
        let words = if before { format!("{new}{there}") } else { format!("{there}{new}") };
        self.ask(who, "hazard.edit", json!({ "id": self.world.reports[report].id, "words": words }));
        self.world.write(who, report, if before { What::Before(new) } else { What::After(new) });
        true
    }

    fn step(&mut self, who: usize, report: usize) -> bool {
        let view = self.world.view(who, report);
        let Some(status) = view.one("status") else { return false };
        let person = &self.world.people[who];
        let staff = person.role == Role::Staff;
        let assignee = person.role != Role::Volunteer
            && view.fields.get("assignee").is_some_and(|all| all.contains(&person.as_assignee()));
        let reporter = self.world.reports[report].reporter == who;
        let mut acts: Vec<(&'static str, &'static str)> = Vec::new();
        match status {
            "reported" if staff => acts.extend([("accept", "accepted"), ("assign", "assigned")]),
            "accepted" if staff => {
                acts.extend([("assign", "assigned"), ("start", "working"), ("finish", "verifying")])
            }
            "assigned" | "working" if staff || assignee => acts.push(("finish", "verifying")),
            "verifying" if staff || reporter => acts.extend([("close", "closed"), ("reopen", "reported")]),
            "closed" if self.chance.percent(20) && person.role != Role::Property => {
                acts.push(("reopen", "reported"))
            }
            _ => {}
        }
        if status == "assigned" && (staff || assignee) {
            acts.push(("start", "working"));
        }
        if acts.is_empty() {
            return false;
        }
        let (act, to) = *self.chance.pick(&acts);
        self.take(who, report, act, to);
        true
    }

    fn take(&mut self, who: usize, report: usize, act: &'static str, to: &'static str) {
        let view = self.world.view(who, report);
        let note = self.text();
        let new =
            |all: &&Person| !view.fields.get("assignee").is_some_and(|old| old.contains(&all.as_assignee()));
        let others: Vec<String> = self.world.people.iter().filter(new).map(Person::as_assignee).collect();
        let assignee = (act == "assign").then(|| self.chance.pick(&others).clone());
        let mut args = json!({ "id": self.world.reports[report].id, "act": act, "note": note });
        if let Some(assignee) = &assignee {
            args["assignee"] = json!(assignee);
        }
        self.ask(who, "hazard.act", args);
        self.world.write(who, report, What::Step { act, to, assignee, note });
    }

    /// Two people change a report that both know in the same state, neither knowing of the other: the same field, or two.
    fn pair(&mut self, same: bool) {
        for _ in 0..1000 {
            let (a, b) = (self.chance.below(self.phones.len()), self.chance.below(self.phones.len()));
            let on = self.world.on(a);
            if a == b || on.is_empty() {
                continue;
            }
            let report = *self.chance.pick(&on);
            let all_known = |who| self.world.knows_all(who, report, |_| true);
            if !(all_known(a) && all_known(b) && self.may_set(a, report) && self.may_set(b, report)) {
                continue;
            }
            let (one, other) = if same { ("category", "category") } else { ("unit", "severity") };
            self.set(a, report, one);
            self.set(b, report, other);
            return;
        }
        panic!("no report that two people could change at once");
    }

    fn sync(&mut self, who: usize) {
        let report = self.phones[who].sync();
        assert_eq!(report["refused"], 0, "{report}");
        self.world.sync(who);
    }

    fn all_sync_twice(&mut self) {
        for _ in 0..2 {
            let mut order: Vec<usize> = (0..self.phones.len()).collect();
            self.chance.shuffle(&mut order);
            order.into_iter().for_each(|who| self.sync(who));
        }
    }

    fn day(&mut self, day: usize) {
        if day > 0 {
            (0..PAIRS_A_DAY).for_each(|number| self.pair(number % 2 == 0));
        }
        // Some report more than others; the property company does not report.
        let reporters = [0, 0, 0, 1, 1, 2, 3, 4, 6, 6];
        for _ in 0..REPORTS.div_ceil(DAYS) {
            let who = *self.chance.pick(&reporters);
            self.report(who);
            for _ in 0..3 {
                let who = self.chance.below(self.phones.len());
                self.act_at_random(who);
            }
            if self.chance.percent(6) {
                let who = self.chance.below(self.phones.len());
                self.sync(who);
            }
        }
        let mut order: Vec<usize> = (0..self.phones.len()).collect();
        self.chance.shuffle(&mut order);
        for who in order {
            if self.chance.percent(75) {
                self.sync(who);
            }
        }
        if day % 2 == 1 {
            self.all_sync_twice();
        }
    }

    /// While everything is quiet, the assistant settles some clashes.
    fn settle(&mut self) -> usize {
        const ASSISTANT: usize = 2;
        let mut settled = 0;
        for report in self.world.on(ASSISTANT) {
            let view = self.world.view(ASSISTANT, report);
            let Some(field) = view.clashes().into_iter().next() else { continue };
            if settled == 12 || field == "point" || (view.is_closed() && field != "assignee") {
                continue;
            }
            let values: Vec<String> = view.fields[field].iter().cloned().collect();
            let value = self.chance.pick(&values).clone();
            self.ask(ASSISTANT, "hazard.edit", json!({ "id": self.world.reports[report].id, field: value }));
            self.world.write(ASSISTANT, report, What::Set(vec![(field, value)]));
            settled += 1;
        }
        settled
    }

    /// Every phone shows what the model says; gives back what each shows.
    fn compare(&mut self) -> Vec<BTreeMap<String, Value>> {
        let mut all = Vec::new();
        for (who, hand) in self.hands.iter_mut().enumerate() {
            let rows = listed(hand, 50);
            let expected = self.world.on(who);
            assert_eq!(rows.len(), expected.len(), "{}", self.world.people[who].id);
            let mut views = BTreeMap::new();
            for report in expected {
                let id = self.world.reports[report].id.clone();
                let seen = shown(hand, &id);
                assert_eq!(rows[&id], seen["card"]);
                assert_as_expected(&self.world, &self.world.view(who, report), report, &seen);
                views.insert(id, common(seen));
            }
            all.push(views);
        }
        all
    }
}

fn text_value(text: &str) -> (Value, String) {
    (json!(text), text.to_owned())
}

/// Phones that read the same report show the same.
fn assert_all_agree(seen: &[BTreeMap<String, Value>]) {
    let mut first: BTreeMap<&String, &Value> = BTreeMap::new();
    for (id, view) in seen.iter().flatten() {
        let other = first.entry(id).or_insert(view);
        assert_eq!(*other, view, "{id}");
    }
}

#[test]
fn a_week_offline_ends_with_the_same_and_the_right_view_on_every_phone() {
    let started = Instant::now();
    let hub = Hub::start();
    let mut week = Week::new(&hub);
    (0..DAYS).for_each(|day| week.day(day));
    week.all_sync_twice();
    assert_all_agree(&week.compare());
    let settled = week.settle();
    week.all_sync_twice();
    let seen = week.compare();
    assert_all_agree(&seen);

    let (same, different) = week.world.concurrent();
    let clashed = seen[3].values().filter(|view| view["clashes"] != json!([])).count();
    println!(
        "week: {} reports, {} things written, {} photos, changed by two at once: {same} on a same field, {different} on others; \
         {clashed} clashes stand, {settled} were settled; {:.1} s",
        week.world.reports.len(),
        week.written,
        week.photos,
        started.elapsed().as_secs_f64()
    );
    let reports = week.world.reports.len();
    assert!(reports >= 300 && same + different >= reports / 10 && same >= 15 && different >= 15);
    assert!(clashed > 0 && settled > 0);

    // Whoever reads another grid has nothing of this one, in no list and by no id.
    let elsewhere = 6;
    let ours = week.world.reports.iter().find(|report| report.grid == "g17").unwrap().id.clone();
    assert!(seen[elsewhere].values().all(|view| view["card"]["grid"] == "g03"));
    let asked = week.hands[elsewhere].ask("hazard.show", json!({ "id": ours }));
    assert_eq!(asked.unwrap_err().code, "not_found");

    let Week { phones, hands, .. } = week;
    drop(hands);
    phones.iter().for_each(assert_whole);
    println!("week: all checked after {:.1} s", started.elapsed().as_secs_f64());
}
