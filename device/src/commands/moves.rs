//! Moving a record to the grid or the post area it belongs to. The record says where to; the hub moves it (R15).

use jinshui_core::command::{MoveArgs, Outcome, Reply, Writing};
use jinshui_core::community::{Directory, Member};
use jinshui_core::document::Edit;
use jinshui_core::{DocumentId, Failure, Kind, Space, referee};

use super::Desk;
use super::check::not_allowed;
use super::record::{changed, written};
use crate::store::{Target, Writ};

impl Desk<'_> {
    pub(super) fn move_record(&mut self, args: MoveArgs) -> Result<Outcome, Failure> {
        let kind = self.store.kind_of(args.id)?;
        let (from, to, moved) = match kind {
            Kind::Hazard => (self.store.hazard(args.id)?.space, Space::Grid(args.to), vec![args.id]),
            Kind::Home => {
                let people = self.store.residents_of(args.id)?.into_iter().map(|person| person.document);
                let all = std::iter::once(args.id).chain(people).collect();
                (self.store.home(args.id)?.space, Space::Homes(args.to), all)
            }
            _ => return Err(not_allowed("move this kind of record")),
        };
        if from == to {
            return Ok(Outcome::read(Reply::RecordMove(self.done_before(args.id)?)));
        }
        let (directory, member) = self.member()?;
        check(&directory, &member, &from, &to)?;
        self.write_move(&member, &moved, args.id, &to, &args.heads)?;
        let reported = written(args.id, self.store.heads(args.id)?);
        Ok(Outcome { ok: Reply::RecordMove(reported), changed: changed(&kind) })
    }

    /// A home and its people move together or not at all (R14).
    fn write_move(
        &mut self,
        member: &Member,
        moved: &[DocumentId],
        first: DocumentId,
        to: &Space,
        heads: &[jinshui_core::ChangeHash],
    ) -> Result<(), Failure> {
        let at = self.now();
        let writ = |id: &DocumentId| {
            let seen = if *id == first { heads.to_vec() } else { Vec::new() };
            let edit = Edit::new(&member.id, at).seen(seen).set("moved_to", to.to_string());
            Writ { target: Target::Existing(*id), writing: Writing::Move, edit }
        };
        let writs: Vec<Writ<'_>> = moved.iter().map(writ).collect();
        Ok(self.store.write_together(&writs)?)
    }
}

fn check(directory: &Directory, member: &Member, from: &Space, to: &Space) -> Result<(), Failure> {
    let (Space::Grid(node) | Space::Homes(node)) = to else { return Err(not_allowed("move it there")) };
    if directory.node(node).is_none_or(|node| !node.active) {
        return Err(Failure::field("to", format!("there is no place {node} in the community's tree")));
    }
    match referee::may_move(directory, member, from, to) {
        true => Ok(()),
        false => Err(not_allowed("move this record there")),
    }
}
