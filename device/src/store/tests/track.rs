//! Tracks in the store: each fix durable by itself, nothing kept without a choice, gone with what they belong to.

use jinshui_core::command::{Fix, FixProblem, GapReason, Topic};
use jinshui_core::limits::TRACK_FIXES;

use super::*;
use crate::store::track;
use crate::track::Taken;

/// So many metres north after so many seconds.
fn fix(north: u32, seconds: u32) -> Fix {
    let at = Timestamp(1_790_000_000_000 + i64::from(seconds) * 1000);
    Fix { lat: 37.43 + f64::from(north) / 111_195.08, lon: 118.67, accuracy: Some(6.5), altitude: None, at }
}

/// A phone with a patrol whose track is kept. Until there are patrols, any record is one.
fn walking() -> Phone {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    phone.store.choose_track(id(1), true).unwrap();
    phone
}

impl Phone {
    fn keep(&mut self, fix: &Fix) -> Taken {
        self.store.keep_fix(id(1), fix, false).unwrap()
    }

    fn count(&self, sql: &str) -> i64 {
        self.store.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// As the transaction of a patrol's pause does it.
    fn pause(&mut self, paused: bool) {
        track::pause(&self.store.connection, id(1), paused).unwrap();
    }
}

#[test]
fn nothing_is_kept_that_nobody_chose_to_keep() {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    let off = |phone: &mut Phone| {
        let failure = Failure::from(phone.store.keep_fix(id(1), &fix(0, 0), false).unwrap_err());
        assert_eq!(failure.code, Code::TrackOff);
    };
    off(&mut phone);
    phone.store.choose_track(id(1), false).unwrap();
    off(&mut phone);
    assert_eq!(phone.count("SELECT count(*) FROM track"), 0, "not to choose leaves nothing behind");
    phone.store.choose_track(id(1), true).unwrap();
    assert_eq!(phone.keep(&fix(0, 0)), Taken::Kept(None));
    phone.store.choose_track(id(1), false).unwrap();
    off(&mut phone);
    assert_eq!(phone.store.track(id(1)).unwrap().len(), 1);
    let nobody = Failure::from(phone.store.choose_track(id(7), true).unwrap_err());
    assert_eq!(nobody.code, Code::NotFound);
}

#[test]
fn each_fix_is_there_after_it_was_kept_whatever_comes_then() {
    let mut phone = walking();
    for step in 0..5 {
        assert_eq!(phone.keep(&fix(step * 10, step * 10)), Taken::Kept(None));
        let rows = phone.count("SELECT count(*) FROM track_fix");
        assert_eq!(rows, i64::from(step) + 1);
        // Another connection sees only what was committed.
        let other = Store::open(phone.home.path(), platform(phone.home.path())).unwrap();
        assert_eq!(other.track(id(1)).unwrap().len() as i64, rows);
    }
    let before = phone.store.track(id(1)).unwrap();
    assert_eq!(before[3].fix, fix(30, 30));
    assert_eq!(phone.reopen().store.track(id(1)).unwrap(), before);
}

#[test]
fn what_says_nothing_new_or_cannot_be_true_is_not_kept() {
    let mut phone = walking();
    phone.keep(&fix(0, 0));
    assert_eq!(phone.keep(&fix(0, 0)), Taken::Ignored, "the same once more");
    assert_eq!(phone.keep(&fix(50, 0)), Taken::Ignored, "the same moment elsewhere");
    assert_eq!(phone.keep(&fix(2, 9)), Taken::Ignored, "near and young");
    assert_eq!(phone.keep(&fix(2, 10)), Taken::Kept(None), "near and old");
    assert_eq!(phone.keep(&fix(9, 11)), Taken::Kept(None), "young and not near");
    assert_eq!(phone.keep(&fix(30, 5)), Taken::Ignored, "overtaken");
    let nan = Fix { lat: f64::NAN, ..fix(0, 20) };
    assert_eq!(phone.keep(&nan), Taken::Refused(FixProblem::NoPlace));
    let vague = Fix { accuracy: Some(800.0), ..fix(0, 20) };
    assert_eq!(phone.keep(&vague), Taken::Refused(FixProblem::Inaccurate));
    let old = Fix { at: Timestamp(5), ..fix(0, 20) };
    assert_eq!(phone.keep(&old), Taken::Refused(FixProblem::NoTime));
    assert_eq!(phone.store.track(id(1)).unwrap().len(), 3);
}

#[test]
fn every_gap_keeps_its_reason() {
    let mut phone = walking();
    assert_eq!(phone.keep(&fix(0, 0)), Taken::Kept(None));
    assert_eq!(phone.keep(&fix(20, 61)), Taken::Kept(Some(GapReason::NoFix)));
    assert_eq!(phone.keep(&fix(900, 71)), Taken::Kept(Some(GapReason::Jump)));
    assert_eq!(phone.keep(&fix(910, 40)), Taken::Kept(Some(GapReason::Clock)));
    phone.pause(true);
    assert_eq!(phone.keep(&fix(930, 50)), Taken::Ignored, "while it pauses");
    let mut phone = phone.reopen();
    phone.pause(false);
    assert_eq!(phone.keep(&fix(910, 40)), Taken::Ignored, "the receiver's last one again");
    assert_eq!(phone.keep(&fix(911, 41)), Taken::Kept(Some(GapReason::Paused)));
    assert_eq!(phone.keep(&fix(921, 51)), Taken::Kept(None));
    phone.store.choose_track(id(1), false).unwrap();
    phone.pause(true);
    phone.pause(false);
    phone.store.choose_track(id(1), true).unwrap();
    assert_eq!(phone.keep(&fix(931, 60)), Taken::Kept(Some(GapReason::Off)));
    let lost = phone.store.keep_fix(id(1), &fix(940, 66), true).unwrap();
    assert_eq!(lost, Taken::Kept(Some(GapReason::Lost)));
    let reasons: Vec<_> =
        phone.store.track(id(1)).unwrap().into_iter().filter_map(|one| one.after_gap).collect();
    use GapReason::{Clock, Jump, Lost, NoFix, Off, Paused};
    assert_eq!(reasons, [NoFix, Jump, Clock, Paused, Off, Lost]);
}

#[test]
fn a_track_has_a_bound() {
    let mut phone = walking();
    phone.keep(&fix(0, 0));
    phone.store.connection.execute("UPDATE track_fix SET number = ?", [TRACK_FIXES]).unwrap();
    assert_eq!(phone.keep(&fix(20, 20)), Taken::Refused(FixProblem::Full));
    assert_eq!(phone.keep(&fix(0, 0)), Taken::Ignored);
}

#[test]
fn a_track_goes_when_its_member_says_so_and_with_its_record() {
    let rows = "SELECT (SELECT count(*) FROM track) + (SELECT count(*) FROM track_fix)";
    let mut phone = walking();
    phone.keep(&fix(0, 0));
    phone.store.delete_track(id(1)).unwrap();
    phone.store.delete_track(id(1)).unwrap();
    assert_eq!(phone.count(rows), 0);

    let mut phone = walking();
    phone.keep(&fix(0, 0));
    phone.hears(&Frame::Drop { spaces: vec![grid()] });
    assert_eq!(phone.count(rows), 2, "its record waits to be sent");
    let pushed = phone.push();
    phone.store.rebuild().unwrap();
    assert_eq!(phone.count(rows), 2, "a rebuild does not touch it");
    let dropped = phone.store.receive(&acks(&pushed, 0, 1, 11), &pushed).unwrap();
    assert!(dropped.topics.contains(&Topic::Track));
    assert_eq!(phone.count(rows), 0, "it went with the last thing that waited");
}

/// A record that the hub never took goes from here, and its track with it.
#[test]
fn a_track_goes_with_a_record_that_came_back() {
    let mut phone = walking();
    phone.keep(&fix(0, 0));
    let pushed = phone.push();
    let refusals = vec![Refusal { index: 0, hash: None, reason: "space".into(), other: None }];
    phone.store.receive(&Frame::Refused { refusals }, &pushed).unwrap();
    assert_eq!(phone.count("SELECT count(*) FROM track_fix"), 0);
}
