//! Writing, applying, forks and clashes on one document.

use super::*;
use crate::admit::AdmittedChange;
use crate::clock::Timestamp;
use crate::hazard::{Act, Category, FieldEdit, HazardEdit, HazardField, Severity, Status};
use crate::id::{DeviceTag, MemberId};
use crate::limits;

fn random() -> impl FnMut() -> [u8; 8] {
    let mut next = 0u64;
    move || {
        next += 1;
        next.to_be_bytes()
    }
}

fn write(document: &mut Document, device: u8, edit: &HazardEdit) -> Vec<AdmittedChange> {
    // Each call is a process start of its own, so each gets random bytes that no other call got.
    let mut source = random();
    let start = document.known.len() as u64;
    let mut draw = move || (u64::from_be_bytes(source()) + 1000 * start).to_be_bytes();
    document.write(&edit.clone().into(), &mut Pen { tag: DeviceTag([device; 8]), random: &mut draw }).unwrap()
}

fn report(words: &str) -> HazardEdit {
    HazardEdit::Report {
        by: "wang".into(),
        at: Timestamp(1_790_000_000_123),
        category: Category::FireLane,
        severity: Severity::Urgent,
        building: "3".into(),
        unit: "2".into(),
        point: String::new(),
        words: words.to_owned(),
        photos: vec![],
        patrol: None,
    }
}

fn set(by: &str, seen: &[ChangeHash], field: HazardField, value: &str) -> HazardEdit {
    let fields = vec![FieldEdit { field, value: value.to_owned() }];
    HazardEdit::Set { by: by.into(), at: Timestamp(1), seen: seen.to_vec(), fields, words: None }
}

fn comment(by: &str, text: &str) -> HazardEdit {
    HazardEdit::Comment { id: text.to_owned(), by: by.into(), at: Timestamp(2), text: text.to_owned() }
}

fn reported(words: &str) -> (Document, Vec<AdmittedChange>) {
    let mut document = Document::new(&Kind::Hazard, 1).unwrap();
    let changes = write(&mut document, 1, &report(words));
    (document, changes)
}

#[test]
fn a_report_reads_as_it_was_written() {
    let (document, changes) = reported("白色面包车");
    let hazard = document.hazard().unwrap();
    assert_eq!(hazard.reporter, MemberId::from("wang"));
    assert_eq!(
        (hazard.category, hazard.severity, hazard.status),
        (Category::FireLane, Severity::Urgent, Status::Reported)
    );
    assert_eq!((hazard.place.building.as_str(), hazard.place.unit.as_str()), ("3", "2"));
    assert_eq!((hazard.words.as_str(), hazard.reported_at), ("白色面包车", Timestamp(1_790_000_000_123)));
    assert!(changes.iter().all(|change| change.actor.starts_with(&[1; 8])));
}

#[test]
fn a_twenty_thousand_character_text_is_written_in_changes_that_are_admitted() {
    let words = "巡防记录".repeat(limits::TEXT_CHARS / 4);
    let (mut document, changes) = reported(&words);
    assert!(changes.len() > 1);
    assert_eq!(document.hazard().unwrap().words, words);
    let heads = document.heads();
    let rewritten = "换".repeat(limits::TEXT_CHARS);
    let edit = HazardEdit::Set {
        by: "wang".into(),
        at: Timestamp(1),
        seen: heads,
        fields: vec![],
        words: Some(rewritten.clone()),
    };
    write(&mut document, 1, &edit);
    assert_eq!(document.hazard().unwrap().words, rewritten);
}

#[test]
fn any_order_of_arrival_gives_the_same_state_and_missing_dependencies_are_named() {
    let (mut here, mut changes) = reported("a");
    changes.extend(write(&mut here, 1, &comment("wang", "一")));
    changes.extend(write(&mut here, 1, &comment("wang", "二")));
    let mut there = Document::new(&Kind::Hazard, 1).unwrap();
    assert_eq!(there.apply(&changes[2]), Err(DocumentError::Missing(changes[2].deps.clone())));
    for change in &changes {
        assert_eq!(there.apply(change), Ok(Applied::New));
        assert_eq!(there.apply(change), Ok(Applied::Known));
    }
    assert_eq!(there.heads(), here.heads());
    assert_eq!(there.hazard(), here.hazard());
}

#[test]
fn two_people_who_set_one_field_at_once_leave_both_values_and_a_choice_ends_it() {
    let (mut here, _) = reported("a");
    let seen = here.heads();
    write(&mut here, 2, &set("li", &seen, HazardField::Severity, "danger"));
    write(&mut here, 3, &set("zhao", &seen, HazardField::Severity, "normal"));
    let clashes = here.clashes();
    assert_eq!(clashes.len(), 1);
    let mut values: Vec<_> = clashes[0].1.iter().map(|value| value.value.as_str()).collect();
    assert_eq!(values[0], here.hazard().unwrap().severity.code(), "the one shown comes first");
    values.sort_unstable();
    assert_eq!(values, ["danger", "normal"]);
    assert!(clashes[0].1.iter().all(|value| value.change.is_some()));
    let now = here.heads();
    write(&mut here, 4, &set("office", &now, HazardField::Severity, "danger"));
    assert_eq!(here.clashes(), vec![]);
}

#[test]
fn an_edit_of_another_field_from_an_old_form_is_no_clash() {
    let (mut here, _) = reported("a");
    let seen = here.heads();
    write(&mut here, 2, &set("li", &seen, HazardField::Severity, "danger"));
    write(&mut here, 3, &set("zhao", &seen, HazardField::Building, "5"));
    assert_eq!(here.clashes(), vec![]);
    assert_eq!(here.heads().len(), 1);
}

/// R3: whatever a command writes, clashes on every other field are still there.
#[test]
fn r3_every_edit_leaves_the_clashes_of_other_fields_standing() {
    use HazardField::{Assignee, Building, Category, Point, Severity, Status, Unit};
    let all = [Category, Severity, Building, Unit, Point, Status, Assignee];
    let clashed = || {
        let (mut document, _) = reported("a");
        let seen = document.heads();
        for field in all {
            write(&mut document, 2, &set("li", &seen, field, "geo:1,2"));
            write(&mut document, 3, &set("zhao", &seen, field, "closed"));
        }
        assert_eq!(document.clashes().len(), all.len());
        document
    };
    let edits = all.iter().map(|field| (set("x", &[], *field, "other"), vec![field.key()]));
    let act = HazardEdit::Act {
        id: "s".into(),
        by: "x".into(),
        at: Timestamp(1),
        seen: vec![],
        act: Act::Reopen,
        assignee: None,
        note: String::new(),
    };
    let words = HazardEdit::Set {
        by: "x".into(),
        at: Timestamp(1),
        seen: vec![],
        fields: vec![],
        words: Some("b".into()),
    };
    for (edit, touched) in edits.chain([(comment("x", "y"), vec![]), (act, vec!["status"]), (words, vec![])])
    {
        let mut document = clashed();
        write(&mut document, 4, &edit);
        let left: Vec<_> = document.clashes().iter().map(|(key, _)| *key).collect();
        let expected: Vec<_> =
            all.iter().map(|field| field.key()).filter(|key| !touched.contains(key)).collect();
        let mut sorted = left.clone();
        sorted.sort_by_key(|key| all.iter().position(|field| field.key() == *key));
        assert_eq!(sorted, expected, "{edit:?}");
    }
}

/// R24: the same actor and sequence number with another content is refused, not merged.
#[test]
fn r24_a_second_change_of_one_actor_and_seq_is_a_fork() {
    let (document, _) = reported("a");
    let tag = DeviceTag([9; 8]);
    let write_as = |text: &str| {
        let mut copy = document.clone();
        copy.write(&comment("wang", text).into(), &mut Pen { tag, random: &mut || [7; 8] }).unwrap().remove(0)
    };
    let (one, other) = (write_as("一"), write_as("二"));
    let mut document = document.clone();
    assert_eq!(document.apply(&one), Ok(Applied::New));
    assert_eq!(document.apply(&other), Err(DocumentError::ActorFork));
}

#[test]
fn a_stale_form_whose_state_is_not_here_is_an_error_and_changes_nothing() {
    let (mut document, _) = reported("a");
    let heads = document.heads();
    let edit = set("li", &[ChangeHash([9; 32])], HazardField::Severity, "danger");
    let error =
        document.write(&edit.clone().into(), &mut Pen { tag: DeviceTag([1; 8]), random: &mut || [3; 8] });
    assert_eq!(error, Err(EditError::UnknownHeads));
    assert_eq!(document.heads(), heads);
}

/// R4: an actor is used by one opening of one document only.
#[test]
fn r4_every_opening_writes_under_an_actor_of_its_own() {
    let (mut here, mut changes) = reported("a");
    let same = write(&mut here, 1, &comment("wang", "一"));
    assert_eq!(same[0].actor, changes[0].actor, "one opening keeps its actor");
    changes.extend(same);
    let mut reopened = Document::new(&Kind::Hazard, 1).unwrap();
    changes.iter().for_each(|change| assert_eq!(reopened.apply(change), Ok(Applied::New)));
    let next = write(&mut reopened, 1, &comment("wang", "二"));
    assert_ne!(next[0].actor, changes[0].actor);
    assert_eq!(next[0].seq, 1);
}

/// R17: a change whose operations do not follow its dependencies' last is not taken; one near the end of the range would
/// otherwise end the document for everyone.
#[test]
fn r17_operations_follow_those_of_the_dependencies() {
    let (mut document, _) = reported("a");
    let honest = document
        .clone()
        .write(&comment("li", "一").into(), &mut Pen { tag: DeviceTag([2; 8]), random: &mut || [5; 8] });
    let honest = honest.unwrap().remove(0);
    let heads = document.heads();
    for start_op in [honest.start_op + 1, limits::MAX_OP - 100] {
        // A change without references into itself moves as a whole.
        let edit = set("li", &[], HazardField::Severity, "danger");
        let plain = document
            .clone()
            .write(&edit.clone().into(), &mut Pen { tag: DeviceTag([2; 8]), random: &mut || [6; 8] })
            .unwrap();
        let mut forged = automerge::Change::from_bytes(plain[0].raw().to_vec()).unwrap().decode();
        forged.start_op = std::num::NonZeroU64::new(start_op).unwrap();
        forged.hash = None;
        let forged = crate::admit::admit(automerge::Change::from(forged).raw_bytes()).unwrap();
        assert_eq!(document.apply(&forged), Err(DocumentError::StartOp));
        assert_eq!(document.heads(), heads);
    }
    assert_eq!(document.apply(&honest), Ok(Applied::New));
}
