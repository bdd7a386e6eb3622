//! What a row says of the person: name, relation, telephone, sex and days.

use super::Why;
use super::column::Column;
use super::grid::Cell;
use super::phone::{self, Phones};
use super::row::{Read, Remarks, Row};
use super::text::{self, is_nothing};
use super::words::{self, RELATIONS, SEXES, TENANCIES};
use super::{Person, date, name};

/// Who a name cell names.
#[derive(Clone, PartialEq)]
enum Named {
    Nobody,
    /// Nobody: the home is empty.
    Vacant,
    Somebody {
        name: String,
        relation: Option<String>,
    },
}

impl Row<'_> {
    /// Who lives there. A name cell that says 空置 is a vacant home.
    pub(super) fn person(&self, tenancy: &mut Option<String>, remarks: &mut Remarks) -> Read<Option<Person>> {
        let head = self.name(Column::Head, remarks)?;
        let own_head = self.header.of_column(Column::Head).filter(|at| self.line.contains_key(&at.at));
        let named = match self.name(Column::Name, remarks)? {
            Named::Nobody if own_head.is_some() => head.clone(),
            named => named,
        };
        let phone = self.phones(Column::Phone, remarks)?;
        let dates = (self.date(Column::Born)?, self.date(Column::MovedIn)?, self.date(Column::MovedOut)?);
        let sex = self.coded(Column::Sex)?;
        let mut relation = self.relation(remarks)?;
        let Named::Somebody { name, relation: of_name } = named else {
            if named == Named::Vacant {
                *tenancy = Some("vacant".to_owned());
            }
            if sex.is_some() || dates.0.is_some() || relation.is_some() {
                return self.refuse_at(Why::NoName, self.header.of_column(Column::Name));
            }
            self.keep_without_name(phone, [(Column::MovedIn, dates.1), (Column::MovedOut, dates.2)], remarks);
            return Ok(None);
        };
        let is_head = matches!(&head, Named::Somebody { name: head, .. } if *head == name);
        relation = relation.or(of_name).or_else(|| is_head.then(|| "head".to_owned()));
        let (born, moved_in, moved_out) = dates;
        let crossed = |first: &Option<String>, second: &Option<String>| matches!((first, second), (Some(first), Some(second)) if date::is_after(first, second));
        // Born after moving in is no fault: offices write the day of the household.
        if crossed(&moved_in, &moved_out) || crossed(&born, &moved_out) {
            return self.refuse_at(Why::DatesCrossed, self.header.of_column(Column::MovedOut));
        }
        Ok(Some(Person { name, relation, phone, sex, born, moved_in, moved_out }))
    }

    /// A telephone or a day without a name is about the home; it stays in the remark.
    fn keep_without_name(
        &self,
        phone: Option<String>,
        dates: [(Column, Option<String>); 2],
        remarks: &mut Remarks,
    ) {
        let said = [(Column::Phone, phone)].into_iter().chain(dates);
        for (column, said) in said {
            if let (Some(said), Some(heading)) = (said, self.header.of_column(column)) {
                remarks.note(heading, &said);
            }
        }
    }

    fn name(&self, column: Column, remarks: &mut Remarks) -> Read<Named> {
        let Some(heading) = self.header.of_column(column) else { return Ok(Named::Nobody) };
        let Some(text) = self.text(heading)? else { return Ok(Named::Nobody) };
        if words::code(TENANCIES, &text) == Some("vacant") {
            return Ok(Named::Vacant);
        }
        if is_nothing(&text) {
            return Ok(Named::Nobody);
        }
        let plain = text::plain(&text);
        let (name, aside) = plain.split_once('(').unwrap_or((&plain, ""));
        let aside = aside.trim_end_matches(')');
        let relation = words::code(RELATIONS, aside).map(str::to_owned);
        if relation.is_none() && !aside.is_empty() {
            remarks.note(heading, &text);
        }
        match name::read(name) {
            Ok(name) => Ok(Named::Somebody { name, relation }),
            Err(why) => self.refuse(heading, why),
        }
    }

    fn relation(&self, remarks: &mut Remarks) -> Read<Option<String>> {
        let Some(heading) = self.header.of_column(Column::Relation) else { return Ok(None) };
        let Some(word) = self.text(heading)?.filter(|word| !is_nothing(word)) else { return Ok(None) };
        let code = words::code(RELATIONS, &word);
        if code.is_none() {
            remarks.note(heading, &word);
        }
        Ok(Some(code.unwrap_or("other").to_owned()))
    }

    fn coded(&self, column: Column) -> Read<Option<String>> {
        let Some(heading) = self.header.of_column(column) else { return Ok(None) };
        let Some(word) = self.text(heading)?.filter(|word| !is_nothing(word)) else { return Ok(None) };
        words::code(SEXES, &word)
            .map_or_else(|| self.refuse(heading, Why::BadSex), |code| Ok(Some(code.to_owned())))
    }

    fn date(&self, column: Column) -> Read<Option<String>> {
        let Some(heading) = self.header.of_column(column) else { return Ok(None) };
        let cell = match self.cell(heading) {
            None => return Ok(None),
            Some(Cell::Text(text)) if is_nothing(text) || text == "至今" => return Ok(None),
            Some(cell) => cell,
        };
        date::read(cell, self.from_1904)
            .map_or_else(|| self.refuse(heading, Why::BadDate), |date| Ok(Some(date)))
    }

    /// The first number of the columns; all else that they say goes into the remark.
    pub(super) fn phones(&self, column: Column, remarks: &mut Remarks) -> Read<Option<String>> {
        let mut first: Option<String> = None;
        for heading in self.columns(column) {
            let read = match self.cell(heading) {
                None => continue,
                Some(Cell::Text(text)) if is_nothing(text) => continue,
                Some(Cell::Text(text)) => phone::read(text),
                Some(Cell::Number(number)) => phone::of_number(*number),
                Some(_) => None,
            };
            let Some(Phones { first: number, more }) = read else {
                return self.refuse(heading, Why::BadPhone);
            };
            let another = number.clone().filter(|number| first.as_ref().is_some_and(|first| first != number));
            if let Some(said) = more.or(another) {
                remarks.note(heading, &said);
            }
            first = first.or(number);
        }
        Ok(first)
    }
}
