//! The live feed: a separate GET that only reads (R10).

use std::sync::Arc;

use bytes::Bytes;
use jinshui_core::wire::FrameReader;
use jinshui_core::{Code, Failure};
use sha2::{Digest, Sha256};

use super::hub::{Hub, piece};
use super::round::{take, wire_failure};
use crate::platform::Answer;
use crate::shared::Shared;
use crate::store::{Pushed, Store};

/// An open feed.
pub(super) struct Live {
    answer: Answer,
    reader: FrameReader,
}

/// What the feed brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// Frames came and were kept: so many changes were new.
    Frames { pulled: u64, bytes: u64 },
    /// Something was erased here: a sync says so to the hub (R21).
    Erased,
    /// The hub asks for a sync first.
    Resync,
}

impl Live {
    /// Opens the feed from where the device has read to.
    pub(super) async fn open(shared: &Arc<Shared>, hub: &Hub) -> Result<Self, Failure> {
        let path = shared.with_store(path).await?;
        let answer = hub.send("GET", &path, Bytes::new(), None).await?;
        let reader = FrameReader::new().map_err(|error| wire_failure(&error))?;
        Ok(Live { answer, reader })
    }

    /// Waits for the next bytes. Safe to drop while it waits.
    pub(super) async fn wait(&mut self) -> Result<Bytes, Failure> {
        piece(&mut self.answer).await?.ok_or_else(|| Failure::new(Code::NoConnection, "the live feed ended"))
    }

    /// Keeps the frames that are whole with these bytes.
    pub(super) async fn keep(
        &mut self,
        shared: &Arc<Shared>,
        hub: &Hub,
        chunk: &Bytes,
    ) -> Result<Heard, Failure> {
        let frames = self.reader.read(chunk).map_err(|error| wire_failure(&error))?;
        let (mut pulled, mut erased) = (0, false);
        for received in take(shared, frames, &Pushed::default()).await? {
            if let Some(now) = received.now {
                hub.heard_clock(now);
            }
            if received.resync {
                return Ok(Heard::Resync);
            }
            erased |= received.erased > 0;
            pulled += received.pulled;
            shared.tell(received.topics);
        }
        if erased {
            return Ok(Heard::Erased);
        }
        Ok(Heard::Frames { pulled, bytes: chunk.len() as u64 })
    }
}

fn path(store: &mut Store) -> crate::store::Result<String> {
    let reading = store.reading()?;
    let cursor = reading.cursor.ok_or_else(|| Failure::new(Code::Protocol, "a live feed before any sync"))?;
    let names: Vec<String> = store.spaces()?.iter().map(|held| held.space.to_string()).collect();
    let held = hex::encode(Sha256::digest(names.join("\n").as_bytes()));
    let (epoch, seq, directory) = (cursor.epoch.0, cursor.seq, reading.directory);
    Ok(format!("/v1/live?epoch={epoch}&seq={seq}&directory={directory}&held={held}"))
}
