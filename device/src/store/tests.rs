//! The store against a hub that is played by hand: every frame, in the orders and with the losses that networks make.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jinshui_core::command::Writing;
use jinshui_core::community::demo;
use jinshui_core::document::digest;
use jinshui_core::hazard::{Act, Category, FieldEdit, HazardEdit, HazardField, Severity, Status};
use jinshui_core::wire::{
    AckRange, CompareReply, Cursor, Epoch, Frame, LogDocument, ReceivedChange, Refusal, SpaceDigest,
    acks_digest,
};
use jinshui_core::{ChangeHash, Code, DeviceTag, DocumentId, Failure, Kind, Space, Timestamp};
use tempfile::TempDir;
use uuid::Uuid;

mod generation;
mod gone;
mod group;
mod rewrite;
mod track;

use super::*;
use crate::platform::{Clock, Random};

struct Fixed;
impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp(1_790_000_000_000)
    }
}

/// Every draw differs from every other in this process.
struct Counting(AtomicU64);
impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) -> std::result::Result<(), String> {
        for part in bytes.chunks_mut(8) {
            let drawn = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            part.iter_mut().zip(drawn).for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}

fn platform(home: &Path) -> Platform {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let start = NEXT.fetch_add(1, Ordering::Relaxed) << 32;
    Platform {
        clock: Arc::new(Fixed),
        random: Arc::new(Counting(AtomicU64::new(start))),
        ..Platform::system(home)
    }
}

const EPOCH: Epoch = Epoch(Uuid::from_u128(1));

/// A store, enrolled as a member of the demo community.
pub(crate) struct Phone {
    home: TempDir,
    pub(crate) store: Store,
}

pub(crate) fn phone(member: &str, tag: u8) -> Phone {
    let home = tempfile::tempdir().unwrap();
    let mut store = Store::open(home.path(), platform(home.path())).unwrap();
    let identity = Identity {
        server: "http://hub".into(),
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
    let mut phone = Phone { home, store };
    phone.hears(&Frame::Hello {
        protocol: 1,
        epoch: EPOCH,
        from: None,
        line: None,
        head: 10,
        now: Timestamp(0),
    });
    phone.hears(&directory);
    phone.hears(&Frame::Fill { space: grid(), documents: vec![], after: None });
    phone
}

fn grid() -> Space {
    Space::Grid("g17".into())
}

impl Phone {
    fn hears(&mut self, frame: &Frame) -> Received {
        self.store.receive(frame, &Pushed::default()).unwrap()
    }

    fn write(&mut self, id: DocumentId, edit: &HazardEdit) {
        let new = matches!(edit, HazardEdit::Report { .. });
        let space = grid();
        let target =
            if new { Target::New { id, kind: &Kind::Hazard, space: &space } } else { Target::Existing(id) };
        self.store.write(&target, &Writing::Edit, &edit.clone().into(), &[]).unwrap();
    }

    /// The same records in somebody else's hand.
    pub(crate) fn is_held_by(&self, member: &str) {
        self.store.connection.execute("UPDATE identity SET member = ?", [member]).unwrap();
    }

    pub(crate) fn push(&self) -> Pushed {
        self.store.push(1000, 1 << 20).unwrap()
    }

    fn reading(&self) -> u64 {
        self.store.reading().unwrap().cursor.unwrap().seq
    }

    fn reopen(mut self) -> Phone {
        drop(self.store);
        self.store = Store::open(self.home.path(), platform(self.home.path())).unwrap();
        self
    }
}

fn id(number: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(number))
}

fn report(by: &str) -> HazardEdit {
    HazardEdit::Report {
        by: by.into(),
        at: Timestamp(1_790_000_000_000),
        category: Category::Litter,
        severity: Severity::Normal,
        building: "33".into(),
        unit: "1".into(),
        point: String::new(),
        words: "一袋垃圾".into(),
        photos: vec![],
        patrol: None,
    }
}

fn comment(by: &str, text: &str) -> HazardEdit {
    HazardEdit::Comment {
        id: text.into(),
        by: by.into(),
        at: Timestamp(1_790_000_000_000),
        text: text.into(),
    }
}

fn act(by: &str, act: Act) -> HazardEdit {
    let (by, at) = (by.into(), Timestamp(1_790_000_000_000));
    HazardEdit::Act { id: "s".into(), by, at, seen: vec![], act, assignee: None, note: "去看看".into() }
}

fn acks(pushed: &Pushed, from: u32, count: u32, seq: u64) -> Frame {
    let range = AckRange { from, count, seq, received_at: Timestamp(1_790_000_100_000) };
    let hashes: Vec<_> =
        pushed.changes[from as usize..(from + count) as usize].iter().map(|(_, hash)| hash).collect();
    Frame::Acks { ranges: vec![range], digest: acks_digest(hashes), seals: vec![] }
}

/// What a push becomes in the log of the hub.
fn log_of(pushed: &Pushed, author: &str, mut seq: u64) -> Vec<LogDocument> {
    let document = |push: &jinshui_core::wire::PushDocument| LogDocument {
        document: push.document,
        kind: Kind::Hazard,
        schema: 1,
        generation: push.generation,
        space: grid(),
        erased: jinshui_core::Erasure::default(),
        changes: push
            .changes
            .iter()
            .map(|bytes| {
                seq += 1;
                let received_at = Timestamp(1_790_000_100_000);
                let bytes = bytes.to_vec();
                ReceivedChange { seq, author: author.into(), received_at, late: false, bytes, seal: None }
            })
            .collect(),
    };
    pushed.documents.iter().map(document).collect()
}

#[test]
fn r9_nothing_leaves_the_outbox_unless_the_hub_acknowledged_exactly_it() {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    let pushed = phone.push();
    let Frame::Acks { ranges, .. } = acks(&pushed, 0, 1, 11) else { unreachable!() };
    let wrong = Frame::Acks { ranges: ranges.clone(), digest: [0; 32], seals: vec![] };
    assert_eq!(Failure::from(phone.store.receive(&wrong, &pushed).unwrap_err()).code, Code::Protocol);
    let beyond = AckRange { from: 7, ..ranges[0] };
    let beyond = Frame::Acks { ranges: vec![beyond], digest: acks_digest([]), seals: vec![] };
    assert!(phone.store.receive(&beyond, &pushed).is_err());
    assert_eq!(phone.store.unsent().unwrap(), 1);
    assert_eq!(phone.store.receive(&acks(&pushed, 0, 1, 11), &pushed).unwrap().acked, 1);
    assert_eq!(phone.store.unsent().unwrap(), 0);
    let row = phone.store.hazard(id(1)).unwrap();
    assert_eq!((row.position, row.received_at), (11, Some(Timestamp(1_790_000_100_000))));
}

#[test]
fn a_lost_ack_is_made_good_by_the_log_and_nothing_is_there_twice() {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    phone.write(id(1), &comment("volunteer-17-1", "一"));
    let pushed = phone.push();
    let log = Frame::Log { documents: log_of(&pushed, "volunteer-17-1", 10), seq: 12 };
    for pulled in [0, 0] {
        assert_eq!(phone.hears(&log).pulled, pulled);
    }
    assert_eq!(phone.store.unsent().unwrap(), 0);
    assert_eq!(phone.store.comments(id(1)).unwrap().len(), 1);
    assert_eq!(phone.reading(), 12);
}

/// R8: while a fill is open the cursor stays; afterwards it moves, never backwards.
#[test]
fn r8_the_cursor_moves_only_while_no_fill_is_open_and_never_backwards() {
    let mut author = phone("volunteer-17-2", 2);
    author.write(id(1), &report("volunteer-17-2"));
    let log = log_of(&author.push(), "volunteer-17-2", 20);
    let mut phone = phone("volunteer-17-1", 1);
    let other = Space::Grid("g18".into());
    phone.hears(&Frame::Fill { space: other.clone(), documents: vec![], after: Some(id(9)) });
    phone.hears(&Frame::Log { documents: log.clone(), seq: 21 });
    assert_eq!(phone.reading(), 10, "a fill is open");
    let held = phone.store.spaces().unwrap();
    assert_eq!(held.iter().find(|held| held.space == other).unwrap().after, Some(id(9)));
    let mut phone = phone.reopen();
    phone.hears(&Frame::Fill { space: other, documents: vec![], after: None });
    phone.hears(&Frame::Log { documents: log, seq: 21 });
    assert_eq!(phone.reading(), 21);
    phone.hears(&Frame::Log { documents: vec![], seq: 15 });
    assert_eq!(phone.reading(), 21, "never backwards");
    assert_eq!(phone.store.hazard(id(1)).unwrap().position, 21);
}

#[test]
fn r23_another_epoch_or_a_log_behind_this_device_opens_every_fill_anew() {
    for (epoch, head) in [(Epoch(Uuid::from_u128(2)), 50), (EPOCH, 3)] {
        let mut phone = phone("volunteer-17-1", 1);
        phone.write(id(1), &report("volunteer-17-1"));
        phone.hears(&Frame::Hello { protocol: 1, epoch, from: None, line: None, head, now: Timestamp(0) });
        assert!(phone.store.spaces().unwrap().iter().all(|held| held.after == Some(id(0))));
        assert_eq!(phone.store.reading().unwrap().cursor, Some(Cursor { epoch, seq: head }));
        assert_eq!(phone.store.unsent().unwrap(), 1, "unsent work stays");
    }
}

#[test]
fn a_space_that_may_no_longer_be_read_goes_whole_but_for_what_was_not_sent() {
    let mut author = phone("volunteer-17-2", 2);
    author.write(id(1), &report("volunteer-17-2"));
    author.write(id(2), &report("volunteer-17-2"));
    let mut phone = phone("volunteer-17-1", 1);
    phone.hears(&Frame::Log { documents: log_of(&author.push(), "volunteer-17-2", 20), seq: 22 });
    phone.write(id(2), &comment("volunteer-17-1", "还没传"));
    let waiting = phone.push();
    phone.hears(&Frame::Drop { spaces: vec![grid()] });
    assert_eq!(Failure::from(phone.store.hazard(id(1)).unwrap_err()).code, Code::NotFound);
    assert!(phone.store.hazard(id(2)).is_ok(), "something of it waits");
    phone.store.receive(&acks(&waiting, 0, 1, 30), &waiting).unwrap();
    phone.hears(&Frame::Drop { spaces: vec![grid()] });
    assert!(phone.store.hazard(id(2)).is_err());
    assert!(phone.store.spaces().unwrap().iter().all(|held| held.space != grid()));
    assert_eq!(phone.store.counts().unwrap(), BTreeMap::new());
    assert!(phone.store.projection().unwrap().iter().all(|row| !row.starts_with("hazard")));
}

/// R18: a refused change comes back with its words, and what depended on it is written anew.
#[test]
fn r18_a_refused_edit_comes_back_and_takes_no_other_with_it() {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    let first = phone.push();
    phone.store.receive(&acks(&first, 0, 1, 11), &first).unwrap();
    phone.write(id(1), &act("volunteer-17-1", Act::Accept));
    phone.write(id(1), &comment("volunteer-17-1", "一"));
    phone.write(id(1), &comment("volunteer-17-1", "二"));
    let before: Vec<_> = phone.push().changes;
    let pushed = phone.push();
    let refused = Frame::Refused {
        refusals: vec![Refusal {
            index: 0,
            hash: Some(pushed.changes[0].1),
            reason: "role".into(),
            other: None,
        }],
    };
    let received = phone.store.receive(&refused, &pushed).unwrap();
    assert_eq!(received.refused, 1);
    let back = phone.store.refused().unwrap();
    assert_eq!(
        (back[0].reason.as_str(), &back[0].edit),
        ("role", &act("volunteer-17-1", Act::Accept).into())
    );
    let row = phone.store.hazard(id(1)).unwrap();
    assert_eq!((row.status, row.comments), (Status::Reported, 2));
    let after = phone.push().changes;
    assert_eq!(after.len(), 2, "the two comments wait, under another actor");
    assert!(after.iter().all(|change| !before.contains(change)));
    let mut phone = phone.reopen();
    assert_eq!(phone.store.comments(id(1)).unwrap().len(), 2);
    phone.store.dismiss(&back[0].hash).unwrap();
    assert_eq!(phone.store.refused_count().unwrap(), 0);
}

#[test]
fn a_refused_report_leaves_the_lists_and_takes_its_comments_back_with_it() {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    phone.write(id(1), &comment("volunteer-17-1", "一"));
    let pushed = phone.push();
    let refusals = vec![Refusal { index: 0, hash: None, reason: "space".into(), other: None }];
    phone.store.receive(&Frame::Refused { refusals }, &pushed).unwrap();
    assert!(phone.store.hazard(id(1)).is_err());
    assert_eq!(phone.store.unsent().unwrap(), 0);
    let edits: Vec<_> = phone.store.refused().unwrap().into_iter().map(|row| row.edit).collect();
    assert_eq!(edits.len(), 2);
    assert!(
        edits.contains(&report("volunteer-17-1").into())
            && edits.contains(&comment("volunteer-17-1", "一").into())
    );
}

/// R13: “all is here” is said only when the digests agree; a space that does not agree twice is compared by heads, and
/// filled anew where that does not help.
#[test]
fn r13_complete_only_when_the_digests_agree_and_healed_when_they_do_not() {
    let mut author = phone("volunteer-17-2", 2);
    author.write(id(1), &report("volunteer-17-2"));
    let pushed = author.push();
    let log = log_of(&pushed, "volunteer-17-2", 20);
    let heads: Vec<ChangeHash> = author.store.heads(id(1)).unwrap();
    let proof = SpaceDigest { space: grid(), count: 1, digest: digest(id(1), 1, &heads) };
    let end = |digests| Frame::End { cursor: Some(Cursor { epoch: EPOCH, seq: 21 }), digests, more: false };
    let mut phone = phone("volunteer-17-1", 1);
    phone.hears(&end(vec![proof.clone()]));
    assert!(!phone.store.agrees().unwrap(), "the report has not come");
    assert_eq!(phone.store.reading().unwrap().healed, 0, "it may be on its way");
    phone.hears(&end(vec![proof.clone()]));
    assert_eq!(phone.store.reading().unwrap().healed, 1);
    let page = phone.store.next_comparison().unwrap().unwrap();
    assert_eq!((&page.space, page.last, page.documents.len()), (&Some(grid()), true, 0));
    let nothing = CompareReply { lacks: vec![], documents: vec![], gone: vec![], after: None };
    phone.store.compared(&page, &nothing).unwrap();
    assert_eq!(phone.store.next_comparison().unwrap(), None);
    phone.hears(&end(vec![proof.clone()]));
    assert_eq!(
        phone.store.spaces().unwrap().iter().find(|held| held.space == grid()).unwrap().after,
        Some(id(0)),
        "that did not help: it is filled anew"
    );
    phone.hears(&Frame::Fill { space: grid(), documents: vec![], after: None });
    phone.hears(&end(vec![proof.clone()]));
    phone.hears(&end(vec![proof.clone()]));
    let page = phone.store.next_comparison().unwrap().unwrap();
    phone.store.compared(&page, &CompareReply { documents: log, ..nothing }).unwrap();
    phone.hears(&end(vec![proof]));
    assert!(phone.store.agrees().unwrap());
    let digests = |phone: &Phone| -> Vec<String> {
        phone.store.projection().unwrap().into_iter().filter(|row| row.starts_with("space")).collect()
    };
    let before = digests(&phone);
    phone.write(id(1), &comment("volunteer-17-1", "还没传"));
    phone.write(id(2), &report("volunteer-17-1"));
    assert_eq!(digests(&phone), before, "what only this device has is no part of the digest");
    assert!(!phone.store.agrees().unwrap(), "something waits");
}

/// Promise 10: one bad document stops nothing else.
#[test]
fn a_change_that_cannot_be_admitted_and_a_record_that_cannot_be_read_stop_nothing() {
    let mut author = phone("volunteer-17-2", 2);
    author.write(id(1), &report("volunteer-17-2"));
    author.write(id(2), &report("volunteer-17-2"));
    let mut documents = log_of(&author.push(), "volunteer-17-2", 20);
    documents[0].changes[0].bytes = vec![0; 40];
    let newer = LogDocument {
        document: id(3),
        schema: 9,
        changes: documents[1].changes.clone(),
        ..documents[1].clone()
    };
    documents.push(newer);
    let mut phone = phone("volunteer-17-1", 1);
    phone.hears(&Frame::Log { documents, seq: 23 });
    assert_eq!(phone.reading(), 23);
    assert!(phone.store.hazard(id(2)).unwrap().readable);
    let newer = phone.store.hazard(id(3)).unwrap();
    assert!(!newer.readable, "listed as needing an update (R6)");
    assert_eq!(Failure::from(phone.store.automerge_file(id(3)).unwrap_err()).code, Code::NeedsUpdate);
}

#[test]
fn r13_a_record_whose_later_change_came_first_is_whole_once_the_earlier_one_came() {
    let mut author = phone("volunteer-17-2", 2);
    author.write(id(1), &report("volunteer-17-2"));
    author.write(id(1), &comment("volunteer-17-2", "还在"));
    let whole = log_of(&author.push(), "volunteer-17-2", 20);
    let mut late = whole.clone();
    late[0].changes.remove(0);
    let mut phone = phone("volunteer-17-1", 1);
    phone.hears(&Frame::Log { documents: late, seq: 22 });
    assert!(!phone.store.hazard(id(1)).unwrap().readable);
    // Its newest change alone is not taken for the whole: its space does not agree, and is healed.
    let sql = "SELECT digest IS NULL FROM document";
    assert!(phone.store.connection.query_row(sql, [], |row| row.get::<_, bool>(0)).unwrap());
    phone.hears(&Frame::Log { documents: whole, seq: 22 });
    assert!(phone.store.hazard(id(1)).unwrap().readable);
    assert_eq!(phone.store.comments(id(1)).unwrap().len(), 1);
    assert_eq!(phone.store.heads(id(1)).unwrap(), author.store.heads(id(1)).unwrap());
}

/// R23: what a device offered anew, and may not bring any more, keeps no record where nobody may read it (R15).
#[test]
fn r15_a_record_that_may_not_be_read_does_not_wait_for_a_picture_that_the_hub_takes_no_longer() {
    let mut author = phone("volunteer-17-2", 2);
    author.write(id(1), &report("volunteer-17-2"));
    let documents = log_of(&author.push(), "volunteer-17-2", 20);
    let mut phone = phone("volunteer-17-1", 1);
    phone.hears(&Frame::Log { documents, seq: 21 });
    let picture = jinshui_core::BlobHash([7; 32]);
    let sql = "INSERT INTO upload (document, hash, thumbnail, at) VALUES (?, ?, 0, 0)";
    phone.store.connection.execute(sql, rusqlite::params![id(1).0.into_bytes(), picture.0]).unwrap();
    let offered = Transfer { document: id(1), hash: picture };
    phone.store.not_wanted(&offered).unwrap();
    assert_eq!(phone.store.next_upload(&[]).unwrap(), Some(offered), "it may be read: it is tried again");
    phone.hears(&Frame::Dropped { documents: vec![id(1)] });
    assert!(phone.store.kind_of(id(1)).is_ok());
    phone.store.not_wanted(&offered).unwrap();
    phone.hears(&Frame::Beat { now: Timestamp(0) });
    assert!(phone.store.kind_of(id(1)).is_err());
}

/// R12: what the hub lacks the dependencies of stays in the outbox.
#[test]
fn r12_a_change_called_missing_waits_on() {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    let pushed = phone.push();
    let received = phone.store.receive(&Frame::Missing { indexes: vec![0] }, &pushed).unwrap();
    assert_eq!((received.missing, phone.store.unsent().unwrap()), (1, 1));
}

/// R26: rebuilt from documents and receipts, every projection is as it was kept.
#[test]
fn r26_a_rebuilt_projection_is_the_one_that_was_kept() {
    let mut author = phone("volunteer-17-2", 2);
    let mut phone = phone("volunteer-17-1", 1);
    for number in 1..6 {
        author.write(id(number), &report("volunteer-17-2"));
        author.write(id(number), &comment("volunteer-17-2", "看"));
    }
    phone.hears(&Frame::Log { documents: log_of(&author.push(), "volunteer-17-2", 20), seq: 40 });
    let seen = phone.store.heads(id(1)).unwrap();
    for (by, value) in [("office-1", "danger"), ("volunteer-17-1", "urgent")] {
        let fields = vec![FieldEdit { field: HazardField::Severity, value: value.into() }];
        let at = Timestamp(1_790_000_000_000);
        phone.write(id(1), &HazardEdit::Set { by: by.into(), at, seen: seen.clone(), fields, words: None });
    }
    phone.write(id(7), &report("volunteer-17-1"));
    let kept = phone.store.projection().unwrap();
    assert!(kept.iter().any(|row| row.starts_with("hazard_clash")));
    phone.store.rebuild().unwrap();
    assert_eq!(phone.store.projection().unwrap(), kept);
}

#[test]
fn words_of_one_and_two_characters_are_found() {
    use jinshui_core::command::HazardFilter;
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    phone.write(id(1), &comment("volunteer-17-1", "门口有水"));
    let found = |search: &str| {
        let filter = HazardFilter { search: Some(search.into()), ..HazardFilter::default() };
        let member = "volunteer-17-1".into();
        let query = HazardQuery {
            filter: &filter,
            member: &member,
            now: Timestamp(0),
            within: None,
            leads: vec![],
            is_property: false,
        };
        phone.store.find_hazards(&query, None, 10).unwrap().1
    };
    for (search, count) in
        [("垃圾", 1), ("袋", 1), ("水", 1), ("33号楼", 1), ("圾袋", 0), ("一袋 门口", 1), ("%", 0)]
    {
        assert_eq!(found(search), count, "{search}");
    }
}
