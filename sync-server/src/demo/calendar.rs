//! The days of the month that is lived, told from now backwards. Times of day are those of this computer, so that an evening
//! patrol is in the evening for whoever looks at it here.

use chrono::{Days, Local, NaiveTime, TimeZone};
use jinshui_core::Timestamp;

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;
/// When the first day begins: people let their devices join.
const BEGIN: (u32, u32) = (7, 30);

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// So many days ago, at this hour and minute.
    Day(u32, u32, u32),
    /// So many minutes ago. What happens today is told so, whatever hour it is.
    Ago(i64),
}

/// So many days ago, at this hour and minute.
pub(super) const fn day(days: u32, hour: u32, minute: u32) -> When {
    When::Day(days, hour, minute)
}

/// So many minutes ago.
pub(super) const fn ago(minutes: i64) -> When {
    When::Ago(minutes)
}

/// The days that are lived.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    now: Timestamp,
    days: u32,
}

impl Calendar {
    /// So many days until now.
    pub(super) fn new(now: Timestamp, days: u32) -> Self {
        Calendar { now, days }
    }

    /// How many days.
    pub(super) fn days(&self) -> u32 {
        self.days
    }

    /// When it begins.
    pub(super) fn begin(&self) -> Timestamp {
        self.first(BEGIN.0, BEGIN.1)
    }

    /// A moment of the first day.
    pub(super) fn first(&self, hour: u32, minute: u32) -> Timestamp {
        self.at(day(self.days, hour, minute))
    }

    /// Whether a moment lies in the month, after its first morning, in which everything is set up.
    pub(super) fn holds(&self, when: When) -> bool {
        self.at(when) >= self.first(10, 30)
    }

    /// A moment of the month; one before it is moved to a time of its first day.
    pub(super) fn within(&self, when: When, hour: u32, minute: u32) -> Timestamp {
        if self.holds(when) { self.at(when) } else { self.first(hour, minute) }
    }

    /// The moment itself.
    pub(super) fn at(&self, when: When) -> Timestamp {
        match when {
            When::Ago(minutes) => self.now.plus_ms(-minutes * MINUTE),
            When::Day(days, hour, minute) => local(self.now, days, hour, minute)
                // Where the clock jumped over that minute, as on the day summer time begins: near it.
                .unwrap_or_else(|| self.now.plus_ms(-i64::from(days) * 24 * 60 * MINUTE)),
        }
    }
}

fn local(now: Timestamp, days: u32, hour: u32, minute: u32) -> Option<Timestamp> {
    let today = Local.timestamp_millis_opt(now.0).single()?.date_naive();
    let that_day = today.checked_sub_days(Days::new(u64::from(days)))?;
    let moment = that_day.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?);
    moment.and_local_timezone(Local).earliest().map(|moment| Timestamp(moment.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_now_backwards_and_the_first_morning_is_kept_free() {
        let calendar = Calendar::new(Timestamp(1_795_000_000_000), 3);
        assert_eq!(calendar.at(ago(2)), Timestamp(1_795_000_000_000 - 120_000));
        assert_eq!(calendar.at(day(1, 9, 30)).0 - calendar.at(day(2, 9, 30)).0, 86_400_000);
        assert_eq!(calendar.begin(), calendar.at(day(3, 7, 30)));
        assert!(
            calendar.holds(day(3, 10, 30))
                && !calendar.holds(day(3, 10, 0))
                && !calendar.holds(day(4, 12, 0))
        );
    }
}
