//! Starting, walking and ending patrols.

use jinshui_core::command::{
    Outcome, PatrolActArgs, PatrolEditArgs, PatrolStartArgs, PatrolTeamArgs, PatrolTickArgs, Reply, Writing,
};
use jinshui_core::community::Directory;
use jinshui_core::document::{Edit, PatrolStanding};
use jinshui_core::patrol::{MAX_TEAM, PatrolEdit, PatrolStatus, TickMark};
use jinshui_core::referee::{self, Walker};
use jinshui_core::{DocumentId, Failure, Kind, MemberId, Space, access, limits};

use super::Desk;
use super::check::{check_caller_id, check_code, check_text, not_allowed};
use super::community::own_grid;
use super::record::{changed, written};
use crate::store::{PatrolRow, Target};

impl Desk<'_> {
    pub(super) fn start_patrol(&mut self, args: PatrolStartArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let id = args.id.map(check_caller_id).transpose()?;
        if let Some(id) = id
            && self.store.patrol(id).is_ok_and(|row| row.rows.leader == member.id)
        {
            // The tap was repeated after its reply was lost.
            return Ok(Outcome::read(Reply::PatrolStart(self.done_before(id)?)));
        }
        let grid = args.grid.clone().or_else(|| own_grid(&directory, &member).map(|grid| grid.id.clone()));
        let grid = grid.ok_or_else(|| Failure::field("grid", "say in which grid"))?;
        let space = Space::Grid(grid);
        let roles = access::roles_in(&directory, &member, &space);
        if !access::may_write(&directory, &member, &space) || !referee::may_start_patrol(&roles) {
            return Err(not_allowed("start a patrol there"));
        }
        let area = args.area.trim().to_owned();
        check_text("area", &area, 60)?;
        let team = self.team_of(&directory, &member.id, &args.team)?;
        let checklist = args.checklist.map(|id| self.newest_version(id)).transpose()?;
        let edit = PatrolEdit::Start { area, team, checklist }.by(&member.id, self.now());
        let id = id.map_or_else(|| self.new_id(), Ok)?;
        let target = Target::New { id, kind: &Kind::Patrol, space: &space };
        let heads = self.store.write(&target, &Writing::Patrol, &edit, &[])?;
        Ok(Outcome { ok: Reply::PatrolStart(written(id, heads)), changed: changed(&Kind::Patrol) })
    }

    /// Who walks along, each with a name for the mark.
    fn team_of(
        &self,
        directory: &Directory,
        leader: &MemberId,
        team: &[MemberId],
    ) -> Result<Vec<(String, MemberId)>, Failure> {
        let mut members: Vec<&MemberId> = team.iter().filter(|id| *id != leader).collect();
        members.sort_unstable();
        members.dedup();
        if members.len() >= MAX_TEAM {
            return Err(Failure::field("team", format!("at most {MAX_TEAM} people walk together")));
        }
        members.iter().try_for_each(|id| active(directory, "team", id))?;
        members.into_iter().map(|id| Ok((self.new_id()?.to_string(), id.clone()))).collect()
    }

    /// The checklist with the version that a patrol takes that starts now.
    fn newest_version(&self, id: DocumentId) -> Result<(DocumentId, String), Failure> {
        let row = self.store.checklist(id)?;
        let row = row.ok_or_else(|| Failure::field("checklist", format!("no checklist {id} here")))?;
        if row.rows.retired {
            return Err(Failure::field("checklist", "was put away; take another one"));
        }
        let version = row.rows.versions.last().map(|version| version.id.clone());
        Ok((id, version.ok_or_else(|| Failure::not_found(format!("version of checklist {id}")))?))
    }

    pub(super) fn act_on_patrol(&mut self, args: PatrolActArgs) -> Result<Outcome, Failure> {
        let (row, walker) = self.approach_patrol(args.id)?;
        check_code("act", args.act.is_known(), args.act.code())?;
        check_text("note", &args.note, limits::SCALAR_CHARS)?;
        let step = self.item_name(args.step)?;
        if row.rows.steps.iter().any(|there| there.item.id == step) {
            return Ok(Outcome::read(Reply::PatrolAct(self.done_before(args.id)?)));
        }
        if !referee::patrol_acts(&walker, &standing_of(&row)).contains(&args.act) {
            return Err(not_allowed(&format!("{} this patrol as it stands ({})", args.act, row.rows.status)));
        }
        let edit = PatrolEdit::Act { id: step, act: args.act, note: args.note, seen: args.heads };
        self.write_patrol(args.id, &Writing::Act, edit, Reply::PatrolAct)
    }

    pub(super) fn tick(&mut self, args: PatrolTickArgs) -> Result<Outcome, Failure> {
        let (row, walker) = self.approach_patrol(args.id)?;
        check_code("mark", args.mark.is_known(), args.mark.code())?;
        check_text("note", &args.note, limits::SCALAR_CHARS)?;
        check_text("item", &args.item, 64)?;
        if !walker.may_record() {
            return Err(not_allowed("tick on this patrol"));
        }
        let id = self.item_name(args.tick)?;
        if row.rows.ticks.iter().any(|there| there.item.id == id) {
            return Ok(Outcome::read(Reply::PatrolTick(self.done_before(args.id)?)));
        }
        let last = row.rows.last_ticks().into_iter().find(|(tick, _)| tick.item.item == args.item);
        let says_nothing_new = match &last {
            Some((tick, _)) => tick.item.mark == args.mark && tick.item.note == args.note,
            None => args.mark == TickMark::Clear,
        };
        if says_nothing_new {
            return Ok(Outcome::read(Reply::PatrolTick(self.done_before(args.id)?)));
        }
        if !self.items_of(&row)?.is_none_or(|items| items.contains(&args.item)) {
            return Err(Failure::field("item", "is not on the checklist that this patrol keeps"));
        }
        let edit = PatrolEdit::Tick { id, item: args.item, mark: args.mark, note: args.note };
        self.write_patrol(args.id, &Writing::Tick, edit, Reply::PatrolTick)
    }

    /// The items of the version that a patrol keeps; none where it has not arrived here.
    fn items_of(&self, row: &PatrolRow) -> Result<Option<Vec<String>>, Failure> {
        let Some(checklist) = row.rows.checklist else { return Ok(Some(Vec::new())) };
        let version = self.store.checklist(checklist)?.and_then(|checklist| {
            checklist.rows.versions.into_iter().find(|version| version.id == row.rows.version)
        });
        Ok(version.map(|version| version.items.into_iter().map(|item| item.id).collect()))
    }

    pub(super) fn team(&mut self, args: PatrolTeamArgs) -> Result<Outcome, Failure> {
        let (directory, _) = self.member()?;
        let (row, walker) = self.approach_patrol(args.id)?;
        if !walker.may_record() {
            return Err(not_allowed("change who walks along"));
        }
        if args.member == row.rows.leader && !args.here {
            return Err(Failure::field("member", "leads this patrol; end it instead"));
        }
        if row.rows.team.contains(&args.member) == args.here {
            return Ok(Outcome::read(Reply::PatrolTeam(self.done_before(args.id)?)));
        }
        if args.here {
            active(&directory, "member", &args.member)?;
            if row.rows.team.len() >= MAX_TEAM {
                return Err(Failure::field("member", format!("at most {MAX_TEAM} people walk together")));
            }
        }
        let edit = PatrolEdit::Team { id: self.item_name(None)?, member: args.member, here: args.here };
        self.write_patrol(args.id, &Writing::Team, edit, Reply::PatrolTeam)
    }

    pub(super) fn edit_patrol(&mut self, args: PatrolEditArgs) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        let (row, walker) = self.approach_patrol(args.id)?;
        let mut edit = Edit::new(&member.id, self.now()).seen(args.heads);
        if let Some(area) = &args.area {
            check_text("area", area.trim(), 60)?;
            edit = edit.set("area", area.trim());
        }
        if let Some(status) = &args.status {
            let stands = |clash: &&jinshui_core::projection::ClashRow| {
                clash.field == "status" && clash.value == status.code()
            };
            if !row.rows.clashes.iter().any(|clash| stands(&clash)) {
                let why = "can be set only to one of two values that stand at once; else use an act";
                return Err(Failure::field("status", why));
            }
            edit = edit.set("status", status.code());
        }
        if let Some(words) = args.words {
            check_text("words", &words, limits::TEXT_CHARS)?;
            edit = edit.words(words);
        }
        if edit.fields.is_empty() && edit.words.is_none() {
            return Ok(Outcome::read(Reply::PatrolEdit(written(args.id, self.store.heads(args.id)?))));
        }
        if !walker.may_record() {
            return Err(not_allowed("change this patrol"));
        }
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Edit, &edit, &[])?;
        Ok(Outcome { ok: Reply::PatrolEdit(written(args.id, heads)), changed: changed(&Kind::Patrol) })
    }

    fn write_patrol(
        &mut self,
        id: DocumentId,
        writing: &Writing,
        edit: PatrolEdit,
        reply: fn(jinshui_core::command::Reported) -> Reply,
    ) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        let edit = edit.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(id), writing, &edit, &[])?;
        Ok(Outcome { ok: reply(written(id, heads)), changed: changed(&Kind::Patrol) })
    }

    /// A patrol that a member is about to write to, and who they are to it.
    pub(super) fn approach_patrol(&self, id: DocumentId) -> Result<(PatrolRow, Walker), Failure> {
        let (directory, member) = self.member()?;
        let row = self.store.patrol(id)?;
        let walker = Walker::of(&directory, &member, &row.space, &standing_of(&row));
        Ok((row, walker))
    }
}

/// How a patrol stands, with every value of a clashed state.
pub(super) fn standing_of(row: &PatrolRow) -> PatrolStanding {
    let clashed = row.rows.clashes.iter().filter(|clash| clash.field == "status");
    let others = clashed.map(|clash| PatrolStatus::from_code(&clash.value));
    PatrolStanding {
        leaders: vec![row.rows.leader.clone()],
        team: row.rows.team.clone(),
        statuses: std::iter::once(row.rows.status.clone()).chain(others).collect(),
    }
}

fn active(directory: &Directory, field: &str, id: &MemberId) -> Result<(), Failure> {
    match directory.member(id) {
        Some(member) if member.active => Ok(()),
        _ => Err(Failure::field(field, format!("there is no member {id}"))),
    }
}
