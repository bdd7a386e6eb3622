//! Patrols as screens show them.

use jinshui_core::command::{
    HazardFilter, PatrolCard, PatrolListArgs, PatrolPage, PatrolStepView, PatrolView, TickView, VersionView,
};
use jinshui_core::patrol::{PatrolStep, Tick};
use jinshui_core::projection::{ChecklistRows, Dated};
use jinshui_core::referee::{self, Walker};
use jinshui_core::{DocumentId, Failure, Space};

use super::Desk;
use super::hazard::grids_at;
use super::page::{Page, position};
use super::patrol::standing_of;
use super::view::{Viewer, is_ahead};
use crate::store::{HazardQuery, PatrolQuery, PatrolRow};

/// Hazards shown with one patrol.
const MOST_HAZARDS: u32 = 100;

impl Desk<'_> {
    pub(super) fn patrols(&self, args: &PatrolListArgs) -> Result<PatrolPage, Failure> {
        let (directory, member) = self.member()?;
        let page = Page::of(args.limit)?;
        let after = position(args.after.as_deref())?;
        let query = PatrolQuery {
            filter: &args.filter,
            member: &member.id,
            within: args.filter.within.as_ref().map(|node| grids_at(&directory, node)),
            directory: &directory,
        };
        let (rows, total) = self.store.find_patrols(&query, after, page.rows())?;
        let (rows, last) = page.cut(rows);
        let viewer = Viewer { directory: &directory, member: &member };
        let rows = rows.iter().map(|row| self.patrol_card(&viewer, row)).collect::<Result<_, _>>()?;
        Ok(PatrolPage { rows, next: last.map(|row| row.position.to_string()), total })
    }

    fn patrol_card(&self, viewer: &Viewer<'_>, row: &PatrolRow) -> Result<PatrolCard, Failure> {
        let standing = standing_of(row);
        let walker = Walker::of(viewer.directory, viewer.member, &row.space, &standing);
        let grid = match &row.space {
            Space::Grid(grid) => Some(grid.clone()),
            _ => None,
        };
        let checklist = row.rows.checklist.map(|id| self.store.checklist(id)).transpose()?.flatten();
        let items = checklist.as_ref().and_then(|checklist| {
            let kept = checklist.rows.versions.iter().find(|version| version.id == row.rows.version)?;
            u32::try_from(kept.items.len()).ok()
        });
        let (walked_ms, walking_since) = row.rows.walked();
        let received_at = row.rows.received.first_at;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(PatrolCard {
            id: row.document,
            status: row.rows.status.clone(),
            leader: viewer.person(&row.rows.leader),
            team: row.rows.team.iter().map(|member| viewer.person(member)).collect(),
            area: row.rows.area.clone(),
            grid_name: grid.as_ref().and_then(|id| viewer.directory.node(id)).map(|node| node.name.clone()),
            grid,
            started_at: row.rows.started_at,
            ended_at: row.rows.ended_at(),
            walked_ms,
            walking_since,
            clock_off: received_at.is_some_and(|received| is_ahead(row.rows.started_at, received)),
            received_at,
            checklist_name: checklist.map(|checklist| checklist.rows.name),
            items: items.unwrap_or(0),
            ticked: count(row.rows.last_ticks().len()),
            problems: count(row.rows.problems()),
            hazards: row.hazards,
            comments: count(row.rows.comments.len()),
            delivery: self.delivery(row.document)?,
            clashes: row.clashes.clone(),
            acts: referee::patrol_acts(&walker, &standing),
            may_record: walker.may_record(),
        })
    }

    pub(super) fn patrol(&self, id: DocumentId) -> Result<PatrolView, Failure> {
        let (row, walker) = self.approach_patrol(id)?;
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let checklist = row.rows.checklist.map(|id| self.store.checklist(id)).transpose()?.flatten();
        let tick = |(tick, times): (&Dated<Tick>, u32)| TickView {
            item: tick.item.item.clone(),
            mark: tick.item.mark.clone(),
            note: tick.item.note.clone(),
            by: viewer.person(&tick.item.by),
            at: tick.item.at,
            received_at: tick.received_at,
            times,
        };
        let step = |step: &Dated<PatrolStep>| PatrolStepView {
            act: step.item.act.clone(),
            to: step.item.to.clone(),
            note: step.item.note.clone(),
            by: viewer.person(&step.item.by),
            at: step.item.at,
            received_at: step.received_at,
        };
        Ok(PatrolView {
            card: self.patrol_card(&viewer, &row)?,
            heads: self.store.heads(id)?,
            words: row.rows.words.clone(),
            checklist: checklist.and_then(|found| version_view(&viewer, &found.rows, &row.rows.version)),
            ticks: row.rows.last_ticks().into_iter().map(tick).collect(),
            comments: self.comment_views(&viewer, &row.rows.comments),
            steps: row.rows.steps.iter().map(step).collect(),
            hazards: self.found_on(&viewer, id)?,
            clashes: self.clash_views(&viewer, id, &row.rows.clashes, |_, _| None)?,
            may_choose: if walker.may_choose() { row.clashes.clone() } else { Vec::new() },
            may_add: walker.may_add(),
        })
    }

    /// The hazards found on a patrol, newest first.
    fn found_on(
        &self,
        viewer: &Viewer<'_>,
        patrol: DocumentId,
    ) -> Result<Vec<jinshui_core::command::HazardCard>, Failure> {
        let filter = HazardFilter { patrol: Some(patrol), ..HazardFilter::default() };
        let query = HazardQuery {
            filter: &filter,
            member: &viewer.member.id,
            now: self.now(),
            within: None,
            leads: Vec::new(),
            is_property: false,
        };
        let (rows, _) = self.store.find_hazards(&query, None, MOST_HAZARDS)?;
        rows.iter().map(|row| self.card(viewer, row)).collect()
    }
}

/// A version of a checklist by its name.
pub(super) fn version_view(viewer: &Viewer<'_>, rows: &ChecklistRows, version: &str) -> Option<VersionView> {
    let (at, found) = rows.versions.iter().enumerate().find(|(_, one)| one.id == version)?;
    Some(VersionView {
        name: rows.name.clone(),
        id: found.id.clone(),
        number: u32::try_from(at + 1).unwrap_or(u32::MAX),
        by: viewer.person(&found.by),
        at: found.at,
        items: found.items.clone(),
    })
}
