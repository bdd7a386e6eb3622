//! The track of a patrol on the real binaries: kept by choice, on one phone, as GPX in and out; and `kill -9` at any point
//! loses at most the last fix.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use jinshui_tests::{Chance, Exec, Hub, Mark, Phone, pause};
use rusqlite::Connection;
use serde_json::{Value, json};

/// How long a fix is waited for.
const AIM: Duration = Duration::from_secs(5);
/// The longest from a fix's beginning to the kill.
const DELAY_MICROS: usize = 2_000;
/// 2026-11-24T12:00:00Z.
const EVENING: i64 = 1_795_521_600_000;

/// A point: seconds after the evening's beginning, and where.
#[derive(Clone, Copy)]
struct Step {
    seconds: u32,
    lat: f64,
    lon: f64,
}

/// A walk of so many points, 8 metres and 6 seconds apart, around a corner every 40.
fn walk(points: u32) -> Vec<Step> {
    let (mut lat, mut lon) = (37.4346, 118.6747);
    let step = |number: u32| {
        if (number / 40).is_multiple_of(2) {
            lat += 8.0 / 111_195.0
        } else {
            lon += 8.0 / 88_000.0
        }
        Step { seconds: number * 6, lat, lon }
    };
    (0..points).map(step).collect()
}

fn time(seconds: u32) -> String {
    let (hour, minute) = (12 + seconds / 3600, seconds / 60 % 60);
    format!("2026-11-24T{hour:02}:{minute:02}:{:02}Z", seconds % 60)
}

/// A GPX file of these segments.
fn file(folder: &Path, name: &str, segments: &[&[Step]]) -> PathBuf {
    let point = |step: &Step| {
        let Step { seconds, lat, lon } = step;
        format!("<trkpt lat=\"{lat}\" lon=\"{lon}\"><time>{}</time></trkpt>\n", time(*seconds))
    };
    let segment =
        |steps: &&[Step]| format!("<trkseg>{}</trkseg>", steps.iter().map(point).collect::<String>());
    let body: String = segments.iter().map(segment).collect();
    let text = format!(
        "<gpx version=\"1.1\" creator=\"test\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk>{body}</trk></gpx>"
    );
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn fixes(steps: &[Step]) -> Value {
    let fix = |step: &Step| {
        let at = EVENING + i64::from(step.seconds) * 1000;
        json!({ "lat": step.lat, "lon": step.lon, "accuracy": 5.0, "at": at })
    };
    steps.iter().map(fix).collect()
}

/// A record to walk for. Until there are patrols, any record is one.
fn patrol(phone: &Phone) -> String {
    let done = phone.once("patrol.start", json!({})).unwrap();
    done["id"].as_str().unwrap().to_owned()
}

fn replay(phone: &Phone, patrol: &str, file: &Path) -> Value {
    phone.run(&["track", "--patrol", patrol, "--replay", file.to_str().unwrap()]).unwrap()
}

fn shown(hand: &mut Exec, patrol: &str) -> Value {
    hand.ask("track.show", json!({ "patrol": patrol })).unwrap()
}

/// The device's store, as the device itself opens it.
fn store(phone: &Phone) -> Connection {
    let key = std::fs::read_to_string(phone.home().join("store.key")).unwrap();
    let connection = Connection::open(phone.home().join("store.db")).unwrap();
    connection.pragma_update(None, "key", format!("x'{}'", key.trim())).unwrap();
    connection
}

/// The moments that are kept, in seconds after the evening's beginning, in the order in which they were kept.
fn kept(connection: &Connection) -> Vec<i64> {
    let mut rows = connection.prepare("SELECT at FROM track_fix ORDER BY number").unwrap();
    let seconds = rows.query_map([], |row| Ok((row.get::<_, i64>(0)? - EVENING) / 1000)).unwrap();
    seconds.collect::<Result<_, _>>().unwrap()
}

fn count(text: &str, line: &str) -> usize {
    text.lines().filter(|one| *one == line).count()
}

#[test]
fn a_track_is_kept_by_choice_and_stays_on_the_phone() {
    let hub = Hub::start();
    let (phone, officer) = (Phone::of("volunteer-17-1", &hub), Phone::of("police-1", &hub));
    let patrol = patrol(&phone);
    phone.sync();
    officer.sync();
    let steps = walk(60);
    let mut hand = phone.exec();
    let add = |hand: &mut Exec, steps: &[Step]| {
        hand.ask("track.add", json!({ "patrol": patrol, "fixes": fixes(steps) }))
    };
    assert_eq!(add(&mut hand, &steps[..1]).unwrap_err().code, "track_off");
    hand.ask("track.choose", json!({ "patrol": patrol, "on": true })).unwrap();
    assert_eq!(add(&mut hand, &steps[..30]).unwrap()["kept"], 30);
    let again = add(&mut hand, &steps[..30]).unwrap();
    assert_eq!((&again["kept"], &again["ignored"]), (&json!(0), &json!(30)), "an answer that was lost");
    let mut bad = fixes(&steps[30..33]);
    bad[1]["lat"] = json!(95.0);
    let mixed = hand.ask("track.add", json!({ "patrol": patrol, "fixes": bad })).unwrap();
    assert_eq!(mixed, json!({ "kept": 2, "ignored": 0, "refused": [{ "number": 1, "why": "no_place" }] }));
    hand.ask("track.choose", json!({ "patrol": patrol, "on": false })).unwrap();
    assert_eq!(add(&mut hand, &steps[33..]).unwrap_err().code, "track_off");

    let view = shown(&mut hand, &patrol);
    assert_eq!((&view["on"], &view["fixes"], &view["gap_count"]), (&json!(false), &json!(32), &json!(0)));
    assert!((view["metres"].as_f64().unwrap() - 32.0 * 8.0).abs() < 2.0, "{view}");
    drop(hand);
    let sent = phone.sync();
    assert_eq!((&sent["pushed"], &phone.status()["unsent"]), (&json!(0), &json!(0)), "{sent}");
    officer.sync();
    assert_eq!(shown(&mut officer.exec(), &patrol)["fixes"], 0, "nobody else has it");
    assert!(kept(&store(&officer)).is_empty());

    phone.once("track.delete", json!({ "patrol": patrol })).unwrap();
    assert!(kept(&store(&phone)).is_empty());
    let failed = phone.once("track.export", json!({ "patrol": patrol })).unwrap_err();
    assert_eq!(failed.code, "not_found");
}

#[test]
fn a_gpx_file_goes_into_the_store_and_comes_out_the_same() {
    let hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    let folder = tempfile::tempdir().unwrap();
    let patrol = patrol(&phone);
    let mut steps = walk(120);
    // A file's own segments, 6 seconds apart; two minutes without a point; a point on the other side of the town.
    steps.iter_mut().skip(80).for_each(|step| step.seconds += 120);
    steps[100].lat += 0.1;
    let original = file(folder.path(), "in.gpx", &[&steps[..40], &steps[40..]]);
    let added = replay(&phone, &patrol, &original);
    assert_eq!(added, json!({ "kept": 120, "ignored": 0, "refused": [] }));
    let view = shown(&mut phone.exec(), &patrol);
    let reasons: Vec<_> = view["gaps"].as_array().unwrap().iter().map(|gap| gap["reason"].clone()).collect();
    assert_eq!(reasons, ["lost", "no_fix", "jump", "jump"]);
    let lengths: Vec<_> =
        view["segments"].as_array().unwrap().iter().map(|one| one.as_array().unwrap().len()).collect();
    assert_eq!(lengths, [40, 40, 20, 1, 19]);
    assert_eq!(view["on"], false, "a replay's choice ends with it");

    let (out, again) = (folder.path().join("out.gpx"), folder.path().join("again.gpx"));
    let export = |to: &Path| {
        let output = phone.command(&["track", "--patrol", &patrol, "--out", to.to_str().unwrap()]).output();
        assert!(output.unwrap().status.success());
    };
    export(&out);
    phone.once("track.delete", json!({ "patrol": patrol })).unwrap();
    assert_eq!(replay(&phone, &patrol, &out)["kept"], 120);
    export(&again);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), std::fs::read_to_string(&again).unwrap());
    assert_eq!(replay(&phone, &patrol, &out), json!({ "kept": 0, "ignored": 120, "refused": [] }));

    std::fs::write(&again, "这不是轨迹").unwrap();
    for (words, code) in [
        (vec!["--patrol", &patrol, "--replay", again.to_str().unwrap()], "bad_field"),
        (vec!["--patrol", &patrol, "--replay", "/no/such.gpx"], "bad_field"),
        (
            vec!["--patrol", "01a2075b-cb37-7416-bca5-0f37dc0c5b2e", "--replay", out.to_str().unwrap()],
            "not_found",
        ),
    ] {
        let failed = phone.run(&[vec!["track"], words.clone()].concat()).unwrap_err();
        assert_eq!(failed.code, code, "{words:?}: {}", failed.message);
    }
}

#[test]
fn a_replay_takes_as_long_as_its_speed_says() {
    let hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "in.gpx", &[&walk(21)]);
    let started = Instant::now();
    let patrol = patrol(&phone);
    let words = ["track", "--patrol", &patrol, "--replay", path.to_str().unwrap(), "--speed", "120"];
    assert_eq!(phone.run(&words).unwrap()["kept"], 21);
    assert!(started.elapsed() >= Duration::from_secs(1), "two minutes, 120 times as fast");
}

#[test]
fn a_revoked_device_has_no_track() {
    let hub = Hub::start();
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "in.gpx", &[&walk(30)]);
    let phone = Phone::of("volunteer-17-1", &hub);
    let patrol = patrol(&phone);
    phone.sync();
    replay(&phone, &patrol, &path);
    assert_eq!(kept(&store(&phone)).len(), 30);
    let device = phone.status()["device"].as_str().unwrap().to_owned();
    hub.run(&["revoke", "--device", &device]);
    assert_eq!(phone.try_sync().unwrap_err().code, "revoked");
    assert_eq!(phone.status()["member"], Value::Null, "its store is destroyed, and every track with it");
}

fn kills() -> usize {
    std::env::var("KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

/// Kills a replay somewhere in it. Gives how many fixes it had kept for good, and how many it had begun with.
fn kill_replay(
    chance: &mut Chance,
    phone: &Phone,
    patrol: &str,
    file: &Path,
    mark: &Mark,
    most: usize,
) -> (usize, usize) {
    mark.clear();
    let mut command = phone.command(&["track", "--patrol", patrol, "--replay", file.to_str().unwrap()]);
    command.env("JINSHUI_MARK", mark.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut replay = command.spawn().unwrap();
    if mark.await_begun(1 + chance.below(most), AIM) {
        pause(Duration::from_micros(chance.below(DELAY_MICROS) as u64));
    }
    replay.kill().unwrap();
    replay.wait().unwrap();
    let marks = std::fs::read_to_string(mark.path()).unwrap();
    (count(&marks, "end fix"), count(&marks, "begin fix"))
}

#[test]
fn a_replay_killed_at_any_point_loses_at_most_its_last_fix() {
    let started = Instant::now();
    let mut chance = Chance::seeded("track kills", 11);
    let hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    let (folder, mark) = (tempfile::tempdir().unwrap(), Mark::new());
    let patrol = patrol(&phone);
    let steps = walk(400);
    let path = file(folder.path(), "in.gpx", &[&steps]);
    let told: Vec<i64> = steps.iter().map(|step| i64::from(step.seconds)).collect();
    let (mut inside, mut lost, mut before) = (0, 0, 0);
    for number in 0..kills() {
        if number % 8 == 0 {
            phone.once("track.delete", json!({ "patrol": patrol })).unwrap();
            before = 0;
        }
        // What an earlier life had kept is told again and ignored; the kill is aimed at what is new.
        let (ended, begun) = kill_replay(&mut chance, &phone, &patrol, &path, &mark, before + 40);
        let connection = store(&phone);
        let whole: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(whole, "ok");
        let there = kept(&connection);
        assert!(there.len() >= before.max(ended), "{} are there, {ended} were kept", there.len());
        assert!(there.len() <= before.max(begun), "{} are there, {begun} were begun", there.len());
        assert!(begun - ended <= 1, "one at a time: {begun} begun, {ended} kept");
        assert_eq!(there, told[..there.len()], "the first, in order, each once");
        inside += usize::from(begun > ended);
        lost += begun.saturating_sub(there.len().max(ended));
        before = there.len();
    }
    let rest = replay(&phone, &patrol, &path);
    assert_eq!(rest["kept"], told.len() - before);
    assert_eq!(kept(&store(&phone)), told);
    let view = shown(&mut phone.exec(), &patrol);
    assert_eq!(
        (&view["fixes"], &view["gap_count"]),
        (&json!(told.len()), &json!(0)),
        "killed, but not interrupted"
    );
    println!(
        "track kills: {inside} of {} within a fix, {lost} of them lost; {:.1} s",
        kills(),
        started.elapsed().as_secs_f64()
    );
    assert!(inside * 100 >= kills() * 40, "too few kills hit a fix: {inside}");
}
