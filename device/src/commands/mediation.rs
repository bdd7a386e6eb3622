//! Cases: writing them down, talking, and saying who reads them.

use std::collections::BTreeSet;

use jinshui_core::command::{
    CaseCard, CaseList, CaseListArgs, CaseNameArgs, CaseSaveArgs, CaseTalkArgs, CaseView, Outcome, Reply,
    TalkView, Writing,
};
use jinshui_core::mediation::{CaseEdit, CaseState};
use jinshui_core::projection::CaseRows;
use jinshui_core::{DocumentId, Failure, Kind, MemberId, Space, access, limits, referee};

use super::Desk;
use super::check::{check_caller_id, check_code, check_day, check_text, not_allowed, tidy_place};
use super::record::{changed, written};
use super::view::Viewer;
use crate::store::{SealedRow, Target};

impl Desk<'_> {
    pub(super) fn cases(&self, args: &CaseListArgs) -> Result<CaseList, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let cards = self.store.cases()?;
        let mut rows = Vec::new();
        for over in [false, true].into_iter().filter(|over| args.over || !over) {
            for row in cards.iter().filter(|row| is_over(&row.rows.state) == over) {
                rows.push(self.case_card(&viewer, row)?);
            }
        }
        let new = Space::Case(String::new());
        let may_open = referee::may_open_case(&access::roles_in(&directory, &member, &new));
        Ok(CaseList { rows, may_open })
    }

    fn case_card(&self, viewer: &Viewer<'_>, row: &SealedRow<CaseRows>) -> Result<CaseCard, Failure> {
        let named = row.rows.named.iter().filter(|(_, here)| *here).map(|(member, _)| viewer.person(member));
        Ok(CaseCard {
            id: row.document,
            parties: row.rows.parties.clone(),
            cause: row.rows.cause.clone(),
            place: row.rows.place.clone(),
            state: row.rows.state.clone(),
            follow_up: row.rows.follow_up.clone(),
            named: named.collect(),
            talks: u32::try_from(row.rows.talks.len()).unwrap_or(u32::MAX),
            last_talk: row.rows.talks.last().map(|talk| talk.item.at),
            received_at: row.rows.received.first_at,
            delivery: self.delivery(row.document)?,
        })
    }

    pub(super) fn case(&self, id: DocumentId) -> Result<CaseView, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let row = self.store.case(id)?;
        let talks = row.rows.talks.iter().map(|talk| TalkView {
            note: talk.item.note.clone(),
            by: viewer.person(&talk.item.by),
            at: talk.item.at,
            received_at: talk.received_at,
        });
        Ok(CaseView {
            card: self.case_card(&viewer, &row)?,
            heads: self.store.heads(id)?,
            words: row.rows.words.clone(),
            agreed: row.rows.agreed.clone(),
            talks: talks.collect(),
            clashes: self.clash_views(&viewer, id, &row.rows.clashes, |_, _| None)?,
            may_name: referee::may_open_case(&access::roles_in(&directory, &member, &row.space)),
        })
    }

    pub(super) fn save_case(&mut self, args: CaseSaveArgs) -> Result<Outcome, Failure> {
        match self.store.case_if_here(args.id)? {
            None => self.open_case(args),
            Some(row) => self.change_case(args, &row),
        }
    }

    fn open_case(&mut self, args: CaseSaveArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let id = check_caller_id(args.id)?;
        let space = Space::Case(id.to_string());
        if !referee::may_open_case(&access::roles_in(&directory, &member, &space)) {
            return Err(not_allowed("write a case down"));
        }
        let parties = tidy_parties(args.parties.as_deref().unwrap_or_default())?;
        let cause = args.cause.ok_or_else(|| Failure::field("cause", "say what it is about"))?;
        check_code("cause", cause.is_known(), cause.code())?;
        let words = args.words.unwrap_or_default();
        check_text("words", &words, limits::TEXT_CHARS)?;
        let place = args.place.map(tidy_place).transpose()?.unwrap_or_default();
        let mut named = Vec::new();
        for member in args.named.into_iter().collect::<BTreeSet<_>>() {
            named.push((self.item_name(None)?, self.known_member(member)?));
        }
        let edit = CaseEdit::Begin { parties, cause, place, words, named }.by(&member.id, self.now());
        let target = Target::New { id, kind: &Kind::Case, space: &space };
        let heads = self.store.write(&target, &Writing::Case, &edit, &[])?;
        Ok(Outcome { ok: Reply::CaseSave(written(id, heads)), changed: changed(&Kind::Case) })
    }

    fn change_case(&mut self, args: CaseSaveArgs, row: &SealedRow<CaseRows>) -> Result<Outcome, Failure> {
        let member = self.approach_case(row)?;
        let fields = case_fields(&args)?;
        if let Some(words) = &args.words {
            check_text("words", words, limits::TEXT_CHARS)?;
        }
        if fields.is_empty() && args.words.is_none() {
            return Ok(Outcome::read(Reply::CaseSave(self.done_before(args.id)?)));
        }
        let edit = CaseEdit::Set { seen: args.heads, fields, words: args.words }.by(&member, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Edit, &edit, &[])?;
        Ok(Outcome { ok: Reply::CaseSave(written(args.id, heads)), changed: changed(&Kind::Case) })
    }

    pub(super) fn name_in_case(&mut self, args: &CaseNameArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let row = self.store.case(args.id)?;
        if !referee::may_open_case(&access::roles_in(&directory, &member, &row.space)) {
            return Err(not_allowed("say who reads a case"));
        }
        let who = self.known_member(args.member.clone())?;
        if row.rows.named.iter().any(|(one, here)| one == &who && *here) == args.here {
            return Ok(Outcome::read(Reply::CaseName(self.done_before(args.id)?)));
        }
        let edit = CaseEdit::Name { id: self.item_name(None)?, member: who, here: args.here };
        let edit = edit.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Name, &edit, &[])?;
        Ok(Outcome { ok: Reply::CaseName(written(args.id, heads)), changed: changed(&Kind::Case) })
    }

    pub(super) fn talk(&mut self, args: CaseTalkArgs) -> Result<Outcome, Failure> {
        let row = self.store.case(args.id)?;
        let member = self.approach_case(&row)?;
        let note = args.note.trim().to_owned();
        if note.is_empty() {
            return Err(Failure::field("note", "say what was talked about"));
        }
        check_text("note", &note, limits::SCALAR_CHARS)?;
        let id = self.item_name(args.talk)?;
        if row.rows.talks.iter().any(|talk| talk.item.id == id) {
            return Ok(Outcome::read(Reply::CaseTalk(self.done_before(args.id)?)));
        }
        let edit = CaseEdit::Talk { id, note }.by(&member, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Talk, &edit, &[])?;
        Ok(Outcome { ok: Reply::CaseTalk(written(args.id, heads)), changed: changed(&Kind::Case) })
    }

    /// Who is about to write to a case.
    fn approach_case(&self, row: &SealedRow<CaseRows>) -> Result<MemberId, Failure> {
        let (directory, member) = self.member()?;
        if referee::may_mediate(&directory, &member, &row.space) {
            return Ok(member.id);
        }
        Err(not_allowed("write in this case any more"))
    }

    /// A member who is there to be named.
    pub(super) fn known_member(&self, id: MemberId) -> Result<MemberId, Failure> {
        let (directory, _) = self.member()?;
        let there = directory.member(&id).is_some_and(|member| member.active);
        if there { Ok(id) } else { Err(Failure::field("member", "is nobody of this community")) }
    }
}

fn is_over(state: &CaseState) -> bool {
    matches!(state, CaseState::Settled | CaseState::Escalated)
}

fn tidy_parties(parties: &str) -> Result<String, Failure> {
    let parties = parties.trim().to_owned();
    check_text("parties", &parties, 200)?;
    if parties.is_empty() { Err(Failure::field("parties", "say between whom")) } else { Ok(parties) }
}

fn case_fields(args: &CaseSaveArgs) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut fields = Vec::new();
    if let Some(parties) = &args.parties {
        fields.push(("parties", tidy_parties(parties)?));
    }
    if let Some(cause) = &args.cause {
        check_code("cause", cause.is_known(), cause.code())?;
        fields.push(("cause", cause.code().to_owned()));
    }
    if let Some(place) = args.place.clone().map(tidy_place).transpose()? {
        fields.extend([("building", place.building), ("unit", place.unit)]);
    }
    if let Some(state) = &args.state {
        check_code("state", state.is_known(), state.code())?;
        fields.push(("state", state.code().to_owned()));
    }
    if let Some(day) = &args.follow_up {
        fields.push(("follow_up", check_day("follow_up", day)?));
    }
    if let Some(agreed) = &args.agreed {
        check_text("agreed", agreed, limits::SCALAR_CHARS)?;
        fields.push(("agreed", agreed.trim().to_owned()));
    }
    Ok(fields)
}
