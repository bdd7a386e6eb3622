//! A new life of the log (R23).

use jinshui_core::wire::Epoch;

/// Begins one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLife {
    /// The epoch that must still hold.
    pub after: Epoch,
    /// The new one.
    pub epoch: Epoch,
    /// Whether the log as it is now is the beginning of the one that went on elsewhere: it is a copy and nothing was added.
    /// Otherwise nobody can tell where the two parted.
    pub from_head: bool,
}
