//! `kill -9` at any point, of the phone and of the hub: what was answered with ok is there, once; the rest goes on.
//!
//! `KILLS` says how many kills each side gets; half the phone's are of `exec`, half of `sync`.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use jinshui_tests::{Chance, Exec, Hub, Mark, Phone, pause, until};

use crate::ledger::Ledger;
use crate::seen::{assert_whole, everything};

pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// How long a step is waited for; one that never begins is a kill outside.
const AIM: Duration = Duration::from_secs(2);
/// The longest from the mark of a beginning to the kill.
const DELAY_MICROS: usize = 3_000;

pub(crate) fn kills() -> usize {
    std::env::var("KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

/// What each kill hit.
#[derive(Default)]
pub(crate) struct Hits {
    by_step: BTreeMap<String, usize>,
    outside: usize,
}

impl Hits {
    pub(crate) fn count(&mut self, what: &str, mark: &Mark) {
        match mark.in_flight() {
            Some(step) => *self.by_step.entry(format!("{what} {step}")).or_default() += 1,
            None => self.outside += 1,
        }
    }

    pub(crate) fn report(&self, who: &str, since: Instant) {
        let inside: usize = self.by_step.values().sum();
        let (all, seconds) = (inside + self.outside, since.elapsed().as_secs_f64());
        println!(
            "kills: {who}: {inside} of {all} in flight; {:?}, outside {}; {seconds:.1} s",
            self.by_step, self.outside
        );
        assert!(inside * 100 >= all * 60, "too few kills hit anything: {inside} of {all}");
    }
}

/// Waits until so many steps have begun, and a little longer.
pub(crate) fn aim(chance: &mut Chance, mark: &Mark, begun: usize) {
    if mark.await_begun(begun, AIM) {
        pause(Duration::from_micros(chance.below(DELAY_MICROS) as u64));
    }
}

pub(crate) fn exec(phone: &Phone, mark: &Mark) -> Exec {
    let mut command = phone.command(&["exec"]);
    command.env("JINSHUI_MARK", mark.path());
    Exec::of(command)
}

/// Kills `exec` in the middle of a stream of taps.
fn kill_exec(chance: &mut Chance, phone: &Phone, mark: &Mark, ledger: &mut Ledger) {
    ledger.plan(chance, phone, 8);
    mark.clear();
    let mut exec = exec(phone, mark);
    ledger.ask(&mut exec);
    let begun = 1 + chance.below(6);
    aim(chance, mark, begun);
    exec.kill();
    while let Some((number, answer)) = exec.answer(PATIENCE) {
        ledger.answered(number, &answer);
    }
    ledger.again();
}

pub(crate) fn kill_sync(chance: &mut Chance, phone: &Phone, mark: &Mark) {
    mark.clear();
    let mut command = phone.command(&["sync"]);
    let mut sync =
        command.env("JINSHUI_MARK", mark.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    aim(chance, mark, 1);
    if chance.percent(50) {
        // Deeper in: the reply is on its way.
        pause(Duration::from_millis(chance.below(20) as u64));
    }
    sync.kill().unwrap();
    sync.wait().unwrap();
}

/// Writes what waits, to the end.
pub(crate) fn settle(phone: &Phone, ledger: &mut Ledger) {
    let mut exec = phone.exec();
    ledger.ask(&mut exec);
    while !ledger.is_settled() {
        let (number, answer) = exec.answer(PATIENCE).expect("an answer");
        ledger.answered(number, &answer);
    }
}

/// In the end both phones show the same, and everything that was answered with ok once.
fn assert_all_there(phone: &Phone, officer: &Phone, ledger: &Ledger) {
    for phone in [phone, officer, phone] {
        phone.sync();
    }
    let mine = everything(phone);
    assert_eq!(mine, everything(officer));
    ledger.assert_in(&mine);
    assert_eq!(mine.len(), ledger.reports.len());
    let photos: usize = mine.values().map(|view| view["photos"].as_array().unwrap().len()).sum();
    assert_eq!(photos, ledger.photos);
    [phone, officer].into_iter().for_each(assert_whole);
    println!(
        "kills: {} reports, {} comments, {photos} photos, each there once",
        ledger.reports.len(),
        ledger.comments.len()
    );
}

#[test]
fn a_phone_killed_at_any_point_loses_and_doubles_nothing() {
    let started = Instant::now();
    let mut chance = Chance::seeded("phone kills", 9);
    let hub = Hub::start();
    let (phone, officer) = (Phone::of("volunteer-17-1", &hub), Phone::of("police-1", &hub));
    let (mark, mut ledger, mut hits) = (Mark::new(), Ledger::default(), Hits::default());
    for number in 0..kills() {
        if number % 2 == 0 {
            kill_exec(&mut chance, &phone, &mark, &mut ledger);
            hits.count("exec", &mark);
        } else {
            kill_sync(&mut chance, &phone, &mark);
            hits.count("sync", &mark);
        }
        if number % 20 == 19 {
            assert!(!phone.rebuild_differs());
            ledger.assert_in(&everything(&phone));
        }
    }
    settle(&phone, &mut ledger);
    assert_all_there(&phone, &officer, &ledger);
    hits.report("phone", started);
}

#[test]
fn a_hub_killed_at_any_point_loses_and_doubles_nothing() {
    let started = Instant::now();
    let mut chance = Chance::seeded("hub kills", 10);
    let mark = Mark::new();
    let mut hub = Hub::start_marked(Some(mark.path()));
    let (phone, officer) = (Phone::of("volunteer-17-1", &hub), Phone::of("police-1", &hub));
    let (mut ledger, mut hits) = (Ledger::default(), Hits::default());
    for number in 0..kills() {
        ledger.plan(&mut chance, &phone, 4);
        settle(&phone, &mut ledger);
        mark.clear();
        let who = if number % 4 == 3 { &officer } else { &phone };
        let mut sync = who.command(&["sync"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The phone's sync is a request, judged, committed and answered; the officer's is a request and its answer.
        let begun = 1 + chance.below(if number % 4 == 3 { 2 } else { 4 });
        aim(&mut chance, &mark, begun);
        hub.kill();
        hits.count("hub", &mark);
        until("the phone gives up or is done", PATIENCE, || sync.try_wait().unwrap());
        hub.serve();
    }
    assert_all_there(&phone, &officer, &ledger);
    hub.stop();
    hub.serve();
    assert_all_there(&phone, &officer, &ledger);
    hits.report("hub", started);
}
