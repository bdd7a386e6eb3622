//! A week of patrols and homes, mostly offline: volunteers, two building heads, the assistant, the police, the office and the property
//! company, synced in any order; at the end every phone shows what the book says, and those that read a record show the same.

use std::collections::BTreeMap;
use std::time::Instant;

use jinshui_tests::{Chance, Hub};
use serde_json::{Value, json};

use crate::book::Kind;
use crate::compare::assert_as_written;
use crate::deeds::{ASSISTANT, Neighbours, OFFICES, POLICE};
use crate::seen::{assert_whole, common, rows};

const DAYS: usize = 7;
const DEEDS_A_DAY: usize = 110;
const KINDS: [Kind; 5] = [Kind::Hazard, Kind::Patrol, Kind::Checklist, Kind::Home, Kind::Resident];
const HEADS: [(usize, (&str, &str)); 2] = [(2, ("a097", "1")), (3, ("a098", "2"))];

/// What one phone shows, by id.
type Shown = BTreeMap<String, Value>;

impl Neighbours {
    fn deed(&mut self, who: usize) -> bool {
        match self.chance.below(100) {
            0..9 => self.report(who),
            9..16 => self.start(who),
            16..28 => self.tick(who),
            28..34 => self.step(who),
            34..39 => self.team(who),
            39..43 => self.comment(who, Kind::Patrol),
            43..46 => self.comment(who, Kind::Hazard),
            46..56 => self.home(who, None).is_some(),
            56..66 => self.resident(who, None),
            66..75 => self.edit(who, Kind::Home),
            75..83 => self.edit(who, Kind::Resident),
            83..87 => self.edit(who, Kind::Patrol) || self.edit(who, Kind::Hazard),
            87..91 => self.visit(who),
            91..93 => self.comment(who, Kind::Home),
            93..95 => who == POLICE && self.look(),
            95 => self.checklist(who),
            96..98 => self.version(who),
            _ => self.edit(who, Kind::Checklist),
        }
    }

    fn day(&mut self, day: usize) {
        if day == 0 {
            (0..20).for_each(|number| assert!(self.checklist(OFFICES[number % 2])));
        } else {
            self.at_once(OFFICES[0], OFFICES[1], Kind::Checklist, "name");
            self.at_once(ASSISTANT, POLICE, Kind::Hazard, "severity");
            self.rests_and_ends();
            self.at_once(ASSISTANT, POLICE, Kind::Patrol, "area");
            for (head, _) in HEADS {
                self.at_once(head, ASSISTANT, Kind::Home, "tenancy");
                self.at_once(head, OFFICES[0], Kind::Resident, "phone");
            }
        }
        // Nobody has heard of these rooms and people yet, and two write each down.
        for (head, place) in HEADS {
            let room = format!("15{day:02}");
            for who in [head, ASSISTANT] {
                let home = self.room(who, place, &room).expect("a new room");
                assert!(self.person(who, home, Some("示例甲")));
            }
        }
        for _ in 0..DEEDS_A_DAY {
            let who = self.chance.below(self.phones.len());
            self.deed(who);
            if self.chance.percent(5) {
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
        if day.is_multiple_of(2) && day + 1 < DAYS {
            self.all_sync_twice();
        }
    }

    fn sync(&mut self, who: usize) {
        let report = self.phones[who].sync();
        assert_eq!(
            report["refused"],
            0,
            "{}: {report}: {:?}",
            self.name(who),
            self.hands[who].ask("outbox.list", json!({}))
        );
        self.book.sync(who);
    }

    fn all_sync_twice(&mut self) {
        for _ in 0..2 {
            let mut order: Vec<usize> = (0..self.phones.len()).collect();
            self.chance.shuffle(&mut order);
            order.into_iter().for_each(|who| self.sync(who));
        }
    }

    /// What a phone shows, each record as the book says.
    fn shown(&mut self, who: usize) -> Shown {
        let hand = &mut self.hands[who];
        let mut views = Shown::new();
        for (list, show) in
            [("hazard.list", "hazard.show"), ("patrol.list", "patrol.show"), ("home.list", "home.show")]
        {
            for (id, row) in rows(hand, list, 50) {
                let view = hand.ask(show, json!({ "id": id })).unwrap();
                assert_eq!(view["card"], row, "{list} and {show}");
                views.insert(id, view);
            }
        }
        let lists = hand.ask("checklist.list", json!({ "retired": true })).unwrap();
        for mut list in lists["rows"].as_array().unwrap().clone() {
            list["state"] = json!(if list["retired"] == true { "retired" } else { "in_use" });
            views.insert(list["id"].as_str().unwrap().to_owned(), list);
        }
        let people = |view: &Value| {
            let all =
                ["residents", "gone"].iter().flat_map(|key| view[*key].as_array().into_iter().flatten());
            all.map(|one| (one["id"].as_str().unwrap().to_owned(), one.clone())).collect::<Vec<_>>()
        };
        let people: Vec<_> = views.values().flat_map(people).collect();
        views.extend(people);
        views
    }

    /// Every phone shows what the book says; gives back what each shows, without what is its own.
    fn compare(&mut self) -> Vec<Shown> {
        let mut all = Vec::new();
        for who in 0..self.phones.len() {
            let mut views = self.shown(who);
            for entry in KINDS.iter().flat_map(|kind| self.book.on(who, *kind)).collect::<Vec<_>>() {
                let id = self.id(entry);
                // For the police a home is closed, and its people with it, until they say why.
                let home = self.book.one(who, entry, "home").unwrap_or_else(|| id.clone());
                if who == POLICE && views.get(&home).is_some_and(|view| view["closed"] == true) {
                    assert!(
                        views
                            .get(&id)
                            .is_none_or(|view| view["residents"] == json!([]) && view["owner"] == "")
                    );
                    assert!(views.get(&id).is_none_or(|view| view["card"]["names"] == json!([])));
                    continue;
                }
                let view = views
                    .get(&id)
                    .unwrap_or_else(|| panic!("{id} is not on the phone of {}", self.name(who)));
                assert_as_written(&self.book, who, entry, view);
            }
            views.retain(|_, view| view["closed"] != true);
            all.push(views.into_iter().map(|(id, view)| (id, common(view))).collect());
        }
        all
    }
}

/// Phones that read the same record show the same, its heads included.
fn assert_all_agree(seen: &[Shown]) {
    let mut first: BTreeMap<&String, &Value> = BTreeMap::new();
    for (id, view) in seen.iter().flatten() {
        assert!(!view["heads"].as_array().unwrap().is_empty());
        let other = first.entry(id).or_insert(view);
        assert_eq!(*other, view, "{id}");
    }
}

#[test]
fn a_week_of_patrols_and_homes_ends_with_the_same_and_the_right_view_on_every_phone() {
    let started = Instant::now();
    let hub = Hub::start();
    let mut week = Neighbours::new(&hub, Chance::seeded("register week", 27));
    (0..DAYS).for_each(|day| week.day(day));
    week.all_sync_twice();
    let before = week.compare();
    assert_all_agree(&before);
    let clashed = |seen: &[Shown]| {
        let open = seen[OFFICES[0]].values().filter(|view| !view["clashes"].as_array().unwrap().is_empty());
        open.count()
    };
    let stood = clashed(&before);
    let settled = week.settle();
    week.all_sync_twice();
    let after = week.compare();
    assert_all_agree(&after);

    let counts: Vec<usize> = KINDS.iter().map(|kind| week.book.on(OFFICES[0], *kind).len()).collect();
    let at_once: Vec<usize> = KINDS.iter().map(|kind| week.book.set_at_once(*kind)).collect();
    println!(
        "register week: {counts:?} of {KINDS:?}, {} things written, set by two at once on {at_once:?}; {stood} clashed, {settled} \
         settled, {} stand; {:.1} s",
        week.written,
        clashed(&after),
        started.elapsed().as_secs_f64()
    );
    assert!(counts.iter().all(|count| *count >= 20), "{counts:?}");
    assert!(at_once.iter().all(|count| *count >= 3), "{at_once:?}");
    assert!(settled >= 10 && clashed(&after) > 0 && clashed(&after) < stood);

    // Who reads no homes has none, in no list and by no id; and a head none of the other's.
    let of = |area: &str| {
        week.book
            .entries
            .iter()
            .find(|entry| entry.space == area && entry.kind == Kind::Home)
            .unwrap()
            .id
            .clone()
    };
    let (ours, theirs) = (of("a097"), of("a098"));
    for (who, id) in [(0, &ours), (1, &theirs), (7, &ours), (2, &theirs), (3, &ours)] {
        assert_eq!(week.hands[who].ask("home.show", json!({ "id": id })).unwrap_err().code, "not_found");
        assert!(!after[who].contains_key(id));
    }
    assert!(hub.refusals().is_empty(), "{:?}", hub.refusals());
    let Neighbours { phones, hands, .. } = week;
    drop(hands);
    phones.iter().for_each(assert_whole);
    println!("register week: all checked after {:.1} s", started.elapsed().as_secs_f64());
}
