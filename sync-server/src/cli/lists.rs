//! `devices` and `recovered`: what the office looks through, one JSON line each.

use super::place::HubArguments;
use super::{Done, print, words};

/// Every device, in the order in which they joined.
pub(super) async fn devices(hub: &HubArguments) -> Done {
    let store = hub.open().await?;
    store.devices().await.map_err(words)?.iter().try_for_each(print::json)
}

/// What devices gave back after a restore (R23).
pub(super) async fn recovered(hub: &HubArguments) -> Done {
    let store = hub.open().await?;
    store.recovered().await.map_err(words)?.iter().try_for_each(print::json)
}
