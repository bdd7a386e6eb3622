//! What serves every kind of record.

use jinshui_core::command::{HistoryEntry, HistoryView};
use jinshui_core::{DocumentId, Failure};

use super::Desk;
use super::view::{Viewer, is_ahead};

impl Desk<'_> {
    pub(super) fn history(&self, id: DocumentId) -> Result<HistoryView, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let changes = self.store.history(id)?;
        if changes.is_empty() {
            return Err(Failure::not_found(format!("record {id}")));
        }
        let entry = |change: crate::store::ChangeRow| HistoryEntry {
            hash: change.hash,
            by: Some(viewer.person(&change.author)),
            at: change.at,
            received_at: change.received_at,
            clock_off: change.received_at.is_some_and(|received| is_ahead(change.at, received)),
            fields: change.fields,
        };
        Ok(HistoryView { id, entries: changes.into_iter().map(entry).collect() })
    }
}
