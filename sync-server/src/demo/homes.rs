//! The homes: the office's workbook comes in, building heads mend it at the doors and go round, the police say why they look.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::DocumentId;
use jinshui_core::register::{home_id, resident_id};
use jinshui_device::register::write;
use serde_json::json;

use super::calendar::{When, day};
use super::people::{CHEN, OFFICE, POLICE, YANG, ZHAO};
use super::plan::{Doing, Plan};
use super::register::{Stairwell, rows, telephone};
use super::stairwells::{FIRST, SECOND};
use super::words;

/// The first of the made-up telephone numbers, less one.
const NUMBERS: u32 = 100;

/// A visit: when, to which room, what came of it, and words.
type Visit = (When, &'static str, &'static str, &'static str);

/// 杨姨 goes round 33号楼1单元.
const YANGS: &[Visit] = &[
    (day(20, 16, 10), "102", "met", "腿有点疼，女儿周末过来。"),
    (day(16, 16, 30), "502", "met", "孩子作业写完了，奶奶身体还行。"),
    (day(12, 16, 20), "101", "met", ""),
    (day(11, 16, 0), "602", "refused", "隔着门说没空。"),
    (day(9, 16, 10), "201", "met", "提醒了电动车别推上楼。"),
    (day(9, 16, 40), "401", "met", "老伴住院了，这阵子一个人在家。"),
    (day(8, 17, 0), "601", "met", ""),
    (day(6, 16, 20), "301", "met", "换了手机号，回头再记。"),
    (day(5, 16, 0), "202", "met", "四口人都在。"),
    (day(3, 16, 20), "402", "need", "轮椅下不了单元门口的台阶，想要个坡道。"),
    (day(2, 16, 30), "602", "no_answer", ""),
    (day(1, 16, 0), "501", "met", ""),
];
/// 赵姨 goes round 33号楼2单元.
const ZHAOS: &[Visit] = &[
    (day(22, 9, 30), "102", "met", ""),
    (day(17, 9, 40), "302", "met", "药费报销的事，帮她问了社区。"),
    (day(15, 17, 30), "301", "met", "看了灭火器，在有效期内。"),
    (day(13, 9, 10), "101", "met", "精神很好。"),
    (day(12, 17, 0), "601", "met", ""),
    (day(10, 9, 30), "502", "met", ""),
    (day(7, 18, 40), "201", "met", "年轻人早出晚归，约在晚上。"),
    (day(6, 10, 0), "501", "no_answer", ""),
    (day(4, 9, 20), "402", "met", "老人要办优待证，材料带给她了。"),
    (day(2, 9, 0), "101", "met", "早上没下楼打拳，敲门一看是感冒，喝了药。"),
];

/// Plans all of it.
///
/// # Errors
/// Where the workbook cannot be written.
pub(super) fn plan(plan: &mut Plan) -> Result<(), String> {
    let mut number = NUMBERS;
    let workbook: Vec<_> = [&FIRST, &SECOND].into_iter().flat_map(|one| rows(one, &mut number)).collect();
    let file = STANDARD.encode(write(&workbook).map_err(words)?);
    let at = plan.calendar.first(8, 30);
    plan.does(at, OFFICE, "import.apply", json!({ "file": { "base64": file } }));
    for (who, stairwell, visits) in [(YANG, &FIRST, YANGS), (ZHAO, &SECOND, ZHAOS)] {
        // What the office has brought in arrives.
        plan.add(plan.calendar.first(10, 0), who, Doing::Returns(0));
        go_round(plan, who, stairwell, visits);
    }
    at_the_door(plan, &mut number);
    people_move(plan, &mut number);
    others(plan);
    Ok(())
}

/// A home's record.
pub(super) fn home(stairwell: &Stairwell, room: &str) -> DocumentId {
    home_id(&stairwell.area.into(), stairwell.building, stairwell.unit, room)
}

/// The record of somebody who lives there.
pub(super) fn resident(stairwell: &Stairwell, room: &str, name: &str) -> DocumentId {
    resident_id(home(stairwell, room), name, 1)
}

fn go_round(plan: &mut Plan, who: &'static str, stairwell: &Stairwell, visits: &[Visit]) {
    for (when, room, outcome, note) in visits {
        if plan.calendar.holds(*when) {
            let at = plan.moment(*when);
            let args = json!({ "id": home(stairwell, room), "outcome": outcome, "note": note });
            plan.sends(at, who, "home.visit", args);
        }
    }
}

/// What the workbook did not know, and what was written down by mistake.
fn at_the_door(plan: &mut Plan, number: &mut u32) {
    let calendar = plan.calendar;
    let add = |room: &str, one: &Stairwell| json!({ "place": { "building": one.building, "unit": one.unit }, "room": room });
    plan.sends(calendar.first(15, 10), ZHAO, "home.add", add("602", &SECOND));
    let new = home(&SECOND, "602");
    let fields = json!({ "phone": telephone(number), "relation": "head", "sex": "male" });
    let person = json!({ "home": new, "name": "费样例", "fields": fields });
    plan.sends(calendar.first(15, 12), ZHAO, "resident.add", person);
    plan.sends(
        calendar.first(15, 14),
        ZHAO,
        "home.visit",
        json!({ "id": new, "outcome": "met", "note": "表上没有这户，补上了。" }),
    );
    plan.sends(calendar.first(15, 40), YANG, "home.add", add("603", &FIRST));
    let mistaken =
        json!({ "id": home(&FIRST, "603"), "state": "mistaken", "words": "顶层只有两户，没有603。" });
    plan.sends(calendar.first(15, 46), YANG, "home.edit", mistaken);
    let alone = json!({ "id": home(&FIRST, "401"), "care": { "elder_alone": true } });
    plan.sends(calendar.within(day(9, 16, 55), 16, 20), YANG, "home.edit", alone);
}

/// A tenant leaves, another one comes.
fn people_move(plan: &mut Plan, number: &mut u32) {
    let at = plan.calendar.within(day(12, 17, 0), 16, 30);
    let gone = json!({ "id": resident(&FIRST, "601", "古样例"), "fields": { "state": "moved_out" } });
    plan.sends(at, YANG, "resident.edit", gone);
    let fields = json!({ "phone": telephone(number), "relation": "tenant", "sex": "female", "born": "1997" });
    let come = json!({ "home": home(&FIRST, "601"), "name": "于样例", "fields": fields });
    plan.sends(at.plus_ms(4 * 60_000), YANG, "resident.add", come);
}

/// The office, the assistant and the police.
fn others(plan: &mut Plan) {
    let ramp = home(&FIRST, "402");
    let tenant = home(&FIRST, "601");
    let elder = home(&SECOND, "101");
    let said = [
        (
            day(3, 17, 30),
            CHEN,
            "comment.add",
            json!({ "id": ramp, "text": "坡道的事我报到社区了，等回话。" }),
        ),
        (
            day(2, 10, 20),
            OFFICE,
            "comment.add",
            json!({ "id": ramp, "text": "已经请人来量尺寸，先做一个活动坡道。" }),
        ),
        (day(7, 10, 30), POLICE, "home.look", json!({ "id": tenant, "purpose": "核实租客登记" })),
        (day(2, 11, 40), POLICE, "home.look", json!({ "id": elder, "purpose": "防骗走访前了解情况" })),
    ];
    for (when, who, name, args) in said {
        if plan.calendar.holds(when) {
            let at = plan.moment(when);
            plan.does(at, who, name, args);
        }
    }
}
