//! The life-cycle 已上报 → 已受理 → 已派给 → 处理中 → 待核实 → 已办结, with reopening. Who may take which step is the
//! referee's table (`crate::referee`), which names these acts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::words::{Assignee, Status};
use crate::clock::Timestamp;
use crate::id::MemberId;
use crate::open_enum::open_enum;

open_enum! {
    /// What a person does to a report.
    pub enum Act {
        /// 受理.
        Accept = "accept",
        /// 派给 somebody; again to somebody else.
        Assign = "assign",
        /// 开始处理.
        Start = "start",
        /// 处理好了，请核实.
        Finish = "finish",
        /// 核实了，办结.
        Close = "close",
        /// 没弄好，再报.
        Reopen = "reopen",
    }
}

/// One step of a report's life, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Step {
    /// The step's own name in the record's list.
    pub id: String,
    /// What was done.
    pub act: Act,
    /// Where the report stood after it.
    pub to: Status,
    /// To whom, where it was assigned.
    pub assignee: Option<Assignee>,
    /// Words that go with it.
    pub note: String,
    /// Who did it.
    pub by: MemberId,
    /// When, by the device's clock.
    pub at: Timestamp,
}

/// Where an act leads from a status, or `None` where it cannot be done from there.
#[must_use]
pub fn transition(act: &Act, from: &Status) -> Option<Status> {
    use Status::{Accepted, Assigned, Closed, Reported, Verifying, Working};
    match (act, from) {
        (Act::Accept, Reported) => Some(Accepted),
        (Act::Assign, Reported | Accepted | Assigned | Working) => Some(Assigned),
        (Act::Start, Accepted | Assigned) => Some(Working),
        (Act::Finish, Accepted | Assigned | Working) => Some(Verifying),
        (Act::Close, Verifying) => Some(Closed),
        (Act::Reopen, Verifying | Closed) => Some(Reported),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_straight_way_leads_to_closed_and_back() {
        let mut status = Status::Reported;
        for act in [Act::Accept, Act::Assign, Act::Start, Act::Finish, Act::Close, Act::Reopen] {
            status = transition(&act, &status).unwrap_or_else(|| panic!("{act} from {status}"));
        }
        assert_eq!(status, Status::Reported);
    }

    #[test]
    fn nothing_leads_from_or_through_what_is_unknown() {
        for act in Act::ALL {
            assert_eq!(transition(act, &Status::Unknown("later".into())), None);
        }
        assert_eq!(transition(&Act::Unknown("bless".into()), &Status::Reported), None);
    }
}
