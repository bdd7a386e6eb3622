//! The words of a workbook for codes. Workbooks are the office's papers and are written in Chinese, like their headings.

use jinshui_core::hazard::{Category, Severity, Status};
use jinshui_core::patrol::PatrolStatus;

pub(super) fn category(category: &Category) -> &str {
    match category {
        Category::FireLane => "占消防通道",
        Category::AbandonedBike => "僵尸自行车",
        Category::StairwellClutter => "楼道堆杂物",
        Category::WireCharging => "飞线充电",
        Category::Litter => "乱扔垃圾",
        Category::SpoiltGreen => "毁绿种菜",
        Category::BasementLiving => "地下室住人",
        Category::Suspicious => "可疑情况",
        Category::Other => "别的事",
        Category::Unknown(code) => code,
    }
}

pub(super) fn severity(severity: &Severity) -> &str {
    match severity {
        Severity::Normal => "一般",
        Severity::Urgent => "急",
        Severity::Danger => "危险",
        Severity::Unknown(code) => code,
    }
}

pub(super) fn status(status: &Status) -> &str {
    match status {
        Status::Reported => "已上报",
        Status::Accepted => "已受理",
        Status::Assigned => "已派给",
        Status::Working => "处理中",
        Status::Verifying => "待核实",
        Status::Closed => "已办结",
        Status::Unknown(code) => code,
    }
}

pub(super) fn patrol_status(status: &PatrolStatus) -> &str {
    match status {
        PatrolStatus::Walking => "正在巡逻",
        PatrolStatus::Paused => "歇着",
        PatrolStatus::Ended => "巡逻完了",
        PatrolStatus::Unknown(code) => code,
    }
}
