//! A change goes to Automerge only if what it refers to is there, in its own past.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod admit_common;

use admit_common::{actor, genesis};
use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType};
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{AutoCommit, Change, ExpandedChange, ObjType, ROOT, ReadDoc};
use jinshui_core::admit::{AdmitError, AdmittedChange, Ground, admit};

/// Two branches on one genesis: the first has an entry in the log, a letter in the note and a map; the second nothing.
struct Scene {
    ground: Ground,
    first: AutoCommit,
    second: AutoCommit,
}

fn scene() -> Scene {
    let mut first = genesis().with_actor(actor(1));
    let (_, log) = first.get(ROOT, "log").unwrap().unwrap();
    let (_, note) = first.get(ROOT, "note").unwrap().unwrap();
    first.insert(&log, 0, "seen").unwrap();
    first.splice_text(&note, 0, 0, "字").unwrap();
    first.put_object(ROOT, "map", ObjType::Map).unwrap();
    first.commit_with(CommitOptions::default().with_time(1));
    let ground = Ground::of(first.document()).unwrap();
    Scene { ground, first, second: genesis().with_actor(actor(2)) }
}

fn written(doc: &mut AutoCommit, edit: impl FnOnce(&mut AutoCommit)) -> ExpandedChange {
    edit(doc);
    doc.commit_with(CommitOptions::default().with_time(2)).unwrap();
    doc.get_last_local_change().unwrap().decode()
}

fn put(doc: &mut AutoCommit) -> ExpandedChange {
    written(doc, |doc| doc.put(ROOT, "who", "张").unwrap())
}

fn admitted(change: ExpandedChange) -> AdmittedChange {
    admit(Change::from(change).raw_bytes()).unwrap()
}

fn refused(ground: &mut Ground, change: ExpandedChange) -> AdmitError {
    let change = admitted(change);
    let error = ground.take(&change).unwrap_err();
    assert!(!ground.holds(&change.hash));
    error
}

fn with_op(mut change: ExpandedChange, edit: impl FnOnce(&mut Op)) -> ExpandedChange {
    edit(&mut change.operations[0]);
    change
}

fn object(doc: &AutoCommit, field: &str) -> ObjectId {
    let (_, id) = doc.get(ROOT, field).unwrap().unwrap();
    let automerge::ObjId::Id(counter, actor, _) = id else { panic!("an object has a name") };
    ObjectId::Id(OpId(counter, actor))
}

#[test]
fn what_fits_is_taken_once_and_known_after() {
    let mut scene = scene();
    let change = admitted(put(&mut scene.first));
    assert_eq!(scene.ground.take(&change), Ok(()));
    assert_eq!(scene.ground.take(&change), Ok(()), "a change that is there fits");
    let change = admitted(put(&mut scene.second));
    assert_eq!(scene.ground.take(&change), Ok(()), "a branch of its own fits");
}

#[test]
fn a_change_without_its_past_does_not_fit() {
    let mut scene = scene();
    let mut change = put(&mut scene.first);
    change.deps = vec![automerge::ChangeHash([1; 32])];
    assert_eq!(refused(&mut scene.ground, change.clone()), AdmitError::MissingDep);
}

#[test]
fn sequence_and_counters_follow_from_the_past() {
    let mut scene = scene();
    let honest = put(&mut scene.first);
    for seq in [1, 3] {
        let change = ExpandedChange { seq, ..honest.clone() };
        assert_eq!(refused(&mut scene.ground, change), AdmitError::BadSeq);
    }
    for ahead in [1, 1_000_000] {
        let start_op = honest.start_op.checked_add(ahead).unwrap();
        let change = ExpandedChange { start_op, ..honest.clone() };
        assert_eq!(refused(&mut scene.ground, change), AdmitError::StartOpRange);
    }
    assert_eq!(scene.ground.take(&admitted(honest.clone())), Ok(()));
    let fork = ExpandedChange { time: 77, ..honest };
    assert_eq!(
        refused(&mut scene.ground, fork),
        AdmitError::BadSeq,
        "the same actor and sequence, another change"
    );
}

#[test]
fn what_is_referred_to_must_be_there() {
    let mut scene = scene();
    let honest = put(&mut scene.first);
    let nowhere = OpId(3, actor(99));
    let strange = with_op(honest.clone(), |op| op.obj = ObjectId::Id(nowhere.clone()));
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::UnknownReference);
    let strange = with_op(honest.clone(), |op| op.pred = vec![nowhere.clone()].into());
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::UnknownReference);
    let log = object(&scene.first, "log");
    let strange = with_op(honest, |op| {
        op.obj = log;
        op.key = Key::Seq(ElementId::Id(nowhere));
    });
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::UnknownReference);
}

#[test]
fn what_is_referred_to_must_be_of_its_kind() {
    let mut scene = scene();
    let honest = put(&mut scene.first);
    let version = scene.first.get(ROOT, "version").unwrap().unwrap().1;
    let automerge::ObjId::Id(counter, of, _) = version else { panic!("a value has a name") };
    let value = OpId(counter, of);
    let strange = with_op(honest.clone(), |op| op.obj = ObjectId::Id(value.clone()));
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::BadReference, "a value is no object");
    let strange = with_op(honest.clone(), |op| op.pred = vec![value].into());
    assert_eq!(
        refused(&mut scene.ground, strange),
        AdmitError::BadReference,
        "the predecessor of another field"
    );
    let log = object(&scene.first, "log");
    let strange = with_op(honest.clone(), |op| op.obj = log);
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::BadKey, "a list has no fields");
    let map = object(&scene.first, "map");
    let strange = with_op(honest.clone(), |op| {
        op.obj = map;
        op.key = Key::Seq(ElementId::Head);
        op.insert = true;
    });
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::BadKey, "a map has no elements");
    let strange = with_op(honest, |op| {
        op.pred = vec![OpId(5, genesis().get_actor().clone())].into();
        op.action = OpType::Increment(1);
        op.key = Key::Map("version".into());
    });
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::BadReference, "a number is no counter");
}

#[test]
fn a_text_holds_characters_only() {
    let mut scene = scene();
    let honest = put(&mut scene.first);
    let note = object(&scene.first, "note");
    let into = |action: OpType| {
        with_op(honest.clone(), |op| {
            op.obj = note.clone();
            op.key = Key::Seq(ElementId::Head);
            op.insert = true;
            op.action = action;
        })
    };
    for action in [
        OpType::Put(1.into()),
        OpType::Put("".into()),
        OpType::Put("a text in the place of a letter".into()),
        OpType::Make(ObjType::Map),
    ] {
        assert_eq!(refused(&mut scene.ground, into(action)), AdmitError::BadValue);
    }
    assert_eq!(scene.ground.take(&admitted(into(OpType::Put("字".into())))), Ok(()));
}

/// Taken in this order it would do no harm here. On a device that has the branches in another order it would.
#[test]
fn what_is_referred_to_must_be_in_the_changes_own_past() {
    let mut scene = scene();
    let honest = put(&mut scene.second);
    let map = object(&scene.first, "map");
    let mut strange = with_op(honest.clone(), |op| op.obj = map);
    strange.start_op = 100.try_into().unwrap();
    let error = scene.ground.take(&admitted(strange.clone())).unwrap_err();
    assert_eq!(error, AdmitError::StartOpRange, "counters alone keep most of them out");
    // A long branch of the second's own brings its counters beyond those of the first.
    scene.ground.take(&admitted(honest)).unwrap();
    for round in 0..9 {
        let change = written(&mut scene.second, |doc| doc.put(ROOT, "round", round).unwrap());
        scene.ground.take(&admitted(change)).unwrap();
    }
    let map = object(&scene.first, "map");
    let strange = with_op(put_other(&mut scene.second), |op| op.obj = map);
    assert_eq!(refused(&mut scene.ground, strange), AdmitError::UnknownReference);
}

fn put_other(doc: &mut AutoCommit) -> ExpandedChange {
    written(doc, |doc| doc.put(ROOT, "other", "李").unwrap())
}

/// With its past known wholly, an actor whose own change it does not come after cannot go on.
#[test]
fn an_actor_comes_after_itself() {
    let mut scene = scene();
    let honest = put(&mut scene.first);
    let mut change = honest.clone();
    let genesis = genesis().get_heads();
    change.deps = genesis;
    change.start_op = 6.try_into().unwrap();
    assert_eq!(refused(&mut scene.ground, change), AdmitError::BadSeq);
}
