//! The hub's seal on everything it gives out from the log (R23).

use jinshui_core::wire::LogDocument;

use crate::seal::{SealKey, Sealed};

/// Puts it on every change.
pub(super) fn put(key: &SealKey, documents: &mut [LogDocument]) {
    for document in documents {
        for change in &mut document.changes {
            let sealed = Sealed::of(document.document, document.generation, &change.bytes);
            change.seal = Some(key.seal(&sealed, &change.author, change.received_at));
        }
    }
}
