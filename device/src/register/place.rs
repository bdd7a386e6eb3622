//! Where a home is: building, unit and room, from cells of their own or from an address in one. As people say it, without
//! 号楼, 单元 and 室, so that 3号楼, 3栋 and 3 are the same building. A room stays as written: 0501 is not 501.

use serde::Serialize;

use super::text;

/// Where a home is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Without 号楼; with the name of the compound where one was written.
    pub building: String,
    /// Without 单元; empty where the building has none.
    pub unit: String,
    /// As written, without 室.
    pub room: String,
}

/// What ends a building's number, longest first.
const BUILDING_ENDS: &[&str] = &["号住宅楼", "号楼", "号栋", "栋楼", "栋", "幢", "座", "楼", "号"];
/// What ends a building's number in a title; 楼 alone may be a floor there.
const TITLE_ENDS: &[&str] = &["号住宅楼", "号楼", "号栋", "栋", "幢", "座"];
const UNIT_ENDS: &[&str] = &["号单元", "单元", "号门洞", "门洞"];
const ROOM_ENDS: &[&str] = &["号房间", "房间", "号室", "号房", "室", "房", "号", "户"];

/// A building from its own cell, and the unit where the cell says that too, as 3号楼2单元 or 3-2.
pub(super) fn building(cell: &str) -> (String, String) {
    let cell = written(cell);
    if let Some((before, after)) = split_at_unit(&cell)
        && after.is_empty()
    {
        return split_building(&before).unwrap_or((before, String::new()));
    }
    match cell.split_once('-') {
        Some((number, unit)) if is_number(number) && is_number(unit) => (number.to_owned(), unit.to_owned()),
        _ => (building_number(&cell), String::new()),
    }
}

/// A unit from its own cell.
pub(super) fn unit(cell: &str) -> String {
    number(&strip_end(&written(cell), UNIT_ENDS))
}

/// A room from its own cell; where the cell says more, as 2-501, what it says of building and unit is checked against
/// what is known. None where they differ.
pub(super) fn room(cell: &str, building: &str, unit: &str) -> Option<Place> {
    let cell = written(cell);
    let place = |building: &str, unit: &str, room: &str| Place {
        building: building.to_owned(),
        unit: unit.to_owned(),
        room: room_number(room),
    };
    let parts: Vec<_> = cell.split('-').collect();
    let more = match *parts {
        [of_building, of_unit, room] if [of_building, of_unit, room].into_iter().all(is_number) => {
            place(of_building, of_unit, room)
        }
        // 101-102 are two rooms made one, 1-102 is a room of the first unit.
        [of_unit, room] if is_number(of_unit) && of_unit.len() <= 2 && is_number(room) => {
            place(building, of_unit, room)
        }
        _ if cell.contains("单元") || cell.contains("号楼") => match address(&cell, "", "") {
            Some(address) => address,
            None => {
                let (of_unit, room) = split_at_unit(&cell)?;
                place(building, &number(&of_unit), &room)
            }
        },
        _ => place(building, unit, &cell),
    };
    let agrees = |said: &str, known: &str| known.is_empty() || said == known;
    (agrees(&more.building, building) && agrees(&more.unit, unit)).then_some(more)
}

/// An address in one cell: 3号楼2单元501室, 3-2-501, 3#2-501. Where the building is known from elsewhere, 2-501 is a unit
/// and a room.
pub(super) fn address(cell: &str, building: &str, unit: &str) -> Option<Place> {
    let written = written(cell);
    if !building.is_empty() && is_only_a_room(&written) {
        return room(&written, building, unit);
    }
    let said = ["居委会", "社区", "街道"].iter().find_map(|part| written.rsplit_once(part));
    let said = said.map_or(written.as_str(), |(_, said)| said);
    let (building, unit, room) = if let Some((before, room)) = split_at_unit(said) {
        let (building, unit) = split_building(&before)?;
        (building, unit, room)
    } else if let Some((building, rest)) = split_end(said, BUILDING_ENDS) {
        let rest = rest.trim_matches('-');
        let (unit, room) = rest.split_once('-').unwrap_or(("", rest));
        (building, number(unit), room.to_owned())
    } else {
        let parts: Vec<_> = said.split(['-', '/', '.', '_', '~']).collect();
        match *parts {
            [building, unit, room] => (building.to_owned(), unit.to_owned(), room.to_owned()),
            [building, room] => (building.to_owned(), String::new(), room.to_owned()),
            _ => return None,
        }
    };
    let room = room_number(room.trim_matches('-'));
    let is_room = room.chars().any(|letter| letter.is_ascii_digit()) || room.ends_with('户');
    (is_room && !building.is_empty()).then_some(Place { building, unit, room })
}

/// Whether there is at most a unit in it besides the room.
fn is_only_a_room(said: &str) -> bool {
    let said = strip_end(said, ROOM_ENDS);
    let bare = said.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    bare && said.split('-').count() < 3 && said.chars().any(|letter| letter.is_ascii_digit())
}

/// The building, and the unit if it is said, in a sheet's name, a title or a line above a group of rows.
pub(super) fn of_title(title: &str) -> Option<(String, String)> {
    let title = written(title);
    let (before, after) = TITLE_ENDS.iter().find_map(|end| title.split_once(end))?;
    let is_part = |letter: &char| letter.is_ascii_alphanumeric() || is_numeral(*letter);
    let mut letters: Vec<_> = before.chars().rev().take_while(is_part).collect();
    letters.reverse();
    let name: String = letters.into_iter().collect();
    if name.is_empty() {
        return None;
    }
    let unit = split_at_unit(after).map(|(unit, _)| number(&unit)).filter(|unit| is_number(unit));
    Some((number(&name), unit.unwrap_or_default()))
}

/// Squeezed, with one sign for each of the many dashes and the number sign spelled out.
fn written(cell: &str) -> String {
    text::squeezed(cell).replace("#楼", "号楼").replace('#', "号楼").replace("--", "-")
}

/// What stands before and after 单元; 门 counts between digits.
fn split_at_unit(said: &str) -> Option<(String, String)> {
    if let Some((before, after)) = UNIT_ENDS.iter().find_map(|end| said.split_once(end)) {
        return Some((before.to_owned(), after.to_owned()));
    }
    let (before, after) = said.split_once('门')?;
    let between = before.ends_with(|letter: char| letter.is_ascii_digit())
        && after.starts_with(|letter: char| letter.is_ascii_digit());
    between.then(|| (before.to_owned(), after.to_owned()))
}

/// 3号楼2 or 3-2 as building and unit.
fn split_building(said: &str) -> Option<(String, String)> {
    if let Some((building, unit)) = split_end(said, BUILDING_ENDS) {
        return Some((building, number(unit.trim_matches('-'))));
    }
    let (building, unit) = said.rsplit_once('-')?;
    let (building, unit) = (number(building), number(unit));
    (!building.is_empty() && !unit.is_empty()).then_some((building, unit))
}

/// What stands before and after the first end that is there; the name of a compound stays with its building.
fn split_end(said: &str, ends: &[&str]) -> Option<(String, String)> {
    let (before, after, end) = ends
        .iter()
        .filter_map(|end| said.split_once(end).map(|(before, after)| (before, after, end)))
        .find(|(before, ..)| !before.is_empty())?;
    let building = number(before);
    let building = if is_number(&building) { building } else { format!("{before}{end}") };
    Some((building, after.to_owned()))
}

fn building_number(said: &str) -> String {
    let bare = number(&strip_end(said, BUILDING_ENDS));
    if is_number(&bare) { bare } else { said.to_owned() }
}

fn room_number(said: &str) -> String {
    let bare = strip_end(said, ROOM_ENDS);
    let is_number = bare.ends_with(|letter: char| letter.is_ascii_alphanumeric());
    if is_number { bare } else { said.to_owned() }
}

fn strip_end(said: &str, ends: &[&str]) -> String {
    let bare = ends.iter().find_map(|end| said.strip_suffix(end)).unwrap_or(said);
    if bare.is_empty() { said.to_owned() } else { bare.to_owned() }
}

/// Whether it is a number or a letter, as buildings and units have: 3, 12A, B.
fn is_number(said: &str) -> bool {
    !said.is_empty() && said.len() <= 6 && said.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

fn is_numeral(letter: char) -> bool {
    "一二三四五六七八九十".contains(letter)
}

/// 三 as 3, 十二 as 12; anything else as it is. 第 before a number is left out.
fn number(said: &str) -> String {
    let bare = said.strip_prefix('第').unwrap_or(said);
    if bare.is_empty() || !bare.chars().all(is_numeral) {
        return if is_number(bare) { bare.to_owned() } else { said.to_owned() };
    }
    let digit =
        |part: &str| "一二三四五六七八九".chars().position(|one| part == one.to_string()).map(|at| at + 1);
    let value = match bare.split_once('十') {
        None => digit(bare),
        Some((tens, ones)) => {
            let part = |part: &str, none| if part.is_empty() { Some(none) } else { digit(part) };
            part(tens, 1).zip(part(ones, 0)).map(|(tens, ones)| tens * 10 + ones)
        }
    };
    value.map_or_else(|| said.to_owned(), |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(building: &str, unit: &str, room: &str) -> Place {
        Place { building: building.to_owned(), unit: unit.to_owned(), room: room.to_owned() }
    }

    #[test]
    fn an_address_is_taken_apart() {
        for (cell, said) in [
            ("3号楼2单元501室", ("3", "2", "501")),
            ("３号楼２单元５０１", ("3", "2", "501")),
            ("3-2-501", ("3", "2", "501")),
            ("3—2—501", ("3", "2", "501")),
            ("三号楼二单元501", ("3", "2", "501")),
            ("3栋501", ("3", "", "501")),
            ("3-501", ("3", "", "501")),
            ("3#2-501", ("3", "2", "501")),
            ("3#楼 2单元 0501 室", ("3", "2", "0501")),
            ("A座1203", ("A", "", "1203")),
            ("3号楼2门501", ("3", "2", "501")),
            ("金水街道金水社区12号楼1单元东户", ("12", "1", "东户")),
            ("金水花园3号楼2单元501", ("金水花园3号楼", "2", "501")),
            ("3-2单元501", ("3", "2", "501")),
            ("第3幢 第2单元 501号", ("3", "2", "501")),
            ("十二号楼1单元101", ("12", "1", "101")),
        ] {
            assert_eq!(address(cell, "", ""), Some(place(said.0, said.1, said.2)), "{cell}");
        }
        for cell in ["金水社区", "3号楼", "3号楼2单元", "东户", "", "501", "1-2-3-4", "见附表", "—"]
        {
            assert_eq!(address(cell, "", ""), None, "{cell}");
        }
        assert_eq!(
            address("2-501", "3", ""),
            Some(place("3", "2", "501")),
            "on the sheet of the third building"
        );
        assert_eq!(address("501室", "3", "2"), Some(place("3", "2", "501")));
    }

    #[test]
    fn cells_of_their_own() {
        for (cell, said) in [
            ("3号楼", ("3", "")),
            ("3栋", ("3", "")),
            ("03", ("03", "")),
            ("A座", ("A", "")),
            ("第三幢", ("3", "")),
            ("3号楼2单元", ("3", "2")),
            ("3-2", ("3", "2")),
            ("3#", ("3", "")),
            ("平房区", ("平房区", "")),
            ("楼", ("楼", "")),
        ] {
            assert_eq!(building(cell), (said.0.to_owned(), said.1.to_owned()), "{cell}");
        }
        assert_eq!([unit("2单元"), unit("二单元"), unit("东单元"), unit("单元")], ["2", "2", "东", "单元"]);
        assert_eq!(room("501室", "3", "2"), Some(place("3", "2", "501")));
        assert_eq!(room("0501", "3", ""), Some(place("3", "", "0501")));
        assert_eq!(room("2-501", "3", ""), Some(place("3", "2", "501")));
        assert_eq!(room("2-501", "3", "2"), Some(place("3", "2", "501")));
        assert_eq!(room("2单元501", "3", ""), Some(place("3", "2", "501")));
        assert_eq!(room("3-2-501", "", ""), Some(place("3", "2", "501")));
        assert_eq!(room("3号楼2单元501室", "3", ""), Some(place("3", "2", "501")));
        assert_eq!(room("101-102", "3", ""), Some(place("3", "", "101-102")));
        assert_eq!(room("1-501", "3", "2"), None, "the cell beside it says the second unit");
        assert_eq!(room("东户", "3", "2"), Some(place("3", "2", "东户")));
    }

    #[test]
    fn titles_say_the_building() {
        let said = |title: &str| of_title(title);
        assert_eq!(said("3号楼"), Some(("3".into(), String::new())));
        assert_eq!(said("金水社区三号楼2单元住户登记表"), Some(("3".into(), "2".into())));
        assert_eq!(said("A座"), Some(("A".into(), String::new())));
        for title in ["Sheet1", "金水社区住户登记表", "讲座", "2026年", "一楼商铺"] {
            assert_eq!(said(title), None, "{title}");
        }
    }

    #[test]
    fn what_was_read_once_reads_the_same_again() {
        for cell in ["3号楼", "金水花园3号楼", "平房区", "A座", "第三幢", "号楼", "十楼", "楼号"]
        {
            let (once, _) = building(cell);
            assert_eq!(building(&once).0, once, "{cell}");
        }
        for cell in ["501室", "东户", "501户", "负一室", "1203号房", "室", "501室室"] {
            let once = room(cell, "3", "2").unwrap();
            assert_eq!(room(&once.room, "3", "2"), Some(once), "{cell}");
        }
    }
}
