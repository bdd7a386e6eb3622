//! Where a reply begins: from the cursor and the spaces that the device says it holds.

use std::collections::BTreeMap;

use jinshui_core::wire::SyncRequest;
use jinshui_core::{DocumentId, Space};
use uuid::Uuid;

use crate::store::Position;

/// Where the log and the fills of a reply begin.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// The position after which the log is read.
    pub(super) log: u64,
    /// Spaces that the device holds; with a document: held only up to there.
    pub(super) held: BTreeMap<Space, Option<DocumentId>>,
}

impl Start {
    /// R8. A first contact holds nothing: its fills are complete from the head of the log as the reply's hello names it, and
    /// the device takes that as its cursor at once. One that says it holds something without a cursor reads the log from its
    /// beginning: what it holds may be older than the head. Another epoch, or a cursor ahead of the log, gets everything
    /// anew (R23); what it has already falls out by hash.
    pub(super) fn of(request: &SyncRequest, now: Position) -> Self {
        let held: BTreeMap<_, _> = request.held.iter().map(|held| (held.space.clone(), held.after)).collect();
        match request.cursor {
            Some(cursor) if cursor.epoch == now.epoch && cursor.seq <= now.head => {
                Start { log: cursor.seq, held }
            }
            Some(_) => Start { log: now.head, held: BTreeMap::new() },
            None if held.is_empty() => Start { log: now.head, held },
            None => Start { log: 0, held },
        }
    }

    /// Where a space's fill goes on; none where the device holds all of it.
    pub(super) fn fill_of(&self, space: &Space) -> Option<DocumentId> {
        self.held.get(space).copied().unwrap_or(Some(DocumentId(Uuid::nil())))
    }
}

#[cfg(test)]
mod tests {
    use jinshui_core::wire::{Cursor, Epoch, Held, PROTOCOL, Turn};

    use super::*;

    const EPOCH: Epoch = Epoch(Uuid::from_u128(7));

    fn start(cursor: Option<(u128, u64)>, held: &[(Space, Option<u128>)]) -> Start {
        let cursor = cursor.map(|(epoch, seq)| Cursor { epoch: Epoch(Uuid::from_u128(epoch)), seq });
        let after = |after: &Option<u128>| after.map(|after| DocumentId(Uuid::from_u128(after)));
        let held = held.iter().map(|(space, at)| Held { space: space.clone(), after: after(at) }).collect();
        let request = SyncRequest {
            protocol: PROTOCOL,
            cursor,
            directory: 0,
            held,
            push: vec![],
            groups: vec![],
            pull: true,
            confirmed: 0,
            turn: Turn::default(),
        };
        Start::of(&request, Position { epoch: EPOCH, head: 100, directory: 1, rights: 1 })
    }

    #[test]
    fn a_first_contact_starts_at_the_head_and_fills_everything() {
        let start = start(None, &[]);
        assert_eq!(start.log, 100);
        assert_eq!(start.fill_of(&Space::Community), Some(DocumentId(Uuid::nil())));
    }

    #[test]
    fn who_holds_something_without_a_cursor_reads_the_whole_log() {
        let start = start(None, &[(Space::Community, Some(5)), (Space::Police, None)]);
        assert_eq!(start.log, 0);
        assert_eq!(start.fill_of(&Space::Community), Some(DocumentId(Uuid::from_u128(5))));
        assert_eq!(start.fill_of(&Space::Police), None);
    }

    #[test]
    fn a_cursor_is_believed_only_in_its_own_log() {
        let held = [(Space::Community, None)];
        assert_eq!(start(Some((7, 40)), &held).log, 40);
        for foreign in [(8, 40), (7, 101)] {
            let start = start(Some(foreign), &held);
            assert_eq!(start.log, 100);
            assert_eq!(start.fill_of(&Space::Community), Some(DocumentId(Uuid::nil())));
        }
    }
}
