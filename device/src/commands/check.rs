//! What commands check of what was typed, before anything is written: each failure names the field and says what to do.

use jinshui_core::hazard::Place;
use jinshui_core::{Code, DocumentId, Failure};

use crate::register;

/// Checks a record's name that a caller made: UUID v7, so that names sort by time and cannot be made to clash.
pub(super) fn check_caller_id(id: DocumentId) -> Result<DocumentId, Failure> {
    match id.0.get_version_num() {
        7 => Ok(id),
        _ => Err(Failure::field("id", "is to be a UUID of version 7")),
    }
}

/// A text within a length, without control characters.
pub(super) fn check_text(name: &str, text: &str, most: usize) -> Result<(), Failure> {
    let length = text.chars().count();
    if length > most {
        return Err(Failure::field(name, format!("has {length} characters; at most {most} are taken")));
    }
    if text.chars().any(|c| c.is_control() && !"\n\r\t".contains(c)) {
        return Err(Failure::field(name, "has characters that cannot be shown; type it again"));
    }
    Ok(())
}

pub(super) fn not_allowed(what: &str) -> Failure {
    Failure::new(
        Code::NotAllowed,
        format!("this member may not {what}; ask the grid assistant or the office"),
    )
}

pub(super) fn check_code(name: &str, known: bool, code: &str) -> Result<(), Failure> {
    if known {
        Ok(())
    } else {
        Err(Failure::field(name, format!("`{code}` is not one of those taken; see `jinshui commands`")))
    }
}

/// A place as people type it, down to the bare building and unit: “ ３号楼 ” is “3”. What is no building with a number, as 北门,
/// stays as it was typed.
pub(super) fn tidy_place(place: Place) -> Result<Place, Failure> {
    let (building, said_unit) = register::building(&place.building)
        .unwrap_or_else(|| (register::tidy(&place.building), String::new()));
    let unit = if place.unit.trim().is_empty() { said_unit } else { register::unit(&place.unit) };
    check_text("place.building", &building, 60)?;
    check_text("place.unit", &unit, 60)?;
    Ok(Place { building, unit })
}

/// A home as people type it: “ ３号楼 ”, “１单元”, “５０１室” is the room 501 of 3 and 1. It has the form that a workbook's row has,
/// since a home is named by it (R2).
pub(super) fn tidy_home(place: Place, room: &str) -> Result<(Place, String), Failure> {
    let place = tidy_place(place)?;
    if room.trim().is_empty() {
        return Err(Failure::field("room", "say which room, such as 501"));
    }
    let found = register::home(&place.building, &place.unit, room);
    let found =
        found.ok_or_else(|| Failure::field("room", "says another building or unit than the place"))?;
    check_text("room", &found.room, 20)?;
    Ok((Place { building: found.building, unit: found.unit }, found.room))
}

/// A person's name, in the form that a workbook's row has, since a resident is named by it (R2).
pub(super) fn tidy_name(name: &str, typed: &str) -> Result<String, Failure> {
    register::name(typed).map_err(|why| Failure::field(name, format!("is to be one person's name ({why})")))
}

/// A telephone number as it is stored; empty text stays empty.
pub(super) fn tidy_phone(name: &str, typed: &str) -> Result<String, Failure> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let why = "is to be a mobile number of 11 digits, or a landline with its area code";
    register::telephone(typed).ok_or_else(|| Failure::field(name, why))
}

/// A day as it is stored: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty text stays empty.
pub(super) fn check_day(name: &str, typed: &str) -> Result<String, Failure> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let why = "is to be a year, a month or a day: 1956, 1956-03 or 1956-03-08";
    register::day(typed).ok_or_else(|| Failure::field(name, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_people_type_them() {
        let tidy = |building: &str, unit: &str| {
            let place = tidy_place(Place { building: building.to_owned(), unit: unit.to_owned() }).unwrap();
            (place.building, place.unit)
        };
        assert_eq!(tidy(" ３号楼 ", "2单元"), ("3".to_owned(), "2".to_owned()));
        assert_eq!(tidy("北门", ""), ("北门".to_owned(), String::new()));
        assert_eq!(tidy("12栋", " 1 "), ("12".to_owned(), "1".to_owned()));
        assert_eq!(tidy("办公楼", ""), ("办公楼".to_owned(), String::new()));
        let long = Place { building: "长".repeat(61), unit: String::new() };
        assert_eq!(tidy_place(long).unwrap_err().code, Code::BadField);
    }

    #[test]
    fn rooms_names_phones_and_days_have_one_form() {
        let room = |typed: &str| {
            tidy_home(Place { building: "3".into(), unit: "1".into() }, typed).map(|home| home.1)
        };
        assert_eq!(room(" ５０１ 室 ").unwrap(), "501");
        assert_eq!(room("东户").unwrap(), "东户");
        assert!(room("  ").is_err() && room("2-501").is_err() && room(&"5".repeat(21)).is_err());
        assert_eq!(tidy_name("name", " 王 秀英 ").unwrap(), "王秀英");
        assert!(tidy_name("name", "138").is_err());
        for (typed, stored) in [
            ("138 0013-8000", "13800138000"),
            ("+86 13800138000", "13800138000"),
            ("0546-8123456", "0546-8123456"),
            ("(010) 81234567", "010-81234567"),
            (" ", ""),
        ] {
            assert_eq!(tidy_phone("phone", typed).unwrap(), stored, "{typed}");
        }
        for wrong in ["1380013800", "八一二", "23800138000", "138001380001"] {
            assert!(tidy_phone("phone", wrong).is_err(), "{wrong}");
        }
        assert_eq!(check_day("born", "1956-02-29").unwrap(), "1956-02-29");
        assert_eq!(check_day("born", "1956年3月8日").unwrap(), "1956-03-08");
        for wrong in ["56", "1957-02-29", "1956-13", "昨天", "0956-01-01"] {
            assert!(check_day("born", wrong).is_err(), "{wrong}");
        }
    }
}
