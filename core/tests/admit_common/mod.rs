//! Random honest documents, and the comparison with what Automerge itself reads.
#![allow(dead_code, missing_docs, unreachable_pub)]

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
