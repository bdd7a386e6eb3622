//! Moving a record to the grid or the post area it belongs to. The record says where to; the hub moves it, and a home's people
//! with it (R15).

use jinshui_core::command::{MoveArgs, Outcome, PlaceList, Reply, Writing};
use jinshui_core::community::{Directory, Member, Node};
use jinshui_core::document::Edit;
use jinshui_core::{DocumentId, Failure, Kind, NodeId, Space, referee};

use super::Desk;
use super::check::not_allowed;
use super::record::{changed, written};
use crate::store::Target;

impl Desk<'_> {
    pub(super) fn move_record(&mut self, args: MoveArgs) -> Result<Outcome, Failure> {
        let Movable { kind, from, settled } = self.movable(args.id)?;
        let to = place(&kind, args.to);
        if from == to && settled {
            return Ok(Outcome::read(Reply::RecordMove(self.done_before(args.id)?)));
        }
        let (directory, member) = self.member()?;
        check(&directory, &member, &from, &to)?;
        let edit = Edit::new(&member.id, self.now()).seen(args.heads).set("moved_to", to.to_string());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Move, &edit, &[])?;
        let reported = written(args.id, heads);
        Ok(Outcome { ok: Reply::RecordMove(reported), changed: changed(&kind) })
    }

    /// Where the member may move a record.
    pub(super) fn places(&self, id: DocumentId) -> Result<PlaceList, Failure> {
        let Movable { kind, from, .. } = self.movable(id)?;
        let (directory, member) = self.member()?;
        Ok(PlaceList { places: targets(&directory, &member, &kind, &from).cloned().collect() })
    }

    fn movable(&self, id: DocumentId) -> Result<Movable, Failure> {
        let kind = self.store.kind_of(id)?;
        let stands = |clashes: &[String]| !clashes.iter().any(|field| field == "moved_to");
        match kind {
            Kind::Hazard => {
                let row = self.store.hazard(id)?;
                Ok(Movable { kind, from: row.space, settled: stands(&row.clashes) })
            }
            Kind::Home => {
                let row = self.store.home(id)?;
                let clashes: Vec<String> = row.rows.clashes.iter().map(|clash| clash.field.clone()).collect();
                Ok(Movable { kind, from: row.space, settled: stands(&clashes) })
            }
            _ => Err(not_allowed("move this kind of record")),
        }
    }
}

/// A record that may be moved.
struct Movable {
    kind: Kind,
    from: Space,
    /// Whether nobody moved it to two places at once.
    settled: bool,
}

fn place(kind: &Kind, node: NodeId) -> Space {
    if *kind == Kind::Home { Space::Homes(node) } else { Space::Grid(node) }
}

/// Where a member may move a record of a kind that is in a space.
pub(super) fn targets<'a>(
    directory: &'a Directory,
    member: &'a Member,
    kind: &'a Kind,
    from: &'a Space,
) -> impl Iterator<Item = &'a Node> {
    directory.nodes().filter(move |node| {
        let to = place(kind, node.id.clone());
        to != *from && referee::may_move(directory, member, from, &to)
    })
}

/// What people call the place to which a record was moved, where the hub has not moved it yet.
pub(super) fn moving_to(directory: &Directory, moved_to: &str, now: &Space) -> Option<String> {
    let to = Space::parse(moved_to);
    let (Space::Grid(node) | Space::Homes(node)) = &to else { return None };
    if to == *now { None } else { directory.node(node).map(|node| node.name.clone()) }
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
