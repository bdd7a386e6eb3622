//! Dates as they stand in cells. What is read is `2020-03-05`, or as much of it as was said: `2020-03`, `2020`.

use chrono::NaiveDate;

use super::grid::{Cell, Shows, serial};
use super::text;

/// Years of people who may still live here, and of moves.
const YEARS: std::ops::RangeInclusive<u32> = 1890..=2100;
/// Days since 1900 that are dates; smaller numbers are years.
const SERIALS: std::ops::RangeInclusive<f64> = 2_101.0..=73_050.0;

/// Reads a cell; none where it is no date or one that does not exist.
pub(super) fn read(cell: &Cell, from_1904: bool) -> Option<String> {
    match cell {
        Cell::Text(text) => of_text(text),
        Cell::Number(number) => of_number(*number, from_1904),
        Cell::Date { year, month, day, shows } => {
            let (year, month, day) = (u32::from(*year), u32::from(*month), u32::from(*day));
            let (month, day) = match shows {
                Shows::Year => (None, None),
                Shows::Month => (Some(month), None),
                Shows::Day => (Some(month), Some(day)),
            };
            date(year, month, day)
        }
        Cell::Bool(_) | Cell::Error(_) => None,
    }
}

fn of_text(cell: &str) -> Option<String> {
    let plain = text::plain(cell);
    // A time of day says nothing here.
    let day = plain.split(['T', 't']).next()?;
    let day = match day.split_once(' ') {
        Some((day, time)) if time.contains(':') => day,
        _ => day,
    };
    let day: String = text::squeezed(day);
    let day = day.trim_end_matches(['生', '号']).trim_end_matches("出").trim_end_matches(['.', '-', '/']);
    if day.bytes().all(|digit| digit.is_ascii_digit()) && !day.is_empty() {
        return of_digits(day);
    }
    let day = day.strip_suffix(['日', '月', '年']).unwrap_or(day);
    let parts: Vec<_> = day.split(['年', '月', '.', '-', '/', '、', ',']).collect();
    let number = |part: &&str| {
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|digit| digit.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let numbers: Option<Vec<u32>> = parts.iter().map(number).collect();
    match *numbers? {
        [year] => date(year, None, None),
        [year, month] => date(year, Some(month), None),
        [year, month, day] => date(year, Some(month), Some(day)),
        _ => None,
    }
}

/// `20200305`, `202003`, `2020`.
fn of_digits(digits: &str) -> Option<String> {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok());
    match digits.len() {
        4 => date(part(0, 4)?, None, None),
        6 => date(part(0, 4)?, Some(part(4, 6)?), None),
        8 => date(part(0, 4)?, Some(part(4, 6)?), Some(part(6, 8)?)),
        _ => None,
    }
}

fn of_number(number: f64, from_1904: bool) -> Option<String> {
    if SERIALS.contains(&number) {
        return match serial(number, from_1904) {
            day @ Cell::Date { .. } => read(&day, from_1904),
            _ => None,
        };
    }
    let written = number.to_string();
    match written.split_once('.') {
        None => of_digits(&written),
        // 1980.1 may have been 1980.10: the table program drops the nought.
        Some((_, "1")) => None,
        Some((year, month)) if month.len() <= 2 => date(year.parse().ok()?, Some(month.parse().ok()?), None),
        Some(_) => None,
    }
}

fn date(year: u32, month: Option<u32>, day: Option<u32>) -> Option<String> {
    let real = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.unwrap_or(1), day.unwrap_or(1));
    real.filter(|_| YEARS.contains(&year))?;
    Some(match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

/// Whether the first day is certainly after the second; days of which less is known may still be in order.
pub(super) fn is_after(first: &str, second: &str) -> bool {
    let same = first.len().min(second.len());
    matches!((first.get(..same), second.get(..same)), (Some(first), Some(second)) if first > second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_however_they_are_written() {
        for (cell, read_as) in [
            ("2020年3月5日", "2020-03-05"),
            ("2020 年 3 月 5 日", "2020-03-05"),
            ("2020.3.5", "2020-03-05"),
            ("2020/03/05", "2020-03-05"),
            ("2020-3-5", "2020-03-05"),
            ("2020－3－5", "2020-03-05"),
            ("20200305", "2020-03-05"),
            ("2020年3月", "2020-03"),
            ("2020.03", "2020-03"),
            ("202003", "2020-03"),
            ("2020年", "2020"),
            ("1958", "1958"),
            ("1958年生", "1958"),
            ("1958年3月出生", "1958-03"),
            ("2020-03-05 00:00:00", "2020-03-05"),
            ("2020-03-05T00:00:00", "2020-03-05"),
            ("2020.3.", "2020-03"),
        ] {
            assert_eq!(of_text(cell).as_deref(), Some(read_as), "{cell}");
            assert_eq!(of_text(read_as).as_deref(), Some(read_as), "as we write it");
        }
        for cell in ["2021-02-30", "58年3月", "3月5日", "20201305", "去年", "2020-3-5-1", "18000101", "", "5"]
        {
            assert_eq!(of_text(cell), None, "{cell}");
        }
    }

    #[test]
    fn numbers_are_days_years_or_digits() {
        let read = |number| of_number(number, false);
        assert_eq!(read(43895.0).as_deref(), Some("2020-03-05"));
        assert_eq!(read(43895.75).as_deref(), Some("2020-03-05"));
        assert_eq!(of_number(42433.0, true).as_deref(), Some("2020-03-05"));
        assert_eq!(read(1958.0).as_deref(), Some("1958"));
        assert_eq!(read(1958.03).as_deref(), Some("1958-03"));
        assert_eq!(read(1958.3).as_deref(), Some("1958-03"));
        assert_eq!(read(1958.1), None, "January or October");
        assert_eq!(read(20200305.0).as_deref(), Some("2020-03-05"));
        assert_eq!(read(202003.0).as_deref(), Some("2020-03"));
        for number in [-1.0, 0.5, 12.0, 1e300, f64::NAN, f64::INFINITY, 99_999_999.0] {
            assert_eq!(read(number), None, "{number}");
        }
    }

    #[test]
    fn days_of_which_little_is_known_are_not_after_one_another() {
        assert!(is_after("2020-03", "2020-02-11"));
        assert!(!is_after("2020", "2020-02-11"));
        assert!(!is_after("2019-12-31", "2020"));
    }
}
