//! Rows of a patrol.

use serde::{Deserialize, Serialize};

use super::search::Findable;
use super::{ClashRow, Dated, Receipt, Received, clash_rows, dated};
use crate::clock::Timestamp;
use crate::document::Document;
use crate::hazard::Comment;
use crate::id::{ChangeHash, DocumentId, MemberId};
use crate::patrol::{PatrolAct, PatrolStatus, PatrolStep, Tick, TickMark};

/// Everything screens show of one patrol.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatrolRows {
    /// Who leads it.
    pub leader: MemberId,
    /// When it began, by the leader's device.
    pub started_at: Timestamp,
    /// Where it stands.
    pub status: PatrolStatus,
    /// Where, as people say it.
    pub area: String,
    /// The checklist's record.
    pub checklist: Option<DocumentId>,
    /// The version that it keeps.
    pub version: String,
    /// What was said about the whole.
    pub words: String,
    /// Who walks along, the leader first.
    pub team: Vec<MemberId>,
    /// Every tick, in the order people see.
    pub ticks: Vec<Dated<Tick>>,
    /// In the order people see.
    pub comments: Vec<Dated<Comment>>,
    /// In the order people see.
    pub steps: Vec<Dated<PatrolStep>>,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// When the hub has it from.
    pub received: Received,
    /// What it is found by, besides its people's names.
    #[serde(skip)]
    pub findable: Findable,
}

/// Projects a patrol. `None` where the document holds no readable patrol.
#[must_use]
pub fn project_patrol(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<PatrolRows> {
    let patrol = document.patrol()?;
    let ticks = dated(&patrol.ticks, receipts);
    let comments = dated(&patrol.comments, receipts);
    let notes = ticks.iter().map(|tick| tick.item.note.as_str());
    let said = comments.iter().map(|comment| comment.item.text.as_str());
    let parts: Vec<&str> =
        [patrol.area.as_str(), patrol.words.as_str()].into_iter().chain(notes).chain(said).collect();
    Some(PatrolRows {
        findable: Findable::of(&parts),
        team: patrol.members(),
        leader: patrol.leader,
        started_at: patrol.started_at,
        status: patrol.status,
        area: patrol.area,
        checklist: patrol.checklist,
        version: patrol.version,
        words: patrol.words,
        ticks,
        comments,
        steps: dated(&patrol.steps, receipts),
        clashes: clash_rows(document),
        received: Received::of(receipts),
    })
}

impl PatrolRows {
    /// The last tick of each item that is not cleared, and how often the item was ticked, in the order of first ticks.
    #[must_use]
    pub fn last_ticks(&self) -> Vec<(&Dated<Tick>, u32)> {
        let mut last: Vec<(&Dated<Tick>, u32)> = Vec::new();
        for tick in &self.ticks {
            match last.iter_mut().find(|(other, _)| other.item.item == tick.item.item) {
                Some((there, times)) => {
                    *there = tick;
                    *times += 1;
                }
                None => last.push((tick, 1)),
            }
        }
        last.retain(|(tick, _)| tick.item.mark != TickMark::Clear);
        last
    }

    /// Items with 有问题.
    #[must_use]
    pub fn problems(&self) -> usize {
        self.last_ticks().iter().filter(|(tick, _)| tick.item.mark == TickMark::Problem).count()
    }

    /// Milliseconds walked until the last step, and since when they walk if they do. Rests are not counted; a clock that jumped
    /// back counts nothing.
    #[must_use]
    pub fn walked(&self) -> (i64, Option<Timestamp>) {
        let (mut walked, mut since) = (0i64, Some(self.started_at));
        for step in &self.steps {
            let at = step.item.at;
            let stretch = since.map_or(0, |since| at.0.saturating_sub(since.0).max(0));
            match step.item.act {
                PatrolAct::Pause | PatrolAct::End => {
                    walked = walked.saturating_add(stretch);
                    since = None;
                }
                PatrolAct::Resume => since = since.or(Some(at)),
                PatrolAct::Unknown(_) => {}
            }
        }
        (walked, since.filter(|_| self.status == PatrolStatus::Walking))
    }

    /// When it ended, where it has.
    #[must_use]
    pub fn ended_at(&self) -> Option<Timestamp> {
        let ended = self.status == PatrolStatus::Ended;
        let last = self.steps.iter().rev().find(|step| step.item.act == PatrolAct::End);
        last.filter(|_| ended).map(|step| step.item.at)
    }
}
