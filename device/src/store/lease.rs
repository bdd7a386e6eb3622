//! How long ago the last contact with the hub was. It is counted in steps of this device's own clock: a step back takes nothing
//! off, so that a clock that is set back makes no contact younger than it was already seen to be (R27).

use jinshui_core::Timestamp;
use jinshui_core::command::Hidden;
use rusqlite::{Connection, params};

use super::{Result, Store, identity};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Without contact for so long, homes are hidden.
const HOMES_MS: i64 = 7 * DAY_MS;
/// Without contact for so long, everything that others wrote is hidden.
const OTHERS_MS: i64 = 30 * DAY_MS;
/// Without contact for so long, the store is to be destroyed.
const OVER_MS: i64 = 90 * DAY_MS;
/// That it is past its last day has to be seen for so long, and of each step so much counts: a clock that jumps ahead, or is set
/// back and right again, destroys nothing by that.
const GRACE_MS: i64 = DAY_MS;
const GRACE_STEP_MS: i64 = DAY_MS / 4;
/// How much may pass before it is written down: so much at most is lost where the clock is set back then.
const KEPT_EVERY_MS: i64 = 10 * 60 * 1000;

/// The time without contact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lease {
    clock: Option<i64>,
    passed_ms: i64,
    over_ms: i64,
}

impl Lease {
    /// The same, with the clock at another time.
    #[must_use]
    fn at(self, now: Timestamp) -> Self {
        let step = now.0.saturating_sub(self.clock.unwrap_or(now.0)).max(0);
        let passed_ms = self.passed_ms.saturating_add(step);
        let was_over = self.passed_ms >= OVER_MS;
        let over_ms = self.over_ms.saturating_add(if was_over { step.min(GRACE_STEP_MS) } else { 0 });
        Lease { clock: Some(now.0), passed_ms, over_ms }
    }

    /// What is hidden.
    #[must_use]
    pub fn hidden(&self) -> Hidden {
        match self.passed_ms {
            OTHERS_MS.. => Hidden::Others,
            HOMES_MS.. => Hidden::Homes,
            _ => Hidden::Nothing,
        }
    }

    /// Whether the store is to be destroyed: the last day is past, and was seen to be past for another day.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over_ms >= GRACE_MS
    }

    /// Whether this is to be written down beside what is.
    fn differs(&self, kept: &Lease) -> bool {
        let moved = self.passed_ms.saturating_sub(kept.passed_ms) >= KEPT_EVERY_MS;
        moved || self.over_ms != kept.over_ms || self.clock < kept.clock || kept.clock.is_none()
    }
}

impl Store {
    /// Looks at the clock. A device that belongs to no community, or that the hub itself keeps, has no lease.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn lease(&mut self) -> Result<Lease> {
        if self.platform.hosted || identity::identity(&self.connection)?.is_none() {
            return Ok(Lease::default());
        }
        let kept = kept(&self.connection)?;
        let lease = kept.at(self.platform.clock.now());
        if lease.differs(&kept) {
            let sql = "UPDATE lease SET clock = ?, passed_ms = ?, over_ms = ?";
            self.connection.execute(sql, params![lease.clock, lease.passed_ms, lease.over_ms])?;
        }
        Ok(lease)
    }
}

fn kept(connection: &Connection) -> Result<Lease> {
    let sql = "SELECT clock, passed_ms, over_ms FROM lease";
    let row = connection.query_row(sql, [], |row| {
        Ok(Lease { clock: row.get(0)?, passed_ms: row.get(1)?, over_ms: row.get(2)? })
    });
    Ok(row?)
}

/// There was contact just now.
pub(super) fn renew(connection: &Connection, now: Timestamp) -> Result<()> {
    connection.execute("UPDATE lease SET clock = ?, passed_ms = 0, over_ms = 0", [now.0])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lease after the clock was seen at these days.
    fn after(days: &[i64]) -> Lease {
        days.iter().fold(Lease::default(), |lease, day| lease.at(Timestamp(20_000 * DAY_MS + day * DAY_MS)))
    }

    #[test]
    fn it_hides_homes_after_a_week_and_what_others_wrote_after_a_month() {
        let hidden = |days: &[i64]| after(days).hidden();
        assert_eq!(
            [&[0, 6][..], &[0, 7], &[0, 29], &[0, 30]].map(hidden),
            [Hidden::Nothing, Hidden::Homes, Hidden::Homes, Hidden::Others]
        );
    }

    #[test]
    fn a_clock_that_is_set_back_prolongs_nothing() {
        assert_eq!(after(&[0, 20, -400, -390]).hidden(), Hidden::Others, "20 and 10 days have passed");
        assert_eq!(after(&[0, 20, 0, 9]).hidden(), Hidden::Homes);
        assert_eq!(after(&[0, -3650]).hidden(), Hidden::Nothing);
        let every_week_back: Vec<i64> = (0..60).flat_map(|_| [0, 2]).collect();
        assert!(after(&every_week_back).is_over(), "120 days have passed");
    }

    #[test]
    fn jumps_of_the_clock_hide_and_destroy_nothing() {
        let jumped = after(&[0, 3650]);
        assert_eq!((jumped.hidden(), jumped.is_over()), (Hidden::Others, false));
        assert!(!after(&[0, 3650, 0, -3650, 0]).is_over(), "there and back and there");
        assert!(!after(&[0, 90, 91, 92, 93]).is_over());
        assert!(after(&[0, 90, 91, 92, 93, 94]).is_over(), "seen on four more days");
        assert!((0..=89).fold(Lease::default(), |lease, day| lease.at(Timestamp(day * DAY_MS))).over_ms == 0);
    }
}
