//! A row of the workbook beside the register and what earlier rows have planned: what it adds, changes, or says again.

use jinshui_core::command::{ImportLine, ImportRefusal, ImportReport, ImportSet, ImportWhy};
use jinshui_core::hazard::Place;
use jinshui_core::projection::{ClashRow, HomeRows, ResidentRows};
use jinshui_core::register::{Care, Relation, ResidentState, home_id};
use jinshui_core::{DocumentId, Failure, Space, access, referee};

use super::super::Desk;
use super::super::home::area_of;
use super::plan::{Plan, PlannedHome, PlannedPerson, Sets};
use crate::register::{Person, RegisterRow, tidy};
use crate::store::HomeRow;

/// Lines shown of one workbook.
const MOST_LINES: usize = 500;

/// What a row does, gathered while it is compared.
struct Said {
    adds: bool,
    sets: Vec<ImportSet>,
}

impl Desk<'_> {
    pub(super) fn compare(
        &self,
        row: &RegisterRow,
        plan: &mut Plan,
        report: &mut ImportReport,
    ) -> Result<(), Failure> {
        let place = Place { building: row.place.building.clone(), unit: row.place.unit.clone() };
        let (directory, member) = self.member()?;
        let Some(area) = area_of(&directory, &place) else {
            refuse(row, report, ImportWhy::UnknownPlace, &format!("{} {}", place.building, place.unit));
            return Ok(());
        };
        let space = Space::Homes(area.id.clone());
        if !referee::may_keep_homes(&access::roles_in(&directory, &member, &space)) {
            refuse(row, report, ImportWhy::NotAllowed, &area.name);
            return Ok(());
        }
        let id = home_id(&area.id, &place.building, &place.unit, &row.place.room);
        let there = self.store.home_if_here(id)?;
        if let Some(field) = self.stands_in_two(row, id, there.as_ref())? {
            refuse(row, report, ImportWhy::TwoValues, &field);
            return Ok(());
        }
        let is_first = there.is_none() && !plan.homes.contains_key(&id);
        let mut said = Said { adds: is_first, sets: Vec::new() };
        plan.homes.entry(id).or_insert_with(|| PlannedHome {
            is_new: there.is_none(),
            space: space.clone(),
            place,
            room: row.place.room.clone(),
            sets: Sets::new(),
            words: None,
        });
        let head = match &row.person {
            Some(person) => self.compare_person(row, person, id, &space, plan, &mut said)?,
            None => None,
        };
        if let Some(home) = plan.homes.get_mut(&id) {
            compare_home(row, home, there.as_ref().map(|there| &there.rows), head, &mut said);
        }
        count(row, report, said);
        Ok(())
    }

    /// The name of a field that this row would set and that has two values now: people choose between them first.
    fn stands_in_two(
        &self,
        row: &RegisterRow,
        home: DocumentId,
        there: Option<&HomeRow>,
    ) -> Result<Option<String>, Failure> {
        let of_home: Vec<&str> = home_sets(row).iter().map(|(key, _)| *key).collect();
        let clashed = |clashes: &[ClashRow], keys: &[&str]| {
            clashes.iter().map(|clash| clash.field.clone()).find(|field| keys.contains(&field.as_str()))
        };
        if let Some(field) = there.and_then(|there| clashed(&there.rows.clashes, &of_home)) {
            return Ok(Some(field));
        }
        let Some(person) = &row.person else { return Ok(None) };
        let (_, found) = self.name_for(home, &person.name, false)?;
        let of_person: Vec<&str> = person_sets(person).iter().map(|(key, _)| *key).collect();
        Ok(found.and_then(|found| clashed(&found.rows.clashes, &of_person)))
    }

    /// Plans what a row says of a person. Gives their record where the row names them as the head of the household.
    fn compare_person(
        &self,
        row: &RegisterRow,
        person: &Person,
        home: DocumentId,
        space: &Space,
        plan: &mut Plan,
        said: &mut Said,
    ) -> Result<Option<DocumentId>, Failure> {
        let (id, there) = self.name_for(home, &person.name, false)?;
        let there = there.map(|row| row.rows);
        said.adds |= there.is_none() && !plan.people.contains_key(&id);
        let planned = plan.people.entry(id).or_insert_with(|| PlannedPerson {
            is_new: there.is_none(),
            space: space.clone(),
            home,
            name: person.name.clone(),
            sets: Sets::new(),
            words: None,
        });
        for (key, value) in person_sets(person) {
            let before = planned.sets.get(key).cloned();
            let before =
                before.or_else(|| there.as_ref().map(|rows| of_person(rows, key))).unwrap_or_default();
            set(&mut planned.sets, key, before, value, said);
        }
        if let Some(remark) = &row.remark {
            let before = planned.words.clone().or_else(|| there.as_ref().map(|rows| rows.words.clone()));
            planned.words = joined(before.unwrap_or_default(), remark, said).or(planned.words.take());
        }
        let is_head = person.relation.as_deref() == Some(Relation::Head.code()) && person.moved_out.is_none();
        Ok(is_head.then_some(id))
    }
}

fn compare_home(
    row: &RegisterRow,
    home: &mut PlannedHome,
    there: Option<&HomeRows>,
    head: Option<DocumentId>,
    said: &mut Said,
) {
    let head = head.map(|head| ("head", head.to_string()));
    for (key, value) in home_sets(row).into_iter().chain(head) {
        let before = home.sets.get(key).cloned();
        let before = before.or_else(|| there.map(|rows| of_home(rows, key)));
        let before = before.unwrap_or_else(|| unsaid(key).to_owned());
        set(&mut home.sets, key, before, value, said);
    }
    // What is said beside a person is about the person.
    if let (Some(remark), None) = (&row.remark, &row.person) {
        let before = home.words.clone().or_else(|| there.map(|rows| rows.words.clone()));
        home.words = joined(before.unwrap_or_default(), remark, said).or(home.words.take());
    }
}

fn set(sets: &mut Sets, key: &'static str, before: String, after: String, said: &mut Said) {
    if before != after {
        // The head is a record's name, which tells people nothing; that it changes is told by the relation beside it.
        if key != "head" {
            said.sets.push(ImportSet { field: key.to_owned(), before, after: after.clone() });
        }
        sets.insert(key, after);
    }
}

/// Remarks with one more; none where it is said already.
fn joined(before: String, remark: &str, said: &mut Said) -> Option<String> {
    if tidy(&before).contains(&tidy(remark)) {
        return None;
    }
    let after = if before.is_empty() { remark.to_owned() } else { format!("{before}\n{remark}") };
    said.sets.push(ImportSet { field: "words".to_owned(), before, after: after.clone() });
    Some(after)
}

/// What a row sets of its home.
fn home_sets(row: &RegisterRow) -> Vec<(&'static str, String)> {
    let mut sets = Vec::new();
    let texts = [("tenancy", &row.tenancy), ("owner", &row.owner), ("owner_phone", &row.owner_phone)];
    for (key, text) in texts {
        sets.extend(text.clone().map(|text| (key, text)));
    }
    let flags = [
        (Care::ElderAlone, row.care.elder_alone),
        (Care::Hardship, row.care.hardship),
        (Care::Disabled, row.care.disabled),
        (Care::Child, row.care.child),
    ];
    sets.extend(flags.into_iter().filter_map(|(care, noted)| care.field(noted?)));
    sets
}

/// What a row sets of its person.
fn person_sets(person: &Person) -> Vec<(&'static str, String)> {
    let texts = [
        ("phone", &person.phone),
        ("relation", &person.relation),
        ("sex", &person.sex),
        ("born", &person.born),
        ("moved_in", &person.moved_in),
        ("moved_out", &person.moved_out),
    ];
    let mut sets: Vec<_> = texts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?))).collect();
    if person.moved_out.is_some() {
        sets.push(("state", ResidentState::MovedOut.code().to_owned()));
    }
    sets
}

/// A field of a home of which nothing is known yet.
fn unsaid(key: &str) -> &'static str {
    if Care::from_code(key).is_known() { "no" } else { "" }
}

/// A field of a home as it stands. A care flag that nobody noted is as good as a no.
fn of_home(rows: &HomeRows, key: &str) -> String {
    match key {
        "tenancy" => rows.tenancy.as_ref().map(|tenancy| tenancy.code().to_owned()).unwrap_or_default(),
        "owner" => rows.owner.clone(),
        "owner_phone" => rows.owner_phone.clone(),
        "head" => rows.head.map(|head| head.to_string()).unwrap_or_default(),
        flag => {
            let noted = rows.care.iter().any(|care| care.code() == flag);
            if noted { "yes" } else { "no" }.to_owned()
        }
    }
}

fn of_person(rows: &ResidentRows, key: &str) -> String {
    match key {
        "phone" => rows.phone.clone(),
        "relation" => rows.relation.as_ref().map(|relation| relation.code().to_owned()).unwrap_or_default(),
        "sex" => rows.sex.as_ref().map(|sex| sex.code().to_owned()).unwrap_or_default(),
        "born" => rows.born.clone(),
        "moved_in" => rows.moved_in.clone(),
        "moved_out" => rows.moved_out.clone(),
        _ => rows.state.code().to_owned(),
    }
}

fn refuse(row: &RegisterRow, report: &mut ImportReport, why: ImportWhy, value: &str) {
    report.refused_rows += 1;
    report.refused.push(ImportRefusal {
        sheet: row.at.sheet.clone(),
        row: row.at.row,
        column: String::new(),
        why,
        value: value.trim().chars().take(40).collect(),
        other_row: None,
    });
}

fn count(row: &RegisterRow, report: &mut ImportReport, said: Said) {
    match (said.adds, said.sets.is_empty()) {
        (true, _) => report.added += 1,
        (false, false) => report.changed += 1,
        (false, true) => report.unchanged += 1,
    }
    let tells = said.adds || !said.sets.is_empty();
    if tells && report.lines.len() < MOST_LINES {
        report.lines.push(ImportLine {
            sheet: row.at.sheet.clone(),
            row: row.at.row,
            building: row.place.building.clone(),
            unit: row.place.unit.clone(),
            room: row.place.room.clone(),
            name: row.person.as_ref().map(|person| person.name.clone()),
            adds: said.adds,
            sets: said.sets,
        });
    }
}
