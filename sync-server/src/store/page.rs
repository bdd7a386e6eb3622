//! Reading: each page is one snapshot of the store, and says nothing if rights have changed since the reader's were worked
//! out (R7).

use std::collections::HashSet;
use std::sync::Arc;

use jinshui_core::wire::{LogDocument, SpaceDigest};
use jinshui_core::{ChangeHash, DocumentId, Space};

/// Bounds of one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of changes; the change or document that passes it is still in the page.
    pub bytes: usize,
    /// Changes.
    pub changes: usize,
    /// Log positions looked at, readable or not.
    pub scan: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds { bytes: 1024 * 1024, changes: 2_000, scan: 50_000 }
    }
}

/// Asks for newer log entries.
#[derive(Debug, Clone)]
pub struct LogRequest {
    /// The position of the rights by which `spaces` was worked out.
    pub rights: u64,
    /// Every space the reader may read.
    pub spaces: Arc<Vec<Space>>,
    /// The position after which to read.
    pub after: u64,
    /// Changes that the reader has just sent itself (R8).
    pub except: Arc<HashSet<ChangeHash>>,
    /// Whether the digests are wanted with the last page.
    pub digests: bool,
    /// Bounds.
    pub bounds: Bounds,
}

/// Newer log entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPage {
    /// Grouped by document, in the order of the log; whole where the document was moved (R15) or erased (R21).
    pub documents: Vec<LogDocument>,
    /// Documents that were moved out of what the reader may read. They are to go before the page counts as read.
    pub left: Vec<DocumentId>,
    /// Every readable entry up to here has been read; it passes over unreadable ones too.
    pub seq: u64,
    /// With the page that reaches the head of the log, and if asked for: the digests in that very snapshot (R13).
    pub complete: Option<Vec<SpaceDigest>>,
}

/// Asks for whole documents of one space.
#[derive(Debug, Clone)]
pub struct FillRequest {
    /// The position of the rights by which the reader may read the space.
    pub rights: u64,
    /// The space.
    pub space: Space,
    /// The document after which to go on; nil for the beginning.
    pub after: DocumentId,
    /// Bounds.
    pub bounds: Bounds,
}

/// Whole documents of one space, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillPage {
    /// The documents.
    pub documents: Vec<LogDocument>,
    /// Where to go on; none where the space is complete with this page.
    pub after: Option<DocumentId>,
}

/// A page, or word that rights have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Snapshot<T> {
    /// The page.
    Page(T),
    /// Somebody's rights are others now: work them out anew.
    Stale,
}
