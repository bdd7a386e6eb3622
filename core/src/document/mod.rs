//! One record's Automerge document: opened from its genesis and admitted changes, read, and edited by single operations.
//!
//! Bytes from outside come here only through [`crate::admit`]. A panic of the CRDT in applying is caught; the document is
//! then poisoned and set aside by its owner, and nothing else stops (promise 10).

mod apply;
mod delicate;
mod digest;
mod edit;
mod planted;
mod read;
mod records;
mod retold;
mod rewrite;
mod write;

use std::collections::BTreeMap;

use automerge::{ActorId, Automerge};

use crate::admit::{AdmitError, Ground};
use crate::genesis;
use crate::id::ChangeHash;
use crate::kind::Kind;

pub use digest::digest;
pub use edit::{Edit, Field, NewItem, NewStep, Value};
#[doc(hidden)]
pub use planted::plant_panic;
pub use read::{ClashedValue, Standing};
pub use records::PatrolStanding;
pub use retold::Retold;
pub use rewrite::Rewritten;
pub use write::{EditError, Pen};

/// Whether an admitted change was new to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// It is part of the document now.
    New,
    /// It was already part of it.
    Known,
}

/// Why a change could not become part of a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Changes it depends on are not here (R12).
    #[error("depends on changes that are not here")]
    Missing(Vec<ChangeHash>),
    /// The same (actor, seq) is here with another hash (R24).
    #[error("another change has the same actor and sequence number")]
    ActorFork,
    /// It does not follow its actor's last change, or does not depend on it.
    #[error("does not follow its actor's last change")]
    SeqGap,
    /// Its first operation does not follow its dependencies' last (R17).
    #[error("its operations do not follow its dependencies'")]
    StartOp,
    /// It refers to what is not there, or would do harm in the CRDT.
    #[error("does not fit the document: {0}")]
    Unfit(AdmitError),
    /// The CRDT failed on it; the document must be thrown away.
    #[error("the document cannot be read: {0}")]
    Poisoned(String),
    /// This version does not know the kind or its schema (R6).
    #[error("this version does not know the kind or its schema")]
    UnknownSchema,
}

/// What is remembered of each change beside the CRDT.
#[derive(Debug, Clone)]
struct Known {
    max_op: u64,
    deps: Vec<ChangeHash>,
}

/// A document in memory.
#[derive(Debug, Clone)]
pub struct Document {
    kind: Kind,
    inner: Automerge,
    known: BTreeMap<ChangeHash, Known>,
    /// Which change each (actor, seq) is.
    by_actor: BTreeMap<(Vec<u8>, u64), ChangeHash>,
    genesis: ChangeHash,
    /// What later changes may refer to.
    ground: Ground,
    /// The actor of this process for this document, once it has written (R4).
    actor: Option<ActorId>,
}

impl Document {
    /// An empty document: its genesis alone.
    ///
    /// # Errors
    /// [`DocumentError::UnknownSchema`] for a kind or schema this version does not know.
    pub fn new(kind: &Kind, schema: u32) -> Result<Self, DocumentError> {
        let change = genesis::genesis(kind, schema).and_then(|genesis| genesis.change());
        let change = change.ok_or(DocumentError::UnknownSchema)?;
        let genesis = ChangeHash::from(change.hash());
        let mut document = Document {
            kind: kind.clone(),
            inner: Automerge::new(),
            known: BTreeMap::new(),
            by_actor: BTreeMap::new(),
            genesis,
            ground: Ground::new(),
            actor: None,
        };
        document
            .ground
            .trust(change.raw_bytes())
            .map_err(|error| DocumentError::Poisoned(error.to_string()))?;
        document.take(change)?;
        Ok(document)
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Its heads, in order.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeHash> {
        let mut heads: Vec<_> = self.inner.get_heads().into_iter().map(ChangeHash::from).collect();
        heads.sort_unstable();
        heads
    }

    /// Whether a change is part of it.
    #[must_use]
    pub fn contains(&self, hash: &ChangeHash) -> bool {
        self.known.contains_key(hash)
    }

    /// What a change of the document depends on; nothing for one that is not part of it.
    #[must_use]
    pub fn dependencies(&self, hash: &ChangeHash) -> &[ChangeHash] {
        self.known.get(hash).map_or(&[], |known| &known.deps)
    }

    /// The next edit gets an actor of its own, as in a document that was just opened (R4).
    pub fn forget_actor(&mut self) {
        self.actor = None;
    }

    /// Whether it holds nothing but its genesis.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.known.len() <= 1
    }

    /// The genesis' hash.
    #[must_use]
    pub fn genesis(&self) -> ChangeHash {
        self.genesis
    }

    /// The stock Automerge file, which any Automerge loads.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        self.inner.save()
    }
}

#[cfg(test)]
mod tests;
