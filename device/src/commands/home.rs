//! Homes: writing rooms down, changing them, visits, and the police who say why they look.

use jinshui_core::command::{
    HomeAddArgs, HomeEditArgs, HomeLookArgs, HomeVisitArgs, Outcome, Reply, Writing,
};
use jinshui_core::community::{Directory, Node, NodeKind};
use jinshui_core::hazard::Place;
use jinshui_core::register::{Care, HomeEdit, ResidentState, home_id};
use jinshui_core::{DocumentId, Failure, Kind, Space, access, limits, referee};

use super::Desk;
use super::check::{check_code, check_text, not_allowed, tidy_home, tidy_name, tidy_phone};
use super::record::{changed, written};
use crate::store::{HomeRow, Target};

impl Desk<'_> {
    pub(super) fn add_home(&mut self, args: HomeAddArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let (place, room) = tidy_home(args.place, &args.room)?;
        let area = area_of(&directory, &place).ok_or_else(|| {
            let why = "is not in the community's tree; ask the office to add the building or unit";
            Failure::field("place", why)
        })?;
        let space = Space::Homes(area.id.clone());
        let roles = access::roles_in(&directory, &member, &space);
        if !access::may_write(&directory, &member, &space) || !referee::may_keep_homes(&roles) {
            return Err(not_allowed("write down homes of this building"));
        }
        let id = home_id(&area.id, &place.building, &place.unit, &room);
        if self.store.home_if_here(id)?.is_some() {
            return Ok(Outcome::read(Reply::HomeAdd(self.done_before(id)?)));
        }
        let mut fields = Vec::new();
        if let Some(tenancy) = &args.tenancy {
            check_code("tenancy", tenancy.is_known(), tenancy.code())?;
            fields.push(("tenancy", tenancy.code().to_owned()));
        }
        let edit = HomeEdit::Add { place, room, fields, words: String::new() }.by(&member.id, self.now());
        let target = Target::New { id, kind: &Kind::Home, space: &space };
        let heads = self.store.write(&target, &Writing::Home, &edit, &[])?;
        Ok(Outcome { ok: Reply::HomeAdd(written(id, heads)), changed: changed(&Kind::Home) })
    }

    pub(super) fn edit_home(&mut self, args: HomeEditArgs) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        self.approach_home(args.id)?;
        let fields = self.home_fields(&args)?;
        if let Some(words) = &args.words {
            check_text("words", words, limits::TEXT_CHARS)?;
        }
        if fields.is_empty() && args.words.is_none() {
            return Ok(Outcome::read(Reply::HomeEdit(written(args.id, self.store.heads(args.id)?))));
        }
        let edit = HomeEdit::Set { seen: args.heads, fields, words: args.words }.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Edit, &edit, &[])?;
        Ok(Outcome { ok: Reply::HomeEdit(written(args.id, heads)), changed: changed(&Kind::Home) })
    }

    fn home_fields(&self, args: &HomeEditArgs) -> Result<Vec<(&'static str, String)>, Failure> {
        let mut fields = Vec::new();
        if let Some(tenancy) = &args.tenancy {
            check_code("tenancy", tenancy.is_known(), tenancy.code())?;
            fields.push(("tenancy", tenancy.code().to_owned()));
        }
        if let Some(state) = &args.state {
            check_code("state", state.is_known(), state.code())?;
            fields.push(("state", state.code().to_owned()));
        }
        if let Some(owner) = &args.owner {
            let owner = if owner.trim().is_empty() { String::new() } else { tidy_name("owner", owner)? };
            fields.push(("owner", owner));
        }
        if let Some(phone) = &args.owner_phone {
            fields.push(("owner_phone", tidy_phone("owner_phone", phone)?));
        }
        if let Some(head) = &args.head {
            fields.push(("head", self.head_of_household(args.id, head)?));
        }
        for (code, noted) in &args.care {
            let field = Care::from_code(code).field(*noted);
            fields.push(
                field.ok_or_else(|| Failure::field("care", format!("`{code}` is not one of those taken")))?,
            );
        }
        Ok(fields)
    }

    /// A resident who lives in this home, or nobody.
    fn head_of_household(&self, home: DocumentId, head: &str) -> Result<String, Failure> {
        if head.is_empty() {
            return Ok(String::new());
        }
        let why = "is to be one of the residents who live in this home";
        let id: DocumentId = head.parse().map_err(|_| Failure::field("head", why))?;
        let lives = self
            .store
            .resident_if_here(id)?
            .filter(|row| row.rows.home == home && row.rows.state == ResidentState::Living);
        lives.map(|_| id.to_string()).ok_or_else(|| Failure::field("head", why))
    }

    pub(super) fn visit(&mut self, args: HomeVisitArgs) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        let row = self.approach_home(args.id)?;
        check_code("outcome", args.outcome.is_known(), args.outcome.code())?;
        check_text("note", &args.note, limits::SCALAR_CHARS)?;
        let id = self.item_name(args.visit)?;
        if row.rows.visits.iter().any(|visit| visit.item.id == id) {
            return Ok(Outcome::read(Reply::HomeVisit(self.done_before(args.id)?)));
        }
        let edit = HomeEdit::Visit { id, outcome: args.outcome, note: args.note }.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Visit, &edit, &[])?;
        Ok(Outcome { ok: Reply::HomeVisit(written(args.id, heads)), changed: changed(&Kind::Home) })
    }

    pub(super) fn look(&mut self, args: HomeLookArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let row = self.store.home(args.id)?;
        if !referee::may_look(&access::roles_in(&directory, &member, &row.space)) {
            return Err(not_allowed("note a look; homes of your own area open without one"));
        }
        let purpose = args.purpose.trim().to_owned();
        check_text("purpose", &purpose, 100)?;
        if purpose.chars().count() < 2 {
            return Err(Failure::field("purpose", "say why, in a few words"));
        }
        let edit = HomeEdit::Look { id: self.item_name(None)?, purpose }.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Look, &edit, &[])?;
        Ok(Outcome { ok: Reply::HomeLook(written(args.id, heads)), changed: changed(&Kind::Home) })
    }

    /// A home that a member is about to write to.
    pub(super) fn approach_home(&self, id: DocumentId) -> Result<HomeRow, Failure> {
        let (directory, member) = self.member()?;
        let row = self.store.home(id)?;
        if referee::may_keep_homes(&access::roles_in(&directory, &member, &row.space)) {
            return Ok(row);
        }
        Err(not_allowed("change this home"))
    }
}

/// The post area of a building and unit: the stairwell itself, or the building that one head answers for as a whole.
pub(super) fn area_of<'d>(directory: &'d Directory, place: &Place) -> Option<&'d Node> {
    let unit = (!place.unit.is_empty()).then_some(place.unit.as_str());
    let areas = || {
        directory.nodes().filter(|node| {
            node.kind == NodeKind::PostArea
                && node.active
                && node.building.as_deref() == Some(place.building.as_str())
        })
    };
    areas().find(|node| node.unit.as_deref() == unit).or_else(|| areas().find(|node| node.unit.is_none()))
}
