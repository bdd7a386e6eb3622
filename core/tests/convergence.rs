//! Promise 4: any order, any number of times, the same changes give the same state everywhere.
//!
//! `PROPTEST_CASES=10000 cargo test -p jinshui-core --test convergence` runs more.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::VecDeque;

use jinshui_core::admit::AdmittedChange;
use jinshui_core::clock::Timestamp;
use jinshui_core::document::{Document, DocumentError, Edit, EditError, Pen};
use jinshui_core::hazard::{Act, Assignee, Category, HazardEdit, Place, Severity};
use jinshui_core::patrol::{PatrolAct, PatrolEdit, TickMark};
use jinshui_core::register::{HomeEdit, VisitOutcome};
use jinshui_core::{ChangeHash, DeviceTag, Kind, MemberId};
use proptest::prelude::*;

/// What one device does next.
#[derive(Debug, Clone)]
enum Action {
    /// Sets a field from a form filled so many edits ago.
    Set(u8, usize),
    /// Changes the words from a form filled so many edits ago.
    Words(String, usize),
    Comment,
    /// Adds to the kind's own list: a tick, somebody on the team, a visit.
    Item(u8),
    Act(usize),
    /// Takes in everything another device has, in an order of its own, some of it twice.
    Hear {
        from: usize,
        order: u64,
    },
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        (any::<u8>(), 0..4usize).prop_map(|(value, stale)| Action::Set(value, stale)),
        ("[巡防楼道车a-c]{0,12}", 0..4usize).prop_map(|(words, stale)| Action::Words(words, stale)),
        Just(Action::Comment),
        any::<u8>().prop_map(Action::Item),
        (0..Act::ALL.len()).prop_map(Action::Act),
        (0..4usize, any::<u64>()).prop_map(|(from, order)| Action::Hear { from, order }),
    ]
}

/// The kinds that several people write to, each with fields that they set.
const KINDS: [(Kind, &[&str]); 3] = [
    (Kind::Hazard, &["category", "severity", "building", "unit", "point", "status", "assignee"]),
    (Kind::Patrol, &["area", "status"]),
    (Kind::Home, &["tenancy", "owner", "owner_phone", "head", "elder_alone", "child", "state"]),
];

/// How a record of a kind begins.
fn begin(kind: &Kind, by: &MemberId) -> Edit {
    let at = Timestamp(0);
    match kind {
        Kind::Patrol => PatrolEdit::Start { area: "北门".into(), team: vec![], checklist: None }.by(by, at),
        Kind::Home => {
            let place = Place { building: "1".into(), unit: String::new() };
            let fields = vec![("tenancy", format!("as {by} saw it"))];
            HomeEdit::Add { place, room: "501".into(), fields, words: "开始".into() }.by(by, at)
        }
        _ => HazardEdit::Report {
            by: by.clone(),
            at,
            category: Category::Litter,
            severity: Severity::Normal,
            building: "1".into(),
            unit: String::new(),
            point: String::new(),
            words: "开始".into(),
            photos: vec![],
            patrol: None,
        }
        .into(),
    }
}

/// An item of the kind's own list.
fn item(kind: &Kind, id: String, which: u8, by: &MemberId, at: Timestamp) -> Edit {
    let some = format!("i{}", which % 3);
    match kind {
        Kind::Patrol if which.is_multiple_of(4) => {
            PatrolEdit::Team { id, member: some.as_str().into(), here: which < 128 }.by(by, at)
        }
        Kind::Patrol => {
            let mark = if which < 128 { TickMark::Ok } else { TickMark::Problem };
            PatrolEdit::Tick { id, item: some, mark, note: String::new() }.by(by, at)
        }
        Kind::Home => HomeEdit::Visit { id, outcome: VisitOutcome::Met, note: some }.by(by, at),
        _ => Edit::new(by, at).comment(id, some),
    }
}

/// A step of the kind's life; a home has none.
fn step(kind: &Kind, id: String, which: usize, by: &MemberId, at: Timestamp) -> Option<Edit> {
    let edit = Edit::new(by, at);
    match kind {
        Kind::Hazard => {
            let act = &Act::ALL[which];
            let assignee = (act == &Act::Assign).then(|| String::from(Assignee::Property));
            Some(edit.act(id, act.code(), assignee, String::new()))
        }
        Kind::Patrol => {
            let act = &PatrolAct::ALL[which % PatrolAct::ALL.len()];
            Some(edit.act(id, act.code(), None, String::new()))
        }
        _ => None,
    }
}

/// One device: its document, every change it has, and the states its forms were filled from.
struct Device {
    tag: u8,
    kind: Kind,
    fields: &'static [&'static str],
    drawn: u64,
    document: Document,
    changes: Vec<AdmittedChange>,
    forms: Vec<Vec<ChangeHash>>,
}

impl Device {
    fn new(tag: u8, (kind, fields): &(Kind, &'static [&'static str])) -> Self {
        let document = Document::new(kind, 1).unwrap();
        let (changes, forms) = (Vec::new(), Vec::new());
        Device { tag, kind: kind.clone(), fields, drawn: 0, document, changes, forms }
    }

    fn member(&self) -> MemberId {
        format!("m{}", self.tag).as_str().into()
    }

    fn begins(&mut self) {
        let begin = begin(&self.kind, &self.member());
        self.write(&begin);
    }

    fn write(&mut self, edit: &Edit) {
        let (mut drawn, tag) = (self.drawn, DeviceTag([self.tag; 8]));
        let mut draw = || {
            drawn += 1;
            drawn.to_be_bytes()
        };
        match self.document.write(edit, &mut Pen { tag, random: &mut draw }) {
            Ok(changes) => self.changes.extend(changes),
            Err(EditError::Transition) => {}
            Err(error) => panic!("{edit:?}: {error}"),
        }
        self.drawn = drawn;
        self.forms.push(self.document.heads());
    }

    /// Takes in changes in whatever order they come; what comes too early comes again.
    fn hear(&mut self, changes: &[AdmittedChange], order: u64) {
        let mut waiting: VecDeque<_> = changes.iter().collect();
        let turn = usize::try_from(order % 7).unwrap().min(waiting.len());
        waiting.rotate_left(turn);
        if order.is_multiple_of(2) {
            waiting.make_contiguous().reverse();
        }
        let mut early = 0;
        while let Some(change) = waiting.pop_front() {
            let new = !self.document.contains(&change.hash);
            match self.document.apply(change) {
                Ok(_) => {
                    early = 0;
                    if new {
                        self.changes.push(change.clone());
                    }
                }
                Err(DocumentError::Missing(_)) => {
                    early += 1;
                    assert!(early <= waiting.len() + 1, "a change waits for ever");
                    waiting.push_back(change);
                }
                Err(error) => panic!("{error}"),
            }
        }
        // And once more: nothing changes.
        let heads = self.document.heads();
        changes.iter().for_each(|change| assert!(self.document.apply(change).is_ok()));
        assert_eq!(self.document.heads(), heads);
    }

    fn does(&mut self, action: &Action, number: usize) {
        let (by, at) = (self.member(), Timestamp(number as i64 * 1000));
        let form = |stale: usize| self.forms.iter().rev().nth(stale).cloned().unwrap_or_default();
        let id = format!("{}-{number}", self.tag);
        let edit = match action {
            Action::Set(value, stale) => {
                let field = self.fields[usize::from(*value) % self.fields.len()];
                Edit::new(&by, at).seen(form(*stale)).set(field, format!("v{}", value / 64))
            }
            Action::Words(words, stale) => Edit::new(&by, at).seen(form(*stale)).words(words.clone()),
            Action::Comment => Edit::new(&by, at).comment(id.clone(), id),
            Action::Item(which) => item(&self.kind, id, *which, &by, at),
            Action::Act(which) => match step(&self.kind, id, *which, &by, at) {
                Some(step) => step,
                None => return,
            },
            Action::Hear { .. } => return,
        };
        self.write(&edit);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 144, ..ProptestConfig::default() })]

    #[test]
    fn devices_that_have_heard_each_other_agree(
        count in 3..5usize,
        kind in prop::sample::select(&KINDS[..]),
        // A home's name is its room's (R2): several begin it without having heard each other.
        apart in any::<bool>(),
        actions in prop::collection::vec((0..4usize, action()), 1..60),
    ) {
        let mut devices: Vec<_> = (1..=count).map(|tag| Device::new(u8::try_from(tag).unwrap(), &kind)).collect();
        if apart && kind.0 == Kind::Home {
            devices.iter_mut().for_each(Device::begins);
        } else {
            devices[0].begins();
            let begun = devices[0].changes.clone();
            devices.iter_mut().skip(1).for_each(|device| device.hear(&begun, 0));
        }
        for (number, (who, action)) in actions.iter().enumerate() {
            let who = who % count;
            if let Action::Hear { from, order } = action {
                let heard = devices[from % count].changes.clone();
                devices[who].hear(&heard, *order);
            } else {
                devices[who].does(action, number);
            }
        }
        for round in 0..2u64 {
            for who in 0..count {
                for from in 0..count {
                    let heard = devices[from].changes.clone();
                    devices[who].hear(&heard, round + from as u64);
                }
            }
        }
        let read = |document: &Document| {
            (document.heads(), document.hazard(), document.patrol(), document.home(), document.clashes())
        };
        let first = read(&devices[0].document);
        prop_assert!(first.1.is_some() || first.2.is_some() || first.3.is_some(), "it reads as what it is");
        for device in &devices {
            prop_assert_eq!(&read(&device.document), &first);
            let saved = device.document.save();
            let mut loaded = automerge::AutoCommit::load(&saved).unwrap();
            prop_assert_eq!(loaded.save(), saved, "save, load, save is stable");
        }
    }
}
