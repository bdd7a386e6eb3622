//! The referee: honest changes of every role, and forged ones of every kind.

use automerge::legacy::OpType;
use automerge::{Change, ExpandedChange, ScalarValue};

use super::*;
use crate::access;
use crate::admit::{AdmittedChange, admit};
use crate::clock::Timestamp;
use crate::community::{Directory, Member, Role, demo};
use crate::document::{Document, Edit, Pen};
use crate::hazard::{
    Act, Assignee, Category, FieldEdit, HazardEdit, HazardField, Photo, Severity, Status, transition,
};
use crate::id::{BlobHash, DeviceTag, MemberId};
use crate::kind::Kind;
use crate::limits;
use crate::space::Space;

mod checklist;
mod patrol;
mod register;

const TAG: DeviceTag = DeviceTag([7; 8]);

/// A space with its people, and a record in it.
struct Scene {
    directory: Directory,
    kind: Kind,
    space: Space,
    document: Document,
    drawn: u64,
}

impl Scene {
    /// A report of grid 17 that nobody has begun.
    fn blank() -> Self {
        Scene::of(Kind::Hazard, Space::Grid("g17".into()))
    }

    /// A record that nobody has begun.
    fn of(kind: Kind, space: Space) -> Self {
        let document = Document::new(&kind, 1).unwrap();
        Scene { directory: demo(), kind, space, document, drawn: 0 }
    }

    /// A report of the first volunteer.
    fn reported() -> Self {
        let mut scene = Scene::blank();
        assert_eq!(scene.does("volunteer-17-1", &report("volunteer-17-1")), Ok(()));
        scene
    }

    fn member(&self, id: &str) -> Member {
        self.directory.member(&id.into()).unwrap().clone()
    }

    /// What an honest app would write on a copy.
    fn writes(&mut self, edit: &(impl Clone + Into<Edit>)) -> Vec<AdmittedChange> {
        self.drawn += 1;
        let drawn = self.drawn;
        let mut draw = || drawn.to_be_bytes();
        self.document.clone().write(&edit.clone().into(), &mut Pen { tag: TAG, random: &mut draw }).unwrap()
    }

    fn judge(&self, author: &str, change: &AdmittedChange) -> Result<Verdict, Reason> {
        judge(&Case {
            directory: &self.directory,
            author: &self.member(author),
            tag: TAG,
            kind: &self.kind,
            schema: 1,
            space: &self.space,
            document: &self.document,
            change,
        })
    }

    /// Writes, judges and, if it may stand, applies.
    fn does(&mut self, author: &str, edit: &(impl Clone + Into<Edit>)) -> Result<(), Reason> {
        for change in self.writes(edit) {
            self.judge(author, &change)?;
            self.document.apply(&change).unwrap();
        }
        Ok(())
    }

    /// An honest change, forged before it is sent.
    fn forged(
        &mut self,
        author: &str,
        edit: &(impl Clone + Into<Edit>),
        forge: impl Fn(&mut ExpandedChange),
    ) -> Result<Verdict, Reason> {
        let honest = self.writes(edit).remove(0);
        let mut expanded = Change::from_bytes(honest.raw().to_vec()).unwrap().decode();
        forge(&mut expanded);
        expanded.hash = None;
        let forged = Change::from(expanded);
        let change = admit(forged.raw_bytes()).expect("a forged change is well formed");
        self.judge(author, &change)
    }
}

fn report(by: &str) -> HazardEdit {
    HazardEdit::Report {
        by: by.into(),
        at: Timestamp(5),
        category: Category::Litter,
        severity: Severity::Normal,
        building: "33".into(),
        unit: "1".into(),
        point: "geo:37.4,118.6".into(),
        words: "一袋垃圾".into(),
        photos: vec![photo(by)],
        patrol: None,
    }
}

fn photo(by: &str) -> Photo {
    let (hash, thumbnail) = (BlobHash::of(b"photo"), BlobHash::of(b"thumbnail"));
    Photo {
        id: "f".into(),
        by: by.into(),
        at: Timestamp(5),
        hash,
        thumbnail,
        bytes: 1000,
        width: 4,
        height: 3,
    }
}

fn act(by: &str, act: Act) -> HazardEdit {
    let assignee = (act == Act::Assign).then_some(Assignee::Property);
    HazardEdit::Act {
        id: "s".into(),
        by: by.into(),
        at: Timestamp(6),
        seen: vec![],
        act,
        assignee,
        note: String::new(),
    }
}

fn comment(by: &str) -> HazardEdit {
    HazardEdit::Comment { id: "k".into(), by: by.into(), at: Timestamp(7), text: "看过了".into() }
}

fn set(by: &str, field: HazardField, value: &str) -> HazardEdit {
    let fields = vec![FieldEdit { field, value: value.to_owned() }];
    HazardEdit::Set { by: by.into(), at: Timestamp(8), seen: vec![], fields, words: None }
}

fn replace(change: &mut ExpandedChange, from: &str, to: &str) {
    for op in &mut change.operations {
        if let OpType::Put(value) = &mut op.action
            && *value == ScalarValue::Str(from.into())
        {
            *value = ScalarValue::Str(to.into());
        }
    }
}

/// Everyone who works in grid 17, one of each role, and people who do not.
const PEOPLE: &[&str] = &[
    "volunteer-17-1",
    "volunteer-17-2",
    "head-100",
    "assistant-17",
    "worker-5",
    "police-1",
    "office-1",
    "property-1",
    "resident-1",
    "volunteer-03-1",
    "assistant-03",
];

#[test]
fn a_report_by_everyone_who_patrols_here_stands_and_no_other() {
    for id in PEOPLE {
        let expected = match *id {
            "property-1" => Err(Reason::Role),
            "resident-1" | "volunteer-03-1" | "assistant-03" => Err(Reason::Space),
            _ => Ok(()),
        };
        assert_eq!(Scene::blank().does(id, &report(id)), expected, "{id}");
    }
}

#[test]
fn the_blobs_of_a_report_are_named() {
    let mut scene = Scene::blank();
    let change = scene.writes(&report("volunteer-17-1")).remove(0);
    let verdict = scene.judge("volunteer-17-1", &change).unwrap();
    assert_eq!(verdict.blobs, [BlobHash::of(b"photo"), BlobHash::of(b"thumbnail")]);
}

/// Every person × act × state: the referee lets through just what the buttons offer, and the buttons just what the table and
/// the life-cycle allow.
#[test]
fn r16_the_referee_and_the_buttons_agree_for_every_person_act_and_state() {
    let ways: [&[Act]; 6] = [
        &[],
        &[Act::Accept],
        &[Act::Assign],
        &[Act::Assign, Act::Start],
        &[Act::Assign, Act::Start, Act::Finish],
        &[Act::Assign, Act::Start, Act::Finish, Act::Close],
    ];
    let mut judged = 0;
    for way in ways {
        let mut scene = Scene::reported();
        for step in way {
            assert_eq!(scene.does("office-1", &act("office-1", step.clone())), Ok(()));
        }
        let standing = scene.document.standing(&[]);
        for id in PEOPLE {
            let member = scene.member(id);
            let party = Party::of(&scene.directory, &member, &scene.space, &standing);
            let offered = acts(&party, &standing);
            for one in Act::ALL {
                let leads = transition(one, &standing.statuses[0]).is_some();
                assert_eq!(offered.contains(one), leads && may_act(&party, one));
                if !leads {
                    continue;
                }
                let change = scene.writes(&act(id, one.clone())).remove(0);
                let verdict = scene.judge(id, &change);
                let writes = access::may_write(&scene.directory, &member, &scene.space);
                assert_eq!(
                    verdict.is_ok(),
                    offered.contains(one) && writes,
                    "{id} {one} {:?}",
                    standing.statuses
                );
                judged += 1;
            }
        }
    }
    assert_eq!(judged, 13 * PEOPLE.len(), "every act that leads somewhere, by everyone");
}

#[test]
fn the_property_company_deals_with_what_was_given_to_it_and_with_nothing_else() {
    let mut scene = Scene::reported();
    assert_eq!(scene.does("assistant-17", &act("assistant-17", Act::Accept)), Ok(()));
    assert_eq!(scene.does("property-1", &act("property-1", Act::Start)), Err(Reason::Role));
    assert_eq!(scene.does("assistant-17", &act("assistant-17", Act::Assign)), Ok(()));
    assert_eq!(scene.does("property-1", &act("property-1", Act::Start)), Ok(()));
    assert_eq!(scene.does("property-1", &act("property-1", Act::Finish)), Ok(()));
    assert_eq!(scene.does("property-1", &act("property-1", Act::Close)), Err(Reason::Role));
    assert_eq!(scene.does("volunteer-17-1", &act("volunteer-17-1", Act::Close)), Ok(()));
}

#[test]
fn a_closed_report_is_not_described_anew_until_it_is_reopened() {
    let mut scene = Scene::reported();
    for step in [Act::Assign, Act::Start, Act::Finish, Act::Close] {
        assert_eq!(scene.does("office-1", &act("office-1", step)), Ok(()));
    }
    let severity = set("office-1", HazardField::Severity, "danger");
    assert_eq!(scene.does("office-1", &severity), Err(Reason::Closed));
    let words = HazardEdit::Set {
        by: "office-1".into(),
        at: Timestamp(1),
        seen: vec![],
        fields: vec![],
        words: Some("别的".into()),
    };
    assert_eq!(scene.does("office-1", &words), Err(Reason::Closed));
    assert_eq!(
        scene.does("volunteer-17-2", &comment("volunteer-17-2")),
        Ok(()),
        "a word may always be added"
    );
    assert_eq!(scene.does("volunteer-17-2", &act("volunteer-17-2", Act::Reopen)), Ok(()));
    assert_eq!(scene.does("office-1", &severity), Ok(()));
}

#[test]
fn s4_who_did_it_cannot_be_forged() {
    let mut scene = Scene::blank();
    let (wang, li) = ("volunteer-17-1", "volunteer-17-2");
    assert_eq!(scene.does(li, &report(wang)), Err(Reason::NotAuthor));
    let mut scene = Scene::reported();
    for edit in [comment(wang), HazardEdit::Photo(photo(wang))] {
        assert_eq!(scene.does(li, &edit), Err(Reason::NotAuthor));
    }
    assert_eq!(scene.does("office-1", &act("police-1", Act::Accept)), Err(Reason::NotAuthor));
    // Another device's actor.
    let mut draw = || [4; 8];
    let other = &mut Pen { tag: DeviceTag([9; 8]), random: &mut draw };
    let stolen = scene.document.clone().write(&comment(wang).into(), other).unwrap().remove(0);
    assert_eq!(scene.judge(wang, &stolen), Err(Reason::ForeignActor));
    // A second beginning beside the first, to become its reporter.
    let blank = Document::new(&Kind::Hazard, 1).unwrap();
    let begin = blank
        .clone()
        .write(&report(li).into(), &mut Pen { tag: TAG, random: &mut || [3; 8] })
        .unwrap()
        .remove(0);
    assert_eq!(scene.judge(li, &begin), Err(Reason::AlreadyThere));
}

#[test]
fn s7_a_status_moves_only_by_the_step_that_says_so() {
    let mut scene = Scene::reported();
    let office = "office-1";
    let accept = act(office, Act::Accept);
    let jump = scene.forged(office, &accept, |change| replace(change, "accepted", "closed"));
    assert_eq!(jump, Err(Reason::Transition));
    let lie = scene.forged(office, &accept, |change| replace(change, "accept", "close"));
    assert_eq!(lie, Err(Reason::Transition));
    assert_eq!(scene.does(office, &set(office, HazardField::Status, "closed")), Err(Reason::Transition));
    assert_eq!(scene.does(office, &set(office, HazardField::Assignee, "property")), Err(Reason::Transition));
    // A step in the list without the status, and the status without its step.
    let only = |keep_step: bool| {
        move |change: &mut ExpandedChange| {
            let is_status =
                |op: &automerge::legacy::Op| op.key == automerge::legacy::Key::Map("status".into());
            change.operations.retain(|op| is_status(op) != keep_step);
        }
    };
    // Removing the first operation moves the ids of the others; so the status alone is kept here.
    assert_eq!(scene.forged(office, &accept, only(false)), Err(Reason::Transition));
}

#[test]
fn r16_a_forged_value_beside_the_one_its_author_saw_is_refused_even_if_it_loses() {
    let mut scene = Scene::reported();
    let beside = scene.forged("office-1", &set("office-1", HazardField::Severity, "danger"), |change| {
        for op in &mut change.operations {
            op.pred = Vec::new().into();
        }
    });
    assert_eq!(beside, Err(Reason::NotPlain));
}

#[test]
fn r16_keys_objects_and_kinds_of_operation_outside_the_schema_are_refused() {
    let office = "office-1";
    let severity = || set(office, HazardField::Severity, "danger");
    let forge = |forge: &dyn Fn(&mut ExpandedChange)| Scene::reported().forged(office, &severity(), forge);
    let key = |name: &str| {
        let name = name.to_owned();
        move |change: &mut ExpandedChange| {
            for op in &mut change.operations {
                op.key = automerge::legacy::Key::Map(name.as_str().into());
                op.pred = Vec::new().into();
            }
        }
    };
    assert_eq!(forge(&key("admin")), Err(Reason::Schema));
    assert_eq!(forge(&key("comments")), Err(Reason::Schema), "a container is never replaced (R1)");
    let value = |value: ScalarValue| {
        move |change: &mut ExpandedChange| {
            for op in &mut change.operations {
                op.action = OpType::Put(value.clone());
            }
        }
    };
    assert_eq!(forge(&value(ScalarValue::Int(3))), Err(Reason::Schema));
    assert_eq!(forge(&value(ScalarValue::Null)), Err(Reason::Schema));
    assert_eq!(forge(&value(ScalarValue::Str("长".repeat(65).into()))), Err(Reason::TooLong));
    let delete = |change: &mut ExpandedChange| {
        for op in &mut change.operations {
            op.action = OpType::Delete;
        }
    };
    assert_eq!(forge(&delete), Err(Reason::NotPlain), "a field is never emptied by removing it");
    let make = |change: &mut ExpandedChange| {
        for op in &mut change.operations {
            op.action = OpType::Make(automerge::ObjType::Map);
        }
    };
    assert_eq!(forge(&make), Err(Reason::Schema));
}

#[test]
fn an_item_with_a_key_too_few_is_refused() {
    let mut scene = Scene::reported();
    let wang = "volunteer-17-1";
    let short = scene.forged(wang, &comment(wang), |change| {
        change.operations.pop();
    });
    assert_eq!(short, Err(Reason::Schema));
}

#[test]
fn only_staff_choose_between_two_statuses_and_only_one_that_stands() {
    let mut scene = Scene::reported();
    let seen = scene.document.heads();
    let at = |by: &str, one: Act| match act(by, one) {
        HazardEdit::Act { id, by, at, act, assignee, note, .. } => {
            HazardEdit::Act { id, by, at, seen: seen.clone(), act, assignee, note }
        }
        other => other,
    };
    assert_eq!(scene.does("office-1", &at("office-1", Act::Accept)), Ok(()));
    assert_eq!(scene.does("police-1", &at("police-1", Act::Assign)), Ok(()));
    assert_eq!(scene.document.standing(&[]).statuses.len(), 2);
    let choose = |by: &str, value: &str| set(by, HazardField::Status, value);
    assert_eq!(scene.does("volunteer-17-1", &choose("volunteer-17-1", "accepted")), Err(Reason::Role));
    assert_eq!(scene.does("office-1", &choose("office-1", "closed")), Err(Reason::Transition));
    for value in ["accepted", "assigned"] {
        let mut scene = Scene { document: scene.document.clone(), ..Scene::blank() };
        assert_eq!(scene.does("office-1", &choose("office-1", value)), Ok(()));
        assert_eq!(scene.document.standing(&[]).statuses, [Status::from_code(value)]);
    }
}

#[test]
fn a_tenth_photo_and_a_photo_too_large_are_refused() {
    let mut scene = Scene::reported();
    let wang = "volunteer-17-1";
    for _ in 1..limits::PHOTOS {
        assert_eq!(scene.does(wang, &HazardEdit::Photo(photo(wang))), Ok(()));
    }
    assert_eq!(scene.does(wang, &HazardEdit::Photo(photo(wang))), Err(Reason::TooLong));
    let large = Photo { bytes: limits::PHOTO_BYTES as u64 + 1, ..photo(wang) };
    assert_eq!(Scene::reported().does(wang, &HazardEdit::Photo(large)), Err(Reason::TooLong));
}

/// R25: what the app itself writes at its largest is admitted and stands.
#[test]
fn r25_a_pasted_twenty_thousand_character_report_stands() {
    let mut scene = Scene::blank();
    let wang = "volunteer-17-1";
    let words = "会议记录".repeat(limits::TEXT_CHARS / 4);
    let edit = match report(wang) {
        HazardEdit::Report { by, at, category, severity, building, unit, point, .. } => {
            let photos = vec![photo(wang); limits::PHOTOS];
            HazardEdit::Report {
                by,
                at,
                category,
                severity,
                building,
                unit,
                point,
                words: words.clone(),
                photos,
                patrol: None,
            }
        }
        other => other,
    };
    assert_eq!(scene.does(wang, &edit), Ok(()));
    assert_eq!(scene.document.hazard().unwrap().words, words);
}

/// R25: an edit after two hundred changes that nobody had seen of each other names them all and stands.
#[test]
fn r25_an_edit_after_two_hundred_concurrent_changes_stands() {
    let mut scene = Scene::reported();
    let base = scene.document.clone();
    for number in 0..200u64 {
        let mut draw = || (1_000_000 + number).to_be_bytes();
        let mut copy = base.clone();
        let change = copy
            .write(&comment("volunteer-17-2").into(), &mut Pen { tag: TAG, random: &mut draw })
            .unwrap()
            .remove(0);
        assert!(scene.judge("volunteer-17-2", &change).is_ok());
        scene.document.apply(&change).unwrap();
    }
    assert_eq!(scene.document.heads().len(), 200);
    assert_eq!(scene.does("office-1", &act("office-1", Act::Accept)), Ok(()));
    assert_eq!(scene.document.heads().len(), 1);
}

#[test]
fn people_of_the_roles_are_who_the_tests_say() {
    let scene = Scene::blank();
    let roles = |id: &str| access::roles_in(&scene.directory, &scene.member(id), &scene.space);
    assert!(roles("head-100").contains(&Role::BuildingHead));
    assert!(roles("worker-5").contains(&Role::GridWorker));
    assert!(roles("resident-1").is_empty() && roles("assistant-03").is_empty());
    assert_eq!(scene.member("police-1").id, MemberId::from("police-1"));
}
