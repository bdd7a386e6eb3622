//! What is looked at is written down before it is shown, and so is a telephone number that somebody asks for.

use jinshui_core::command::{ManyView, Outcome, PhoneView, ReadList, ReadView, Reply};
use jinshui_core::reads::{ManyReads, Read, ReadRow, ReadWhat};
use jinshui_core::register::ResidentState;
use jinshui_core::wire::ReadsReply;
use jinshui_core::{Code, DocumentId, Failure, Kind};
use uuid::Uuid;

use super::Desk;
use super::check::not_allowed;
use super::view::Viewer;
use crate::store::HomeRow;

impl Desk<'_> {
    /// Writes a look down. Where that fails nothing is shown.
    pub(super) fn note_look(
        &mut self,
        document: DocumentId,
        kind: &Kind,
        what: ReadWhat,
        purpose: String,
    ) -> Result<(), Failure> {
        let mut id = [0u8; 16];
        self.random.fill(&mut id).map_err(|error| Failure::new(Code::Internal, error))?;
        let id = uuid::Builder::from_random_bytes(id).into_uuid();
        let read = Read { id, document, kind: kind.clone(), what, at: self.now(), purpose };
        self.looked |= self.store.note_look(&read)?;
        Ok(())
    }

    /// A list that was written into a file.
    pub(super) fn note_export(&mut self, kind: &Kind, rows: u32) -> Result<(), Failure> {
        self.note_look(DocumentId(Uuid::nil()), kind, ReadWhat::Exported, format!("{rows}"))
    }

    /// A home, and who opened it why; what is closed is not looked at.
    pub(super) fn look_at_home(&mut self, id: DocumentId) -> Result<Outcome, Failure> {
        let view = self.home(id)?;
        if !view.closed {
            let purpose = self.purpose_of(&self.store.home(id)?)?;
            self.note_look(id, &Kind::Home, ReadWhat::Opened, purpose)?;
        }
        Ok(Outcome::read(Reply::HomeShow(view)))
    }

    /// Why this member opened it: what the police said last.
    fn purpose_of(&self, row: &HomeRow) -> Result<String, Failure> {
        let (_, member) = self.member()?;
        let own = row.rows.looks.iter().rev().find(|look| look.item.by == member.id);
        Ok(own.map(|look| look.item.purpose.clone()).unwrap_or_default())
    }

    pub(super) fn look_at_case(&mut self, id: DocumentId) -> Result<Outcome, Failure> {
        let view = self.case(id)?;
        self.note_look(id, &Kind::Case, ReadWhat::Opened, String::new())?;
        Ok(Outcome::read(Reply::CaseShow(view)))
    }

    pub(super) fn look_at_care(&mut self, id: DocumentId) -> Result<Outcome, Failure> {
        let view = self.care(id)?;
        self.note_look(id, &Kind::Care, ReadWhat::Opened, String::new())?;
        Ok(Outcome::read(Reply::CareShow(view)))
    }

    pub(super) fn look_at_card(&mut self, id: DocumentId) -> Result<Outcome, Failure> {
        let view = self.show_card(id)?;
        self.note_look(id, &Kind::Card, ReadWhat::Opened, String::new())?;
        Ok(Outcome::read(Reply::CardShow(view)))
    }

    /// The owner's number of a home, or the number of a person who lives there.
    pub(super) fn show_phone(&mut self, id: DocumentId) -> Result<Outcome, Failure> {
        let person = self.store.resident_if_here(id)?;
        let home = person.as_ref().map_or(id, |person| person.rows.home);
        let row = self.store.home(home)?;
        let (directory, member) = self.member()?;
        if self.is_closed(&Viewer { directory: &directory, member: &member }, &row) {
            return Err(not_allowed("see a number before they say why they look"));
        }
        let number = match &person {
            Some(person) if person.rows.state == ResidentState::Living => person.rows.phone.clone(),
            Some(_) => String::new(),
            None => row.rows.owner_phone.clone(),
        };
        let kind = if person.is_some() { Kind::Resident } else { Kind::Home };
        let purpose = self.purpose_of(&row)?;
        self.note_look(id, &kind, ReadWhat::Phone, purpose)?;
        Ok(Outcome::read(Reply::PhoneShow(PhoneView { number })))
    }

    /// What the hub says of looks, with names.
    pub(crate) fn read_list(&self, said: ReadsReply) -> Result<ReadList, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let row = |row: ReadRow| ReadView {
            by: viewer.person(&row.member),
            id: row.read.document,
            label: self.label(&row.read.kind, row.read.document),
            kind: row.read.kind,
            what: row.read.what,
            purpose: row.read.purpose,
            at: row.read.at,
            received_at: row.received_at,
        };
        let many =
            |one: ManyReads| ManyView { by: viewer.person(&one.member), from: one.from, homes: one.homes };
        Ok(ReadList {
            rows: said.rows.into_iter().map(row).collect(),
            many: said.many.into_iter().map(many).collect(),
        })
    }
}

/// A number by its ends, as it stands in every file but the office's own: 138****8000.
pub(crate) fn masked(number: &str) -> String {
    let length = number.chars().count();
    let (first, last) = if length >= 11 { (3, 4) } else { (0, 2) };
    let hidden = |at: usize, c: char| c.is_ascii_digit() && at >= first && at + last < length;
    number.chars().enumerate().map(|(at, c)| if hidden(at, c) { '*' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_number_is_shown_by_its_ends() {
        for (number, shown) in [
            ("13800138000", "138****8000"),
            ("0546-8123456", "054*-***3456"),
            ("8123456", "*****56"),
            ("", ""),
        ] {
            assert_eq!(masked(number), shown);
        }
    }
}
