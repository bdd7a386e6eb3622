//! Admit: the strict, bounded reader in front of the automerge crate. Bytes from outside never reach that crate
//! unchecked, on server or device: it expands what a change claims before it looks whether the claim can be true, and
//! a change of 113 bytes that claims 134 million operations takes the process down with it.
//!
//! [`admit`] takes exactly one plain change and looks at the bytes alone. What it returns unfolds to a bounded size,
//! and is written in the one way in which Automerge itself would write it. Whether the change *fits a document* (its
//! objects, elements and predecessors are there, in its own past) only the document can tell: that is [`Ground`].
//! A change goes to Automerge after it has passed both.

mod boolean;
mod bounds;
mod chunk;
mod column;
mod error;
mod ground;
mod header;
mod leb;
mod op;
mod register;
mod rows;
mod run_length;
mod value;

pub use error::AdmitError;
pub use ground::Ground;
pub use op::{Action, ActorRef, Key, ObjectId, Op, OpId, Scalar};

use crate::id::{ChangeHash, DeviceTag};
use crate::limits;
use chunk::Chunk;
use column::Columns;
use header::Header;
use leb::Reader;

/// A change that passed [`admit`].
#[derive(Debug, Clone, PartialEq)]
pub struct AdmittedChange {
    /// The name Automerge gives it.
    pub hash: ChangeHash,
    /// Who wrote it: device tag and random part.
    pub actor: [u8; limits::ACTOR_BYTES],
    /// Which change of its actor this is, from 1.
    pub seq: u64,
    /// The counter of its first operation.
    pub start_op: u64,
    /// The time the author's device gave, as stored.
    pub time: i64,
    /// The changes it comes after, ascending.
    pub deps: Vec<ChangeHash>,
    /// What it does.
    pub ops: Vec<Op>,
    actors: Vec<Vec<u8>>,
    raw: Vec<u8>,
}

impl AdmittedChange {
    /// The counter of its last operation.
    #[must_use]
    pub fn max_op(&self) -> u64 {
        self.ops.last().map_or(self.start_op, |op| op.id.counter)
    }

    /// The bytes, as they came.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// The device whose actor this is.
    #[must_use]
    pub fn device_tag(&self) -> DeviceTag {
        DeviceTag(self.actor.first_chunk().copied().unwrap_or_default())
    }

    /// The actor in an operation's name.
    #[must_use]
    pub fn actor_of(&self, id: &OpId) -> &[u8] {
        self.actors.get(id.actor.index()).map_or(&[], Vec::as_slice)
    }

    /// All actors the change names, its own first.
    #[must_use]
    pub fn actors(&self) -> &[Vec<u8>] {
        &self.actors
    }
}

/// Reads exactly one plain change chunk, within the limits of R25.
///
/// # Errors
/// The first reason found for refusing it.
pub fn admit(raw: &[u8]) -> Result<AdmittedChange, AdmitError> {
    let parsed = Parsed::read(raw)?;
    let Header { deps, actors, seq, start_op, time } = parsed.header;
    let author = actors.first().ok_or(AdmitError::BadActor)?;
    let actor = author.as_slice().try_into().map_err(|_| AdmitError::BadActor)?;
    Ok(AdmittedChange {
        hash: parsed.hash,
        actor,
        seq,
        start_op,
        time,
        deps,
        ops: parsed.ops,
        actors,
        raw: raw.to_vec(),
    })
}

/// A change of any author: the genesis has an actor of its own kind.
struct Parsed {
    hash: ChangeHash,
    header: Header,
    ops: Vec<Op>,
}

impl Parsed {
    fn read(raw: &[u8]) -> Result<Self, AdmitError> {
        let chunk = Chunk::open(raw)?;
        let mut reader = Reader::new(chunk.body);
        let header = Header::read(&mut reader)?;
        let columns = Columns::read(&mut reader)?;
        let ops = rows::read_ops(&columns, &header)?;
        Ok(Parsed { hash: chunk.hash, header, ops })
    }
}
