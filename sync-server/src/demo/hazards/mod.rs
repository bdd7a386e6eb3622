//! The hazards: stories of what was found, what people said and did about it, and where it stands now. Stories are told in
//! `early`, `late` and `recent`; here they become deeds.

mod early;
mod late;
mod recent;
mod story;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::{DocumentId, Timestamp};
use serde_json::{Value, json};

pub(super) use self::story::Story;
use self::story::{Step, Then};
use super::patrols::Walks;
use super::picture::{Scene, draw};
use super::plan::Plan;
use super::words;

/// Between two steps of a story at least, in milliseconds: nobody answers at once.
const PAUSE: i64 = 2 * 60_000;

/// Every story.
pub(super) fn stories() -> Vec<Story> {
    early::stories().into_iter().chain(late::stories()).chain(recent::stories()).collect()
}

/// Plans those that lie in the month.
///
/// # Errors
/// Where a picture cannot be drawn.
pub(super) fn plan(plan: &mut Plan, stories: Vec<Story>, walks: &Walks) -> Result<(), String> {
    for story in stories {
        if plan.calendar.holds(story.when) {
            tell(plan, &story, walks)?;
        }
    }
    Ok(())
}

/// A new report, as the screen asks for it.
pub(super) fn report(plan: &mut Plan, story: &Story, id: DocumentId) -> Result<Value, String> {
    let (building, unit) = story.place;
    let mut args = json!({
        "id": id, "category": story.category, "severity": story.severity, "words": story.words,
        "place": { "building": building, "unit": unit },
    });
    if let (Some(scene), Some(args)) = (story.scene, args.as_object_mut()) {
        args.insert("photos".to_owned(), json!([photo(plan, scene)?]));
    }
    Ok(args)
}

fn tell(plan: &mut Plan, story: &Story, walks: &Walks) -> Result<(), String> {
    let walk = story.patrol.and_then(|patrol| walks.get(&patrol));
    let (at, by) = match walk {
        Some(walk) if story.patrol.is_some_and(|(_, days)| days > 0) => {
            let minutes = plan.chance.i64(9..25);
            (walk.began.plus_ms(minutes * 60_000), walk.leader)
        }
        Some(walk) => (plan.moment(story.when), walk.leader),
        None => (plan.moment(story.when), story.by),
    };
    let id = plan.id(at);
    let mut args = report(plan, story, id)?;
    if let (Some(walk), Some(args)) = (walk, args.as_object_mut()) {
        args.insert("patrol".to_owned(), json!(walk.id));
    }
    plan.sends(at, by, "hazard.report", args);
    let mut last = at;
    for then in &story.then {
        last = step(plan, then, id, last)?;
    }
    Ok(())
}

fn step(plan: &mut Plan, then: &Then, id: DocumentId, last: Timestamp) -> Result<Timestamp, String> {
    let at = plan.moment(then.when).max(last.plus_ms(PAUSE));
    let act = |act: &str, note: &str| json!({ "id": id, "act": act, "note": note });
    let (name, args) = match then.step {
        Step::Says(text) => ("comment.add", json!({ "id": id, "text": text })),
        Step::Shows(scene) => ("photo.add", json!({ "id": id, "photo": photo(plan, scene)? })),
        Step::Accepts(note) => ("hazard.act", act("accept", note)),
        Step::Assigns(to, note) => {
            ("hazard.act", json!({ "id": id, "act": "assign", "assignee": to, "note": note }))
        }
        Step::Starts(note) => ("hazard.act", act("start", note)),
        Step::Finishes(note) => ("hazard.act", act("finish", note)),
        Step::Closes(note) => ("hazard.act", act("close", note)),
        Step::Reopens(note) => ("hazard.act", act("reopen", note)),
    };
    plan.does(at, then.who, name, args);
    Ok(at)
}

fn photo(plan: &mut Plan, scene: Scene) -> Result<Value, String> {
    let file = draw(scene, plan.chance.u8(..)).map_err(words)?;
    Ok(json!({ "base64": STANDARD.encode(file) }))
}
