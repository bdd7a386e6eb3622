//! A document's part in its space's digest: over the changes that the hub has received, and no others (R13).

use std::collections::BTreeSet;

use jinshui_core::document::{Document, digest};
use jinshui_core::projection::Receipt;
use jinshui_core::{ChangeHash, DocumentId};

/// The digest over the received changes; none while none was received.
pub(super) fn of_received(
    id: DocumentId,
    generation: u32,
    document: &Document,
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Option<[u8; 16]> {
    let received: BTreeSet<_> =
        receipts.iter().filter(|(_, receipt)| receipt.is_some()).map(|(hash, _)| *hash).collect();
    if received.is_empty() {
        return None;
    }
    let inner: BTreeSet<_> = received.iter().flat_map(|hash| document.dependencies(hash)).copied().collect();
    let heads: Vec<_> = received.difference(&inner).copied().collect();
    Some(digest(id, generation, &heads))
}
