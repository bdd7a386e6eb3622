//! What stands before the columns: who wrote the change, after which others, when, and whom it names.

use super::AdmitError;
use super::bounds::{OTHER_ACTOR_BYTES, TIME};
use super::leb::Reader;
use crate::id::ChangeHash;
use crate::limits;

/// The head of a change.
pub(crate) struct Header {
    /// The changes this one comes after, ascending.
    pub(crate) deps: Vec<ChangeHash>,
    /// The actor and, ascending, the others its operations name.
    pub(crate) actors: Vec<Vec<u8>>,
    /// Which change of its actor this is, from 1.
    pub(crate) seq: u64,
    /// The counter of the first operation.
    pub(crate) start_op: u64,
    /// The time the author's device gave.
    pub(crate) time: i64,
}

impl Header {
    /// Reads the head and leaves the reader at the columns.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, AdmitError> {
        let deps = read_deps(reader)?;
        let author = reader.prefixed()?.to_vec();
        let seq = reader.unsigned()?;
        let start_op = reader.unsigned()?;
        let time = reader.signed()?;
        // Every change has at least one operation, so the n-th of an actor starts at n or later.
        if start_op == 0 || start_op >= limits::MAX_OP {
            return Err(AdmitError::StartOpRange);
        }
        if seq == 0 || seq > start_op {
            return Err(AdmitError::BadSeq);
        }
        if time.unsigned_abs() > TIME {
            return Err(AdmitError::BadTime);
        }
        if !reader.prefixed()?.is_empty() {
            return Err(AdmitError::Message);
        }
        let actors = read_actors(author, reader)?;
        Ok(Header { deps, actors, seq, start_op, time })
    }
}

fn read_deps(reader: &mut Reader<'_>) -> Result<Vec<ChangeHash>, AdmitError> {
    let count = reader.size()?;
    if count > limits::CHANGE_DEPS {
        return Err(AdmitError::TooManyDeps);
    }
    let mut deps = Vec::new();
    for _ in 0..count {
        let dep = ChangeHash(reader.array()?);
        if deps.last().is_some_and(|last| *last >= dep) {
            return Err(AdmitError::DepsOrder);
        }
        deps.push(dep);
    }
    Ok(deps)
}

fn read_actors(author: Vec<u8>, reader: &mut Reader<'_>) -> Result<Vec<Vec<u8>>, AdmitError> {
    let count = reader.size()?;
    if count > limits::CHANGE_ACTORS {
        return Err(AdmitError::TooManyActors);
    }
    let mut actors = vec![author];
    for index in 0..count {
        let actor = reader.prefixed()?;
        let repeated = index > 0 && actors.last().is_some_and(|last| last.as_slice() >= actor);
        let own = actors.first().is_some_and(|author| author == actor);
        if actor.is_empty() || actor.len() > OTHER_ACTOR_BYTES || repeated || own {
            return Err(AdmitError::BadActors);
        }
        actors.push(actor.to_vec());
    }
    Ok(actors)
}
