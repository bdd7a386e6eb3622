//! `status`: how far the log goes, what was refused by reason, and which records the hub has set aside, as one JSON line.

use std::collections::BTreeMap;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::push::set_aside;

pub(super) async fn run(hub: &HubArguments) -> Done {
    let store = hub.open().await?;
    let position = store.position().await.map_err(words)?;
    let mut refused = BTreeMap::<String, u64>::new();
    for row in store.refusals().await.map_err(words)? {
        *refused.entry(row.reason).or_default() += 1;
    }
    let aside = set_aside(&hub.data).map_err(words)?;
    let aside: Vec<_> =
        aside.iter().map(|(id, why)| serde_json::json!({ "document": id, "why": why })).collect();
    print::json(&serde_json::json!({
        "epoch": position.epoch,
        "head": position.head,
        "directory": position.directory,
        "refused": refused,
        "set_aside": aside,
    }))
}
