//! A document's part in its space's digest: over the changes that the hub has received, and no others (R13).

use std::collections::BTreeSet;

use jinshui_core::admit::admit;
use jinshui_core::document::{Document, digest};
use jinshui_core::projection::Receipt;
use jinshui_core::{ChangeHash, DocumentId};

use super::DocumentRow;

/// The digest over the received changes; none while none was received.
pub(super) fn of_received(
    id: DocumentId,
    generation: u32,
    document: &Document,
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Option<[u8; 16]> {
    let received = received(receipts);
    let inner = received.iter().flat_map(|hash| document.dependencies(hash)).copied().collect();
    over(id, generation, &received, &inner)
}

/// The same for a document that cannot be opened, from the bytes of its changes. One of which something is missing in the middle has
/// none, so that its space does not agree and is healed: its newest change alone would look like the whole.
pub(super) fn of_stored(
    row: &DocumentRow,
    changes: &[Vec<u8>],
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Option<[u8; 16]> {
    let received = received(receipts);
    let admitted = changes.iter().filter_map(|bytes| admit(bytes).ok());
    let inner: BTreeSet<_> =
        admitted.filter(|one| received.contains(&one.hash)).flat_map(|one| one.deps).collect();
    // What every change stands on in the end is the genesis, which is never sent; of an unknown kind nobody knows it here.
    let mut missing = inner.difference(&received);
    let whole = match (missing.next(), missing.next(), Document::new(&row.kind, row.schema)) {
        (None, _, _) => true,
        (Some(one), None, Ok(begun)) => begun.heads().contains(one),
        (Some(_), None, Err(_)) => true,
        _ => false,
    };
    if whole { over(row.id, row.generation, &received, &inner) } else { None }
}

fn received(receipts: &[(ChangeHash, Option<Receipt>)]) -> BTreeSet<ChangeHash> {
    receipts.iter().filter(|(_, receipt)| receipt.is_some()).map(|(hash, _)| *hash).collect()
}

fn over(
    id: DocumentId,
    generation: u32,
    received: &BTreeSet<ChangeHash>,
    inner: &BTreeSet<ChangeHash>,
) -> Option<[u8; 16]> {
    let heads: Vec<_> = received.difference(inner).copied().collect();
    (!received.is_empty()).then(|| digest(id, generation, &heads))
}
