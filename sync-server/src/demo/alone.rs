//! 孙叔's phone: something of it came back, and something waits.
//!
//! He helps in the grid beside his own, though that was over weeks ago; the office enters it at last, with the right day, while
//! he reports something there. What was written so long after a post was lost is not taken in, and 王姨 makes the report for him.

use jinshui_core::community::{Post, Role};
use serde_json::json;

use super::calendar::{ago, day};
use super::hazards::{self, Story};
use super::patrols::Walks;
use super::people::{GRID, NEXT_GRID, SUN, WANG};
use super::picture::Scene;
use super::plan::{Doing, Plan};

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Plans it. What waits is written only where the phone is left behind.
///
/// # Errors
/// Where a picture cannot be drawn.
pub(super) fn plan(plan: &mut Plan, phone: bool, walks: &Walks) -> Result<(), String> {
    returned(plan)?;
    if phone { waiting(plan, walks) } else { Ok(()) }
}

fn returned(plan: &mut Plan) -> Result<(), String> {
    let volunteer = |grid: &str| Post { role: Role::Volunteer, node: grid.into() };
    let calendar = plan.calendar;
    let begin = calendar.begin().plus_ms(-60_000);
    plan.add(begin, SUN, Doing::Posts(vec![volunteer(GRID), volunteer(NEXT_GRID)], begin));
    let ended = calendar.at(day(1, 14, 40)).plus_ms(-40 * DAY);
    plan.add(calendar.at(day(1, 14, 40)), SUN, Doing::Posts(vec![volunteer(GRID)], ended));
    let words = "3单元楼道灯全黑，二楼平台上还堆着几个油漆桶。";
    let story = Story::new("stairwell_clutter", ("35", "3"), SUN, day(1, 15, 10), words).urgent();
    let at = calendar.at(story.when);
    let id = plan.id(at);
    let args = hazards::report(plan, &story, id)?;
    plan.keeps(at, SUN, "hazard.report", args);
    plan.add(calendar.at(day(1, 15, 50)), SUN, Doing::Returns(1));
    let words = "孙叔路过看到的，他的退回去了，我替他报：3单元楼道灯全黑，二楼平台上堆着几个油漆桶。";
    let story = Story::new("stairwell_clutter", ("35", "3"), WANG, day(1, 16, 30), words).urgent();
    let at = calendar.at(story.when);
    let id = plan.id(at);
    let args = hazards::report(plan, &story, id)?;
    plan.sends(at, WANG, "hazard.report", args);
    Ok(())
}

/// A report with a photo, a tick and a comment, of the patrol that is under way.
fn waiting(plan: &mut Plan, walks: &Walks) -> Result<(), String> {
    let Some(walk) = walks.get(&(GRID, 0)).copied() else { return Ok(()) };
    let words = "3单元车棚里又多了两辆没人要的自行车。";
    let story = Story::new("abandoned_bike", ("33", "3"), SUN, ago(8), words).photo(Scene::Bikes);
    let at = plan.calendar.at(story.when);
    let id = plan.id(at);
    let mut args = hazards::report(plan, &story, id)?;
    if let Some(args) = args.as_object_mut() {
        args.insert("patrol".to_owned(), json!(walk.id));
    }
    plan.keeps(at, SUN, "hazard.report", args);
    let tick = json!({ "id": walk.id, "item": "wire", "mark": "ok" });
    plan.keeps(plan.calendar.at(ago(6)), SUN, "patrol.tick", tick);
    let comment = json!({ "id": walk.id, "text": "33号楼走完了，往34号楼去，这边没有信号。" });
    plan.keeps(plan.calendar.at(ago(4)), SUN, "comment.add", comment);
    Ok(())
}
