//! The matrix of rights: every role × space × kind × deed, asked of the referee by real changes and of the tables that draw the
//! buttons, which have to agree. `docs/access.md` holds it, for people to read and for a change of it to be seen.
//!
//! `JINSHUI_WRITE_ACCESS=1 cargo test -p jinshui-core --test deeds access` writes the page anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jinshui_core::command::Command;
use jinshui_core::document::Edit;
use jinshui_core::hazard::{Act, HazardField};
use jinshui_core::patrol::PatrolAct;
use jinshui_core::referee::{self, Party, Reason, Walker};
use jinshui_core::{Kind, MemberId, Space, access};

use crate::deed::{Deed, Does};
use crate::record::{after, deeds, edit_of, kinds, states_from, walk};
use crate::scene::{Record, answer, people, sealed};
use crate::written::{concurrent, list, rows, under};

/// A role with one who holds it at grid 17 or its first stairwell, and one who holds it elsewhere, where that is possible.
const ROLES: &[(&str, &str, Option<&str>)] = &[
    ("volunteer", "volunteer-17-1", Some("volunteer-03-1")),
    ("head", "head-097", Some("head-013")),
    ("assistant", "assistant-17", Some("assistant-03")),
    ("worker", "worker-5", Some("worker-2")),
    ("police", "police-1", None),
    ("office", "office-1", None),
    ("property", "property-1", None),
    ("resident", "resident-1", None),
    ("left", "left-1", None),
];

/// Who began the records that are somebody else's: of the office, and no role's example.
const OTHER: &str = "office-2";

fn spaces() -> Vec<(&'static str, Space)> {
    vec![
        ("community", Space::Community),
        ("grid, own", Space::Grid("g17".into())),
        ("grid, another", Space::Grid("g03".into())),
        ("homes, own", Space::Homes("a097".into())),
        ("homes, another of the grid", Space::Homes("a098".into())),
        ("homes, another grid's", Space::Homes("a013".into())),
        ("police", Space::Police),
        ("council", Space::Council),
        ("case, named", sealed(true)[0].clone()),
        ("case, not named", sealed(false)[0].clone()),
        ("care, named", sealed(true)[1].clone()),
        ("care, not named", sealed(false)[1].clone()),
        ("card, named", sealed(true)[2].clone()),
        ("card, not named", sealed(false)[2].clone()),
        ("answer, own", answer("")),
        ("answer, another's", answer(ANSWERS_TOO)),
        ("unknown", Space::parse("moon/1")),
    ]
}

/// One who is in no column, and answers.
const ANSWERS_TOO: &str = "volunteer-17-2";

/// The space of a row, to somebody: an answer is each one's own.
fn of(space: &Space, who: &str) -> Space {
    match space {
        Space::Answer { member, .. } if member.as_str().is_empty() => answer(who),
        other => other.clone(),
    }
}

/// How somebody stands to the records of a row.
#[derive(Clone, Copy, PartialEq)]
enum Tie {
    None,
    /// Reported it, or leads it.
    Began,
    /// It is given to them, they walk along, or they are named in it.
    Given,
}

/// A begun record to which somebody stands like this; none where they cannot.
fn tied(kind: &Kind, space: &Space, who: &str, tie: Tie) -> Option<Record> {
    let named = match space {
        Space::Case(_) => Some(sealed(true)[0].clone()),
        Space::Care(_) => Some(sealed(true)[1].clone()),
        _ => None,
    };
    let space = if tie == Tie::Given { named.as_ref().unwrap_or(space) } else { space };
    let mut record = Record::blank(kind, space);
    let begins = &deeds(kind)[0];
    let by = match kind {
        _ if tie == Tie::Began => who,
        Kind::Card | Kind::Watch => "police-2",
        Kind::Answer => who,
        _ => OTHER,
    };
    let edit = edit_of(begins, &record, by, 0, "b")?;
    let written = record.reopened().write(1, &edit).ok()?;
    record.take(by, 1, &written).ok()?;
    let edit = match (tie, kind) {
        (Tie::Given, Kind::Hazard) => {
            let to = if who == "property-1" { "property".to_owned() } else { format!("member:{who}") };
            Edit::new(&OTHER.into(), jinshui_core::Timestamp(2)).act(
                "g".into(),
                "assign",
                Some(to),
                String::new(),
            )
        }
        (Tie::Given, Kind::Patrol) => {
            let (id, member) = ("g".to_owned(), MemberId::from(who));
            jinshui_core::patrol::PatrolEdit::Team { id, member, here: true }
                .by(&OTHER.into(), jinshui_core::Timestamp(2))
        }
        (Tie::Given, _) if named.is_some() => return Some(record),
        (Tie::Given, _) => return None,
        _ => return Some(record),
    };
    let mut record = record.reopened();
    record.does(1, &edit);
    Some(record)
}

/// The states of such a record; one that was given away is looked at where it stands.
fn states(kind: &Kind, space: &Space, who: &str, tie: Tie) -> Vec<Record> {
    let Some(record) = tied(kind, space, who, tie) else { return Vec::new() };
    if (tie, kind) != (Tie::Given, &Kind::Hazard) {
        return states_from(&record).into_iter().map(|(_, record)| record).collect();
    }
    let mut on = record.reopened();
    walk(&mut on, 1, 1, &["start"]);
    vec![record, on]
}

/// What the hub says to somebody's deed; none where it cannot be done to a record in this state by anyone.
fn asked(deed: &Deed, record: &Record, space: &Space, who: &str) -> Option<Result<(), Reason>> {
    let edit = edit_of(deed, record, who, 1, "d")?;
    let written = record.reopened().write(9, &edit).ok().filter(|written| !written.is_empty())?;
    let verdict = |who: &str| {
        let mut hub = record.clone();
        hub.space = space.clone();
        hub.take(who, 9, &written)
    };
    // A closed report is described by nobody: that is its state, and no right.
    let verdict = verdict(who);
    (verdict != Err(Reason::Closed)).then_some(verdict)
}

/// Whether the tables offer a deed to somebody: what screens ask before they draw a button.
fn offered(deed: &Deed, record: &Record, space: &Space, who: &str) -> bool {
    let member = people().member(&who.into()).unwrap();
    let roles = access::roles_in(people(), member, space);
    let standing = record.document.standing(&[]);
    let party = Party::of(people(), member, space, &standing);
    let patrol = record.document.patrol_standing(&[]);
    let walker = Walker::of(people(), member, space, &patrol);
    let may = match (&record.kind, deed.name, &deed.does) {
        (_, "move", Does::Set(_, [_, to])) => referee::may_move(people(), member, space, &Space::parse(to)),
        (Kind::Hazard, _, Does::Begin(_)) => referee::may_report(&roles),
        (Kind::Hazard, _, Does::Step(act, _)) => {
            referee::acts(&party, &standing).contains(&Act::from_code(act))
        }
        (Kind::Hazard, "comment" | "photo", _) => referee::may_add(&party),
        (Kind::Hazard, "choose-status" | "choose-assignee", _) => referee::may_choose(&party),
        (Kind::Hazard, ..) => referee::may_edit(&party, &standing, HazardField::Category),
        (Kind::Patrol, _, Does::Begin(_)) => referee::may_start_patrol(&roles),
        (Kind::Patrol, _, Does::Step(act, _)) => {
            referee::patrol_acts(&walker, &patrol).contains(&PatrolAct::from_code(act))
        }
        (Kind::Patrol, "comment", _) => walker.may_add(),
        (Kind::Patrol, "choose-status", _) => walker.may_choose(),
        (Kind::Patrol, ..) => walker.may_record(),
        (Kind::Checklist, ..) => referee::may_write_checklists(&roles),
        (Kind::Home, "look", _) => referee::may_look(&roles),
        (Kind::Home | Kind::Resident, ..) => referee::may_keep_homes(&roles),
        (Kind::Case, "open" | "name" | "take-off", _) => referee::may_open_case(&roles),
        (Kind::Case, ..) => referee::may_mediate(people(), member, space),
        (Kind::Card, ..) => referee::may_send_cards(&roles),
        (Kind::Answer, ..) => referee::may_answer(people(), member, space),
        (Kind::Care, "open" | "name" | "take-off", _) => referee::may_open_care(&roles),
        (Kind::Care, ..) => referee::may_care(people(), member, space),
        (Kind::Watch, ..) => referee::may_watch(&roles),
        (Kind::Unknown(_), ..) => false,
    };
    may && access::may_write(people(), member, space)
}

/// Somebody of a role, with the records of a kind by how they stand to them.
struct Case {
    who: &'static str,
    blank: Record,
    records: [Vec<Record>; 3],
}

impl Case {
    fn of(kind: &Kind, space: &Space, who: &'static str) -> Self {
        let records = [Tie::None, Tie::Began, Tie::Given].map(|tie| {
            let given = |record: &Record| {
                let member = people().member(&who.into()).unwrap();
                Party::of(people(), member, space, &record.document.standing(&[])).is_assignee
            };
            let mut records = states(kind, space, who, tie);
            // In some states it was given to the property company.
            records.retain(|record| given(record) == (tie == Tie::Given && kind == &Kind::Hazard));
            records
        });
        Case { who, blank: Record::blank(kind, space), records }
    }

    /// What they may do: in all states alike, and as the buttons say.
    fn may(&self, deed: &Deed, records: &[Record]) -> bool {
        let mut answers = Vec::new();
        for record in records {
            let Some(verdict) = asked(deed, record, &record.space, self.who) else { continue };
            let offered = offered(deed, record, &record.space, self.who);
            let what = format!("{}, {} {}", self.who, record.kind, deed.name);
            assert_eq!(verdict.is_ok(), offered, "{what}: the hub says {verdict:?}");
            answers.push(verdict.is_ok());
        }
        assert!(
            answers.windows(2).all(|pair| pair[0] == pair[1]),
            "{}, {}: in some states",
            self.who,
            deed.name
        );
        answers.first().copied().unwrap_or(false)
    }

    fn cell(&self, deed: &Deed) -> &'static str {
        if deed.begins() {
            return if self.may(deed, std::slice::from_ref(&self.blank)) { "yes" } else { "–" };
        }
        match [0, 1, 2].map(|tie| self.may(deed, &self.records[tie])) {
            [true, ..] => "yes",
            [_, true, true] => "own, given",
            [_, true, _] => "own",
            [_, _, true] => "given",
            _ => "–",
        }
    }
}

fn line(page: &mut String, first: &str, cells: impl Iterator<Item = String>) {
    writeln!(page, "| {first} | {} |", cells.collect::<Vec<_>>().join(" | ")).unwrap();
}

fn head(page: &mut String, title: &str, first: &str, columns: &[&str]) {
    writeln!(page, "\n### {title}\n").unwrap();
    line(page, first, columns.iter().map(|name| (*name).to_owned()));
    line(page, "---", columns.iter().map(|_| "---".to_owned()));
}

/// Who reads and writes each space; [`access::readable`] says the same as [`access::may_read`].
fn spaces_table(page: &mut String, names: &[&str]) {
    head(page, "Spaces", "Space", names);
    for (name, space) in spaces() {
        let cell = |(_, who, _): &(&str, &str, Option<&str>)| {
            let member = people().member(&(*who).into()).unwrap();
            let space = of(&space, who);
            let reads = access::may_read(people(), member, &space);
            let listed = access::readable(people(), member).contains(&space);
            assert_eq!(reads, listed, "{who} {space}");
            let manages = referee::may_manage(people(), member, &space);
            assert_eq!(manages, referee::managed(people(), member).contains(&space), "{who} {space}");
            match (reads, access::may_write(people(), member, &space), manages) {
                (true, true, true) => "read, write, box",
                (true, true, false) => "read, write",
                (true, false, false) => "read",
                (false, false, false) => "–",
                other => panic!("{who} in {space}: {other:?}"),
            }
            .to_owned()
        };
        line(page, name, ROLES.iter().map(cell));
    }
}

/// Where records may be begun at all, by anyone.
fn places_table(page: &mut String) {
    let names: Vec<_> = kinds().iter().map(|(kind, _)| kind.code().to_owned()).collect();
    head(page, "Where a record may be", "Space", &names.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, space) in spaces() {
        let cell = |(kind, _): (Kind, Space)| {
            let begins = |(_, who, _): &(&str, &str, Option<&str>)| {
                let space = of(&space, who);
                let blank = Record::blank(&kind, &space);
                asked(&deeds(&kind)[0], &blank, &space, who) == Some(Ok(()))
            };
            if ROLES.iter().any(begins) { "yes" } else { "–" }.to_owned()
        };
        line(page, name, kinds().into_iter().map(cell));
    }
}

/// Where somebody would do a deed: an answer lies in a space of its own.
fn whose(kind: &Kind, space: &Space, who: &str) -> Space {
    if kind == &Kind::Answer { answer(who) } else { space.clone() }
}

/// The generated part of the page.
fn matrix() -> String {
    let mut page = String::new();
    let names: Vec<_> = ROLES.iter().map(|(name, ..)| *name).collect();
    spaces_table(&mut page, &names);
    places_table(&mut page);
    for (kind, space) in kinds() {
        head(&mut page, kind.code(), "Deed", &names);
        let cases: Vec<_> =
            ROLES.iter().map(|(_, who, _)| Case::of(&kind, &whose(&kind, &space, who), who)).collect();
        for deed in deeds(&kind) {
            let cells = cases.iter().map(|case| case.cell(&deed).to_owned());
            line(&mut page, &format!("`{}`", deed.name), cells);
        }
    }
    page
}

const BEGIN: &str = "<!-- generated by core/tests/deeds/access.rs -->\n";
const END: &str = "<!-- end -->\n";

#[test]
fn r16_the_matrix_of_rights_is_as_it_was_read_and_the_buttons_say_the_same() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/access.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once(BEGIN).expect("the page has its generated part");
    let (committed, after) = rest.split_once(END).expect("the generated part ends");
    let now = matrix();
    if std::env::var_os("JINSHUI_WRITE_ACCESS").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{now}{END}{after}")).unwrap();
        return;
    }
    let differ = now.lines().zip(committed.lines()).find(|(now, was)| now != was);
    assert_eq!(now, committed, "rights changed: {differ:?}; read the page, then write it anew");
}

/// Every command is a deed of the matrix or has a row of its own.
#[test]
fn every_command_has_a_row_among_the_rights() {
    let page = rows(include_str!("../../../docs/access.md"));
    let others = under(&page, "Other commands");
    let mut named: BTreeSet<String> =
        others.iter().flat_map(|row| list(&row.cells[0])).map(str::to_owned).collect();
    let deeds = concurrent();
    for (kind, _) in kinds() {
        named
            .extend(under(&deeds, kind.code()).iter().flat_map(|row| list(&row.cells[2])).map(str::to_owned));
    }
    let there: BTreeSet<String> = Command::NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(named, there, "the commands of the page, and those of the catalogue");
}

/// Elsewhere nobody may anything: by those who hold the same roles at another grid, even to what they began or were given.
#[test]
fn r16_nobody_does_anything_to_records_of_a_space_that_is_not_theirs() {
    let mut asked_for = 0;
    for (kind, space) in kinds().into_iter().filter(|(kind, _)| kind != &Kind::Checklist) {
        for deed in deeds(&kind) {
            let begun = after(&kind, &space, &[deeds(&kind)[0].name]);
            let states = states_from(&begun).into_iter().map(|(_, record)| record);
            let records: Vec<_> =
                if deed.begins() { vec![Record::blank(&kind, &space)] } else { states.collect() };
            let mut others: Vec<_> = ROLES.iter().filter_map(|(_, _, other)| *other).collect();
            if matches!(kind, Kind::Home | Kind::Resident) {
                others.push("head-098");
            }
            for who in others {
                let verdicts = records.iter().filter_map(|record| asked(&deed, record, &space, who));
                for verdict in verdicts {
                    assert_eq!(verdict, Err(Reason::Space), "{who}, {kind} {}", deed.name);
                    asked_for += 1;
                }
            }
        }
    }
    assert!(asked_for > 1_000, "{asked_for}");
}
