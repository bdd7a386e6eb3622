//! Reading the records of patrols, checklists and the register from their documents. Nothing here judges or writes.

use automerge::{ObjId, ROOT, ReadDoc};

use super::Document;
use super::read::heads;
use crate::checklist::{Checklist, Version, items_from, state};
use crate::hazard::{Comment, Listed, Place};
use crate::id::{ChangeHash, MemberId};
use crate::patrol::{Patrol, PatrolAct, PatrolStatus, PatrolStep, TeamMark, Tick, TickMark};
use crate::register::remarks;
use crate::register::{
    Care, Home, HomeState, Look, Relation, Resident, ResidentState, Sex, Tenancy, Visit, VisitOutcome,
};

/// What of a patrol decides who may do what to it, as it was at some heads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatrolStanding {
    /// Who leads it; empty while nobody has begun it.
    pub leaders: Vec<MemberId>,
    /// Who walks along.
    pub team: Vec<MemberId>,
    /// Where it stands; a clash gives more than one.
    pub statuses: Vec<PatrolStatus>,
}

impl Document {
    /// Reads a patrol; `None` where nobody has begun it yet or a required field is missing.
    #[must_use]
    pub fn patrol(&self) -> Option<Patrol> {
        Some(Patrol {
            leader: MemberId(self.text_of(&ROOT, "leader")?),
            started_at: self.time_of(&ROOT, "started_at")?,
            status: PatrolStatus::from_code(&self.text_of(&ROOT, "status")?),
            area: self.said("area"),
            checklist: self.said("checklist").parse().ok(),
            version: self.said("version"),
            words: self.free_text("words"),
            team: self.items("team", |item| self.team_mark(item)),
            ticks: self.items("ticks", |item| self.tick(item)),
            comments: self.comments(),
            steps: self.items("steps", |item| self.patrol_step(item)),
        })
    }

    /// A patrol's standing at some heads; empty heads read the newest state.
    #[must_use]
    pub fn patrol_standing(&self, at: &[ChangeHash]) -> PatrolStanding {
        let all = |key| self.values_at(key, at).into_iter().map(|(value, _)| value);
        let leaders: Vec<MemberId> = all("leader").map(MemberId).collect();
        let mut team: Vec<MemberId> = Vec::new();
        for mark in self.items_at("team", at, |item| self.team_mark(item)) {
            team.retain(|member| member != &mark.item.member);
            if mark.item.here {
                team.push(mark.item.member);
            }
        }
        let statuses = all("status").map(|code| PatrolStatus::from_code(&code)).collect();
        PatrolStanding { leaders, team, statuses }
    }

    /// Reads a checklist; `None` where nobody has made it yet.
    #[must_use]
    pub fn checklist(&self) -> Option<Checklist> {
        Some(Checklist {
            name: self.text_of(&ROOT, "name")?,
            retired: self.said("state") == state(true),
            versions: self.items("versions", |item| {
                Some(Version {
                    id: self.text_of(item, "id")?,
                    by: MemberId(self.text_of(item, "by")?),
                    at: self.time_of(item, "at")?,
                    items: items_from(&self.text_of(item, "items")?)?,
                })
            }),
        })
    }

    /// Reads a home; `None` where nobody has written it down yet.
    #[must_use]
    pub fn home(&self) -> Option<Home> {
        Some(Home {
            place: Place { building: self.text_of(&ROOT, "building")?, unit: self.said("unit") },
            room: self.text_of(&ROOT, "room")?,
            state: HomeState::from_code(&self.text_of(&ROOT, "state")?),
            tenancy: self.coded("tenancy", Tenancy::from_code),
            owner: self.said("owner"),
            owner_phone: self.said("owner_phone"),
            head: self.said("head").parse().ok(),
            care: Care::ALL.iter().filter(|care| self.said(care.code()) == "yes").cloned().collect(),
            words: remarks::read(&self.free_text("words")),
            moved_to: self.said("moved_to"),
            visits: self.items("visits", |item| {
                Some(Visit {
                    id: self.text_of(item, "id")?,
                    outcome: VisitOutcome::from_code(&self.text_of(item, "outcome")?),
                    note: self.text_of(item, "note")?,
                    by: MemberId(self.text_of(item, "by")?),
                    at: self.time_of(item, "at")?,
                })
            }),
            looks: self.items("looks", |item| {
                Some(Look {
                    id: self.text_of(item, "id")?,
                    purpose: self.text_of(item, "purpose")?,
                    by: MemberId(self.text_of(item, "by")?),
                    at: self.time_of(item, "at")?,
                })
            }),
            comments: self.comments(),
        })
    }

    /// Reads a resident; `None` where nobody has written them down yet.
    #[must_use]
    pub fn resident(&self) -> Option<Resident> {
        Some(Resident {
            home: self.text_of(&ROOT, "home")?.parse().ok()?,
            name: self.text_of(&ROOT, "name")?,
            state: ResidentState::from_code(&self.text_of(&ROOT, "state")?),
            phone: self.said("phone"),
            relation: self.coded("relation", Relation::from_code),
            sex: self.coded("sex", Sex::from_code),
            born: self.said("born"),
            moved_in: self.said("moved_in"),
            moved_out: self.said("moved_out"),
            words: remarks::read(&self.free_text("words")),
        })
    }

    pub(super) fn comments(&self) -> Vec<Listed<Comment>> {
        self.items("comments", |item| {
            Some(Comment {
                id: self.text_of(item, "id")?,
                by: MemberId(self.text_of(item, "by")?),
                at: self.time_of(item, "at")?,
                text: self.text_of(item, "text")?,
            })
        })
    }

    /// A root text; empty where nobody said.
    pub(super) fn said(&self, key: &str) -> String {
        self.text_of(&ROOT, key).unwrap_or_default()
    }

    fn coded<T>(&self, key: &str, from_code: impl Fn(&str) -> T) -> Option<T> {
        let code = self.said(key);
        (!code.is_empty()).then(|| from_code(&code))
    }

    fn team_mark(&self, item: &ObjId) -> Option<TeamMark> {
        Some(TeamMark {
            id: self.text_of(item, "id")?,
            member: MemberId(self.text_of(item, "member")?),
            here: self.text_of(item, "mark")? == "joined",
            by: MemberId(self.text_of(item, "by")?),
            at: self.time_of(item, "at")?,
        })
    }

    fn tick(&self, item: &ObjId) -> Option<Tick> {
        Some(Tick {
            id: self.text_of(item, "id")?,
            item: self.text_of(item, "item")?,
            mark: TickMark::from_code(&self.text_of(item, "mark")?),
            note: self.text_of(item, "note")?,
            by: MemberId(self.text_of(item, "by")?),
            at: self.time_of(item, "at")?,
        })
    }

    fn patrol_step(&self, item: &ObjId) -> Option<PatrolStep> {
        Some(PatrolStep {
            id: self.text_of(item, "id")?,
            act: PatrolAct::from_code(&self.text_of(item, "act")?),
            to: PatrolStatus::from_code(&self.text_of(item, "to")?),
            note: self.text_of(item, "note")?,
            by: MemberId(self.text_of(item, "by")?),
            at: self.time_of(item, "at")?,
        })
    }

    /// The items of a root list as it was at some heads; empty heads read the newest state. An item never changes once it is
    /// there, so its fields are read as they are now.
    fn items_at<T>(
        &self,
        key: &str,
        at: &[ChangeHash],
        read: impl Fn(&ObjId) -> Option<T>,
    ) -> Vec<Listed<T>> {
        if at.is_empty() {
            return self.items(key, read);
        }
        let Some(list) = self.container(key) else { return Vec::new() };
        let range = self.inner.list_range_at(&list, .., &heads(at));
        range.filter_map(|entry| Some(Listed { item: read(&entry.id())?, change: None })).collect()
    }
}
