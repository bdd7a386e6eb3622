//! Random honest documents, and the comparison with what Automerge itself reads.
#![allow(dead_code, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod bombs;

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, Automerge, Change, ObjType, ROOT, ReadDoc, ScalarValue};
use sha2::{Digest, Sha256};

/// A small random number generator, so that a seed replays.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678_9abc_def1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, most: usize) -> usize {
        (self.next() >> 11) as usize % most.max(1)
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

pub fn actor(number: u64) -> ActorId {
    let mut bytes = [7u8; 16];
    bytes[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    ActorId::from(&bytes[..])
}

/// A genesis as the app writes one: the same bytes everywhere, an actor of another length.
pub fn genesis() -> AutoCommit {
    let mut doc = AutoCommit::new().with_actor(ActorId::from(&b"genesis of a kind"[..]));
    doc.put_object(ROOT, "log", ObjType::List).unwrap();
    doc.put_object(ROOT, "note", ObjType::Text).unwrap();
    doc.put_object(ROOT, "marks", ObjType::Map).unwrap();
    doc.put(ROOT, "count", ScalarValue::counter(0)).unwrap();
    doc.put(ROOT, "version", 1u64).unwrap();
    doc.commit_with(automerge::transaction::CommitOptions::default().with_time(0));
    doc
}

/// Replicas of one document that write and merge at random; the changes come in an order in which each fits.
pub fn history(dice: &mut Dice, steps: usize) -> (AutoCommit, Vec<Change>) {
    let mut replicas: Vec<AutoCommit> =
        (0..3).map(|_| genesis()).map(|doc| doc.with_actor(actor(dice.next()))).collect();
    for step in 0..steps {
        let which = dice.below(replicas.len());
        if dice.below(4) == 0 {
            let mut other = replicas[dice.below(replicas.len())].clone();
            replicas[which].merge(&mut other).unwrap();
        }
        if dice.below(6) == 0 {
            replicas[which].set_actor(actor(dice.next()));
        }
        for _ in 0..dice.below(6) + 1 {
            edit(dice, &mut replicas[which]);
        }
        let time = 1_760_000_000 + step as i64;
        replicas[which].commit_with(automerge::transaction::CommitOptions::default().with_time(time));
    }
    let mut all = genesis().with_actor(actor(dice.next()));
    for replica in &mut replicas {
        all.merge(replica).unwrap();
    }
    let changes = all.get_changes(&[]);
    (all, changes)
}

fn edit(dice: &mut Dice, doc: &mut AutoCommit) {
    let fields = ["a", "b", "名字", "status", "count", "who"];
    let maps = maps(doc);
    let (_, list) = doc.get(ROOT, "log").unwrap().unwrap();
    let (_, text) = doc.get(ROOT, "note").unwrap().unwrap();
    let map = dice.pick(&maps).clone();
    let field = *dice.pick(&fields);
    let length = doc.length(&list);
    match dice.below(13) {
        0..=2 => doc.put(&map, field, scalar(dice)).unwrap(),
        3 => doc.delete(&map, field).unwrap(),
        4 => drop(doc.put_object(&map, field, *dice.pick(&[ObjType::Map, ObjType::List])).unwrap()),
        5 => drop(doc.increment(ROOT, "count", dice.below(9) as i64 - 4)),
        6 => drop(doc.increment(&map, field, 1)),
        7 => doc.insert(&list, dice.below(length + 1), scalar(dice)).unwrap(),
        8 => {
            let entry = doc.insert_object(&list, dice.below(length + 1), ObjType::Map).unwrap();
            doc.put(&entry, "what", scalar(dice)).unwrap();
        }
        9 if length > 0 => doc.put(&list, dice.below(length), scalar(dice)).unwrap(),
        10 if length > 0 => doc.delete(&list, dice.below(length)).unwrap(),
        _ => {
            let length = doc.length(&text);
            let at = dice.below(length + 1);
            let gone = dice.below(3).min(length - at) as isize;
            let added = *dice.pick(&["", "好", "ab", "门口堆放纸箱😀", "x"]);
            doc.splice_text(&text, at, gone, added).unwrap();
        }
    }
}

fn maps(doc: &AutoCommit) -> Vec<automerge::ObjId> {
    let mut maps = vec![ROOT, doc.get(ROOT, "marks").unwrap().unwrap().1];
    let (_, list) = doc.get(ROOT, "log").unwrap().unwrap();
    for index in 0..doc.length(&list) {
        if let Ok(Some((automerge::Value::Object(ObjType::Map), id))) = doc.get(&list, index) {
            maps.push(id);
        }
    }
    maps
}

fn scalar(dice: &mut Dice) -> ScalarValue {
    match dice.below(10) {
        0 => ScalarValue::Null,
        1 => ScalarValue::Boolean(dice.below(2) == 0),
        2 => ScalarValue::Uint(dice.next() >> dice.below(64)),
        3 => ScalarValue::Int((dice.next() as i64) >> dice.below(64)),
        4 => ScalarValue::F64(dice.below(1000) as f64 / 7.0),
        5 => ScalarValue::Str("网格员巡查".into()),
        6 => ScalarValue::Bytes(vec![1, 2, dice.next() as u8]),
        7 => ScalarValue::counter(dice.below(100) as i64),
        8 => ScalarValue::Timestamp(dice.next() as i64 >> 20),
        _ => ScalarValue::Str(format!("v{}", dice.below(5)).into()),
    }
}

/// The envelope around a body, with the checksum that belongs to it.
pub fn sealed(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![kind];
    unsigned(&mut hashed, body.len() as u64);
    hashed.extend_from_slice(body);
    let hash = Sha256::digest(&hashed);
    let mut raw = vec![0x85, 0x6f, 0x4a, 0x83];
    raw.extend_from_slice(&hash[..4]);
    raw.extend_from_slice(&hashed);
    raw
}

/// The body within the envelope of a change.
pub fn body(raw: &[u8]) -> &[u8] {
    let length = raw[9..].iter().take_while(|byte| **byte & 0x80 != 0).count() + 1;
    &raw[9 + length..]
}

pub fn unsigned(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

pub fn signed(out: &mut Vec<u8>, mut value: i64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0) {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

/// Reads a document to its end, and writes and reads it as a file.
pub fn read_fully(doc: &Automerge) {
    drop(doc.hydrate(None));
    for change in doc.get_changes(&[]) {
        drop(change.decode());
    }
    let saved = doc.save();
    let loaded = Automerge::load(&saved).expect("a document that was saved loads again");
    assert_eq!(loaded.get_heads(), doc.get_heads(), "a document that was saved is the same");
    drop(loaded.hydrate(None));
}

/// A change with something else in it, under a checksum that fits: bytes turned over, or the operations themselves.
pub fn mutate(dice: &mut Dice, change: &Change, pool: &[Change]) -> Vec<u8> {
    if dice.below(3) == 0 {
        return mutate_bytes(dice, change, pool);
    }
    let mut expanded = change.decode();
    for _ in 0..dice.below(3) + 1 {
        mutate_ops(dice, &mut expanded, pool);
    }
    let written = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| Change::from(expanded)));
    match written {
        Ok(written) if dice.below(8) == 0 => mutate_bytes(dice, &written, pool),
        Ok(written) => written.raw_bytes().to_vec(),
        Err(_) => mutate_bytes(dice, change, pool),
    }
}

fn mutate_bytes(dice: &mut Dice, change: &Change, pool: &[Change]) -> Vec<u8> {
    let mut bytes = body(change.raw_bytes()).to_vec();
    for _ in 0..dice.below(3) + 1 {
        let at = dice.below(bytes.len());
        match dice.below(6) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.next() as u8,
            2 => bytes[at] = bytes[at].wrapping_add(1),
            3 => drop(bytes.remove(at)),
            4 => bytes.insert(at, dice.next() as u8),
            _ => {
                let other = body(dice.pick(pool).raw_bytes()).to_vec();
                let from = dice.below(other.len());
                let to = (from + dice.below(12) + 1).min(other.len());
                let end = (at + to - from).min(bytes.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
    sealed(1, &bytes)
}

/// An operation id that stands somewhere in the history, or nearly.
fn any_id(dice: &mut Dice, pool: &[Change]) -> automerge::legacy::OpId {
    let change = dice.pick(pool);
    let counter = change.start_op().get() + dice.below(change.len() + 1) as u64;
    automerge::legacy::OpId(counter, change.actor_id().clone())
}

fn mutate_ops(dice: &mut Dice, change: &mut automerge::ExpandedChange, pool: &[Change]) {
    use automerge::legacy::{ElementId, Key, ObjectId, OpType};
    let other = dice.pick(pool).decode();
    let count = change.operations.len();
    let at = dice.below(count);
    if change.operations.is_empty() || other.operations.is_empty() {
        return;
    }
    let theirs = dice.pick(&other.operations).clone();
    let own =
        automerge::legacy::OpId(change.start_op.get() + dice.below(count) as u64, change.actor_id.clone());
    let id = if dice.below(3) == 0 { own } else { any_id(dice, pool) };
    match dice.below(21) {
        0 => change.operations[at].obj = theirs.obj,
        1 => change.operations[at].key = theirs.key,
        2 => change.operations[at].action = theirs.action,
        3 => change.operations[at].insert = !change.operations[at].insert,
        4 => change.operations[at].pred = theirs.pred,
        5 => change.operations[at].pred = vec![].into(),
        6 => change.operations[at].pred = vec![id].into(),
        7 => change.operations[at].key = Key::Seq(ElementId::Id(id)),
        8 => change.operations[at].obj = ObjectId::Id(id),
        9 => change.operations.insert(at, theirs),
        10 => drop(change.operations.remove(at)),
        11 => {
            let op = change.operations[at].clone();
            change.operations.push(op);
        }
        12 => change.operations.swap(at, dice.below(count)),
        13 => change.operations[at].action = OpType::Put(scalar(dice)),
        14 => {
            let all = [
                OpType::Delete,
                OpType::Increment(2),
                OpType::Make(ObjType::Map),
                OpType::Make(ObjType::Text),
            ];
            change.operations[at].action = dice.pick(&all).clone();
        }
        15 => change.time = dice.next() as i64 >> dice.below(60),
        16 => drop(change.deps.pop()),
        17 => {
            // Dependencies that are no heads, and counters that fit them all the same.
            let (dep, kept) = (dice.pick(pool), dice.below(2));
            change.deps.truncate(kept);
            change.deps.push(dep.hash());
            let named = |other: &&Change| change.deps.contains(&other.hash());
            let greatest = pool.iter().filter(named).map(Change::max_op).max().unwrap_or(0);
            change.start_op = std::num::NonZeroU64::new(greatest + 1).unwrap();
        }
        18 => (change.actor_id, change.seq) = (actor(dice.next()), 1),
        19 => change.seq = change.seq.saturating_add_signed(dice.below(5) as i64 - 2),
        _ => change.start_op = change.start_op.checked_add(dice.below(3) as u64).unwrap(),
    }
}

/// A change put together by hand, so that it can lie.
#[derive(Clone)]
pub struct Forge {
    pub kind: u8,
    pub deps: Vec<[u8; 32]>,
    pub claimed_deps: Option<u64>,
    pub actor: Vec<u8>,
    pub seq: u64,
    pub start_op: u64,
    pub time: i64,
    pub message: Vec<u8>,
    pub others: Vec<Vec<u8>>,
    pub claimed_others: Option<u64>,
    pub columns: Vec<(u64, Vec<u8>)>,
    pub claimed_columns: Option<u64>,
    pub extra: Vec<u8>,
}

pub const OBJECT_ACTOR: u64 = 0x01;
pub const OBJECT_COUNTER: u64 = 0x02;
pub const KEY_ACTOR: u64 = 0x11;
pub const KEY_COUNTER: u64 = 0x13;
pub const KEY_FIELD: u64 = 0x15;
pub const INSERT: u64 = 0x34;
pub const ACTION: u64 = 0x42;
pub const VALUE_META: u64 = 0x56;
pub const VALUE: u64 = 0x57;
pub const PRED_COUNT: u64 = 0x70;
pub const PRED_ACTOR: u64 = 0x71;
pub const PRED_COUNTER: u64 = 0x73;

impl Forge {
    /// So many operations `root.f = null`, in as few bytes as it takes.
    pub fn puts(count: u64) -> Self {
        Forge {
            kind: 1,
            deps: vec![],
            claimed_deps: None,
            actor: actor(1).to_bytes().to_vec(),
            seq: 1,
            start_op: 1,
            time: 0,
            message: vec![],
            others: vec![],
            claimed_others: None,
            columns: vec![
                (KEY_FIELD, run(count, &[1, b'f'])),
                (INSERT, number(count)),
                (ACTION, run(count, &[1])),
                (VALUE_META, run(count, &[0])),
                (PRED_COUNT, run(count, &[0])),
            ],
            claimed_columns: None,
            extra: vec![],
        }
    }

    /// The same with another column, or none where it is empty.
    pub fn with(mut self, spec: u64, bytes: Vec<u8>) -> Self {
        self.columns.retain(|(other, _)| *other != spec);
        if !bytes.is_empty() {
            self.columns.push((spec, bytes));
        }
        self.columns.sort();
        self
    }

    pub fn body(&self) -> Vec<u8> {
        let mut out = vec![];
        unsigned(&mut out, self.claimed_deps.unwrap_or(self.deps.len() as u64));
        self.deps.iter().for_each(|dep| out.extend_from_slice(dep));
        prefixed(&mut out, &self.actor);
        unsigned(&mut out, self.seq);
        unsigned(&mut out, self.start_op);
        signed(&mut out, self.time);
        prefixed(&mut out, &self.message);
        unsigned(&mut out, self.claimed_others.unwrap_or(self.others.len() as u64));
        self.others.iter().for_each(|other| prefixed(&mut out, other));
        unsigned(&mut out, self.claimed_columns.unwrap_or(self.columns.len() as u64));
        for (spec, bytes) in &self.columns {
            unsigned(&mut out, *spec);
            unsigned(&mut out, bytes.len() as u64);
        }
        self.columns.iter().for_each(|(_, bytes)| out.extend_from_slice(bytes));
        out.extend_from_slice(&self.extra);
        out
    }

    pub fn raw(&self) -> Vec<u8> {
        sealed(self.kind, &self.body())
    }
}

/// A run of equal rows.
pub fn run(count: u64, value: &[u8]) -> Vec<u8> {
    let mut out = vec![];
    signed(&mut out, if count == 1 { -1 } else { count as i64 });
    out.extend_from_slice(value);
    out
}

/// Rows that differ.
pub fn literal(values: &[&[u8]]) -> Vec<u8> {
    let mut out = vec![];
    signed(&mut out, -(values.len() as i64));
    values.iter().for_each(|value| out.extend_from_slice(value));
    out
}

/// Rows without a value.
pub fn nulls(count: u64) -> Vec<u8> {
    let mut out = vec![0];
    unsigned(&mut out, count);
    out
}

pub fn number(value: u64) -> Vec<u8> {
    let mut out = vec![];
    unsigned(&mut out, value);
    out
}

pub fn prefixed(out: &mut Vec<u8>, bytes: &[u8]) {
    unsigned(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}
