//! Patrols: who may begin, walk, tick and end one; and that the buttons offer just what stands.

use super::*;
use crate::id::DocumentId;
use crate::patrol::{PatrolAct, PatrolEdit, PatrolStatus, TickMark, transition as leads_to};

const LEADER: &str = "volunteer-17-1";
/// One more volunteer of the grid, who walks along.
const MATE: &str = "volunteer-17-2";
/// Of the grid, but not on this patrol.
const NEIGHBOUR: &str = "head-100";

fn started() -> Scene {
    let mut scene = blank();
    assert_eq!(scene.does(LEADER, &start(LEADER)), Ok(()));
    scene
}

fn blank() -> Scene {
    Scene::of(Kind::Patrol, Space::Grid("g17".into()))
}

fn by(edit: PatrolEdit, by: &str) -> Edit {
    edit.by(&by.into(), Timestamp(5))
}

fn start(leader: &str) -> Edit {
    let team = vec![("m".to_owned(), MATE.into())];
    by(PatrolEdit::Start { area: "33号楼".into(), team, checklist: None }, leader)
}

fn tick(author: &str) -> Edit {
    let (id, item, note) = ("k".into(), "lane".into(), String::new());
    by(PatrolEdit::Tick { id, item, mark: TickMark::Ok, note }, author)
}

fn team(author: &str, member: &str, here: bool) -> Edit {
    by(PatrolEdit::Team { id: "m".into(), member: member.into(), here }, author)
}

fn step(author: &str, act: &PatrolAct, scene: &Scene) -> Edit {
    let seen = scene.document.heads();
    by(PatrolEdit::Act { id: "s".into(), act: act.clone(), note: String::new(), seen }, author)
}

#[test]
fn a_patrol_by_everyone_who_patrols_here_stands_and_no_other() {
    for id in PEOPLE {
        let expected = match *id {
            "property-1" => Err(Reason::Role),
            "resident-1" | "volunteer-03-1" | "assistant-03" => Err(Reason::Space),
            _ => Ok(()),
        };
        assert_eq!(blank().does(id, &start(id)), expected, "{id}");
    }
    assert_eq!(blank().does(MATE, &start(LEADER)), Err(Reason::NotAuthor));
    let ended = blank().forged(LEADER, &start(LEADER), |change| replace(change, "walking", "ended"));
    assert_eq!(ended, Err(Reason::Transition));
    let ticked = tick(LEADER).items.remove(0);
    let mut with_tick = start(LEADER);
    with_tick.items.push(ticked);
    assert_eq!(blank().does(LEADER, &with_tick), Err(Reason::Schema));
    let half = start(LEADER).set("checklist", DocumentId(uuid::Uuid::nil()).to_string());
    assert_eq!(blank().does(LEADER, &half), Err(Reason::Schema), "a checklist without its version");
}

#[test]
fn a_patrol_is_begun_once_and_keeps_its_leader_its_time_and_its_checklist() {
    let mut scene = started();
    let second = blank().writes(&start(NEIGHBOUR)).remove(0);
    assert_eq!(scene.judge(NEIGHBOUR, &second), Err(Reason::AlreadyThere));
    for key in ["leader", "checklist", "version"] {
        let set = Edit::new(&"office-1".into(), Timestamp(6)).set(key, "office-1");
        assert_eq!(scene.does("office-1", &set), Err(Reason::AlreadyThere), "{key}");
    }
    let jump = Edit::new(&LEADER.into(), Timestamp(6)).set("status", "ended");
    assert_eq!(scene.does(LEADER, &jump), Err(Reason::Transition), "without its step");
}

#[test]
fn only_who_walks_along_and_staff_tick() {
    let ticks = |scene: &mut Scene, author: &str| scene.does(author, &tick(author));
    for id in PEOPLE {
        let expected = match *id {
            NEIGHBOUR | "property-1" => Err(Reason::Role),
            "resident-1" | "volunteer-03-1" | "assistant-03" => Err(Reason::Space),
            _ => Ok(()),
        };
        assert_eq!(ticks(&mut started(), id), expected, "{id}");
    }
    let mut scene = started();
    assert_eq!(
        scene.does(NEIGHBOUR, &team(NEIGHBOUR, NEIGHBOUR, true)),
        Err(Reason::Role),
        "nobody joins alone"
    );
    assert_eq!(scene.does(LEADER, &team(LEADER, NEIGHBOUR, true)), Ok(()));
    assert_eq!(ticks(&mut scene, NEIGHBOUR), Ok(()));
    assert_eq!(scene.does(MATE, &team(MATE, NEIGHBOUR, false)), Ok(()));
    assert_eq!(ticks(&mut scene, NEIGHBOUR), Err(Reason::Role), "who left ticks no more");
    // The company that is on the team walks along, and still keeps no record.
    assert_eq!(scene.does(LEADER, &team(LEADER, "property-1", true)), Ok(()));
    assert_eq!(ticks(&mut scene, "property-1"), Err(Reason::Role));
    assert_eq!(scene.does(MATE, &tick(LEADER)), Err(Reason::NotAuthor));
    let fine = scene.forged(LEADER, &tick(LEADER), |change| replace(change, "ok", "fine"));
    assert_eq!(fine, Err(Reason::Schema), "a mark that nobody knows");
}

#[test]
fn lists_end_where_a_document_could_not_carry_them() {
    for (list, most) in [("ticks", 1_000), ("team", 300)] {
        let one = if list == "ticks" { tick(LEADER) } else { team(LEADER, MATE, true) };
        let mut many = one.clone();
        many.items = vec![one.items[0].clone(); 100];
        let mut scene = blank();
        let alone = PatrolEdit::Start { area: String::new(), team: vec![], checklist: None };
        assert_eq!(scene.does(LEADER, &by(alone, LEADER)), Ok(()));
        for _ in 0..most / 100 {
            assert_eq!(scene.does(LEADER, &many), Ok(()), "{list}");
        }
        assert_eq!(scene.does(LEADER, &one), Err(Reason::TooLong), "{list}");
    }
}

/// Every person × state × act × end: a step stands just where the buttons offer the act and the life leads it there, also where
/// two states stand at once.
#[test]
fn r16_the_referee_and_the_buttons_agree_for_every_walker_act_and_state() {
    let mut judged = 0;
    for mut scene in standings() {
        let standing = scene.document.patrol_standing(&[]);
        let begins = PatrolAct::ALL.iter().find(|act| leads(act, &standing.statuses)).unwrap();
        for id in PEOPLE {
            let member = scene.member(id);
            let offered =
                patrol_acts(&Walker::of(&scene.directory, &member, &scene.space, &standing), &standing);
            let writes = access::may_write(&scene.directory, &member, &scene.space);
            for (act, to) in
                PatrolAct::ALL.iter().flat_map(|act| PatrolStatus::ALL.iter().map(move |to| (act, to)))
            {
                let honest = step(id, begins, &scene);
                let end = standing.statuses.iter().rev().find_map(|from| leads_to(begins, from)).unwrap();
                let verdict = scene.forged(id, &honest, |change| {
                    replace(change, begins.code(), act.code());
                    replace(change, end.code(), to.code());
                });
                let leads = standing.statuses.iter().any(|from| leads_to(act, from).as_ref() == Some(to));
                let expected = leads && writes && offered.contains(act);
                assert_eq!(
                    verdict.is_ok(),
                    expected,
                    "{id} {act} to {to} from {:?}: {verdict:?}",
                    standing.statuses
                );
                judged += 1;
            }
            for act in PatrolAct::ALL {
                let may = Walker::of(&scene.directory, &member, &scene.space, &standing).may_act(act);
                assert_eq!(offered.contains(act), may && leads(act, &standing.statuses), "{id} {act}");
            }
        }
    }
    assert_eq!(judged, 4 * PEOPLE.len() * 9, "every step that can be written down, by everyone");
}

fn leads(act: &PatrolAct, from: &[PatrolStatus]) -> bool {
    from.iter().any(|from| leads_to(act, from).is_some())
}

/// Walking, resting, ended, and resting and ended at once.
fn standings() -> [Scene; 4] {
    let after = |acts: &[PatrolAct]| {
        let mut scene = started();
        for act in acts {
            let edit = step(LEADER, act, &scene);
            assert_eq!(scene.does(LEADER, &edit), Ok(()));
        }
        scene
    };
    let mut clashed = after(&[]);
    let (pause, end) =
        (step(LEADER, &PatrolAct::Pause, &clashed), step("police-1", &PatrolAct::End, &clashed));
    assert_eq!((clashed.does(LEADER, &pause), clashed.does("police-1", &end)), (Ok(()), Ok(())));
    assert_eq!(clashed.document.patrol_standing(&[]).statuses.len(), 2);
    [after(&[]), after(&[PatrolAct::Pause]), after(&[PatrolAct::End]), clashed]
}

#[test]
fn of_two_states_only_one_that_stands_is_chosen_and_only_by_who_records() {
    let [.., mut clashed] = standings();
    let choose = |who: &str, value: &str| Edit::new(&who.into(), Timestamp(9)).set("status", value);
    assert_eq!(clashed.does(NEIGHBOUR, &choose(NEIGHBOUR, "ended")), Err(Reason::Role));
    assert_eq!(clashed.does(LEADER, &choose(LEADER, "walking")), Err(Reason::Transition));
    assert_eq!(clashed.does(LEADER, &choose(LEADER, "ended")), Ok(()));
    assert_eq!(clashed.document.patrol_standing(&[]).statuses, [PatrolStatus::Ended]);
}
