//! Which life of the log a device has read (R23), and the new one that begins where it has read further than the log goes.

use jinshui_core::wire::{Cursor, Epoch};

use crate::chance;
use crate::hub::Hub;
use crate::store::{NewLife, Position, Result, StoreError};

/// How a cursor stands to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It is one of this log, or there is none yet.
    Ours,
    /// It is of another life: up to `from` the two are the same, as far as that is known.
    Foreign { position: Position, from: Option<u64> },
}

/// Says how a cursor stands. One ahead of the log, in its own epoch, shows that the hub's files were put back from a copy:
/// nobody can tell where the two parted, so a new life begins.
pub(crate) async fn reading(hub: &Hub, cursor: Option<Cursor>) -> Result<Reading> {
    let Some(cursor) = cursor else { return Ok(Reading::Ours) };
    let mut position = hub.store.position().await?;
    if cursor.epoch == position.epoch {
        if cursor.seq <= position.head {
            return Ok(Reading::Ours);
        }
        let drawn = chance::drawn::<16>(hub.random.as_ref());
        let drawn = drawn.map_err(|error| StoreError::Other(error.to_string()))?;
        let epoch = Epoch(uuid::Builder::from_random_bytes(drawn).into_uuid());
        let new = NewLife { after: position.epoch, epoch, from_head: false };
        position.epoch = hub.store.begin_life(new).await?;
        tracing::warn!(
            read = cursor.seq,
            head = position.head,
            epoch = %position.epoch.0,
            "a device has read further than the log goes: the hub was put back from a copy, and a new life begins"
        );
    }
    let shared = hub.store.shared_with(cursor.epoch).await?;
    Ok(Reading::Foreign { position, from: shared.map(|base| base.min(cursor.seq)) })
}
