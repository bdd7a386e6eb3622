//! The words a patrol is made of.

use crate::open_enum::open_enum;

open_enum! {
    /// Where a patrol stands.
    pub enum PatrolStatus {
        /// 正在巡逻.
        Walking = "walking",
        /// 歇一会儿.
        Paused = "paused",
        /// 巡逻完了.
        Ended = "ended",
    }
}

open_enum! {
    /// What a person does to a patrol under way.
    pub enum PatrolAct {
        /// 歇一会儿.
        Pause = "pause",
        /// 接着走; also takes back an end.
        Resume = "resume",
        /// 巡逻完了.
        End = "end",
    }
}

open_enum! {
    /// What was found at an item of the checklist.
    pub enum TickMark {
        /// 没问题.
        Ok = "ok",
        /// 有问题.
        Problem = "problem",
        /// 还没看: takes a tick back.
        Clear = "clear",
    }
}
