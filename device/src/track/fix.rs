//! Whether a fix can be true, and what becomes of it.

use jinshui_core::command::{Fix, FixProblem, GapReason};

/// 2000-01-01 and 2100-01-01, in milliseconds since 1970.
const CENTURY: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;
/// A fix that may lie farther off names no street: the network's guess, not a satellite's.
const INACCURATE_METRES: f64 = 100.0;

/// What became of a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is kept; where a new segment begins with it, why.
    Kept(Option<GapReason>),
    /// It says nothing new.
    Ignored,
    /// It cannot be true, or there is no room.
    Refused(FixProblem),
}

/// Why a fix cannot be true; none where it can.
pub(crate) fn problem(fix: &Fix) -> Option<FixProblem> {
    let on_earth = (-90.0..=90.0).contains(&fix.lat) && (-180.0..=180.0).contains(&fix.lon);
    let nowhere = fix.lat == 0.0 && fix.lon == 0.0;
    let altitude_ok = fix.altitude.is_none_or(f64::is_finite);
    let accuracy_ok = fix.accuracy.is_none_or(|metres| metres.is_finite() && metres >= 0.0);
    if !on_earth || nowhere || !altitude_ok || !accuracy_ok {
        return Some(FixProblem::NoPlace);
    }
    if fix.accuracy.is_some_and(|metres| metres > INACCURATE_METRES) {
        return Some(FixProblem::Inaccurate);
    }
    (!CENTURY.contains(&fix.at.0)).then_some(FixProblem::NoTime)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jinshui_core::Timestamp;

    const GOOD: Fix = Fix {
        lat: 37.43,
        lon: 118.67,
        accuracy: Some(8.0),
        altitude: None,
        at: Timestamp(1_790_000_000_000),
    };

    #[test]
    fn what_cannot_be_true_is_refused_with_its_reason() {
        assert_eq!(problem(&GOOD), None);
        assert_eq!(problem(&Fix { accuracy: None, ..GOOD }), None);
        let no_place = Some(FixProblem::NoPlace);
        for lat in [f64::NAN, f64::INFINITY, 90.1, -90.1] {
            assert_eq!(problem(&Fix { lat, ..GOOD }), no_place, "{lat}");
        }
        for lon in [f64::NAN, f64::NEG_INFINITY, 180.1, -180.1] {
            assert_eq!(problem(&Fix { lon, ..GOOD }), no_place, "{lon}");
        }
        assert_eq!(problem(&Fix { lat: 0.0, lon: -0.0, ..GOOD }), no_place);
        assert_eq!(problem(&Fix { altitude: Some(f64::NAN), ..GOOD }), no_place);
        for accuracy in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(problem(&Fix { accuracy: Some(accuracy), ..GOOD }), no_place, "{accuracy}");
        }
        assert_eq!(problem(&Fix { accuracy: Some(100.5), ..GOOD }), Some(FixProblem::Inaccurate));
        for at in [0, i64::MIN, i64::MAX, CENTURY.end] {
            assert_eq!(problem(&Fix { at: Timestamp(at), ..GOOD }), Some(FixProblem::NoTime), "{at}");
        }
    }
}
