//! The refusals box as its readers ask for it (R19). Whose it is, they say: the store knows no rights.

use jinshui_core::wire::Settling;
use jinshui_core::{ChangeHash, DocumentId, MemberId, Space, Timestamp};

/// Who reads the box, and how much at once.
#[derive(Debug, Clone)]
pub struct BoxReader {
    /// The spaces that they manage: all that lies there is theirs.
    pub managed: Vec<Space>,
    /// Who they are.
    pub member: MemberId,
    /// The spaces that they may read: what they wrote themselves is theirs.
    pub readable: Vec<Space>,
    /// At most so many.
    pub rows: u32,
    /// At most about so many bytes of changes; the one that passes it is still there.
    pub bytes: usize,
}

/// How much is open in the box of some spaces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BoxState {
    /// How many.
    pub open: u64,
    /// The number of the newest of them.
    pub newest: u64,
}

/// Somebody says that something of the box is settled.
#[derive(Debug, Clone)]
pub struct Settle {
    /// The document.
    pub document: DocumentId,
    /// The refused change.
    pub hash: ChangeHash,
    /// The spaces that they manage.
    pub managed: Vec<Space>,
    /// How it is settled.
    pub how: Settling,
    /// Who says so.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
}
