//! What a member may read now, by the directory and the grants of one moment.

use std::collections::BTreeSet;
use std::sync::Arc;

use jinshui_core::community::Directory;
use jinshui_core::wire::Frame;
use jinshui_core::{MemberId, Space, access, referee};
use sha2::{Digest, Sha256};

use super::outgoing::{Broken, Outgoing};
use crate::hub::Hub;
use crate::store::{BoxState, Result};

/// Rows of the directory in one frame.
const ROWS: usize = 2_000;

/// A member's rights.
pub(super) struct Rights {
    pub(super) directory: Arc<Directory>,
    pub(super) spaces: BTreeSet<Space>,
    /// Those whose refusals box is theirs (R19).
    pub(super) managed: Vec<Space>,
}

impl Rights {
    /// As they are now.
    pub(super) async fn now(hub: &Hub, member: &MemberId) -> Result<Self> {
        let directory = hub.directory().await?;
        let member = directory.member(member);
        let spaces = member.map(|member| access::readable(&directory, member)).unwrap_or_default();
        let managed = member.map(|member| referee::managed(&directory, member)).unwrap_or_default();
        Ok(Rights { spaces, managed, directory })
    }

    /// The spaces, as a list to ask the store with.
    pub(super) fn list(&self) -> Arc<Vec<Space>> {
        Arc::new(self.spaces.iter().cloned().collect())
    }

    /// What lies open in the box of the spaces they manage; nothing where they manage none.
    pub(super) async fn open_box(&self, hub: &Hub) -> Result<BoxState> {
        if self.managed.is_empty() {
            return Ok(BoxState::default());
        }
        hub.store.box_state(self.managed.clone()).await
    }

    /// SHA-256 over the sorted names, one a line: by it a live feed says what it holds.
    pub(super) fn fingerprint(&self) -> String {
        let mut names: Vec<_> = self.spaces.iter().map(ToString::to_string).collect();
        names.sort_unstable();
        hex::encode(Sha256::digest(names.join("\n")))
    }
}

/// Sends the rows of the directory that are newer than a version; gives the version the device has then.
pub(super) async fn send_directory(
    hub: &Hub,
    out: &mut Outgoing,
    since: u64,
) -> std::result::Result<u64, Broken> {
    let rows = hub.store.directory_since(since).await?;
    let (mut nodes, mut members) = (rows.nodes, rows.members);
    // Many rows go in several frames; only the last one says that all have come.
    while nodes.len() + members.len() > ROWS {
        let some_nodes: Vec<_> = nodes.drain(..nodes.len().min(ROWS)).collect();
        let some_members = members.drain(..members.len().min(ROWS - some_nodes.len())).collect();
        out.send(vec![Frame::Directory { version: since, nodes: some_nodes, members: some_members }]).await?;
    }
    out.send(vec![Frame::Directory { version: rows.version, nodes, members }]).await?;
    Ok(rows.version)
}
