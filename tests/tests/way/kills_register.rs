//! `kill -9` in the middle of a building head's round, and in the middle of a workbook coming in: what was answered is there, once;
//! a workbook is there in whole batches, and taking it in once more completes it.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use jinshui_tests::{Chance, Hub, Mark, Phone, pause, table};
use serde_json::{Value, json};

use crate::kills::{Hits, PATIENCE, aim, exec, kill_sync, kills};
use crate::rounds::Rounds;
use crate::seen::{assert_whole, homes, patrols};

/// Records that a workbook writes in one transaction.
const BATCH: u64 = 200;
/// Rooms of the workbook, each with one person: several batches.
const ROOMS: usize = 500;

/// A head's phone and the assistant's, with the office's checklist on both.
fn phones(hub: &Hub, chance: &mut Chance) -> (Phone, Phone, String) {
    let office = Phone::of("office-1", hub);
    let items: Vec<Value> =
        ["lane", "lamp", "lift"].iter().map(|id| json!({ "id": id, "text": id })).collect();
    let save = json!({ "id": chance.id(), "name": "夜间巡逻", "items": items });
    let list = office.once("checklist.save", save).unwrap()["id"].as_str().unwrap().to_owned();
    office.sync();
    (Phone::of("head-097", hub), Phone::of("assistant-17", hub), list)
}

#[test]
fn a_head_killed_at_any_point_of_a_round_loses_and_doubles_nothing() {
    let started = Instant::now();
    let mut chance = Chance::seeded("round kills", 19);
    let hub = Hub::start();
    let (phone, other, list) = phones(&hub, &mut chance);
    let (mark, mut rounds, mut hits) = (Mark::new(), Rounds::with(&list), Hits::default());
    for number in 0..kills() {
        if number % 4 == 3 {
            kill_sync(&mut chance, &phone, &mark);
            hits.count("sync", &mark);
            continue;
        }
        rounds.plan(&mut chance, 8);
        mark.clear();
        let mut exec = exec(&phone, &mark);
        rounds.ask(&mut exec);
        let begun = 1 + chance.below(5);
        aim(&mut chance, &mark, begun);
        exec.kill();
        while let Some((number, answer)) = exec.answer(PATIENCE) {
            rounds.answered(number, &answer);
        }
        rounds.again();
        hits.count("exec", &mark);
    }
    let mut last = phone.exec();
    rounds.ask(&mut last);
    while !rounds.is_settled() {
        let (number, answer) = last.answer(PATIENCE).expect("an answer");
        rounds.answered(number, &answer);
    }
    rounds.tap_again(&mut last);
    drop(last);
    for phone in [&phone, &other, &phone] {
        phone.sync();
    }
    rounds.assert_in(&patrols(&phone), &homes(&phone));
    assert_eq!(patrols(&phone), patrols(&other));
    assert_eq!(homes(&phone), homes(&other));
    [&phone, &other].into_iter().for_each(assert_whole);
    println!("round kills: {} things answered, each there once", rounds.done.len());
    hits.report("round", started);
}

fn register(path: &Path) {
    let mut rows = vec![["楼号", "单元", "房号", "姓名", "备注"].map(str::to_owned).to_vec()];
    for number in 0..ROOMS {
        let room = format!("{}{:02}", number / 50 + 1, number % 50 + 1);
        rows.push(["33", "1", &room, "示例甲", "常年在外"].map(str::to_owned).to_vec());
    }
    table(path, &rows);
}

#[test]
fn a_workbook_killed_at_any_point_is_there_in_whole_batches_and_is_completed_by_the_next_try() {
    let started = Instant::now();
    let mut chance = Chance::seeded("import kills", 23);
    let hub = Hub::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.xlsx");
    register(&file);
    let file = file.display().to_string();
    let (mark, mut found) = (Mark::new(), Vec::new());
    for number in 0..3 {
        let phone = Phone::of("head-097", &hub);
        let before = records(&phone);
        // Twice, in one of the first batches and in the next that is left: at its beginning, in its middle, when it is nearly done.
        for batch in [1 + chance.below(4), 1] {
            if records(&phone) == 2 * ROOMS as u64 {
                break;
            }
            mark.clear();
            let mut command = phone.command(&["import", &file, "--apply"]);
            command.env("JINSHUI_MARK", mark.path()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut import = command.spawn().unwrap();
            assert!(mark.await_begun(batch, PATIENCE), "a batch begins");
            pause(Duration::from_millis(chance.below(200) as u64));
            import.kill().unwrap();
            import.wait().unwrap();
            let there = records(&phone);
            assert!(
                there == 2 * ROOMS as u64 || there.is_multiple_of(BATCH),
                "half a batch: {there} records"
            );
            assert!(there >= before, "what was there is there");
            found.push((mark.in_flight().is_some(), there));
        }
        let report = phone.run(&["import", &file, "--apply"]).unwrap();
        assert_eq!(report["refused_rows"], 0);
        assert_eq!(records(&phone), 2 * ROOMS as u64, "completed, and nothing twice");
        let again = phone.run(&["import", &file, "--apply"]).unwrap();
        assert_eq!((&again["unchanged"], &again["changed"]), (&json!(ROOMS), &json!(0)), "{number}");
        if number == 2 {
            assert_eq!(phone.sync()["refused"], 0);
            let seen = homes(&phone);
            assert_eq!(seen.len(), ROOMS);
            assert!(seen.values().all(|home| home["residents"][0]["words"] == "常年在外"));
            assert_whole(&phone);
        }
    }
    let inside = found.iter().filter(|(in_flight, _)| *in_flight).count();
    println!(
        "import kills: {inside} of {} in flight; {found:?}; {:.1} s",
        found.len(),
        started.elapsed().as_secs_f64()
    );
    assert!(inside * 2 >= found.len(), "too few kills hit anything: {found:?}");
}

/// Homes and people on a phone.
fn records(phone: &Phone) -> u64 {
    let counts = &phone.status()["counts"];
    ["home", "resident"].iter().map(|kind| counts[*kind].as_u64().unwrap_or(0)).sum()
}
