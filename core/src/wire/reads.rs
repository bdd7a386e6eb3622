//! `POST /v1/reads` and `GET /v1/reads?document=…` (JSON): a device tells what was looked at, and who may ask is told.

use serde::{Deserialize, Serialize};

use crate::reads::{ManyReads, Read, ReadRow};

/// A device tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellReads {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// Oldest first, at most [`crate::reads::PER_REQUEST`].
    pub reads: Vec<Read>,
}

/// It is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldReads {
    /// How many of them, from the first, are durable: the device forgets these.
    pub kept: u32,
}

/// The looks that the asker may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadsReply {
    /// Newest first, at most [`MOST_READS`].
    pub rows: Vec<ReadRow>,
    /// Who opened unusually many homes within an hour; to the office alone.
    pub many: Vec<ManyReads>,
}

/// Rows of one reply.
pub const MOST_READS: u32 = 500;
