//! `approve`: the office's answer to a device that waits, for scripts and where no device of the office is at hand. `waiting`: which
//! ones wait.

use jinshui_core::MemberId;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::clock;
use crate::enrolment;

/// Who answers: whoever works on the hub's own computer.
const BY: &str = "hub";

/// Which device, and what it is told.
#[derive(Debug, clap::Args)]
pub(super) struct ApproveArguments {
    #[command(flatten)]
    hub: HubArguments,
    /// The four characters on the device's screen. Compare them with its person, not only with the list.
    #[arg(long)]
    check: String,
    /// The first four digits of its code, where two devices show the same.
    #[arg(long)]
    invite: Option<String>,
    /// Says no.
    #[arg(long)]
    refuse: bool,
}

pub(super) async fn run(arguments: ApproveArguments) -> Done {
    let ApproveArguments { hub, check, invite, refuse } = arguments;
    let store = hub.open().await?;
    let now = clock::of_environment().now();
    let invite = match invite {
        Some(invite) => invite,
        None => enrolment::by_check(store.as_ref(), &check, now).await.map_err(words)?,
    };
    let by = MemberId::from(BY);
    let device = (invite.as_str(), check.as_str());
    enrolment::settle(store.as_ref(), device, !refuse, &by, now).await.map_err(words)?;
    print::json(&serde_json::json!({ "invite": invite, "check": check, "agreed": !refuse }))
}

/// Prints who waits.
pub(super) async fn waiting(hub: &HubArguments) -> Done {
    let store = hub.open().await?;
    let rows = store.directory_since(0).await.map_err(words)?;
    let mut directory = jinshui_core::community::Directory::default();
    directory.merge(rows.version, rows.nodes, rows.members);
    let now = clock::of_environment().now();
    let list = enrolment::at_the_door(store.as_ref(), &directory, now).await.map_err(words)?;
    list.waiting.iter().try_for_each(print::json)
}
