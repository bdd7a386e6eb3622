//! Promise 4: any order, any number of times, the same changes give the same state everywhere.
//!
//! `PROPTEST_CASES=10000 cargo test -p jinshui-core --test convergence` runs more.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::VecDeque;

use jinshui_core::admit::AdmittedChange;
use jinshui_core::clock::Timestamp;
use jinshui_core::document::{Document, DocumentError, EditError, Pen};
use jinshui_core::hazard::{Act, Assignee, Category, FieldEdit, HazardEdit, HazardField, Severity};
use jinshui_core::{ChangeHash, DeviceTag, Kind};
use proptest::prelude::*;

/// What one device does next.
#[derive(Debug, Clone)]
enum Action {
    /// Sets a field from a form filled so many edits ago.
    Set(u8, usize),
    /// Changes the words from a form filled so many edits ago.
    Words(String, usize),
    Comment,
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
        (0..Act::ALL.len()).prop_map(Action::Act),
        (0..4usize, any::<u64>()).prop_map(|(from, order)| Action::Hear { from, order }),
    ]
}

/// One device: its document, every change it has, and the states its forms were filled from.
struct Device {
    tag: u8,
    drawn: u64,
    document: Document,
    changes: Vec<AdmittedChange>,
    forms: Vec<Vec<ChangeHash>>,
}

impl Device {
    fn new(tag: u8) -> Self {
        let document = Document::new(&Kind::Hazard, 1).unwrap();
        Device { tag, drawn: 0, document, changes: Vec::new(), forms: Vec::new() }
    }

    fn write(&mut self, edit: &HazardEdit) {
        let (mut drawn, tag) = (self.drawn, DeviceTag([self.tag; 8]));
        let mut draw = || {
            drawn += 1;
            drawn.to_be_bytes()
        };
        match self.document.write(&edit.clone().into(), &mut Pen { tag, random: &mut draw }) {
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
        let (by, at) = (format!("m{}", self.tag).as_str().into(), Timestamp(number as i64 * 1000));
        let form = |stale: usize| self.forms.iter().rev().nth(stale).cloned().unwrap_or_default();
        let id = format!("{}-{number}", self.tag);
        let edit = match action {
            Action::Set(value, stale) => {
                let all = [
                    HazardField::Category,
                    HazardField::Severity,
                    HazardField::Building,
                    HazardField::Unit,
                    HazardField::Point,
                    HazardField::Status,
                    HazardField::Assignee,
                ];
                let field = all[usize::from(*value) % all.len()];
                let fields = vec![FieldEdit { field, value: format!("v{}", value / 64) }];
                HazardEdit::Set { by, at, seen: form(*stale), fields, words: None }
            }
            Action::Words(words, stale) => {
                HazardEdit::Set { by, at, seen: form(*stale), fields: vec![], words: Some(words.clone()) }
            }
            Action::Comment => HazardEdit::Comment { id: id.clone(), by, at, text: id },
            Action::Act(which) => {
                let act = Act::ALL[*which].clone();
                let assignee = (act == Act::Assign).then_some(Assignee::Property);
                HazardEdit::Act { id, by, at, seen: vec![], act, assignee, note: String::new() }
            }
            Action::Hear { .. } => return,
        };
        self.write(&edit);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn devices_that_have_heard_each_other_agree(
        count in 3..5usize,
        actions in prop::collection::vec((0..4usize, action()), 1..60),
    ) {
        let mut devices: Vec<_> = (1..=count).map(|tag| Device::new(u8::try_from(tag).unwrap())).collect();
        let report = HazardEdit::Report {
            by: "m1".into(), at: Timestamp(0), category: Category::Litter, severity: Severity::Normal,
            building: "1".into(), unit: String::new(), point: String::new(), words: "开始".into(), photos: vec![], patrol: None,
        };
        devices[0].write(&report);
        let begun = devices[0].changes.clone();
        devices.iter_mut().skip(1).for_each(|device| device.hear(&begun, 0));
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
        let (heads, hazard, clashes) = {
            let first = &devices[0].document;
            (first.heads(), first.hazard(), first.clashes())
        };
        for device in &devices {
            prop_assert_eq!(&device.document.heads(), &heads);
            prop_assert_eq!(&device.document.hazard(), &hazard);
            prop_assert_eq!(&device.document.clashes(), &clashes);
            let saved = device.document.save();
            let mut loaded = automerge::AutoCommit::load(&saved).unwrap();
            prop_assert_eq!(loaded.save(), saved, "save, load, save is stable");
        }
    }
}
