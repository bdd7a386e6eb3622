//! A phone that was away for months: much waits on it, and much more has happened. It catches up over a network that breaks all
//! the time, from wherever it was cut, in bounded memory. `MONTHS=1` does it in full (3,000 and 20,000 changes; `make months`).

use std::process::Stdio;
use std::time::Duration;

use jinshui_tests::{Chance, Cut, Hub, OutageProxy, Phone, until};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything};

const PATIENCE: Duration = Duration::from_secs(600);
const HALF_A_YEAR: i64 = 180 * 24 * 60 * 60 * 1000;
/// What a sync may take at most, in KiB: the store's cache, one page and one push, and the program itself.
const MEMORY: u64 = 256 * 1024;
/// Comments on one report, as the busiest one has.
const COMMENTS: usize = 9;

fn in_full() -> bool {
    std::env::var("MONTHS").is_ok_and(|text| text == "1")
}

/// Writes so many changes: reports with comments.
fn writes(phone: &Phone, who: &str, changes: usize) {
    let mut hand = phone.exec();
    let mut written = 0;
    while written < changes {
        let words = format!("{who}的第{written}件，楼道里堆了纸箱");
        let args =
            json!({ "category": "litter", "place": { "building": "33", "unit": "1" }, "words": words });
        let id = hand.ask("hazard.report", args).unwrap()["id"].clone();
        written += 1;
        for _ in 0..COMMENTS.min(changes - written) {
            let args = json!({ "id": id, "text": format!("{who}说的第{written}句") });
            hand.ask("comment.add", args).unwrap();
            written += 1;
        }
    }
}

/// One sync; what it says, where it came to its end, and the most memory it took, in KiB.
fn measured(phone: &Phone) -> (Option<Value>, u64) {
    let mut child = phone.command(&["sync"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    until("the sync ends", PATIENCE, || {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let peak = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(peak.unwrap_or(0));
        child.try_wait().unwrap()
    });
    (serde_json::from_reader(child.stdout.take().unwrap()).ok(), most)
}

#[test]
fn months_away_are_caught_up_from_wherever_it_was_cut_in_bounded_memory() {
    let (waiting, happened) = if in_full() { (3_000, 20_000) } else { (60, 300) };
    let mut chance = Chance::seeded("months", 180);
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    std::fs::write(&clock, (-HALF_A_YEAR).to_string()).unwrap();
    let hub = Hub::start_clocked(&clock);
    let proxy = OutageProxy::before(hub.address());
    let away = Phone::over("volunteer-17-1", &folder.path().join("phone")).with("JINSHUI_CLOCK", &clock);
    away.enrol(&hub, &proxy.url(), &hub.invite("volunteer-17-1")).unwrap();
    let here = Phone::over("volunteer-17-2", &folder.path().join("here")).with("JINSHUI_CLOCK", &clock);
    here.enrol(&hub, &hub.url(), &hub.invite("volunteer-17-2")).unwrap();
    away.sync();
    for part in 0..6 {
        std::fs::write(&clock, (-HALF_A_YEAR / 6 * (6 - part)).to_string()).unwrap();
        writes(&away, "走了的人", waiting / 6);
        writes(&here, "在的人", happened / 6);
        here.sync();
    }
    std::fs::write(&clock, "0").unwrap();
    let (mut bytes, mut tries, mut most, mut before) = (2_000, 0, 0, Value::Null);
    loop {
        tries += 1;
        let at = (bytes / 2 + chance.below(bytes)) as u64;
        proxy.cut(Some(if chance.percent(30) { Cut::Up(at) } else { Cut::Down(at) }));
        let (said, peak) = measured(&away);
        most = most.max(peak);
        if said.is_some_and(|said| said["complete"] == true) {
            break;
        }
        // A cut before the first frame brings nothing: the next one comes a little later.
        let now = away.status();
        if now["counts"] == before["counts"] && now["unsent"] == before["unsent"] {
            bytes = bytes * 3 / 2;
        }
        before = now;
        assert!(tries < 1_000, "it never comes to an end: {before}");
    }
    proxy.cut(None);
    println!(
        "months: {waiting} waited, {happened} had happened; {tries} tries, {} cuts, {most} KiB",
        proxy.cuts()
    );
    assert!(proxy.cuts() > 3);
    assert!(most < MEMORY, "{most} KiB");
    here.sync();
    assert_eq!(everything(&away), everything(&here));
    [&away, &here].into_iter().for_each(assert_whole);
    assert!(hub.refusals().is_empty(), "{:?}", hub.refusals());
}
