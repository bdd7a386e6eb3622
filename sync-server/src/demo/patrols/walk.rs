//! One patrol: its start, the ticks on its way, its end.

use jinshui_core::{DocumentId, Timestamp};
use serde_json::json;

use super::super::checklists::Item;
use super::super::plan::Plan;
use super::MINUTE;

/// What people say when they are back.
const BACK: &[&str] = &[
    "都走到了，没什么事。",
    "走完了，楼门都锁好了。",
    "都好。",
    "走了一圈，路上人不多。",
    "走完了，有问题的都记下了。",
];
/// What is noted at an item that is not in order.
const NOTES: &[(&str, &str)] = &[
    ("stairs", "拐角有一辆婴儿车，已经请住户搬进屋。"),
    ("wire", "一楼窗户垂着插线板，没有人在用，提醒了住户。"),
    ("door", "2单元的门关不严，用手推上了。"),
    ("lamp", "小广场东边那盏一闪一闪。"),
    ("litter", "有两袋垃圾放在桶外，顺手扔了。"),
    ("extinguisher", "三楼那个压力不够了，记了编号。"),
    ("exit", "二楼拐角的灯不亮。"),
];

/// A patrol, as hazards found on it need it.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Walk {
    /// The patrol.
    pub(in crate::demo) id: DocumentId,
    /// Who leads it.
    pub(in crate::demo) leader: &'static str,
    /// When it began.
    pub(in crate::demo) began: Timestamp,
}

/// A patrol as it is thought of.
pub(super) struct Draft<'l> {
    /// Its grid.
    pub(super) grid: &'static str,
    /// Who leads it.
    pub(super) leader: &'static str,
    /// Who walks along.
    pub(super) second: &'static str,
    /// Walks along too, now and then.
    pub(super) third: Option<&'static str>,
    /// Where they walk.
    pub(super) area: &'static str,
    /// The checklist, and what its version of then asks.
    pub(super) list: (DocumentId, &'l [Item]),
    /// Items where something was found, which is reported apart.
    pub(super) found: Vec<&'static str>,
    /// How long it takes.
    pub(super) minutes: i64,
}

/// It begins.
pub(super) fn start(plan: &mut Plan, draft: &Draft<'_>, began: Timestamp) -> Walk {
    let id = plan.id(began);
    let team: Vec<_> = std::iter::once(draft.second).chain(draft.third).collect();
    let args =
        json!({ "id": id, "grid": draft.grid, "area": draft.area, "team": team, "checklist": draft.list.0 });
    plan.does(began, draft.leader, "patrol.start", args);
    Walk { id, leader: draft.leader, began }
}

/// Ticks on the way, most of them by the leader; they wait on the phone until somebody sends.
pub(super) fn tick(plan: &mut Plan, draft: &Draft<'_>, walk: Walk) {
    let count = i64::try_from(draft.list.1.len()).unwrap_or(1).max(1);
    for (number, (item, _)) in (1i64..).zip(draft.list.1) {
        let at = walk.began.plus_ms(number * (draft.minutes - 6) * MINUTE / (count + 1));
        let found = draft.found.contains(item);
        if !found && plan.chance.u8(0..100) < 6 {
            continue; // left out, as happens
        }
        let note = NOTES.iter().find(|(of, _)| of == item).map(|(_, note)| *note);
        let seldom = note.filter(|_| !found && plan.chance.u8(0..100) < 9);
        let args = match (found, seldom) {
            (true, _) => {
                json!({ "id": walk.id, "item": item, "mark": "problem", "note": "已经拍照报上去了。" })
            }
            (false, Some(note)) => json!({ "id": walk.id, "item": item, "mark": "problem", "note": note }),
            (false, None) => json!({ "id": walk.id, "item": item, "mark": "ok" }),
        };
        plan.keeps(at, draft.leader, "patrol.tick", args);
    }
}

/// It ends, and everything of it is sent.
pub(super) fn end(plan: &mut Plan, walk: Walk, minutes: i64) {
    let note = plan.chance.choice(BACK).copied().unwrap_or_default();
    let args = json!({ "id": walk.id, "act": "end", "note": note });
    plan.sends(walk.began.plus_ms(minutes * MINUTE), walk.leader, "patrol.act", args);
}
