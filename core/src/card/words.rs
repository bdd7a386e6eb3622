//! The words that cards and their answers are made of.

use crate::open_enum::open_enum;

open_enum! {
    /// What kind of thing it is about. Whom the police watch stands in a space of their own and in no card.
    pub enum CardAbout {
        /// 家里的矛盾.
        Family = "family",
        /// 邻里矛盾.
        Neighbours = "neighbours",
        /// 租房的事.
        Tenancy = "tenancy",
        /// 防骗.
        Fraud = "fraud",
        /// 防火防盗.
        Safety = "safety",
        /// 有人要帮忙.
        Help = "help",
        /// 别的.
        Other = "other",
    }
}

open_enum! {
    /// What came of it.
    pub enum CardOutcome {
        /// 打算去.
        Planned = "planned",
        /// 去过了.
        Visited = "visited",
        /// 没人在家.
        NoAnswer = "no_answer",
        /// 不愿意说.
        Refused = "refused",
        /// 要民警来.
        Escalated = "escalated",
    }
}
