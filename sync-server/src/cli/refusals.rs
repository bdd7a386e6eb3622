//! `refusals`: what the hub refused and keeps, one JSON line each (R19).

use super::place::HubArguments;
use super::{Done, print, words};

pub(super) async fn run(hub: &HubArguments) -> Done {
    let store = hub.open().await?;
    store.refusals().await.map_err(words)?.iter().try_for_each(print::json)
}
