//! Who looked at what, as the store keeps it: rows that are only ever added, each with the hash over it and the one before.

use jinshui_core::reads::{Read, ReadRow};
use jinshui_core::{DeviceId, MemberId, Timestamp};

/// Looks that a device told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReads {
    /// Who.
    pub member: MemberId,
    /// With which device.
    pub device: DeviceId,
    /// When the hub heard of them.
    pub at: Timestamp,
    /// The looks; one that is there already is passed over.
    pub reads: Vec<Read>,
}

/// A row with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainedRead {
    /// What it says.
    pub row: ReadRow,
    /// The hash over it and the row before.
    pub hash: [u8; 32],
}

/// How far the chain goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadHead {
    /// Its last row's number; 0 before the first.
    pub number: u64,
    /// That row's hash.
    pub hash: [u8; 32],
}
