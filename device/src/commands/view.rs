//! From rows to what screens show: names instead of ids, and what this member may do.

use std::collections::BTreeMap;

use jinshui_core::command::{
    Clash, ClashValue, CommentView, Delivery, HazardCard, HazardView, PersonRef, PhotoView, StepView,
};
use jinshui_core::community::{Directory, Member};
use jinshui_core::document::Standing;
use jinshui_core::hazard::{Assignee, Comment, HazardField, Status};
use jinshui_core::projection::{ClashRow, Dated};
use jinshui_core::referee::{self, Party};
use jinshui_core::{DocumentId, Failure, Kind, MemberId, Space, Timestamp};

use super::Desk;
use super::moves::{moving_to, targets};
use crate::store::{ChangeRow, HazardRow};

/// Characters of the words shown in a list.
const EXCERPT: usize = 200;

/// Who looks, and the community they look at.
pub(super) struct Viewer<'a> {
    pub(super) directory: &'a Directory,
    pub(super) member: &'a Member,
}

impl Viewer<'_> {
    pub(super) fn person(&self, id: &MemberId) -> PersonRef {
        let name = self.directory.member(id).map_or_else(|| id.0.clone(), |member| member.salutation.clone());
        PersonRef { id: id.clone(), name }
    }

    fn assignee_name(&self, assignee: Option<&Assignee>) -> Option<String> {
        match assignee? {
            Assignee::Member(id) => Some(self.person(id).name),
            Assignee::Property | Assignee::Unknown(_) => None,
        }
    }

    /// What people call the grid or post area of a space.
    pub(super) fn place_name(&self, space: &str) -> Option<String> {
        let (Space::Grid(node) | Space::Homes(node)) = Space::parse(space) else { return None };
        self.directory.node(&node).map(|node| node.name.clone())
    }

    pub(super) fn party(&self, row: &HazardRow, standing: &Standing) -> Party {
        Party::of(self.directory, self.member, &row.space, standing)
    }
}

impl Desk<'_> {
    /// How a report stands, with every value of a clashed field.
    pub(super) fn standing(&self, row: &HazardRow) -> Result<Standing, Failure> {
        let mut standing = Standing {
            reporters: vec![row.reporter.clone()],
            assignees: row.assignee.iter().cloned().collect(),
            statuses: vec![row.status.clone()],
        };
        if !row.clashes.is_empty() {
            for (field, value, _) in self.store.clashes(row.document)? {
                match field.as_str() {
                    "status" => standing.statuses.push(Status::from_code(&value)),
                    "assignee" => standing.assignees.push(Assignee::from(value)),
                    _ => {}
                }
            }
        }
        Ok(standing)
    }

    pub(super) fn card(&self, viewer: &Viewer<'_>, row: &HazardRow) -> Result<HazardCard, Failure> {
        let standing = self.standing(row)?;
        let party = viewer.party(row, &standing);
        let grid = match &row.space {
            Space::Grid(grid) => Some(grid.clone()),
            _ => None,
        };
        let grid_name = grid.as_ref().and_then(|id| viewer.directory.node(id)).map(|node| node.name.clone());
        let now = self.store.hub_now()?;
        Ok(HazardCard {
            id: row.document,
            category: row.category.clone(),
            severity: row.severity.clone(),
            status: row.status.clone(),
            assignee_name: viewer.assignee_name(row.assignee.as_ref()),
            assignee: row.assignee.clone(),
            place: row.place.clone(),
            point: row.point,
            grid,
            grid_name,
            words: row.words.chars().take(EXCERPT).collect(),
            reporter: viewer.person(&row.reporter),
            reported_at: row.reported_at,
            received_at: row.received_at,
            patrol: row.patrol,
            overdue: standing.statuses.iter().any(|status| status != &Status::Closed)
                && row.received_at.is_some_and(|at| now.0 > at.plus_ms(row.severity.patience_ms()).0),
            clock_off: row.received_at.is_some_and(|received| is_ahead(row.reported_at, received)),
            comments: row.comments,
            photos: row.photos,
            thumbnail: row.thumbnail,
            delivery: self.delivery(row.document)?,
            clashes: row.clashes.clone(),
            readable: row.readable,
            acts: if row.readable { referee::acts(&party, &standing) } else { Vec::new() },
        })
    }

    pub(super) fn delivery(&self, document: DocumentId) -> Result<Delivery, Failure> {
        Ok(delivery_of(self.store.waiting(document)?))
    }

    pub(super) fn hazard(&self, id: DocumentId) -> Result<HazardView, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let row = self.store.hazard(id)?;
        let standing = self.standing(&row)?;
        let party = viewer.party(&row, &standing);
        let may_edit = |field: &&HazardField| row.readable && referee::may_edit(&party, &standing, **field);
        use HazardField::{Building, Category, Point, Severity, Unit};
        let fields = [Category, Severity, Building, Unit, Point];
        let mut editable: Vec<String> =
            fields.iter().filter(may_edit).map(|field| field.key().to_owned()).collect();
        if !editable.is_empty() {
            editable.push("words".to_owned());
        }
        Ok(HazardView {
            card: self.card(&viewer, &row)?,
            heads: if row.readable { self.store.heads(id)? } else { Vec::new() },
            words: row.words.clone(),
            comments: self.comments(&viewer, id)?,
            photos: self.photos(&viewer, id)?,
            steps: self.steps(&viewer, id)?,
            clashes: self.clashes(&viewer, id)?,
            may_choose: choosable(&row, &party, &editable),
            may_edit: editable,
            may_add: row.readable && referee::may_add(&party),
            may_move: row.readable
                && targets(&directory, &member, &Kind::Hazard, &row.space).next().is_some(),
            moving_to: moving_to(&directory, &row.moved_to, &row.space),
        })
    }

    fn comments(&self, viewer: &Viewer<'_>, id: DocumentId) -> Result<Vec<CommentView>, Failure> {
        let view = |(comment, received_at): (jinshui_core::hazard::Comment, _)| CommentView {
            id: comment.id,
            by: viewer.person(&comment.by),
            at: comment.at,
            received_at,
            text: comment.text,
        };
        Ok(self.store.comments(id)?.into_iter().map(view).collect())
    }

    fn steps(&self, viewer: &Viewer<'_>, id: DocumentId) -> Result<Vec<StepView>, Failure> {
        let view = |(step, received_at): (jinshui_core::hazard::Step, _)| StepView {
            act: step.act,
            to: step.to,
            assignee_name: viewer.assignee_name(step.assignee.as_ref()),
            assignee: step.assignee,
            note: step.note,
            by: viewer.person(&step.by),
            at: step.at,
            received_at,
        };
        Ok(self.store.steps(id)?.into_iter().map(view).collect())
    }

    fn photos(&self, viewer: &Viewer<'_>, id: DocumentId) -> Result<Vec<PhotoView>, Failure> {
        let mut views = Vec::new();
        for photo in self.store.photos(id)? {
            views.push(PhotoView {
                by: viewer.person(&photo.by),
                at: photo.at,
                here: self.store.has_blob(&photo.hash)?,
                thumbnail_here: self.store.has_blob(&photo.thumbnail)?,
                unsent: self.store.is_uploading(id, &photo.hash)?,
                hash: photo.hash,
                thumbnail: photo.thumbnail,
                id: photo.id,
            });
        }
        Ok(views)
    }

    fn clashes(&self, viewer: &Viewer<'_>, id: DocumentId) -> Result<Vec<Clash>, Failure> {
        let row = |(field, value, change)| ClashRow { field, value, change };
        let rows: Vec<ClashRow> = self.store.clashes(id)?.into_iter().map(row).collect();
        self.clash_views(viewer, id, &rows, |field, value| match field {
            "assignee" => viewer.assignee_name(Some(&Assignee::from(value.to_owned()))),
            "moved_to" => viewer.place_name(value),
            _ => None,
        })
    }

    /// Both values of each clashed field of a record; `name` tells what people call a value that is an id.
    pub(super) fn clash_views(
        &self,
        viewer: &Viewer<'_>,
        id: DocumentId,
        rows: &[ClashRow],
        name: impl Fn(&str, &str) -> Option<String>,
    ) -> Result<Vec<Clash>, Failure> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let changes: BTreeMap<_, ChangeRow> =
            self.store.history(id)?.into_iter().map(|change| (change.hash, change)).collect();
        let mut clashes: Vec<Clash> = Vec::new();
        for row in rows {
            let change = row.change.and_then(|hash| changes.get(&hash));
            let value = ClashValue {
                name: name(&row.field, &row.value),
                value: row.value.clone(),
                by: change.map(|change| viewer.person(&change.author)),
                at: change.map_or(Timestamp(0), |change| change.at),
            };
            match clashes.last_mut().filter(|clash| clash.field == row.field) {
                Some(clash) => clash.values.push(value),
                None => clashes.push(Clash { field: row.field.clone(), values: vec![value] }),
            }
        }
        Ok(clashes)
    }

    /// Comments of a record that keeps them in its rows.
    pub(super) fn comment_views(&self, viewer: &Viewer<'_>, comments: &[Dated<Comment>]) -> Vec<CommentView> {
        let view = |comment: &Dated<Comment>| CommentView {
            id: comment.item.id.clone(),
            by: viewer.person(&comment.item.by),
            at: comment.item.at,
            received_at: comment.received_at,
            text: comment.item.text.clone(),
        };
        comments.iter().map(view).collect()
    }
}

/// Where a record's own part is on its way: whether something came back, whether something waits.
pub(super) fn delivery_of((refused, unsent): (bool, bool)) -> Delivery {
    match (refused, unsent) {
        (true, _) => Delivery::Refused,
        (_, true) => Delivery::Unsent,
        _ => Delivery::Sent,
    }
}

/// The clashed fields that a party may settle: what moves by acts is chosen by staff, the rest by whoever may edit it.
fn choosable(row: &HazardRow, party: &Party, editable: &[String]) -> Vec<String> {
    let by_acts = |field: &str| ["status", "assignee", "moved_to"].contains(&field);
    let may =
        |field: &&String| if by_acts(field) { referee::may_choose(party) } else { editable.contains(field) };
    row.clashes.iter().filter(may).cloned().collect()
}

/// Whether something was written, by its device, more than five minutes after the hub received it: its clock is ahead (R27).
/// Written earlier is no sign of a wrong clock: it may have waited for a network.
pub(super) fn is_ahead(written: Timestamp, received: Timestamp) -> bool {
    written.0 > received.plus_ms(Timestamp::CLOCK_TOLERANCE_MS).0
}
