//! What every receiver keeps to, run by each backend.

use super::*;
use crate::track::gpx;

fn fix(number: i64) -> Fix {
    Fix {
        lat: 37.434_612_345_678_9 + number as f64 * 1e-5,
        lon: 118.674_7,
        accuracy: (number % 2 == 0).then_some(4.5),
        altitude: (number % 3 == 0).then_some(12.25),
        at: Timestamp(1_790_000_000_000 + number * 1_001),
    }
}

/// Asks until it ends, going to the moment it names; gives what it told and how far the time had to go.
fn told(location: &mut dyn Location) -> (Vec<Fix>, i64) {
    let (mut fixes, mut now) = (Vec::new(), Timestamp(5_000));
    loop {
        match location.hear(now) {
            Heard::Fix(fix) => fixes.push(fix),
            Heard::Lost => {}
            Heard::Later(at) => {
                assert!(at > now, "it asks to wait for what is past");
                now = at;
            }
            Heard::Ended => break,
        }
    }
    assert_eq!(location.hear(now), Heard::Ended, "the end is the end");
    (fixes, now.0 - 5_000)
}

fn conforms(of: impl Fn(Vec<Fix>) -> Box<dyn Location>) {
    assert_eq!(told(of(vec![]).as_mut()).0, []);
    let walked: Vec<Fix> = (0..250).map(fix).collect();
    assert_eq!(told(of(walked.clone()).as_mut()).0, walked, "each once, unchanged");
    // A receiver's order is kept, whatever its clock says; so is what it says twice.
    let odd = vec![fix(9), fix(3), fix(3), fix(4)];
    assert_eq!(told(of(odd.clone()).as_mut()).0, odd);
}

/// A file that was written and read again.
fn replay(fixes: Vec<Fix>, pace: Pace) -> Box<dyn Location> {
    let text = gpx::write(&[&fixes[..]]).unwrap();
    Box::new(GpxReplay::of(gpx::read(text.as_bytes()).unwrap(), pace))
}

#[test]
fn what_a_window_hands_over() {
    conforms(|fixes| Box::new(Pushed::new(fixes)));
}

#[test]
fn a_file_at_once() {
    conforms(|fixes| replay(fixes, Pace::AtOnce));
}

#[test]
fn a_file_at_the_pace_of_its_recording() {
    conforms(|fixes| replay(fixes, Pace::Times(1.0)));
    conforms(|fixes| replay(fixes, Pace::Times(60.0)));
    conforms(|fixes| replay(fixes, Pace::Times(0.0)));
}

#[test]
fn a_file_takes_as_long_as_its_pace_says() {
    let walked: Vec<Fix> = (0..101).map(fix).collect();
    assert_eq!(told(replay(walked.clone(), Pace::AtOnce).as_mut()).1, 0);
    assert_eq!(told(replay(walked.clone(), Pace::Times(1.0)).as_mut()).1, 100_100);
    assert_eq!(told(replay(walked, Pace::Times(10.0)).as_mut()).1, 10_010);
}

#[test]
fn a_file_is_lost_between_its_segments_and_only_there() {
    let segments = vec![vec![], vec![fix(0)], vec![], vec![fix(1), fix(2)]];
    let mut location = GpxReplay::of(segments, Pace::AtOnce);
    let heard: Vec<Heard> = (0..5).map(|_| location.hear(Timestamp(0))).collect();
    let fixes = |number| Heard::Fix(fix(number));
    assert_eq!(heard, [fixes(0), Heard::Lost, fixes(1), fixes(2), Heard::Ended]);
}
