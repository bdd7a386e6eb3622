//! Who has a device in the demonstration: of the 339 made-up members those of two neighbouring grids, and those who answer them.

use super::plan::{Doing, Plan};

/// The grid in which most of it happens: 33号楼 and 34号楼.
pub(super) const GRID: &str = "g17";
/// The grid beside it: 35号楼 and 36号楼.
pub(super) const NEXT_GRID: &str = "g18";

/// 孙叔, whose phone is left behind.
pub(super) const SUN: &str = "volunteer-17-1";
/// 胡叔, the other volunteer of the grid.
pub(super) const HU: &str = "volunteer-17-2";
/// 王姨, a volunteer of the grid beside it.
pub(super) const WANG: &str = "volunteer-18-1";
/// 李姨, the other one there.
pub(super) const LI: &str = "volunteer-18-2";
/// 陈老师, the assistant of the grid.
pub(super) const CHEN: &str = "assistant-17";
/// 朱老师, the assistant of the grid beside it.
pub(super) const ZHU: &str = "assistant-18";
/// 杨姨, building head of 33号楼1单元.
pub(super) const YANG: &str = "head-097";
/// 赵姨, building head of 33号楼2单元.
pub(super) const ZHAO: &str = "head-098";
/// 周姨, building head of 34号楼1单元.
pub(super) const ZHOU: &str = "head-100";
/// 高姨, building head of 35号楼1单元.
pub(super) const GAO: &str = "head-103";
/// 周同志, the grid worker above both grids.
pub(super) const WORKER: &str = "worker-5";
/// 朱警官.
pub(super) const POLICE: &str = "police-1";
/// 高同志 of the community office.
pub(super) const OFFICE: &str = "office-1";
/// 何同志 of the community office.
pub(super) const OFFICE_2: &str = "office-2";
/// 郭同志 of the property company.
pub(super) const PROPERTY: &str = "property-1";

/// Whose phone is left behind where one is asked for.
pub(super) const PHONE: &str = SUN;

/// Everybody who has a device.
pub(super) const DEVICES: &[&str] =
    &[OFFICE, OFFICE_2, POLICE, PROPERTY, WORKER, CHEN, ZHU, YANG, ZHAO, ZHOU, GAO, SUN, HU, WANG, LI];

/// Their devices join, on the first morning.
pub(super) fn join(plan: &mut Plan) {
    for (minute, member) in (0..).zip(DEVICES) {
        let at = plan.calendar.begin().plus_ms(minute * 60_000);
        plan.add(at, member, Doing::Joins);
    }
}
