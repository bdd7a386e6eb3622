//! The patrols: every evening in one grid, every other one in the grid beside it, and a look at the fire equipment each week. One
//! is under way now, and one rests.

mod walk;

use std::collections::BTreeMap;

use serde_json::json;

pub(super) use self::walk::Walk;
use self::walk::{Draft, end, start, tick};
use super::calendar::{When, ago, day};
use super::checklists::Lists;
use super::hazards::Story;
use super::people::{CHEN, GRID, HU, LI, NEXT_GRID, SUN, WANG, YANG, ZHOU, ZHU};
use super::plan::Plan;

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;
/// What people write about the whole, now and then.
const WORDS: &[&str] = &[
    "风大，楼道里开着的窗户关了五扇。",
    "碰到几位遛弯的邻居，提醒了晚上锁好门窗。",
    "小广场上孩子多，车辆开得慢，没什么问题。",
    "给一楼几户老人带了防骗的宣传单。",
];
/// Where they walk.
const AREAS: [(&str, &[&str]); 2] = [
    (GRID, &["33号楼、34号楼", "33号楼到小广场", "34号楼、南墙", "33号楼、34号楼、北门"]),
    (NEXT_GRID, &["35号楼、36号楼", "35号楼到东门", "36号楼、自行车棚"]),
];
/// Patrols by their grid and how many days ago they were; those of today at 0.
pub(super) type Walks = BTreeMap<(&'static str, u32), Walk>;

/// Plans all of them.
pub(super) fn plan(plan: &mut Plan, lists: &Lists, stories: &[Story]) -> Walks {
    let mut walks = Walks::new();
    for days in (1..=plan.calendar.days()).rev() {
        let (leader, second) = if days % 2 == 0 { (SUN, HU) } else { (HU, SUN) };
        let walk = evening(plan, lists, stories, (GRID, days), (leader, second));
        walks.insert((GRID, days), walk);
        if days % 2 == 1 {
            let (leader, second) = if days % 4 == 1 { (WANG, LI) } else { (LI, WANG) };
            let walk = evening(plan, lists, stories, (NEXT_GRID, days), (leader, second));
            walks.insert((NEXT_GRID, days), walk);
        }
        if days % 7 == 2 && plan.calendar.holds(day(days, 15, 0)) {
            fire(plan, lists, days);
        }
    }
    walks.insert((GRID, 0), under_way(plan, lists));
    walks.insert((NEXT_GRID, 0), resting(plan, lists));
    walks
}

/// An evening's patrol, from its start to its end.
fn evening(
    plan: &mut Plan,
    lists: &Lists,
    stories: &[Story],
    (grid, days): (&'static str, u32),
    (leader, second): (&'static str, &'static str),
) -> Walk {
    let began = plan.moment(day(days, 19, 20));
    let found = stories.iter().filter(|story| story.patrol == Some((grid, days))).map(|story| story.item());
    let third = (grid == GRID && days % 3 == 0).then_some(YANG);
    let areas = AREAS.iter().find(|(of, _)| *of == grid).map_or(&[][..], |(_, areas)| *areas);
    let area = plan.chance.choice(areas).copied().unwrap_or_default();
    let list = (lists.evening, lists.evening_at(began));
    let minutes = plan.chance.i64(38..66);
    let draft = Draft { grid, leader, second, third, area, list, found: found.collect(), minutes };
    let walk = start(plan, &draft, began);
    tick(plan, &draft, walk);
    if days % 5 == 3 {
        let rest = began.plus_ms((minutes - 14) * MINUTE);
        plan.keeps(
            rest,
            leader,
            "patrol.act",
            json!({ "id": walk.id, "act": "pause", "note": "在物业值班室坐一会儿" }),
        );
        plan.keeps(rest.plus_ms(9 * MINUTE), leader, "patrol.act", json!({ "id": walk.id, "act": "resume" }));
    }
    end(plan, walk, minutes);
    if days % 4 == 2 {
        let at = began.plus_ms((minutes + 6) * MINUTE);
        let text = plan.chance.choice(WORDS).copied().unwrap_or_default();
        plan.does(at, leader, "patrol.edit", json!({ "id": walk.id, "words": text }));
    }
    if days % 6 == 1 {
        let at = began.plus_ms((minutes + 25) * MINUTE);
        let who = if grid == GRID { CHEN } else { ZHU };
        plan.does(at, who, "comment.add", json!({ "id": walk.id, "text": "辛苦了，都看到了，早点休息。" }));
    }
    walk
}

/// A building head and the assistant look at the fire equipment.
fn fire(plan: &mut Plan, lists: &Lists, days: u32) {
    let began = plan.moment(day(days, 15, 0));
    let list = (lists.fire, lists.fire_items());
    let draft = Draft {
        grid: GRID,
        leader: CHEN,
        second: ZHOU,
        third: None,
        area: "34号楼各单元",
        list,
        found: Vec::new(),
        minutes: 35,
    };
    let walk = start(plan, &draft, began);
    tick(plan, &draft, walk);
    end(plan, walk, 35);
}

/// 孙叔 and 胡叔 are on their way now.
fn under_way(plan: &mut Plan, lists: &Lists) -> Walk {
    let walk = today(plan, lists, (GRID, "33号楼、34号楼", 20), (SUN, HU));
    for (minutes, who, item) in [(16, SUN, "lane"), (14, HU, "door"), (12, SUN, "stairs")] {
        let at = plan.moment(ago(minutes));
        plan.does(at, who, "patrol.tick", json!({ "id": walk.id, "item": item, "mark": "ok" }));
    }
    walk
}

/// 王姨 and 李姨 have sat down for a while.
fn resting(plan: &mut Plan, lists: &Lists) -> Walk {
    let walk = today(plan, lists, (NEXT_GRID, "35号楼、36号楼", 62), (WANG, LI));
    for (minutes, item, mark, note) in
        [(55, "lane", "ok", ""), (48, "wire", "problem", "已经拍照报上去了。"), (36, "stairs", "ok", "")]
    {
        let at = plan.moment(ago(minutes));
        plan.sends(
            at,
            WANG,
            "patrol.tick",
            json!({ "id": walk.id, "item": item, "mark": mark, "note": note }),
        );
    }
    let at = plan.moment(ago(13));
    plan.sends(at, WANG, "patrol.act", json!({ "id": walk.id, "act": "pause", "note": "喝口水" }));
    walk
}

fn today(
    plan: &mut Plan,
    lists: &Lists,
    (grid, area, minutes): (&'static str, &'static str, i64),
    (leader, second): (&'static str, &'static str),
) -> Walk {
    let began = plan.moment(When::Ago(minutes));
    let list = (lists.evening, lists.evening_at(began));
    let draft = Draft { grid, leader, second, third: None, area, list, found: Vec::new(), minutes: 0 };
    start(plan, &draft, began)
}
