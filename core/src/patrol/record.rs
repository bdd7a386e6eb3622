//! A patrol as it reads: hydrated from a document, never written back whole (R3).

use serde::{Deserialize, Serialize};

use super::words::{PatrolAct, PatrolStatus, TickMark};
use crate::clock::Timestamp;
use crate::hazard::{Comment, Listed};
use crate::id::{DocumentId, MemberId};

/// People of one patrol at most, its leader among them.
pub const MAX_TEAM: usize = 30;

/// One tick of the checklist, as it stands in the record. The last one of an item counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// Its own name.
    pub id: String,
    /// The checklist's item.
    pub item: String,
    /// What was found.
    pub mark: TickMark,
    /// Words that go with it.
    pub note: String,
    /// Who looked.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// Somebody joined or left. The last mark of a member counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMark {
    /// Its own name.
    pub id: String,
    /// Who.
    pub member: MemberId,
    /// Whether they walk along from now on.
    pub here: bool,
    /// Who wrote it down.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// One step of a patrol's life, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatrolStep {
    /// Its own name.
    pub id: String,
    /// What was done.
    pub act: PatrolAct,
    /// Where the patrol stood after it.
    pub to: PatrolStatus,
    /// Words that go with it.
    pub note: String,
    /// Who did it.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
}

/// A patrol, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Patrol {
    /// Who leads it: who started it.
    pub leader: MemberId,
    /// When, by their device.
    pub started_at: Timestamp,
    /// Where it stands.
    pub status: PatrolStatus,
    /// Where they walk, as people say it.
    pub area: String,
    /// The checklist's record, where there is one.
    pub checklist: Option<DocumentId>,
    /// The version of the checklist that this patrol keeps.
    pub version: String,
    /// What was said about the whole.
    pub words: String,
    /// In list order.
    pub team: Vec<Listed<TeamMark>>,
    /// In list order.
    pub ticks: Vec<Listed<Tick>>,
    /// In list order.
    pub comments: Vec<Listed<Comment>>,
    /// In list order.
    pub steps: Vec<Listed<PatrolStep>>,
}

impl Patrol {
    /// Who walks along now, the leader first: the last mark of each member counts.
    #[must_use]
    pub fn members(&self) -> Vec<MemberId> {
        let mut members = vec![self.leader.clone()];
        for listed in &self.team {
            members.retain(|member| member == &self.leader || member != &listed.item.member);
            if listed.item.here && listed.item.member != self.leader {
                members.push(listed.item.member.clone());
            }
        }
        members
    }
}
