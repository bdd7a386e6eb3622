//! What a record is.

use crate::open_enum::open_enum;

open_enum! {
    /// The kind of a record. Each kind has one genesis per schema version (R1) and its own rows in the referee's table.
    pub enum Kind {
        /// 隐患: something wrong that a volunteer saw.
        Hazard = "hazard",
        /// 巡逻: one walk of a team, with its checklist.
        Patrol = "patrol",
        /// 检查表: what a patrol looks at, version by version.
        Checklist = "checklist",
        /// 住户: one room of a building, and who keeps an eye on it.
        Home = "home",
        /// 住的人: one person of a home.
        Resident = "resident",
        /// 调解: one quarrel, who talks with its parties, and what came of it. Sealed.
        Case = "case",
        /// 民情卡: the police ask named people to look at a place. Sealed.
        Card = "card",
        /// What one of them answers. Sealed.
        Answer = "answer",
        /// 关爱: one person who is looked in on. Sealed.
        Care = "care",
        /// 重点: whom the police watch. The police's own.
        Watch = "watch",
    }
}
