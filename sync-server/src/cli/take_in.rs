//! `take-in`: a hand-over file, brought on a stick or by a message. It works while the hub serves: what it takes is seen at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jinshui_core::limits;

use super::{Done, print, words};
use crate::clock::SystemClock;
use crate::hand_over;
use crate::hub::Hub;
use crate::store::sqlite::SqliteStore;

pub(super) async fn run(file: &Path, data: PathBuf) -> Done {
    let unreadable = |error: std::io::Error| format!("{}: {error}", file.display());
    if file.metadata().map_err(unreadable)?.len() > limits::HAND_OVER_BYTES as u64 {
        return Err(format!("{} is larger than any hand-over file", file.display()));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let store = SqliteStore::open(&data).map_err(words)?;
    let (_running, stopping) = tokio::sync::watch::channel(false);
    let hub = Hub::new(Arc::new(store), Arc::new(SystemClock), data, stopping).map_err(words)?;
    let taken = hand_over::take_in(&hub, bytes).await.map_err(|failure| failure.to_string())?;
    print::json(&taken)
}
