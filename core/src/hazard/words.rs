//! The words a hazard report is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::MemberId;
use crate::open_enum::open_enum;

open_enum! {
    /// What is wrong. The kinds are the seed article's: fire lanes, abandoned bicycles, basements, spoilt greens, rubbish,
    /// and what 消防隐患排查 finds in a stairwell.
    pub enum Category {
        /// 占消防通道.
        FireLane = "fire_lane",
        /// 僵尸自行车.
        AbandonedBike = "abandoned_bike",
        /// 楼道堆杂物.
        StairwellClutter = "stairwell_clutter",
        /// 飞线充电.
        WireCharging = "wire_charging",
        /// 乱扔垃圾.
        Litter = "litter",
        /// 毁绿种菜.
        SpoiltGreen = "spoilt_green",
        /// 地下室住人.
        BasementLiving = "basement_living",
        /// 可疑情况.
        Suspicious = "suspicious",
        /// 别的事.
        Other = "other",
    }
}

open_enum! {
    /// How urgent it is.
    pub enum Severity {
        /// 一般.
        Normal = "normal",
        /// 急.
        Urgent = "urgent",
        /// 危险.
        Danger = "danger",
    }
}

impl Severity {
    /// How long a report may stand open after it was received, in milliseconds, before it is called overdue (超时): our own
    /// first rule, as the seed article names none.
    #[must_use]
    pub fn patience_ms(&self) -> i64 {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        match self {
            Severity::Danger => DAY,
            Severity::Urgent => 3 * DAY,
            Severity::Normal | Severity::Unknown(_) => 7 * DAY,
        }
    }
}

open_enum! {
    /// Where the report stands.
    pub enum Status {
        /// 已上报.
        Reported = "reported",
        /// 已受理.
        Accepted = "accepted",
        /// 已派给.
        Assigned = "assigned",
        /// 处理中.
        Working = "working",
        /// 待核实.
        Verifying = "verifying",
        /// 已办结.
        Closed = "closed",
    }
}

/// Who is to deal with it: a member, or the property company as a whole. Stored as `member:<id>` or `property`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
#[ts(type = "string")]
pub enum Assignee {
    /// 物业公司.
    Property,
    /// One member.
    Member(MemberId),
    /// An assignee this version does not know.
    Unknown(String),
}

impl From<String> for Assignee {
    fn from(text: String) -> Self {
        match text.strip_prefix("member:") {
            Some(id) => Assignee::Member(id.into()),
            None if text == "property" => Assignee::Property,
            None => Assignee::Unknown(text),
        }
    }
}

impl From<Assignee> for String {
    fn from(assignee: Assignee) -> String {
        match assignee {
            Assignee::Property => "property".to_owned(),
            Assignee::Member(id) => format!("member:{id}"),
            Assignee::Unknown(text) => text,
        }
    }
}
