//! Promise 4 for every kind: any deeds by any people on three to seven phones, that hear each other seldom, in any order, some things
//! twice, across partitions, and of which some are refused, end in one and the same record everywhere.
//!
//! `make converge CASES=10000` runs more.

use std::collections::{BTreeSet, VecDeque};

use jinshui_core::admit::AdmittedChange;
use jinshui_core::document::EditError;
use jinshui_core::{ChangeHash, Kind, life};
use proptest::prelude::*;

use crate::deed::{Deed, Told};
use crate::record::{deeds, kinds};
use crate::scene::Record;

/// Who holds the phones; the first begins the record, and the third may begin it too where two can.
const PEOPLE: [&str; 7] =
    ["office-1", "volunteer-17-1", "office-2", "head-097", "property-1", "police-1", "volunteer-17-2"];

/// What happens next.
#[derive(Debug, Clone)]
enum Event {
    /// Somebody does a deed, from a form filled so many states ago. An app that does not ask first may write what is refused.
    Deed { who: usize, deed: usize, value: usize, stale: usize, asks: bool },
    /// A phone takes in everything that another has, in an order of its own.
    Hear { who: usize, from: usize, order: u64 },
    /// From now on phones hear only those on their side; 0 heals it.
    Part { sides: u8 },
}

fn event() -> impl Strategy<Value = Event> {
    let deed = (0..7usize, any::<prop::sample::Index>(), 0..2usize, 0..4usize, 0..8u8);
    prop_oneof![
        6 => deed.prop_map(|(who, deed, value, stale, asks)| Event::Deed {
            who, deed: deed.index(1 << 16), value, stale, asks: asks > 0,
        }),
        4 => (0..7usize, 0..7usize, any::<u64>()).prop_map(|(who, from, order)| Event::Hear { who, from, order }),
        1 => (0..8u8).prop_map(|sides| Event::Part { sides: sides * 18 % 128 }),
    ]
}

/// A phone: its record, what it refused of what others sent, the states its forms were filled from.
struct Phone {
    who: &'static str,
    tag: u8,
    record: Record,
    refused: BTreeSet<ChangeHash>,
    forms: Vec<Vec<ChangeHash>>,
}

fn tag_of(who: &str) -> u8 {
    u8::try_from(PEOPLE.iter().position(|one| *one == who).unwrap()).unwrap() + 1
}

impl Phone {
    fn new(who: &'static str, blank: &Record) -> Self {
        let (refused, forms) = (BTreeSet::new(), Vec::new());
        Phone { who, tag: tag_of(who), record: blank.reopened(), refused, forms }
    }

    fn does(&mut self, deed: &Deed, value: usize, stale: usize, asks: bool, number: usize) {
        let seen = self.forms.iter().rev().nth(stale).cloned().unwrap_or_default();
        let told = Told {
            by: self.who.into(),
            value,
            id: format!("{}-{number}", self.who),
            record: &self.record,
            seen,
        };
        // A record that a phone has not heard of has no screen.
        if !deed.begins() && self.record.document.is_blank() {
            return;
        }
        let Some(edit) = deed.edit(&told) else { return };
        let mut written_on = self.record.reopened();
        let written = match written_on.write(self.tag, &edit) {
            Ok(written) => written,
            Err(EditError::Transition) => return,
            Err(error) => panic!("{} {error}", deed.name),
        };
        if asks && self.record.clone().take(self.who, self.tag, &written).is_err() {
            return;
        }
        self.record = written_on;
        self.forms.push(self.record.document.heads());
    }

    /// Takes in changes in whatever order they come, each judged; what comes too early comes again.
    fn hear(&mut self, changes: &[(String, AdmittedChange)], order: u64) {
        let mut waiting: VecDeque<_> = changes.iter().collect();
        if !waiting.is_empty() {
            let turn = usize::try_from(order).unwrap_or(7) % waiting.len();
            waiting.rotate_left(turn);
        }
        if order.is_multiple_of(2) {
            waiting.make_contiguous().reverse();
        }
        let mut early = 0;
        while let Some(one) = waiting.pop_front() {
            let (author, change) = one;
            if self.record.document.contains(&change.hash) || self.refused.contains(&change.hash) {
                continue;
            }
            early += 1;
            if change.deps.iter().any(|dep| self.refused.contains(dep)) {
                self.refused.insert(change.hash);
            } else if !change.deps.iter().all(|dep| self.record.document.contains(dep)) {
                assert!(early <= waiting.len() + 1, "a change waits for ever");
                waiting.push_back(one);
                continue;
            } else if self.record.judge(author, tag_of(author), change).is_err() {
                self.refused.insert(change.hash);
            } else {
                self.record.hear(author, change);
            }
            early = 0;
        }
        self.forms.push(self.record.document.heads());
    }
}

/// The phones after everything that happened, each having heard all others.
fn lived(blank: &Record, count: usize, apart: bool, events: &[Event]) -> Vec<Phone> {
    let all = deeds(&blank.kind);
    let mut phones: Vec<_> = PEOPLE[..count].iter().map(|who| Phone::new(who, blank)).collect();
    phones[0].does(&all[0], 0, 0, true, 0);
    if apart && matches!(blank.kind, Kind::Home | Kind::Resident) {
        phones[2].does(&all[0], 1, 0, true, 0);
    }
    // The last one has not heard of it yet.
    let begun = phones[0].record.changes.clone();
    phones.iter_mut().take(count - 1).for_each(|phone| phone.hear(&begun, 0));
    let mut sides = 0u8;
    for (number, event) in events.iter().enumerate() {
        match event {
            Event::Part { sides: new } => sides = *new,
            Event::Deed { who, deed, value, stale, asks } => {
                let deed = &all[1 + deed % (all.len() - 1)];
                if !deed.begins() {
                    phones[who % count].does(deed, *value, *stale, *asks, number + 1);
                }
            }
            Event::Hear { who, from, order } => {
                let (who, from) = (who % count, from % count);
                if sides >> who & 1 == sides >> from & 1 {
                    let heard = phones[from].record.changes.clone();
                    phones[who].hear(&heard, *order);
                }
            }
        }
    }
    for round in 0..2u64 {
        for (who, from) in (0..count).flat_map(|who| (0..count).map(move |from| (who, from))) {
            let heard = phones[from].record.changes.clone();
            phones[who].hear(&heard, round + from as u64);
        }
    }
    phones
}

/// Every status that stands is where some step led, and every step leads somewhere.
fn statuses_are_legal(record: &Record) {
    let steps: Vec<(String, String)> = match record.kind {
        Kind::Hazard => {
            let steps = record.document.hazard().map(|hazard| hazard.steps).unwrap_or_default();
            steps
                .iter()
                .map(|step| (step.item.act.code().to_owned(), step.item.to.code().to_owned()))
                .collect()
        }
        Kind::Patrol => {
            let steps = record.document.patrol().map(|patrol| patrol.steps).unwrap_or_default();
            steps
                .iter()
                .map(|step| (step.item.act.code().to_owned(), step.item.to.code().to_owned()))
                .collect()
        }
        _ => return,
    };
    let mut reached: BTreeSet<String> = ["reported", "walking"].map(str::to_owned).into();
    for (act, to) in &steps {
        let from = [
            "reported",
            "accepted",
            "assigned",
            "working",
            "verifying",
            "closed",
            "walking",
            "paused",
            "ended",
        ];
        let leads = from.iter().any(|from| life::leads(&record.kind, act, from).as_ref() == Some(to));
        assert!(leads, "{act} leads nowhere to {to}");
        reached.insert(to.clone());
    }
    assert!(record.values("status").iter().all(|status| reached.contains(status)));
}

fn cases() -> u32 {
    std::env::var("CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn phones_that_have_heard_each_other_agree(
        count in 3..=7usize,
        kind in 0..5usize,
        apart in any::<bool>(),
        events in prop::collection::vec(event(), 1..70),
    ) {
        let (kind, space) = kinds().swap_remove(kind);
        let blank = Record::blank(&kind, &space);
        let phones = lived(&blank, count, apart, &events);
        // One verdict, whoever judged, and whatever they had heard before.
        let refused: BTreeSet<_> = phones.iter().flat_map(|phone| phone.refused.iter().copied()).collect();
        for phone in &phones {
            let own = |hash: &&ChangeHash| phone.record.document.contains(hash);
            let others: BTreeSet<_> = refused.iter().filter(|hash| !own(hash)).copied().collect();
            prop_assert_eq!(&phone.refused, &others, "{} refused something else", phone.who);
        }
        // What came back is gone from its author's record too, which is built anew without it (R18).
        let mut records: Vec<Record> = Vec::new();
        for phone in &phones {
            let mut rebuilt = blank.reopened();
            let stands = phone.record.changes.iter().filter(|(_, change)| !refused.contains(&change.hash));
            stands.for_each(|(author, change)| rebuilt.hear(author, change));
            records.push(rebuilt);
        }
        let log: Vec<_> = records[0].changes.iter().map(|(_, change)| change.hash).collect();
        let first = records[0].shown(&log);
        prop_assert!(!first.starts_with("None"), "it reads as what it is");
        for record in &records {
            prop_assert_eq!(&record.shown(&log), &first);
            let saved = record.document.save();
            let mut loaded = automerge::AutoCommit::load(&saved).unwrap();
            prop_assert_eq!(loaded.save(), saved, "save, load, save is stable");
        }
        statuses_are_legal(&records[0]);
    }
}
