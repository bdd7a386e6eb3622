//! What has stood so far in one batch, and what it stands for: of changes that were written in place of one another, one (R18). What
//! the log has already is the store's to say.

use std::collections::BTreeMap;

use jinshui_core::{ChangeHash, DocumentId};

/// Names of changes and of what they replace, each with the change that stands.
#[derive(Debug, Default)]
pub(super) struct Stood {
    names: BTreeMap<(DocumentId, ChangeHash), ChangeHash>,
}

impl Stood {
    /// What stands in a change's place already.
    pub(super) fn instead(
        &self,
        document: DocumentId,
        hash: ChangeHash,
        replaces: &[ChangeHash],
    ) -> Option<ChangeHash> {
        let names = std::iter::once(&hash).chain(replaces);
        names.filter_map(|name| self.names.get(&(document, *name))).find(|other| **other != hash).copied()
    }

    /// A change stands.
    pub(super) fn add(&mut self, document: DocumentId, hash: ChangeHash, replaces: &[ChangeHash]) {
        for name in std::iter::once(&hash).chain(replaces) {
            self.names.insert((document, *name), hash);
        }
    }
}
