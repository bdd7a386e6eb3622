//! What stands twice: two people write the same field, neither having heard of the other. One of them is without a network
//! meanwhile, and that is all it takes.

use serde_json::{Value, json};

use super::calendar::{ago, day};
use super::hazards::{self, Story};
use super::homes::resident;
use super::patrols::Walks;
use super::people::{CHEN, GRID, HU, POLICE, SUN, YANG};
use super::picture::Scene;
use super::plan::{Doing, Plan};
use super::stairwells::FIRST;
use jinshui_core::Timestamp;

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// Somebody writes it down.
struct Hand {
    who: &'static str,
    args: Value,
}

/// Plans the three of them.
///
/// # Errors
/// Where a picture cannot be drawn.
pub(super) fn plan(plan: &mut Plan, walks: &Walks) -> Result<(), String> {
    severity(plan)?;
    if let Some(walk) = walks.get(&(GRID, 1)) {
        let area = |who, area: &str| Hand { who, args: json!({ "id": walk.id, "area": area }) };
        let (first, second) = (area(HU, "33号楼、34号楼、小广场"), area(SUN, "33号楼、34号楼、南墙"));
        write(plan, walk.began.plus_ms(72 * MINUTE), "patrol.edit", first, second);
    }
    let person = resident(&FIRST, "301", "柳样例");
    let phone = |who, phone: &str| Hand { who, args: json!({ "id": person, "fields": { "phone": phone } }) };
    let (first, second) = (phone(YANG, "13800000398"), phone(CHEN, "13800000399"));
    let at = plan.calendar.at(day(1, 17, 40));
    write(plan, at, "resident.edit", first, second);
    Ok(())
}

/// A report of today, of which the assistant and the officer think differently.
fn severity(plan: &mut Plan) -> Result<(), String> {
    let words = "三楼走廊里充着电瓶，旁边堆着纸箱。";
    let story = Story::new("wire_charging", ("33", "3"), HU, ago(190), words).photo(Scene::Boxes);
    let reported = plan.calendar.at(ago(190));
    let id = plan.id(reported);
    let args = hazards::report(plan, &story, id)?;
    plan.sends(reported, HU, "hazard.report", args);
    let accept = json!({ "id": id, "act": "accept", "note": "我去看看。" });
    plan.does(plan.calendar.at(ago(176)), CHEN, "hazard.act", accept);
    let severity = |who, severity: &str| Hand { who, args: json!({ "id": id, "severity": severity }) };
    let at = plan.calendar.at(ago(162));
    write(plan, at, "hazard.edit", severity(CHEN, "urgent"), severity(POLICE, "danger"));
    Ok(())
}

/// The first writes without a network; the second writes and sends; then the first reaches the hub again.
fn write(plan: &mut Plan, at: Timestamp, name: &'static str, first: Hand, second: Hand) {
    plan.keeps(at, first.who, name, first.args);
    plan.does(at.plus_ms(4 * MINUTE), second.who, name, second.args);
    plan.add(at.plus_ms(9 * MINUTE), first.who, Doing::Returns(0));
}
