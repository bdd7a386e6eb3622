//! A device's state, for scripts.

use std::collections::BTreeMap;

use jinshui_core::{DocumentId, Timestamp};
use serde::Serialize;

use crate::store::{self, Store};

/// State of a device, for scripts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The member who holds it; none before enrolment.
    pub member: Option<String>,
    /// The device's name.
    pub device: Option<String>,
    /// The hub's address.
    pub server: Option<String>,
    /// Changes and attachments that wait.
    pub unsent: u64,
    /// Edits that came back and were not put away.
    pub refused: u64,
    /// The hub's clock at the end of the last finished sync, in milliseconds since 1970.
    pub last_sync: Option<Timestamp>,
    /// The hub's clock when every digest last agreed (R13).
    pub complete_at: Option<Timestamp>,
    /// This device's clock minus the hub's, in milliseconds.
    pub clock_ahead_ms: i64,
    /// Where the store's key is kept: `file`, or `keyring` for the desktop's own.
    pub key_in: &'static str,
    /// Another device goes by this one's key: join anew with a new code (R24).
    pub cloned: bool,
    /// Spaces held, and whether each is complete.
    pub spaces: Vec<SpaceStatus>,
    /// Records by kind.
    pub counts: BTreeMap<String, u64>,
    /// Records that cannot be read on this device, and why; nothing else waits for them.
    pub set_aside: Vec<SetAside>,
    /// Spaces that were filled anew because a digest did not agree.
    pub healed: u64,
}

/// A record of a [`Status`] that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// The record.
    pub document: DocumentId,
    /// Its kind.
    pub kind: String,
    /// What was wrong when it was last opened.
    pub why: String,
}

/// One space of a [`Status`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpaceStatus {
    /// Its name.
    pub space: String,
    /// Its documents that the hub has.
    pub documents: u64,
    /// Whether everything of it has come.
    pub complete: bool,
}

/// Reads the state.
pub(crate) fn status(store: &mut Store) -> store::Result<Status> {
    let (identity, reading) = (store.identity()?, store.reading()?);
    let space = |held: store::HeldSpace| SpaceStatus {
        space: held.space.to_string(),
        documents: held.documents,
        complete: held.after.is_none(),
    };
    let aside = |row: store::DocumentRow| SetAside {
        document: row.id,
        kind: row.kind.code().to_owned(),
        why: row.set_aside.unwrap_or_default(),
    };
    Ok(Status {
        member: identity.as_ref().map(|identity| identity.member.0.clone()),
        device: identity.as_ref().map(|identity| identity.device.0.clone()),
        server: identity.map(|identity| identity.server),
        unsent: store.unsent()?,
        refused: store.refused_count()?,
        last_sync: reading.last_sync,
        complete_at: reading.complete_at,
        clock_ahead_ms: reading.clock_ahead_ms,
        key_in: store.key_place(),
        cloned: store.is_cloned()?,
        spaces: store.spaces()?.into_iter().map(space).collect(),
        counts: store.counts()?,
        set_aside: store.set_aside()?.into_iter().map(aside).collect(),
        healed: reading.healed,
    })
}
