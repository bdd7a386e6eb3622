//! `take-in`: a hand-over file, brought on a stick or by a message. It works while the hub serves: what it takes is seen at once.

use std::path::Path;
use std::sync::Arc;

use jinshui_core::limits;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::clock::SystemClock;
use crate::hand_over;
use crate::hub::Hub;

pub(super) async fn run(file: &Path, hub: HubArguments) -> Done {
    let unreadable = |error: std::io::Error| format!("{}: {error}", file.display());
    if file.metadata().map_err(unreadable)?.len() > limits::HAND_OVER_BYTES as u64 {
        return Err(format!("{} is larger than any hand-over file", file.display()));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    hub.has_keys()?;
    let store = hub.open().await?;
    let (_running, stopping) = tokio::sync::watch::channel(false);
    let hub = Hub::new(store, Arc::new(SystemClock), hub.data, stopping).map_err(words)?;
    let taken = hand_over::take_in(&hub, bytes).await.map_err(|failure| failure.to_string())?;
    print::json(&taken)
}
