//! The register of homes: who keeps which, what the police may, and that one room may be begun by two.

use super::*;
use crate::hazard::Place;
use crate::id::DocumentId;
use crate::register::{HomeEdit, ResidentEdit, VisitOutcome, home_id, resident_id};

/// The head of the stairwell that the homes of these tests are in: building 33, unit 1.
const HEAD: &str = "head-097";
/// The head of the next stairwell.
const OTHER_HEAD: &str = "head-098";
/// Everyone who keeps homes there.
const KEEPERS: &[&str] = &[HEAD, "assistant-17", "worker-5", "office-1"];
/// Everyone else: those who do not even read them, and the police, who only look.
const OTHERS: &[&str] = &[
    OTHER_HEAD,
    "volunteer-17-1",
    "property-1",
    "resident-1",
    "assistant-03",
    "worker-2",
    "head-100",
    "volunteer-03-1",
    "police-1",
];

fn area() -> Space {
    Space::Homes("a097".into())
}

fn home() -> DocumentId {
    home_id(&"a097".into(), "33", "1", "501")
}

fn add(by: &str, tenancy: &str) -> Edit {
    let place = Place { building: "33".into(), unit: "1".into() };
    let fields = vec![("tenancy", tenancy.to_owned())];
    HomeEdit::Add { place, room: "501".into(), fields, words: String::new() }.by(&by.into(), Timestamp(5))
}

fn add_person(by: &str, phone: &str) -> Edit {
    let fields = vec![("phone", phone.to_owned())];
    let edit = ResidentEdit::Add { home: home(), name: "王秀英".into(), fields, words: String::new() };
    edit.by(&by.into(), Timestamp(5))
}

fn set(by: &str, key: &str, value: &str) -> Edit {
    Edit::new(&by.into(), Timestamp(6)).set(key, value)
}

fn visit(by: &str) -> Edit {
    let visit = HomeEdit::Visit { id: "v".into(), outcome: VisitOutcome::Met, note: String::new() };
    visit.by(&by.into(), Timestamp(7))
}

fn look(by: &str, purpose: &str) -> Edit {
    HomeEdit::Look { id: "l".into(), purpose: purpose.into() }.by(&by.into(), Timestamp(7))
}

fn with_home() -> Scene {
    let mut scene = Scene::of(Kind::Home, area());
    assert_eq!(scene.does(HEAD, &add(HEAD, "owner")), Ok(()));
    scene
}

fn with_person() -> Scene {
    let mut scene = Scene::of(Kind::Resident, area());
    assert_eq!(scene.does(HEAD, &add_person(HEAD, "13800138000")), Ok(()));
    scene
}

#[test]
fn homes_are_kept_by_their_head_and_the_line_above_and_by_nobody_else() {
    for id in KEEPERS.iter().chain(OTHERS) {
        let expected = match *id {
            "police-1" => Err(Reason::Role),
            id if KEEPERS.contains(&id) => Ok(()),
            _ => Err(Reason::Space),
        };
        assert_eq!(Scene::of(Kind::Home, area()).does(id, &add(id, "owner")), expected, "{id} adds");
        assert_eq!(with_home().does(id, &set(id, "tenancy", "rented")), expected, "{id} edits");
        assert_eq!(with_home().does(id, &visit(id)), expected, "{id} visits");
        assert_eq!(with_person().does(id, &set(id, "phone", "13900000001")), expected, "{id} edits a person");
        let scene = with_home();
        let roles = access::roles_in(&scene.directory, &scene.member(id), &scene.space);
        assert_eq!(may_keep_homes(&roles), expected.is_ok(), "the buttons of {id}");
    }
}

#[test]
fn police_look_with_a_purpose_and_change_nothing() {
    let police = "police-1";
    assert_eq!(with_home().does(police, &look(police, "核实情况")), Ok(()));
    assert_eq!(with_home().does(police, &look(police, "  ")), Err(Reason::Schema));
    assert_eq!(with_home().does(HEAD, &look(HEAD, "核实情况")), Err(Reason::Role), "others need no purpose");
    assert_eq!(with_home().does("volunteer-17-1", &look("volunteer-17-1", "核实情况")), Err(Reason::Space));
    let hidden = look(police, "核实情况").set("tenancy", "vacant");
    assert_eq!(with_home().does(police, &hidden), Err(Reason::Role), "a change that hides behind a look");
    let said = look(police, "核实情况").comment("c".into(), "看过了".into());
    assert_eq!(with_home().does(police, &said), Err(Reason::Role));
}

#[test]
fn what_the_app_would_not_write_is_refused() {
    let mut scene = with_home();
    for (key, value) in [("room", "502"), ("building", "34"), ("unit", "2")] {
        assert_eq!(scene.does(HEAD, &set(HEAD, key, value)), Err(Reason::AlreadyThere), "{key}");
    }
    for (key, value) in
        [("tenancy", "palace"), ("state", "gone"), ("elder_alone", "maybe"), ("head", "王秀英")]
    {
        assert_eq!(scene.does(HEAD, &set(HEAD, key, value)), Err(Reason::Schema), "{key}");
    }
    let outcome = scene.forged(HEAD, &visit(HEAD), |change| replace(change, "met", "danced"));
    assert_eq!(outcome, Err(Reason::Schema));
    assert_eq!(scene.does("assistant-17", &visit(HEAD)), Err(Reason::NotAuthor));
    let beside = scene.forged(HEAD, &set(HEAD, "tenancy", "vacant"), |change| {
        change.operations.iter_mut().for_each(|op| op.pred = Vec::new().into());
    });
    assert_eq!(beside, Err(Reason::NotPlain));

    let mut person = with_person();
    assert_eq!(person.does(HEAD, &set(HEAD, "home", &home().to_string())), Ok(()), "what it says already");
    let elsewhere = resident_id(home(), "王秀英", 1).to_string();
    assert_eq!(person.does(HEAD, &set(HEAD, "home", &elsewhere)), Err(Reason::AlreadyThere));
    for (key, value) in [("relation", "cousin"), ("sex", "x"), ("state", "flying"), ("name", " ")] {
        assert_eq!(person.does(HEAD, &set(HEAD, key, value)), Err(Reason::Schema), "{key}");
    }
}

#[test]
fn homes_and_people_are_in_no_other_space() {
    for space in [Space::Grid("g17".into()), Space::Community] {
        let mut scene = Scene::of(Kind::Home, space.clone());
        assert_eq!(scene.does("office-1", &add("office-1", "owner")), Err(Reason::Space), "{space}");
        let mut scene = Scene::of(Kind::Resident, space);
        assert_eq!(scene.does("office-1", &add_person("office-1", "")), Err(Reason::Space));
    }
    // And nothing else is in theirs: a report there would be seen by few.
    assert_eq!(Scene::of(Kind::Hazard, area()).does(HEAD, &report(HEAD)), Err(Reason::Space));
    let walk = crate::patrol::PatrolEdit::Start { area: String::new(), team: vec![], checklist: None };
    let walk = walk.by(&HEAD.into(), Timestamp(5));
    assert_eq!(Scene::of(Kind::Patrol, area()).does(HEAD, &walk), Err(Reason::Space));
}

/// Two people write one and the same record down without having heard each other; gives the second one's verdict.
fn begun_twice(
    kind: Kind,
    space: Space,
    one: (&str, Edit),
    two: (&str, Edit),
) -> (Scene, Result<(), Reason>) {
    let mut scene = Scene::of(kind, space);
    let second = scene.writes(&two.1);
    assert_eq!(scene.does(one.0, &one.1), Ok(()));
    let verdict = second.iter().try_for_each(|change| {
        scene.judge(two.0, change)?;
        scene.document.apply(change).unwrap();
        Ok(())
    });
    (scene, verdict)
}

#[test]
fn r2_a_room_and_a_person_may_be_begun_by_two_at_once_and_a_report_may_not() {
    let (head, assistant) = (HEAD, "assistant-17");
    for (one, two) in [(head, assistant), (assistant, head)] {
        let (scene, verdict) =
            begun_twice(Kind::Home, area(), (one, add(one, "owner")), (two, add(two, "rented")));
        assert_eq!(verdict, Ok(()));
        assert_eq!(scene.document.home().unwrap().room, "501");
        let clashed: Vec<_> = scene.document.clashes().into_iter().map(|(key, _)| key).collect();
        assert_eq!(clashed, ["tenancy"], "only what they said differently");
        let people = (one, add_person(one, "13800000001"), two, add_person(two, "13800000002"));
        let (scene, verdict) =
            begun_twice(Kind::Resident, area(), (people.0, people.1), (people.2, people.3));
        assert_eq!(verdict, Ok(()));
        assert_eq!(scene.document.clashes()[0].0, "phone");
    }
    let (one, two) = ("volunteer-17-1", "volunteer-17-2");
    let reports = ((one, report(one).into()), (two, report(two).into()));
    let (_, verdict) = begun_twice(Kind::Hazard, Space::Grid("g17".into()), reports.0, reports.1);
    assert_eq!(verdict, Err(Reason::AlreadyThere));
    // Who may not keep homes does not come in beside either.
    let (_, verdict) =
        begun_twice(Kind::Home, area(), (head, add(head, "owner")), (OTHER_HEAD, add(OTHER_HEAD, "owner")));
    assert_eq!(verdict, Err(Reason::Space));
}
