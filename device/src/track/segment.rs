//! Where a track goes on and where it is interrupted.

use jinshui_core::command::{Fix, GapReason};

use super::distance::metres;

/// Longer without a fix, and nobody knows which way was walked.
const GAP_MS: i64 = 60_000;
/// Farther and faster than this at once is a receiver's error, not a patrol.
const JUMP_METRES: f64 = 100.0;
const JUMP_METRES_A_SECOND: f64 = 15.0;
/// A fix nearer and younger than this says nothing new. Who stands still is kept once in this time, so that standing is no gap.
const NEAR_METRES: f64 = 3.0;
pub(crate) const NEAR_MS: i64 = 10_000;
/// A receiver's own sources overtake each other by seconds; what is older than that by more means that the clock went back.
const LATE_MS: i64 = 10_000;
/// However bad the fixes, a step longer than this is a step.
const MOST_DOUBT_METRES: f64 = 30.0;

/// A fix as the store has it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredFix {
    /// The fix.
    pub fix: Fix,
    /// Why a new segment begins with it; none where it goes on.
    pub after_gap: Option<GapReason>,
}

/// What the store knows around a new fix.
pub(crate) struct Around {
    /// The fix that was kept last.
    pub(crate) last: Fix,
    /// Those of the moments before the new one, and of its own: [`NEAR_MS`].
    pub(crate) recent: Vec<Fix>,
    /// What the new one comes after, where somebody said so: a pause, a receiver that was lost.
    pub(crate) said: Option<GapReason>,
}

/// Whether to keep a fix: none where it says nothing new, else why a new segment begins with it, if one does.
///
/// The same fixes heard a second time are ignored: those that were kept by their time, those that were not by the one they
/// were near to. Only of those that came late a repeated one cannot be told from a clock that went back.
pub(crate) fn judge(around: &Around, fix: &Fix) -> Option<Option<GapReason>> {
    let Around { last, recent, said } = around;
    // After a gap that somebody told of, the first fix is kept however near it is.
    let goes_on = said.is_none() || fix.at < last.at;
    let known = |one: &Fix| one.at == fix.at || (goes_on && metres(one, fix) < NEAR_METRES);
    if recent.iter().any(known) {
        return None;
    }
    let ms = fix.at.0 - last.at.0;
    if ms < 0 {
        return (-ms > LATE_MS).then_some(Some(GapReason::Clock));
    }
    Some(said.clone().or_else(|| gap_between(last, fix, ms)))
}

fn gap_between(last: &Fix, fix: &Fix, ms: i64) -> Option<GapReason> {
    if ms > GAP_MS {
        return Some(GapReason::NoFix);
    }
    let far = metres(last, fix);
    let jumps = far > JUMP_METRES && far > JUMP_METRES_A_SECOND * ms as f64 / 1000.0;
    jumps.then_some(GapReason::Jump)
}

/// A whole track: its segments, and why each but the first begins.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Track {
    pub(crate) segments: Vec<Vec<Fix>>,
    /// One fewer than segments.
    pub(crate) gaps: Vec<GapReason>,
}

impl Track {
    /// Cuts the fixes, in the order in which they were kept.
    pub(crate) fn of(fixes: Vec<StoredFix>) -> Self {
        let mut track = Track::default();
        for StoredFix { fix, after_gap } in fixes {
            match (track.segments.last_mut(), after_gap) {
                (Some(segment), None) => segment.push(fix),
                (None, _) => track.segments.push(vec![fix]),
                (Some(_), Some(gap)) => {
                    track.segments.push(vec![fix]);
                    track.gaps.push(gap);
                }
            }
        }
        track
    }

    /// Metres walked, gaps not counted.
    pub(crate) fn metres(&self) -> f64 {
        self.segments.iter().map(|segment| walked(segment)).sum()
    }
}

/// Metres along a segment. A step that is within the fixes' own doubt is none: who stands at a gate for two hours would
/// walk kilometres otherwise. It counts once it is out of it.
fn walked(segment: &[Fix]) -> f64 {
    let mut fixes = segment.iter();
    let Some(mut stood) = fixes.next() else { return 0.0 };
    let mut sum = 0.0;
    for fix in fixes {
        let doubt = fix.accuracy.unwrap_or(0.0).min(MOST_DOUBT_METRES);
        let step = metres(stood, fix);
        if step >= doubt {
            sum += step;
            stood = fix;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use jinshui_core::Timestamp;

    /// So many metres north after so many seconds.
    fn fix(north: f64, seconds: f64) -> Fix {
        let lat = 37.43 + north / 111_195.08;
        let at = Timestamp(1_790_000_000_000 + (seconds * 1000.0) as i64);
        Fix { lat, lon: 118.67, accuracy: None, altitude: None, at }
    }

    /// Keeps what is to be kept, as the store does.
    fn keep(fixes: &[Fix]) -> Vec<StoredFix> {
        let mut kept: Vec<StoredFix> = Vec::new();
        for fix in fixes {
            add(&mut kept, fix, None);
        }
        kept
    }

    fn add(kept: &mut Vec<StoredFix>, fix: &Fix, said: Option<GapReason>) -> bool {
        let is_recent = |one: &Fix| (0..NEAR_MS).contains(&(fix.at.0 - one.at.0));
        let recent = kept.iter().map(|one| one.fix).filter(is_recent).collect();
        let after_gap = match kept.last() {
            None => Some(None),
            Some(last) => judge(&Around { last: last.fix, recent, said }, fix),
        };
        let new = after_gap.is_some();
        kept.extend(after_gap.map(|after_gap| StoredFix { fix: *fix, after_gap }));
        new
    }

    fn gaps(fixes: &[Fix]) -> Vec<GapReason> {
        Track::of(keep(fixes)).gaps
    }

    #[test]
    fn a_minute_without_a_fix_is_a_gap_and_not_less() {
        assert_eq!(gaps(&[fix(0.0, 0.0), fix(50.0, 60.0)]), []);
        assert_eq!(gaps(&[fix(0.0, 0.0), fix(50.0, 60.1)]), [GapReason::NoFix]);
    }

    #[test]
    fn a_jump_is_far_and_fast() {
        assert_eq!(gaps(&[fix(0.0, 0.0), fix(99.0, 1.0)]), [], "fast, and not far");
        assert_eq!(gaps(&[fix(0.0, 0.0), fix(140.0, 10.0)]), [], "far, and not fast");
        assert_eq!(gaps(&[fix(0.0, 0.0), fix(160.0, 10.0)]), [GapReason::Jump]);
        let there_and_back = [fix(0.0, 0.0), fix(9_000.0, 5.0), fix(10.0, 10.0)];
        assert_eq!(gaps(&there_and_back), [GapReason::Jump, GapReason::Jump]);
        assert_eq!(Track::of(keep(&there_and_back)).metres(), 0.0);
    }

    #[test]
    fn who_stands_still_is_no_gap_and_fills_no_store() {
        let standing: Vec<Fix> =
            (0..600).map(|second| fix(f64::from(second % 2), f64::from(second))).collect();
        let kept = keep(&standing);
        assert!((55..=65).contains(&kept.len()), "{}", kept.len());
        assert_eq!(Track::of(kept).gaps, []);
    }

    #[test]
    fn the_clock_that_goes_back_begins_a_segment_and_what_is_late_does_not() {
        let walked = [fix(0.0, 0.0), fix(20.0, 15.0), fix(10.0, 8.0), fix(30.0, 20.0)];
        assert_eq!(keep(&walked).len(), 3, "the late one is left out");
        let back = [fix(0.0, 0.0), fix(200.0, 300.0), fix(210.0, 100.0), fix(220.0, 110.0)];
        assert_eq!(gaps(&back), [GapReason::NoFix, GapReason::Clock]);
    }

    #[test]
    fn what_is_heard_twice_adds_nothing() {
        let mut heard: Vec<Fix> = (0..200).map(|step| fix(f64::from(step) * 1.3, f64::from(step))).collect();
        heard.extend((0..50).map(|step| fix(900.0 + f64::from(step), 20.5 + f64::from(step))));
        let once = keep(&heard);
        assert!(once.len() < heard.len());
        let mut twice = once.clone();
        for fix in &heard {
            assert!(!add(&mut twice, fix, None), "{fix:?}");
        }
        assert_eq!(once, twice);
    }

    #[test]
    fn what_somebody_said_is_the_reason_and_survives_a_repeated_fix() {
        let mut kept = keep(&[fix(0.0, 0.0), fix(10.0, 10.0)]);
        assert!(
            !add(&mut kept, &fix(10.0, 10.0), Some(GapReason::Paused)),
            "the receiver's last fix once more"
        );
        assert!(add(&mut kept, &fix(10.5, 12.0), Some(GapReason::Paused)));
        assert_eq!(Track::of(kept).gaps, [GapReason::Paused]);
    }

    #[test]
    fn metres_count_within_segments_only_and_beyond_doubt_only() {
        let track =
            Track::of(keep(&[fix(0.0, 0.0), fix(40.0, 30.0), fix(1_000.0, 500.0), fix(1_025.0, 520.0)]));
        assert!((track.metres() - 65.0).abs() < 0.01, "{}", track.metres());
        let shaky: Vec<Fix> = (0..720)
            .map(|ten| Fix { accuracy: Some(12.0), ..fix(f64::from(ten % 3) * 4.0, f64::from(ten) * 10.0) })
            .collect();
        assert_eq!(Track::of(keep(&shaky)).metres(), 0.0, "two hours at the gate");
        let walk: Vec<Fix> = (0..101)
            .map(|step| Fix { accuracy: Some(12.0), ..fix(f64::from(step) * 5.0, f64::from(step) * 5.0) })
            .collect();
        let metres = Track::of(keep(&walk)).metres();
        assert!((485.0..=500.1).contains(&metres), "{metres}");
    }
}
