//! R16 against who writes an app of their own: every deed in every state, forged in every way that is known, is refused by admit, by
//! the referee or by the document, whoever wins a tie. Hundreds of variants of each kind.

use std::num::NonZeroU64;

use automerge::legacy::{Key, ObjectId, Op, OpType};
use automerge::{ActorId, Change, ExpandedChange, ObjType, ScalarValue};
use jinshui_core::admit::{AdmittedChange, admit};
use jinshui_core::document::{Edit, Pen};
use jinshui_core::referee::Reason;
use jinshui_core::{DeviceTag, Kind, Space, limits};

use crate::deed::{Deed, Does};
use crate::record::{deeds, edit_of, hands, kinds, states};
use crate::scene::Record;

/// One way to forge a change; false where there is nothing of it to forge.
type Way = fn(&mut ExpandedChange) -> bool;

/// The device that forges is enrolled, and its member may do the deed.
const TAG: u8 = 9;

/// A deed that would stand, before it is forged.
struct Honest<'a> {
    deed: &'a Deed,
    by: &'static str,
    record: &'a Record,
    edit: Edit,
    change: AdmittedChange,
}

/// Every deed in every state in which it stands, as one change.
fn honest(kind: &Kind, space: &Space, then: &mut dyn FnMut(&Honest<'_>)) {
    let mut states: Vec<_> = states(kind, space).into_iter().map(|(_, record)| record).collect();
    states.push(Record::blank(kind, space));
    for record in &states {
        for deed in deeds(kind) {
            let by = hands(kind, &deed)[0];
            if deed.begins() != record.document.is_blank() {
                continue;
            }
            let Some(edit) = edit_of(&deed, record, by, 1, "f") else { continue };
            let Ok(mut written) = record.reopened().write(TAG, &edit) else { continue };
            if record.clone().take(by, TAG, &written) == Ok(())
                && let Some(change) = written.pop()
            {
                then(&Honest { deed: &deed, by, record, edit, change });
            }
        }
    }
}

/// What the hub does with a change: it stands, or why not.
fn hub(record: &Record, space: &Space, author: &str, tag: u8, raw: &[u8]) -> Result<(), String> {
    let change = admit(raw).map_err(|error| error.to_string())?;
    if !change.deps.iter().all(|dep| record.document.contains(dep)) {
        return Err("missing".to_owned());
    }
    record.judge_in(space, author, tag, &change).map_err(|reason| reason.to_string())?;
    record.document.clone().apply(&change).map(|_| ()).map_err(|error| error.to_string())
}

/// Forges every honest change of a kind in these ways, and hands each variant out with the number of its way.
fn variants(kind: &Kind, space: &Space, ways: &[Way], then: &mut dyn FnMut(&Honest<'_>, usize, &Change)) {
    honest(kind, space, &mut |honest| {
        for (number, way) in ways.iter().enumerate() {
            let mut forged = Change::from_bytes(honest.change.raw().to_vec()).unwrap().decode();
            if !way(&mut forged) {
                continue;
            }
            forged.hash = None;
            let forged = Change::from(forged);
            if forged.raw_bytes() != honest.change.raw() {
                then(honest, number, &forged);
            }
        }
    });
}

fn none_stands(ways: &[Way]) {
    for (kind, space) in kinds() {
        variants(&kind, &space, ways, &mut |honest, number, forged| {
            let verdict = hub(honest.record, &space, honest.by, TAG, forged.raw_bytes());
            assert!(verdict.is_err(), "{kind} {}: way {number} stands: {forged:?}", honest.deed.name);
        });
    }
}

#[test]
fn r16_there_are_at_least_five_hundred_forged_variants_of_each_kind() {
    for (kind, space) in kinds() {
        let mut count = 0;
        for ways in [NAMES, GAPS, SHIFTED, OUTSIDE, BESIDE] {
            variants(&kind, &space, ways, &mut |_, _, _| count += 1);
        }
        println!("{kind}: {count} forged variants");
        // To a card, an answer and a watch people do a few things alone.
        let least = if deeds(&kind).len() > 5 { 500 } else { 40 };
        assert!(count >= least, "{kind}: {count}");
    }
}

const NAMES: &[Way] = &[
    |change| {
        change.actor_id = ActorId::from(vec![TAG; 7]);
        true
    },
    |change| {
        change.actor_id = ActorId::from(vec![8; 16]);
        true
    },
    |change| {
        change.actor_id = ActorId::from(vec![]);
        true
    },
];

const GAPS: &[Way] = &[
    |change| {
        change.seq += 2;
        true
    },
    |change| {
        change.seq += 1;
        true
    },
    |change| {
        change.seq += 7;
        true
    },
    |change| {
        change.seq = u64::from(u32::MAX);
        true
    },
    |change| {
        change.seq = 0;
        true
    },
];

const SHIFTED: &[Way] = &[
    |change| {
        change.start_op = NonZeroU64::new(change.start_op.get() + 1_000).unwrap();
        true
    },
    |change| {
        change.start_op = NonZeroU64::new(change.start_op.get() + 1).unwrap();
        true
    },
    |change| {
        change.start_op = NonZeroU64::new(limits::MAX_OP - 100).unwrap();
        true
    },
    |change| {
        change.start_op = NonZeroU64::new(1).unwrap();
        true
    },
    |change| {
        change.deps.clear();
        true
    },
];

const OUTSIDE: &[Way] = &[
    |change| each_put(change, |op| op.action = OpType::Make(ObjType::Map)),
    |change| each_put(change, |op| op.action = OpType::Make(ObjType::List)),
    |change| each_put(change, |op| op.action = OpType::Make(ObjType::Text)),
    |change| each_put(change, |op| op.action = OpType::Increment(1)),
    |change| each_put(change, |op| op.action = OpType::Delete),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::Null)),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::Boolean(true))),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::Int(-1))),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::F64(0.5))),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::counter(1))),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::Bytes(vec![1]))),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::Str("长".repeat(4_001).into()))),
    |change| each_put(change, |op| op.key = Key::Map("admin".into())),
    |change| each_put(change, |op| op.key = Key::Map("kind".into())),
    |change| each_put(change, |op| op.key = Key::Map(String::new().into())),
    |change| each_put(change, |op| op.key = Key::Map("versions".into())),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::Uint(1))),
    |change| each_put(change, |op| op.action = OpType::Put(ScalarValue::Timestamp(1))),
    |change| each_put(change, |op| op.key = Key::Map("words".into())),
    |change| each_put(change, |op| op.insert = true),
    // In an item: a key too many, a key too few, a value of another type, an object.
    |change| in_item(change, |op| op.key = Key::Map("admin".into())),
    |change| in_item(change, |op| op.action = OpType::Put(ScalarValue::Null)),
    |change| in_item(change, |op| op.action = OpType::Make(ObjType::Map)),
    |change| in_item(change, |op| op.action = OpType::Delete),
    |change| {
        let is_item = change.operations.last().is_some_and(|op| op.obj != ObjectId::Root && !op.insert);
        is_item && change.operations.pop().is_some()
    },
];

const BESIDE: &[Way] = &[
    // Beside it: it wins or loses, and stands in the list of values.
    |change| {
        let mut replaced = false;
        change.operations.iter_mut().filter(|op| op.obj == ObjectId::Root).for_each(|op| {
            replaced |= !op.pred.is_empty();
            op.pred = Vec::new().into();
        });
        replaced
    },
    // The removal without the value, where two stood.
    |change| {
        let before = change.operations.len();
        let removes = |op: &Op| op.obj == ObjectId::Root && op.action == OpType::Delete;
        if !change.operations.iter().any(removes)
            || change.operations.iter().any(|op| op.obj != ObjectId::Root)
        {
            return false;
        }
        change.operations.retain(removes);
        change.operations.len() != before
    },
    // Twice in one change.
    |change| {
        let puts: Vec<Op> = root_puts(change).into_iter().map(|op| op.clone()).collect();
        change.operations.extend(puts.clone());
        !puts.is_empty()
    },
];

/// The fields that a change sets at the root.
fn root_puts(change: &mut ExpandedChange) -> Vec<&mut Op> {
    let puts = change.operations.iter_mut().filter(|op| op.obj == ObjectId::Root);
    puts.filter(|op| matches!(op.action, OpType::Put(_))).collect()
}

fn each_put(change: &mut ExpandedChange, forge: impl Fn(&mut Op)) -> bool {
    let mut puts = root_puts(change);
    puts.iter_mut().for_each(|op| forge(op));
    !puts.is_empty()
}

#[test]
fn r16_a_change_in_the_name_of_another_device_is_refused() {
    for (kind, space) in kinds() {
        honest(&kind, &space, &mut |honest| {
            // Devices of others, and one that nobody enrolled: the signature names one device, its tag begins the actor.
            for tag in [0, 1, 2, 10, 255] {
                let verdict = hub(honest.record, &space, honest.by, tag, honest.change.raw());
                assert_eq!(verdict, Err(Reason::ForeignActor.to_string()), "{kind} {}", honest.deed.name);
            }
        });
    }
    none_stands(NAMES);
}

#[test]
fn r16_sequence_numbers_have_no_gap_and_none_is_used_twice() {
    none_stands(GAPS);
    for (kind, space) in kinds() {
        honest(&kind, &space, &mut |honest| {
            let write = |said: usize| {
                let edit = edit_of(honest.deed, honest.record, honest.by, said, ["f", "g"][said]).unwrap();
                let pen = &mut Pen { tag: DeviceTag([TAG; 8]), random: &mut || [5; 8] };
                honest.record.reopened().document.write(&edit, pen).unwrap()
            };
            let (one, other) = (write(0), write(1));
            let (Some(one), Some(other)) = (one.first(), other.first()) else { return };
            if one.hash == other.hash {
                return;
            }
            let mut after = honest.record.clone();
            after.hear(honest.by, one);
            let verdict = hub(&after, &space, honest.by, TAG, other.raw());
            assert!(verdict.is_err(), "{kind} {}: one number twice", honest.deed.name);
        });
    }
}

#[test]
fn r17_operations_begin_where_the_dependencies_end() {
    none_stands(SHIFTED);
}

#[test]
fn r16_nobody_is_named_as_author_but_who_sent_it() {
    let mut named = 0;
    for (kind, space) in kinds() {
        honest(&kind, &space, &mut |honest| {
            let names = !honest.edit.items.is_empty()
                || honest.edit.step.is_some()
                || (honest.edit.begins && matches!(kind, Kind::Hazard | Kind::Patrol));
            let others = ["office-2", "police-2", "volunteer-17-1", "nobody"].into_iter();
            for other in others.filter(|other| names && *other != honest.by) {
                let edit = edit_of(honest.deed, honest.record, other, 1, "f").unwrap();
                let written = honest.record.reopened().write(TAG, &edit).unwrap();
                let verdict = hub(honest.record, &space, honest.by, TAG, written[0].raw());
                assert_eq!(verdict, Err(Reason::NotAuthor.to_string()), "{kind} {}", honest.deed.name);
                named += 1;
            }
        });
    }
    assert!(named > 200, "{named}");
}

#[test]
fn r16_a_change_belongs_to_its_space_and_its_document() {
    for (kind, space) in kinds() {
        let spaces = [
            "community",
            "grid/g17",
            "homes/a097",
            "police",
            "council",
            "case/other",
            "care/other",
            "moon/1",
        ];
        let kept = |other: &Space| match kind {
            Kind::Hazard | Kind::Patrol => matches!(other, Space::Grid(_)),
            Kind::Home | Kind::Resident => matches!(other, Space::Homes(_)),
            _ => other == &space,
        };
        let another = states(&kind, &space).remove(0).1;
        honest(&kind, &space, &mut |honest| {
            for other in spaces.iter().map(|name| Space::parse(name)).filter(|other| !kept(other)) {
                let verdict = hub(honest.record, &other, honest.by, TAG, honest.change.raw());
                assert_eq!(verdict, Err(Reason::Space.to_string()), "{kind} {} in {other}", honest.deed.name);
            }
            if !honest.record.document.is_blank() {
                let verdict = hub(&another, &space, honest.by, TAG, honest.change.raw());
                let foreign = !another.document.contains(&honest.change.deps[0]);
                assert!(
                    !foreign || verdict == Err("missing".to_owned()),
                    "{kind}: a change of another record"
                );
            }
        });
        // A change of one kind in a record of another.
        for (other, there) in kinds().into_iter().filter(|(other, _)| other != &kind) {
            let blank = Record::blank(&other, &there);
            honest(&kind, &space, &mut |honest| {
                let verdict = hub(&blank, &there, honest.by, TAG, honest.change.raw());
                assert!(verdict.is_err(), "a {kind} in a {other}");
            });
        }
    }
}

#[test]
fn r16_no_object_key_or_kind_of_operation_outside_the_schema() {
    none_stands(OUTSIDE);
}

/// Forges the last field of the last item.
fn in_item(change: &mut ExpandedChange, forge: impl Fn(&mut Op)) -> bool {
    let fields = change.operations.iter_mut().filter(|op| op.obj != ObjectId::Root && !op.insert);
    let last = fields.filter(|op| matches!((&op.action, &op.key), (OpType::Put(_), Key::Map(_)))).last();
    last.map(forge).is_some()
}

#[test]
fn r16_no_value_is_put_beside_the_one_that_its_author_saw_whoever_wins_the_tie() {
    none_stands(BESIDE);
}

#[test]
fn r16_what_is_set_once_is_never_set_again_and_a_status_moves_by_its_step_alone() {
    let mut tried = 0;
    for (kind, space) in kinds() {
        let once: &[&str] = match kind {
            Kind::Hazard => &["reporter", "patrol", "assignee"],
            Kind::Patrol => &["leader", "checklist", "version"],
            Kind::Home => &["building", "unit", "room"],
            Kind::Resident => &["home"],
            _ => &[],
        };
        honest(&kind, &space, &mut |honest| {
            if honest.edit.begins {
                return;
            }
            for key in once {
                let value = "0198c0de-0000-7000-8000-00000000000f";
                let edit = Edit { step: None, ..honest.edit.clone() }.set(key, value);
                let written = honest.record.reopened().write(TAG, &edit).unwrap();
                let verdict = hub(honest.record, &space, honest.by, TAG, written[0].raw());
                assert!(verdict.is_err(), "{kind} {}: {key} is set again", honest.deed.name);
                tried += 1;
            }
            let Does::Step(..) = honest.deed.does else { return };
            for other in [
                "reported",
                "accepted",
                "assigned",
                "working",
                "verifying",
                "closed",
                "walking",
                "paused",
                "ended",
            ] {
                let mut forged = Change::from_bytes(honest.change.raw().to_vec()).unwrap().decode();
                let status =
                    root_puts(&mut forged).into_iter().find(|op| op.key == Key::Map("status".into()));
                let to = OpType::Put(ScalarValue::Str(other.into()));
                let Some(status) = status.filter(|op| op.action != to) else { continue };
                status.action = to;
                forged.hash = None;
                let verdict = hub(honest.record, &space, honest.by, TAG, Change::from(forged).raw_bytes());
                assert_eq!(
                    verdict,
                    Err(Reason::Transition.to_string()),
                    "{kind} {} to {other}",
                    honest.deed.name
                );
                tried += 1;
            }
        });
    }
    assert!(tried > 500, "{tried}");
}
