//! Whatever the app writes is admitted, and read as Automerge reads it.

mod admit_common;

use admit_common::{Dice, history};
use automerge::legacy;
use automerge::{Change, ObjType, ScalarValue};
use jinshui_core::admit::{Action, AdmittedChange, Ground, Key, ObjectId, Op, OpId, Scalar, admit};
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
