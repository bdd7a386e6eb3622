//! Honest changes of a record as the rest of their bodies, and where inputs are kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod carried;

use std::path::Path;

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, AutoCommit, Change, ObjType, ROOT, ReadDoc, ScalarValue};
use jinshui_core::Kind;
use jinshui_core::genesis::genesis;

/// Keeps an input.
pub(crate) fn keep(corpus: &str, name: &str, bytes: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(corpus);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}

/// What the fuzzer's document puts in front of each change is cut off: its actors are the same here.
pub(crate) fn honest_changes(kind: &Kind, apart: bool) -> Vec<Vec<u8>> {
    let mut first = AutoCommit::new();
    first.apply_changes([genesis(kind, 1).unwrap().change().unwrap()]).unwrap();
    let mut document = first.clone();
    (0..4)
        .map(|number| {
            if apart {
                document = first.clone();
            }
            let mut actor = b"fuzzing.".to_vec();
            actor.extend([number as u8; 8]);
            document.set_actor(ActorId::from(actor));
            edit(&mut document, number);
            document.commit_with(CommitOptions::default().with_time(0));
            tail(&document.get_last_local_change().unwrap())
        })
        .collect()
}

fn edit(document: &mut AutoCommit, number: i64) {
    document.put(ROOT, "status", "reported").unwrap();
    document.put(ROOT, "reporter", "volunteer-17-1").unwrap();
    document.put(ROOT, "reported_at", ScalarValue::Timestamp(1_790_000_000_000 + number)).unwrap();
    let keys: Vec<String> = document.keys(ROOT).collect();
    for key in keys {
        match document.get(ROOT, key.as_str()).unwrap() {
            Some((automerge::Value::Object(ObjType::Text), text)) => {
                document.splice_text(&text, 0, 0, "门口有纸箱").unwrap();
            }
            Some((automerge::Value::Object(ObjType::List), list)) => {
                let item = document.insert_object(&list, 0, ObjType::Map).unwrap();
                document.put(&item, "id", "0199b0c0-0000-7000-8000-000000000001").unwrap();
                document.put(&item, "by", "volunteer-17-1").unwrap();
                document.put(&item, "at", ScalarValue::Timestamp(1_790_000_000_000)).unwrap();
                document.put(&item, "words", "看过了").unwrap();
            }
            _ => {}
        }
    }
}

/// The body from the list of other actors on: after dependencies, actor, numbers, time and message.
fn tail(change: &Change) -> Vec<u8> {
    let mut at = super::body(change.raw_bytes());
    let deps = unsigned(&mut at);
    at = &at[usize::try_from(deps).unwrap() * 32..];
    let actor = unsigned(&mut at);
    at = &at[usize::try_from(actor).unwrap()..];
    unsigned(&mut at);
    unsigned(&mut at);
    assert_eq!((at[0], at[1]), (0, 0), "no time, no message");
    at[2..].to_vec()
}

fn unsigned(at: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = at[0];
        *at = &at[1..];
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return value;
        }
        shift += 7;
    }
}
