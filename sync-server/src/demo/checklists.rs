//! The office's checklists: the evening one, mended twice within the month; one for the fire equipment; one put away.

use jinshui_core::{DocumentId, Timestamp};
use serde_json::{Value, json};

use super::calendar::day;
use super::people::{OFFICE, OFFICE_2};
use super::plan::Plan;

/// An item: its name for life, and what to look at.
pub(super) type Item = (&'static str, &'static str);

const EVENING: [&[Item]; 3] = [
    &[
        ("lane", "消防通道有没有被占"),
        ("stairs", "楼道里有没有堆杂物"),
        ("wire", "有没有人拉线充电"),
        ("door", "单元门锁好没有"),
    ],
    &[
        ("lane", "消防通道有没有被占"),
        ("stairs", "楼道里有没有堆杂物"),
        ("wire", "有没有人拉线充电"),
        ("cellar", "地下室有没有住人"),
        ("door", "单元门锁好没有"),
        ("lamp", "路灯亮不亮"),
    ],
    &[
        ("lane", "消防通道有没有被占"),
        ("stairs", "楼道里有没有堆杂物"),
        ("wire", "有没有人从窗户拉线充电"),
        ("cellar", "地下室有没有住人"),
        ("litter", "垃圾有没有倒在桶外"),
        ("door", "单元门锁好没有"),
        ("lamp", "路灯亮不亮"),
    ],
];
const FIRE: &[Item] = &[
    ("extinguisher", "灭火器在不在、过没过期"),
    ("hydrant", "消火栓门打不打得开"),
    ("exit", "疏散指示灯亮不亮"),
    ("firedoor", "防火门关没关上"),
];
const TRIAL: &[Item] = &[("lane", "消防通道"), ("stairs", "楼道"), ("other", "其他")];

/// The checklists as patrols take them.
pub(super) struct Lists {
    /// 晚间巡逻.
    pub(super) evening: DocumentId,
    /// 消防检查.
    pub(super) fire: DocumentId,
    /// Since when each version of the evening list is there.
    since: [Timestamp; 3],
}

impl Lists {
    /// What the evening list asks at a moment.
    pub(super) fn evening_at(&self, at: Timestamp) -> &'static [Item] {
        let newest = EVENING.iter().zip(self.since).filter(|(_, since)| *since < at);
        newest.map(|(items, _)| *items).next_back().unwrap_or_default()
    }

    /// What the list of the fire equipment asks.
    pub(super) fn fire_items(&self) -> &'static [Item] {
        FIRE
    }
}

/// Plans them.
pub(super) fn plan(plan: &mut Plan) -> Lists {
    let calendar = plan.calendar;
    let mended = |days: u32, minute: u32| calendar.within(day(days, 10, 40), 9, minute);
    let since = [calendar.first(9, 10), mended(18, 30), mended(6, 40)];
    let (evening, fire) = (plan.id(since[0]), plan.id(since[0]));
    let trial = plan.id(calendar.first(8, 50));
    let first = |id, name: &str, items| json!({ "id": id, "name": name, "items": listed(items) });
    plan.does(calendar.first(8, 50), OFFICE, "checklist.save", first(trial, "巡逻检查（试用）", TRIAL));
    plan.does(since[0], OFFICE, "checklist.save", first(evening, "晚间巡逻", EVENING[0]));
    plan.does(calendar.first(9, 20), OFFICE, "checklist.save", first(fire, "消防检查", FIRE));
    let away = json!({ "id": trial, "retired": true });
    plan.does(calendar.first(9, 25), OFFICE, "checklist.save", away);
    for ((items, at), who) in EVENING.iter().zip(since).skip(1).zip([OFFICE_2, OFFICE]) {
        plan.does(at, who, "checklist.save", json!({ "id": evening, "items": listed(items) }));
    }
    Lists { evening, fire, since }
}

fn listed(items: &[Item]) -> Vec<Value> {
    items.iter().map(|(id, text)| json!({ "id": id, "text": text })).collect()
}
