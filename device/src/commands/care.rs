//! People who are looked in on, and whom the police watch.

use std::collections::BTreeSet;

use jinshui_core::care::{CareEdit, RHYTHMS, state};
use jinshui_core::command::{
    CareCard, CareList, CareNameArgs, CareSaveArgs, CareView, CareVisitArgs, ContactView, Outcome, Reply,
    WatchList, WatchSaveArgs, WatchView, Writing,
};
use jinshui_core::projection::CareRows;
use jinshui_core::watch::{SUBJECT_CHARS, WatchEdit};
use jinshui_core::{DocumentId, Failure, Kind, MemberId, Space, access, limits, referee};

use super::Desk;
use super::check::{check_caller_id, check_code, check_day, check_text, not_allowed, tidy_place};
use super::record::{changed, written};
use super::view::Viewer;
use crate::store::{SealedRow, Target};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Desk<'_> {
    pub(super) fn care_list(&self) -> Result<CareList, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let mut rows = Vec::new();
        for row in self.store.care()? {
            rows.push(self.care_card(&viewer, &row)?);
        }
        rows.sort_by_key(|card| (!card.on, !card.due, card.last));
        let new = Space::Care(String::new());
        let may_open = referee::may_open_care(&access::roles_in(&directory, &member, &new));
        Ok(CareList { rows, may_open })
    }

    fn care_card(&self, viewer: &Viewer<'_>, row: &SealedRow<CareRows>) -> Result<CareCard, Failure> {
        let named = row.rows.named.iter().filter(|(_, here)| *here).map(|(member, _)| viewer.person(member));
        let last = row.rows.last_met();
        let since = last.or(row.rows.received.first_at).unwrap_or_else(|| self.now());
        let due = since.plus_ms(i64::from(row.rows.rhythm) * DAY_MS) <= self.now();
        Ok(CareCard {
            id: row.document,
            name: row.rows.name.clone(),
            place: row.rows.place.clone(),
            rhythm: row.rows.rhythm,
            on: row.rows.on,
            last,
            due: row.rows.on && due,
            named: named.collect(),
            delivery: self.delivery(row.document)?,
        })
    }

    pub(super) fn care(&self, id: DocumentId) -> Result<CareView, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let row = self.store.cared(id)?;
        let contacts = row.rows.contacts.iter().rev().map(|one| ContactView {
            outcome: one.item.outcome.clone(),
            note: one.item.note.clone(),
            by: viewer.person(&one.item.by),
            at: one.item.at,
            received_at: one.received_at,
        });
        Ok(CareView {
            card: self.care_card(&viewer, &row)?,
            heads: self.store.heads(id)?,
            need: row.rows.need.clone(),
            agreed_on: row.rows.agreed_on.clone(),
            contacts: contacts.collect(),
            clashes: self.clash_views(&viewer, id, &row.rows.clashes, |_, _| None)?,
            may_name: referee::may_open_care(&access::roles_in(&directory, &member, &row.space)),
        })
    }

    pub(super) fn save_care(&mut self, args: CareSaveArgs) -> Result<Outcome, Failure> {
        match self.store.cared_if_here(args.id)? {
            None => self.open_care(args),
            Some(row) => self.change_care(args, &row),
        }
    }

    fn open_care(&mut self, args: CareSaveArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let id = check_caller_id(args.id)?;
        let space = Space::Care(id.to_string());
        if !referee::may_open_care(&access::roles_in(&directory, &member, &space)) {
            return Err(not_allowed("write down who is looked in on"));
        }
        let name = tidy_person(args.name.as_deref().unwrap_or_default())?;
        let rhythm = tidy_rhythm(args.rhythm.unwrap_or_default())?;
        let need = args.need.unwrap_or_default().trim().to_owned();
        check_text("need", &need, limits::SCALAR_CHARS)?;
        let agreed_on = check_day("agreed_on", args.agreed_on.as_deref().unwrap_or_default())?;
        if agreed_on.is_empty() {
            return Err(Failure::field("agreed_on", "say on which day they agreed to it"));
        }
        let place = args.place.map(tidy_place).transpose()?.unwrap_or_default();
        let mut named = Vec::new();
        for who in args.named.into_iter().collect::<BTreeSet<_>>() {
            named.push((self.item_name(None)?, self.known_member(who)?));
        }
        let edit = CareEdit::Begin { name, place, rhythm, need, agreed_on, named };
        let target = Target::New { id, kind: &Kind::Care, space: &space };
        let heads = self.store.write(&target, &Writing::Care, &edit.by(&member.id, self.now()), &[])?;
        Ok(Outcome { ok: Reply::CareSave(written(id, heads)), changed: changed(&Kind::Care) })
    }

    fn change_care(&mut self, args: CareSaveArgs, row: &SealedRow<CareRows>) -> Result<Outcome, Failure> {
        let member = self.approach_care(row)?;
        let fields = care_fields(&args)?;
        if fields.is_empty() {
            return Ok(Outcome::read(Reply::CareSave(self.done_before(args.id)?)));
        }
        let edit = CareEdit::Set { seen: args.heads, fields }.by(&member, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Edit, &edit, &[])?;
        Ok(Outcome { ok: Reply::CareSave(written(args.id, heads)), changed: changed(&Kind::Care) })
    }

    pub(super) fn name_in_care(&mut self, args: &CareNameArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let row = self.store.cared(args.id)?;
        if !referee::may_open_care(&access::roles_in(&directory, &member, &row.space)) {
            return Err(not_allowed("say who looks in"));
        }
        let who = self.known_member(args.member.clone())?;
        if row.rows.named.iter().any(|(one, here)| one == &who && *here) == args.here {
            return Ok(Outcome::read(Reply::CareName(self.done_before(args.id)?)));
        }
        let edit = CareEdit::Name { id: self.item_name(None)?, member: who, here: args.here };
        let edit = edit.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Name, &edit, &[])?;
        Ok(Outcome { ok: Reply::CareName(written(args.id, heads)), changed: changed(&Kind::Care) })
    }

    pub(super) fn look_in(&mut self, args: CareVisitArgs) -> Result<Outcome, Failure> {
        let row = self.store.cared(args.id)?;
        let member = self.approach_care(&row)?;
        check_code("outcome", args.outcome.is_known(), args.outcome.code())?;
        check_text("note", &args.note, limits::SCALAR_CHARS)?;
        let id = self.item_name(args.visit)?;
        if row.rows.contacts.iter().any(|one| one.item.id == id) {
            return Ok(Outcome::read(Reply::CareVisit(self.done_before(args.id)?)));
        }
        let edit = CareEdit::Contact { id, outcome: args.outcome, note: args.note }.by(&member, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Contact, &edit, &[])?;
        Ok(Outcome { ok: Reply::CareVisit(written(args.id, heads)), changed: changed(&Kind::Care) })
    }

    fn approach_care(&self, row: &SealedRow<CareRows>) -> Result<MemberId, Failure> {
        let (directory, member) = self.member()?;
        if referee::may_care(&directory, &member, &row.space) {
            return Ok(member.id);
        }
        Err(not_allowed("write here any more"))
    }

    pub(super) fn watches(&self) -> Result<WatchList, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let mut rows = Vec::new();
        for row in self.store.watches()? {
            rows.push(WatchView {
                id: row.document,
                heads: self.store.heads(row.document)?,
                clashes: self.clash_views(&viewer, row.document, &row.rows.clashes, |_, _| None)?,
                subject: row.rows.watch.subject,
                on: row.rows.watch.on,
                words: row.rows.watch.words,
                delivery: self.delivery(row.document)?,
            });
        }
        let may_watch = referee::may_watch(&access::roles_in(&directory, &member, &Space::Police));
        Ok(WatchList { rows, may_watch })
    }

    pub(super) fn save_watch(&mut self, args: WatchSaveArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        if !referee::may_watch(&access::roles_in(&directory, &member, &Space::Police)) {
            return Err(not_allowed("note whom the police watch"));
        }
        if let Some(words) = &args.words {
            check_text("words", words, limits::TEXT_CHARS)?;
        }
        let here = self.store.kind_of(args.id).is_ok();
        if here && args.on.is_none() && args.words.is_none() {
            return Ok(Outcome::read(Reply::WatchSave(self.done_before(args.id)?)));
        }
        let (target, edit) = if here {
            let edit = WatchEdit::Set { seen: args.heads, on: args.on, words: args.words };
            (Target::Existing(args.id), edit)
        } else {
            let subject = args.subject.unwrap_or_default().trim().to_owned();
            check_text("subject", &subject, SUBJECT_CHARS)?;
            if subject.is_empty() {
                return Err(Failure::field("subject", "say who it is"));
            }
            let id = check_caller_id(args.id)?;
            let edit = WatchEdit::Begin { subject, words: args.words.unwrap_or_default() };
            (Target::New { id, kind: &Kind::Watch, space: &Space::Police }, edit)
        };
        let heads = self.store.write(&target, &Writing::Watch, &edit.by(&member.id, self.now()), &[])?;
        Ok(Outcome { ok: Reply::WatchSave(written(args.id, heads)), changed: changed(&Kind::Watch) })
    }
}

fn tidy_person(name: &str) -> Result<String, Failure> {
    let name = name.trim().to_owned();
    check_text("name", &name, 40)?;
    if name.is_empty() { Err(Failure::field("name", "say who it is")) } else { Ok(name) }
}

fn tidy_rhythm(days: u32) -> Result<String, Failure> {
    let days = days.to_string();
    if RHYTHMS.contains(&days.as_str()) {
        return Ok(days);
    }
    Err(Failure::field("rhythm", "is to be 3, 7, 14 or 30 days"))
}

fn care_fields(args: &CareSaveArgs) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut fields = Vec::new();
    if let Some(name) = &args.name {
        fields.push(("name", tidy_person(name)?));
    }
    if let Some(place) = args.place.clone().map(tidy_place).transpose()? {
        fields.extend([("building", place.building), ("unit", place.unit)]);
    }
    if let Some(days) = args.rhythm {
        fields.push(("rhythm", tidy_rhythm(days)?));
    }
    if let Some(need) = &args.need {
        check_text("need", need, limits::SCALAR_CHARS)?;
        fields.push(("need", need.trim().to_owned()));
    }
    if let Some(on) = args.on {
        fields.push(("state", state(on).to_owned()));
    }
    Ok(fields)
}
