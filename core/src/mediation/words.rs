//! The words that a case is made of.

use crate::open_enum::open_enum;

open_enum! {
    /// What the quarrel is about.
    pub enum CaseCause {
        /// 邻里.
        Neighbours = "neighbours",
        /// 家庭.
        Family = "family",
        /// 噪音.
        Noise = "noise",
        /// 漏水.
        Leak = "leak",
        /// 停车、占地方.
        Space = "space",
        /// 物业.
        Property = "property",
        /// 租房.
        Tenancy = "tenancy",
        /// 钱.
        Money = "money",
        /// 别的.
        Other = "other",
    }
}

open_enum! {
    /// How it stands.
    pub enum CaseState {
        /// 还在谈.
        Open = "open",
        /// 谈拢了.
        Settled = "settled",
        /// 没谈拢.
        Unsettled = "unsettled",
        /// 往上报了.
        Escalated = "escalated",
    }
}
