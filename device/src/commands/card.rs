//! The police's cards: sending them, opening them, and saying what came of it.

use std::collections::BTreeSet;

use jinshui_core::card::{AnswerEdit, CardEdit, LOOK_CHARS, answer_id, answer_space};
use jinshui_core::command::{
    AnswerView, CardAnswerArgs, CardList, CardNameArgs, CardRow, CardSendArgs, CardView, Outcome,
    OutcomeView, Reply, Writing,
};
use jinshui_core::projection::{AnswerRows, CardRows};
use jinshui_core::{DocumentId, Failure, Kind, MemberId, Space, access, referee};

use super::Desk;
use super::check::{check_caller_id, check_code, check_text, not_allowed, tidy_place};
use super::record::{changed, written};
use super::view::Viewer;
use crate::store::{SealedRow, Target};

/// A card runs out after at most so long.
const LONGEST_MS: i64 = 31 * 24 * 60 * 60 * 1000;
/// Characters of what is said of a card.
const NOTE_CHARS: usize = 1_000;

impl Desk<'_> {
    pub(super) fn cards(&self) -> Result<CardList, Failure> {
        let mut rows = Vec::new();
        for row in self.store.cards()? {
            rows.push(self.card_row(&row)?);
        }
        Ok(CardList { rows, may_send: self.may_send_cards()? })
    }

    fn card_row(&self, row: &SealedRow<CardRows>) -> Result<CardRow, Failure> {
        let (_, member) = self.member()?;
        let answers = self.store.answers_to(row.document)?;
        let own = answer_id(row.document, &member.id);
        let said = answers.iter().find(|answer| answer.document == own);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let delivery = match self.store.kind_of(own) {
            Ok(_) => self.delivery(own)?,
            Err(_) => self.delivery(row.document)?,
        };
        Ok(CardRow {
            id: row.document,
            place: row.rows.place.clone(),
            about: row.rows.about.clone(),
            until: row.rows.until,
            over: row.rows.until <= self.store.hub_now()?,
            received_at: row.rows.received.first_at,
            said: said.and_then(|answer| answer.rows.outcomes.last()).map(|one| one.item.outcome.clone()),
            sent_to: count(row.rows.named.iter().filter(|(_, here)| *here).count()),
            opened: count(answers.len()),
            delivery,
        })
    }

    pub(super) fn show_card(&self, id: DocumentId) -> Result<CardView, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let row = self.store.card(id)?;
        let answers = self.store.answers_to(id)?;
        let may_name = referee::may_send_cards(&access::roles_in(&directory, &member, &row.space));
        let shown = row.rows.named.iter().filter(|(who, _)| may_name || who == &member.id);
        let of = |who: &MemberId| {
            answers.iter().find(|answer| answer.document == answer_id(id, who)).map(|answer| &answer.rows)
        };
        Ok(CardView {
            card: self.card_row(&row)?,
            look: row.rows.look.clone(),
            answers: shown.map(|(who, here)| answer_view(&viewer, who, *here, of(who))).collect(),
            may_answer: referee::may_answer(&directory, &member, &answer_space(id, &member.id)),
            may_name,
        })
    }

    fn may_send_cards(&self) -> Result<bool, Failure> {
        let (directory, member) = self.member()?;
        Ok(referee::may_send_cards(&access::roles_in(&directory, &member, &Space::Card(String::new()))))
    }

    pub(super) fn send_card(&mut self, args: CardSendArgs) -> Result<Outcome, Failure> {
        if !self.may_send_cards()? {
            return Err(not_allowed("send a card; the police do"));
        }
        let (_, member) = self.member()?;
        let id = check_caller_id(args.id)?;
        if self.store.kind_of(id).is_ok() {
            return Ok(Outcome::read(Reply::CardSend(self.done_before(id)?)));
        }
        check_code("about", args.about.is_known(), args.about.code())?;
        let look = args.look.trim().to_owned();
        check_text("look", &look, LOOK_CHARS)?;
        let place = tidy_place(args.place)?;
        let now = self.now();
        let sound = args.until > now && args.until <= now.plus_ms(LONGEST_MS);
        for (field, wrong, why) in [
            ("place", place.building.is_empty(), "say which building"),
            ("look", look.is_empty(), "say what to look at"),
            ("until", !sound, "is to be within the next 31 days"),
            ("to", args.to.is_empty(), "say to whom"),
        ] {
            if wrong {
                return Err(Failure::field(field, why));
            }
        }
        let mut named = Vec::new();
        for who in args.to.into_iter().collect::<BTreeSet<_>>() {
            named.push((self.item_name(None)?, self.known_member(who)?));
        }
        let edit = CardEdit::Send { place, about: args.about, look, until: args.until, named };
        let space = Space::Card(id.to_string());
        let target = Target::New { id, kind: &Kind::Card, space: &space };
        let heads = self.store.write(&target, &Writing::Card, &edit.by(&member.id, self.now()), &[])?;
        Ok(Outcome { ok: Reply::CardSend(written(id, heads)), changed: changed(&Kind::Card) })
    }

    pub(super) fn name_on_card(&mut self, args: &CardNameArgs) -> Result<Outcome, Failure> {
        if !self.may_send_cards()? {
            return Err(not_allowed("say to whom a card is addressed"));
        }
        let (_, member) = self.member()?;
        let row = self.store.card(args.id)?;
        let who = self.known_member(args.member.clone())?;
        if row.rows.named.iter().any(|(one, here)| one == &who && *here) == args.here {
            return Ok(Outcome::read(Reply::CardName(self.done_before(args.id)?)));
        }
        let edit = CardEdit::Name { id: self.item_name(None)?, member: who, here: args.here };
        let edit = edit.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Name, &edit, &[])?;
        Ok(Outcome { ok: Reply::CardName(written(args.id, heads)), changed: changed(&Kind::Card) })
    }

    /// The receipt: it is written once, when the card is first opened.
    pub(super) fn card_seen(&mut self, id: DocumentId) -> Result<Outcome, Failure> {
        let member = self.approach_card(id)?;
        let answer = answer_id(id, &member);
        if self.store.kind_of(answer).is_ok() {
            return Ok(Outcome::read(Reply::CardSeen(self.done_before(answer)?)));
        }
        let space = answer_space(id, &member);
        let target = Target::New { id: answer, kind: &Kind::Answer, space: &space };
        let edit = AnswerEdit::Seen { card: id }.by(&member, self.now());
        let heads = self.store.write(&target, &Writing::Seen, &edit, &[])?;
        Ok(Outcome { ok: Reply::CardSeen(written(answer, heads)), changed: changed(&Kind::Answer) })
    }

    pub(super) fn answer_card(&mut self, args: CardAnswerArgs) -> Result<Outcome, Failure> {
        check_code("outcome", args.outcome.is_known(), args.outcome.code())?;
        let note = args.note.trim().to_owned();
        check_text("note", &note, NOTE_CHARS)?;
        let said = self.item_name(args.said)?;
        self.card_seen(args.id)?;
        let member = self.approach_card(args.id)?;
        let answer = answer_id(args.id, &member);
        let there = self.store.answers_to(args.id)?.into_iter().find(|row| row.document == answer);
        if there.is_some_and(|row| row.rows.outcomes.iter().any(|one| one.item.id == said)) {
            return Ok(Outcome::read(Reply::CardAnswer(self.done_before(answer)?)));
        }
        let edit = AnswerEdit::Say { id: said, outcome: args.outcome, note }.by(&member, self.now());
        let heads = self.store.write(&Target::Existing(answer), &Writing::Answer, &edit, &[])?;
        Ok(Outcome { ok: Reply::CardAnswer(written(answer, heads)), changed: changed(&Kind::Answer) })
    }

    /// Who is about to answer a card that is here.
    fn approach_card(&self, id: DocumentId) -> Result<MemberId, Failure> {
        let (directory, member) = self.member()?;
        self.store.card(id)?;
        if referee::may_answer(&directory, &member, &answer_space(id, &member.id)) {
            return Ok(member.id);
        }
        Err(not_allowed("answer a card that is not addressed to them"))
    }
}

fn answer_view(viewer: &Viewer<'_>, who: &MemberId, here: bool, rows: Option<&AnswerRows>) -> AnswerView {
    let said = rows.map(|rows| rows.outcomes.as_slice()).unwrap_or_default();
    let outcomes = said.iter().map(|one| OutcomeView {
        outcome: one.item.outcome.clone(),
        note: one.item.note.clone(),
        at: one.item.at,
        received_at: one.received_at,
    });
    AnswerView {
        who: viewer.person(who),
        here,
        seen_at: rows.map(|rows| rows.seen_at),
        outcomes: outcomes.collect(),
    }
}
