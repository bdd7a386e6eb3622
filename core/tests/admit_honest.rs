//! Whatever the app writes is admitted, and read as Automerge reads it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod admit_common;

use admit_common::{Dice, actor, genesis, history};
use automerge::legacy;
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{AutoCommit, Change, ObjType, ROOT, ReadDoc, ScalarValue};
use jinshui_core::admit::{Action, AdmittedChange, Ground, Key, ObjectId, Op, OpId, Scalar, admit};
use jinshui_core::{Kind, limits};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_change_of_a_random_history_is_admitted_and_agrees_with_automerge(seed: u64) {
        let mut dice = Dice::new(seed);
        let (_, changes) = history(&mut dice, 25);
        let mut ground = Ground::new();
        for change in &changes {
            if change.actor_id().to_bytes().len() != 16 {
                prop_assert!(admit(change.raw_bytes()).is_err(), "the genesis is not admitted");
                prop_assert_eq!(ground.trust(change.raw_bytes()), Ok(()));
                continue;
            }
            let admitted = admit(change.raw_bytes());
            prop_assert!(admitted.is_ok(), "{:?}\n{:#?}", admitted.err(), change.decode());
            let admitted = admitted.unwrap();
            agree(&admitted, change);
            prop_assert_eq!(ground.take(&admitted), Ok(()), "{:#?}", change.decode());
        }
    }
}

/// R25: the largest honest cases.
#[test]
fn a_long_paste_is_admitted() {
    let mut doc = genesis().with_actor(actor(1));
    let (_, note) = doc.get(ROOT, "note").unwrap().unwrap();
    let mut ground = Ground::of(doc.document()).unwrap();
    let paste: String = "调解记录。居民反映楼道堆物😀".chars().cycle().take(limits::TEXT_CHARS).collect();
    let chars: Vec<char> = paste.chars().collect();
    for (part, chars) in chars.chunks(limits::TEXT_CHARS_PER_CHANGE).enumerate() {
        let text: String = chars.iter().collect();
        doc.splice_text(&note, part * limits::TEXT_CHARS_PER_CHANGE, 0, &text).unwrap();
        take_last(&mut doc, &mut ground);
    }
    doc.splice_text(&note, 0, limits::TEXT_CHARS_PER_CHANGE as isize, "").unwrap();
    take_last(&mut doc, &mut ground);
    assert_eq!(doc.text(&note).unwrap().chars().count(), limits::TEXT_CHARS - limits::TEXT_CHARS_PER_CHANGE);
}

/// R25: 200 people answer while apart, and one edit settles it.
#[test]
fn an_edit_after_two_hundred_concurrent_ones_is_admitted() {
    let mut all = genesis().with_actor(actor(1_000));
    for number in 0..200 {
        let mut one = genesis().with_actor(actor(number));
        one.put(ROOT, "received", number).unwrap();
        one.commit_with(CommitOptions::default().with_time(5));
        all.merge(&mut one).unwrap();
    }
    let mut ground = Ground::of(all.document()).unwrap();
    all.put(ROOT, "received", "settled").unwrap();
    let change = take_last(&mut all, &mut ground);
    assert_eq!(change.deps.len(), 200);
    assert_eq!(change.actors().len(), 201);
    assert_eq!(change.ops.len(), 1);
    assert_eq!(change.ops[0].pred.len(), 200);
}

#[test]
fn the_genesis_of_every_kind_is_ground_to_stand_on() {
    let genesis = jinshui_core::genesis::genesis(&Kind::Hazard, 1).unwrap();
    let mut ground = Ground::new();
    assert_eq!(ground.trust(genesis.bytes), Ok(()));
    assert!(ground.holds(&genesis.hash().unwrap()));
}

fn take_last(doc: &mut AutoCommit, ground: &mut Ground) -> AdmittedChange {
    doc.commit_with(CommitOptions::default().with_time(7)).unwrap();
    let change = doc.get_last_local_change().unwrap();
    let admitted = admit(change.raw_bytes()).unwrap();
    agree(&admitted, &change);
    assert_eq!(ground.take(&admitted), Ok(()));
    admitted
}

fn agree(ours: &AdmittedChange, theirs: &Change) {
    assert_eq!(automerge::ChangeHash::from(ours.hash), theirs.hash());
    assert_eq!(ours.actor, theirs.actor_id().to_bytes());
    assert_eq!(ours.device_tag().0, theirs.actor_id().to_bytes()[..8]);
    assert_eq!(ours.seq, theirs.seq());
    assert_eq!(ours.start_op, theirs.start_op().get());
    assert_eq!(ours.max_op(), theirs.max_op());
    assert_eq!(ours.time, theirs.timestamp());
    assert_eq!(ours.ops.len(), theirs.len());
    assert_eq!(ours.raw(), theirs.raw_bytes());
    let deps: Vec<automerge::ChangeHash> = ours.deps.iter().map(|dep| (*dep).into()).collect();
    assert_eq!(deps, theirs.deps());
    let theirs = theirs.decode();
    assert_eq!(theirs.message, None);
    for (op, legacy) in ours.ops.iter().zip(&theirs.operations) {
        assert_eq!(expanded(ours, op), *legacy);
    }
}

/// Our operation in the words of Automerge.
fn expanded(change: &AdmittedChange, op: &Op) -> legacy::Op {
    let id = |id: &OpId| legacy::OpId(id.counter, change.actor_of(id).into());
    legacy::Op {
        action: match &op.action {
            Action::MakeMap => legacy::OpType::Make(ObjType::Map),
            Action::MakeList => legacy::OpType::Make(ObjType::List),
            Action::MakeText => legacy::OpType::Make(ObjType::Text),
            Action::Put(value) => legacy::OpType::Put(scalar(value)),
            Action::Delete => legacy::OpType::Delete,
            Action::Increment(by) => legacy::OpType::Increment(*by),
        },
        obj: match &op.object {
            ObjectId::Root => legacy::ObjectId::Root,
            ObjectId::Op(object) => legacy::ObjectId::Id(id(object)),
        },
        key: match &op.key {
            Key::Field(field) => legacy::Key::Map(field.as_str().into()),
            Key::Head => legacy::Key::Seq(legacy::ElementId::Head),
            Key::Element(element) => legacy::Key::Seq(legacy::ElementId::Id(id(element))),
        },
        pred: op.pred.iter().map(id).collect::<Vec<_>>().into(),
        insert: op.insert,
    }
}

fn scalar(value: &Scalar) -> ScalarValue {
    match value {
        Scalar::Null => ScalarValue::Null,
        Scalar::Bool(value) => ScalarValue::Boolean(*value),
        Scalar::Uint(value) => ScalarValue::Uint(*value),
        Scalar::Int(value) => ScalarValue::Int(*value),
        Scalar::F64(value) => ScalarValue::F64(*value),
        Scalar::Str(value) => ScalarValue::Str(value.as_str().into()),
        Scalar::Bytes(value) => ScalarValue::Bytes(value.clone()),
        Scalar::Counter(value) => ScalarValue::counter(*value),
        Scalar::Timestamp(value) => ScalarValue::Timestamp(*value),
        Scalar::Unknown { code, bytes } => ScalarValue::Unknown { type_code: *code, bytes: bytes.clone() },
    }
}
