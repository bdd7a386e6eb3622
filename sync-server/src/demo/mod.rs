//! The living demonstration: a made-up month of a neighbourhood, lived in simulated time and by the real ways only. Devices join
//! a hub over HTTP on this computer, every record is made by a command as a tap makes it, and what two people wrote without
//! having heard of each other really stands twice. So nothing in it can be false, and whoever runs it sees Jinshui at work.
//!
//! What happens is planned first (who, when, which command), then lived in the order of time. Beside the console this is the
//! only room that knows `jinshui-device`.

mod alone;
mod calendar;
mod checklists;
mod clock;
mod hazards;
mod homes;
mod hub;
mod patrols;
mod people;
mod phone;
mod picture;
mod plan;
mod register;
mod stairwells;
mod town;
mod twice;
mod workshop;

use std::path::PathBuf;

use jinshui_core::Timestamp;
use jinshui_core::community::demo;

use crate::foundation;

use self::calendar::Calendar;
use self::plan::Plan;
use self::town::Town;
use self::workshop::Workshop;

/// The shortest month that holds every state.
pub(crate) const FEWEST_DAYS: u32 = 3;
/// The longest for which there are stories.
pub(crate) const MOST_DAYS: u32 = 30;

/// What to make.
pub(crate) struct Wanted {
    /// The hub's folder.
    pub(crate) data: PathBuf,
    /// Where to leave the phone of [`people::PHONE`], and the address under which it will reach the hub.
    pub(crate) phone: Option<(PathBuf, String)>,
    /// How many days it has lived until now.
    pub(crate) days: u32,
    /// Draws what the stories leave open.
    pub(crate) seed: u64,
    /// The moment at which it ends.
    pub(crate) now: Timestamp,
}

/// What was made.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Lived {
    community: String,
    days: u32,
    members: usize,
    devices: usize,
    deeds: usize,
}

/// Lives the month and puts the hub, and the phone, in their places. Where it fails or is dropped nothing of it is left.
///
/// # Errors
/// Where there is a hub or a phone already, or something could not be done: each says what.
pub(crate) async fn live(wanted: Wanted) -> Result<Lived, String> {
    foundation::check_free(&wanted.data).map_err(words)?;
    if let Some((folder, _)) = wanted.phone.as_ref().filter(|(folder, _)| folder.exists()) {
        return Err(format!("there is already a phone in {}; it was left as it is", folder.display()));
    }
    let workshop = Workshop::open().map_err(words)?;
    let community = demo();
    let deeds = plan(&wanted)?;
    let done = deeds.len();
    let town = Town::found(&workshop, &community, wanted.now).await?;
    let town = town.live(deeds).await?;
    let devices = town.devices();
    let server = wanted.phone.as_ref().map(|(_, server)| server.as_str());
    town.close(server).await?;
    if let Some((folder, _)) = &wanted.phone {
        workshop.leave_phone(people::PHONE, folder).map_err(words)?;
    }
    workshop.leave_hub(&wanted.data).map_err(words)?;
    let name = community.nodes().find(|node| node.parent.is_none()).map(|node| node.name.clone());
    Ok(Lived {
        community: name.unwrap_or_default(),
        days: wanted.days,
        members: community.members().count(),
        devices,
        deeds: done,
    })
}

/// Everything that will happen, in the order of time.
fn plan(wanted: &Wanted) -> Result<Vec<plan::Deed>, String> {
    let mut plan = Plan::new(Calendar::new(wanted.now, wanted.days), wanted.seed);
    people::join(&mut plan);
    homes::plan(&mut plan)?;
    let stories = hazards::stories();
    let lists = checklists::plan(&mut plan);
    let walks = patrols::plan(&mut plan, &lists, &stories);
    hazards::plan(&mut plan, stories, &walks)?;
    twice::plan(&mut plan, &walks)?;
    alone::plan(&mut plan, wanted.phone.is_some(), &walks)?;
    Ok(plan.into_deeds())
}

/// Turns any error into words.
fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}
