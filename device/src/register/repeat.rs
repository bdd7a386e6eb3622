//! Rows about somebody, or a home, of whom an earlier row has spoken: the same again, more of the same, or something else.

use std::collections::BTreeMap;

use super::column::Column;
use super::row::REMARK;
use super::{At, Care, Person, Place, RegisterRow};

/// Who has been read so far.
#[derive(Default)]
pub(super) struct Seen {
    rows: BTreeMap<(Place, String), usize>,
    /// What was said of a home, and where first.
    homes: BTreeMap<(Place, Column), (String, At)>,
}

/// What a row is beside those before it.
pub(super) enum Beside {
    New,
    /// The same person or home; what it says more has been added to that row.
    Same(At),
    /// It says something else in this column than that row.
    Contradicts(Column, At),
}

impl Seen {
    /// Compares a row with those before it, and notes it.
    pub(super) fn take(&mut self, row: &RegisterRow, rows: &mut [RegisterRow]) -> Beside {
        for (column, said) in of_home(row) {
            if let Some((before, at)) = self.homes.get(&(row.place.clone(), column))
                && before != said
            {
                return Beside::Contradicts(column, at.clone());
            }
        }
        let name = row.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
        let key = (row.place.clone(), name);
        let Some(earlier) = self.rows.get(&key).and_then(|at| rows.get_mut(*at)) else {
            self.rows.insert(key, rows.len());
            self.note(row);
            return Beside::New;
        };
        if let Some(column) = person_contradicts(earlier, row) {
            return Beside::Contradicts(column, earlier.at.clone());
        }
        let at = earlier.at.clone();
        if !complete(earlier, row) {
            return Beside::Contradicts(Column::Remark, at);
        }
        self.note(row);
        Beside::Same(at)
    }

    fn note(&mut self, row: &RegisterRow) {
        for (column, said) in of_home(row) {
            let key = (row.place.clone(), column);
            self.homes.entry(key).or_insert_with(|| (said.to_owned(), row.at.clone()));
        }
    }
}

/// What a row says of the home.
fn of_home(row: &RegisterRow) -> impl Iterator<Item = (Column, &str)> {
    [
        (Column::Tenancy, row.tenancy.as_deref()),
        (Column::Owner, row.owner.as_deref()),
        (Column::OwnerPhone, row.owner_phone.as_deref()),
    ]
    .into_iter()
    .filter_map(|(column, said)| said.map(|said| (column, said)))
}

fn differ<T: PartialEq>(earlier: Option<&T>, later: Option<&T>) -> bool {
    matches!((earlier, later), (Some(earlier), Some(later)) if earlier != later)
}

/// Whether two dates differ; 1958 and 1958-03 do not.
fn dates_differ(earlier: Option<&String>, later: Option<&String>) -> bool {
    matches!((earlier, later), (Some(earlier), Some(later)) if !earlier.starts_with(later.as_str()) && !later.starts_with(earlier.as_str()))
}

fn person_contradicts(earlier: &RegisterRow, row: &RegisterRow) -> Option<Column> {
    let nobody = Person::default();
    let (was, is) = (earlier.person.as_ref().unwrap_or(&nobody), row.person.as_ref().unwrap_or(&nobody));
    let contradictions = [
        (Column::Relation, differ(was.relation.as_ref(), is.relation.as_ref())),
        (Column::Phone, differ(was.phone.as_ref(), is.phone.as_ref())),
        (Column::Sex, differ(was.sex.as_ref(), is.sex.as_ref())),
        (Column::Born, dates_differ(was.born.as_ref(), is.born.as_ref())),
        (Column::MovedIn, dates_differ(was.moved_in.as_ref(), is.moved_in.as_ref())),
        (Column::MovedOut, dates_differ(was.moved_out.as_ref(), is.moved_out.as_ref())),
        (Column::ElderAlone, differ(earlier.care.elder_alone.as_ref(), row.care.elder_alone.as_ref())),
        (Column::Hardship, differ(earlier.care.hardship.as_ref(), row.care.hardship.as_ref())),
        (Column::Disabled, differ(earlier.care.disabled.as_ref(), row.care.disabled.as_ref())),
        (Column::Child, differ(earlier.care.child.as_ref(), row.care.child.as_ref())),
    ];
    contradictions.into_iter().find(|(_, differ)| *differ).map(|(column, _)| column)
}

/// Adds what the later row says more; false, and nothing is added, where the remarks would be longer than is kept.
fn complete(earlier: &mut RegisterRow, row: &RegisterRow) -> bool {
    let remark = match (&earlier.remark, &row.remark) {
        (Some(before), Some(more)) if !before.contains(more.as_str()) => Some(format!("{before}；{more}")),
        (before, more) => before.clone().or_else(|| more.clone()),
    };
    if remark.as_ref().is_some_and(|remark| remark.chars().count() > REMARK) {
        return false;
    }
    earlier.remark = remark;
    fill(&mut earlier.tenancy, row.tenancy.as_ref());
    fill(&mut earlier.owner, row.owner.as_ref());
    fill(&mut earlier.owner_phone, row.owner_phone.as_ref());
    let Care { elder_alone, hardship, disabled, child } = &row.care;
    fill(&mut earlier.care.elder_alone, elder_alone.as_ref());
    fill(&mut earlier.care.hardship, hardship.as_ref());
    fill(&mut earlier.care.disabled, disabled.as_ref());
    fill(&mut earlier.care.child, child.as_ref());
    if let (Some(was), Some(is)) = (&mut earlier.person, &row.person) {
        fill(&mut was.relation, is.relation.as_ref());
        fill(&mut was.phone, is.phone.as_ref());
        fill(&mut was.sex, is.sex.as_ref());
        fill_date(&mut was.born, is.born.as_ref());
        fill_date(&mut was.moved_in, is.moved_in.as_ref());
        fill_date(&mut was.moved_out, is.moved_out.as_ref());
    }
    true
}

fn fill<T: Clone>(earlier: &mut Option<T>, later: Option<&T>) {
    if earlier.is_none() {
        *earlier = later.cloned();
    }
}

/// The date of which more is known.
fn fill_date(earlier: &mut Option<String>, later: Option<&String>) {
    if later.is_some_and(|later| earlier.as_ref().is_none_or(|earlier| later.len() > earlier.len())) {
        *earlier = later.cloned();
    }
}
