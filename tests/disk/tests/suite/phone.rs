//! A phone on a disk: an enrolled store to begin with, what is done on it, and what was answered. The hub is played by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jinshui_core::community::demo;
use jinshui_core::wire::{AckRange, Epoch, Frame, LogDocument, ReceivedChange, acks_digest};
use jinshui_core::{ChangeHash, Code, DeviceTag, Failure, Kind, Space, Timestamp};
use jinshui_device::platform::Platform;
use jinshui_device::store::{Identity, Pushed, Store};
use jinshui_device::{App, Files, parse};
use jinshui_disk::Fault;
use jinshui_tests::{Chance, sound};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::folder;

/// An enrolled phone's folder, closed, to be copied.
pub(crate) struct Template(TempDir);

impl Template {
    pub(crate) fn of(member: &str, tag: u8) -> Self {
        let home = folder();
        let mut store = Store::open(home.path(), Platform::system(home.path())).unwrap();
        let identity = Identity {
            server: "http://127.0.0.1:9".into(),
            device: "d".into(),
            tag: DeviceTag([tag; 8]),
            member: member.into(),
            secret: vec![1; 32].into(),
            hub_key: String::new(),
        };
        store.keep_identity(&identity).unwrap();
        let demo = demo();
        let directory = Frame::Directory {
            version: 5,
            nodes: demo.nodes().cloned().collect(),
            members: demo.members().cloned().collect(),
        };
        let hello = Frame::Hello {
            protocol: 1,
            epoch: Epoch(Uuid::from_u128(1)),
            head: 10,
            now: Timestamp(0),
            from: None,
            line: None,
        };
        let fill = Frame::Fill { space: grid(), documents: vec![], after: None };
        for frame in [hello, directory, fill] {
            store.receive(&frame, &Pushed::default()).unwrap();
        }
        Template(home)
    }

    /// A copy that is as durable as can be.
    pub(crate) fn copy(&self) -> TempDir {
        let home = folder();
        for name in ["store.db", "store.key"] {
            std::fs::copy(self.0.path().join(name), home.path().join(name)).unwrap();
        }
        home
    }

    /// Puts the key beside what a power cut has left: it is a file of its own, durable since enrolment.
    pub(crate) fn key_into(&self, folder: &Path) {
        std::fs::copy(self.0.path().join("store.key"), folder.join("store.key")).unwrap();
    }
}

fn grid() -> Space {
    Space::Grid("g17".into())
}

/// One thing that happens on a phone.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Somebody reports; the report's id.
    Report(String),
    /// Somebody says something about a report: the comment's id, the report's.
    Comment(String, String),
    /// The hub acknowledges everything that waits.
    Acks,
    /// What somebody else wrote comes.
    Comes(Frame),
}

/// A day on the phone: reports and comments, acknowledged now and then, and between them what others wrote.
pub(crate) fn day(chance: &mut Chance, taps: usize) -> Vec<Step> {
    let mut others = others(chance, taps / 4).into_iter();
    let (mut steps, mut reports) = (Vec::new(), Vec::new());
    for number in 0..taps {
        if reports.is_empty() || chance.percent(50) {
            reports.push(chance.id());
            steps.extend(reports.last().cloned().map(Step::Report));
        } else {
            steps.push(Step::Comment(chance.id(), chance.pick(&reports).clone()));
        }
        if number % 4 == 3 {
            steps.push(Step::Acks);
            steps.extend(others.next().map(Step::Comes));
        }
    }
    steps
}

/// Reports of another volunteer, each as the log brings it.
fn others(chance: &mut Chance, count: usize) -> Vec<Frame> {
    let template = Template::of("volunteer-17-2", 2);
    let phone = Phone::open(template.0.path()).unwrap();
    for _ in 0..count {
        phone.step(&Step::Report(chance.id()), &mut Hub::default()).unwrap();
    }
    let pushed = phone.store(|store| store.push(1000, 1 << 20)).unwrap();
    let log = |(number, push): (u64, &jinshui_core::wire::PushDocument)| {
        let seq = 1_000_000 + number;
        let change = ReceivedChange {
            seq,
            author: "volunteer-17-2".into(),
            received_at: Timestamp(0),
            late: false,
            seal: None,
            bytes: push.changes[0].to_vec(),
        };
        let document = LogDocument {
            document: push.document,
            kind: Kind::Hazard,
            schema: 1,
            generation: push.generation,
            space: grid(),
            erased: jinshui_core::Erasure::default(),
            changes: vec![change],
        };
        Frame::Log { documents: vec![document], seq }
    };
    (1..).zip(&pushed.documents).map(log).collect()
}

/// The hub: what it has, by hash.
#[derive(Default)]
pub(crate) struct Hub(pub(crate) BTreeMap<ChangeHash, u64>);

impl Hub {
    /// Keeps what was pushed and acknowledges it, with the same places each time.
    fn takes(&mut self, pushed: &Pushed) -> Frame {
        let mut ranges = Vec::new();
        for (from, (_, hash)) in (0..).zip(&pushed.changes) {
            let next = 11 + self.0.len() as u64;
            let seq = *self.0.entry(*hash).or_insert(next);
            ranges.push(AckRange { from, count: 1, seq, received_at: Timestamp(0) });
        }
        Frame::Acks {
            ranges,
            seals: vec![],
            digest: acks_digest(pushed.changes.iter().map(|(_, hash)| hash)),
        }
    }
}

/// A phone that is open.
pub(crate) struct Phone {
    app: App,
    runtime: Runtime,
}

impl Phone {
    pub(crate) fn open(home: &Path) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        Ok(Phone { app: App::open(home)?, runtime })
    }

    fn ask(&self, command: &str, args: Value) -> Result<Value, Failure> {
        let command = parse(json!({ "command": command, "args": args })).unwrap();
        let outcome = self.runtime.block_on(self.app.execute(command, Files::Refused))?;
        Ok(serde_json::to_value(outcome.ok).unwrap())
    }

    pub(crate) fn store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> jinshui_device::store::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        self.runtime.block_on(self.app.with_store(work))
    }

    /// One thing happens; a second time it changes nothing.
    pub(crate) fn step(&self, step: &Step, hub: &mut Hub) -> Result<(), Failure> {
        match step {
            Step::Report(id) => {
                let place = json!({ "building": "33", "unit": "1" });
                let args = json!({ "id": id, "category": "litter", "words": "门口有垃圾", "place": place });
                self.ask("hazard.report", args).map(|_| ())
            }
            Step::Comment(id, report) => {
                let args = json!({ "id": report, "comment": id, "text": "看过了" });
                self.ask("comment.add", args).map(|_| ())
            }
            Step::Acks => {
                let pushed = self.store(|store| store.push(1000, 1 << 20))?;
                let acks = hub.takes(&pushed);
                self.store(move |store| store.receive(&acks, &pushed)).map(|_| ())
            }
            Step::Comes(frame) => {
                let frame = frame.clone();
                self.store(move |store| store.receive(&frame, &Pushed::default())).map(|_| ())
            }
        }
    }

    /// Up to where in the log the phone says that it has read.
    pub(crate) fn cursor(&self) -> Result<u64, Failure> {
        self.store(|store| Ok(store.reading()?.cursor.map_or(0, |cursor| cursor.seq)))
    }

    /// The reports and comments that the phone shows, each once.
    pub(crate) fn shows(&self) -> Result<BTreeSet<String>, Failure> {
        let mut seen = BTreeSet::new();
        let page = self.ask("hazard.list", json!({ "limit": 500 }))?;
        for row in page["rows"].as_array().unwrap() {
            let id = row["id"].as_str().unwrap().to_owned();
            let shown = self.ask("hazard.show", json!({ "id": id }))?;
            assert!(seen.insert(id), "listed twice: {row}");
            for comment in shown["comments"].as_array().unwrap() {
                assert!(seen.insert(comment["id"].as_str().unwrap().to_owned()), "twice: {comment}");
            }
        }
        Ok(seen)
    }

    /// Whether the projections are what the documents say.
    pub(crate) fn assert_projected(&self) {
        let differed = self.store(|store| {
            let before = store.projection()?;
            store.rebuild()?;
            Ok(before != store.projection()?)
        });
        assert!(!differed.unwrap(), "a rebuild changed the projections");
    }
}

/// Up to where in the log a step brings the phone.
pub(crate) fn seq(step: &Step) -> u64 {
    match step {
        Step::Comes(Frame::Log { seq, .. }) => *seq,
        _ => 0,
    }
}

/// What the step makes visible on the phone, where it makes something.
pub(crate) fn made(step: &Step) -> Option<String> {
    match step {
        Step::Report(id) | Step::Comment(id, _) => Some(id.clone()),
        Step::Comes(Frame::Log { documents, .. }) => documents.first().map(|one| one.document.to_string()),
        Step::Acks | Step::Comes(_) => None,
    }
}

/// After everything: each thing once, each tap one change at the hub, the file sound.
pub(crate) fn assert_whole(home: &Path, steps: &[Step], hub: &mut Hub) {
    let phone = Phone::open(home).unwrap();
    for step in steps.iter().chain([&Step::Acks]) {
        phone.step(step, hub).unwrap();
    }
    assert_eq!(phone.shows().unwrap(), steps.iter().filter_map(made).collect());
    let taps = steps.iter().filter(|step| matches!(step, Step::Report(_) | Step::Comment(..))).count();
    assert_eq!(hub.0.len(), taps, "each tap is one change, and the hub has it");
    assert_eq!(phone.store(|store| store.unsent()).unwrap(), 0);
    phone.assert_projected();
    drop(phone);
    sound(home, "store");
}

/// What a full disk says, or a broken one.
pub(crate) fn assert_said(failure: &Failure, fault: Fault) {
    if fault.full {
        assert_eq!(failure.code, Code::StorageFull, "{failure:?}");
        assert!(failure.message.contains("free some space"), "{failure:?}");
    } else if failure.code == Code::StoreCorrupt {
        assert!(fault.lasts && failure.message.contains("cannot be read"), "{failure:?}");
    } else {
        assert_eq!(failure.code, Code::Internal, "{failure:?}");
    }
}
