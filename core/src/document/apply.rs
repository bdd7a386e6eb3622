//! Taking in admitted changes.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::Change;

use super::{Applied, Document, DocumentError, Known, planted};
use crate::admit::AdmittedChange;
use crate::id::ChangeHash;

impl Document {
    /// Takes in an admitted change. Its dependencies must be here, it must follow its actor's last change, and its
    /// operations must follow its dependencies' (R12, R17, R24).
    ///
    /// # Errors
    /// See [`DocumentError`]. After [`DocumentError::Poisoned`] the document must not be used any more.
    pub fn apply(&mut self, change: &AdmittedChange) -> Result<Applied, DocumentError> {
        // Everything that looks at the change is within, not the CRDT alone.
        let applied = catch_unwind(AssertUnwindSafe(|| self.apply_unguarded(change)));
        applied.unwrap_or_else(|_| Err(DocumentError::Poisoned("applying a change panicked".to_owned())))
    }

    fn apply_unguarded(&mut self, change: &AdmittedChange) -> Result<Applied, DocumentError> {
        if self.contains(&change.hash) {
            return Ok(Applied::Known);
        }
        self.check(change)?;
        planted::spring(change);
        self.ground.take(change).map_err(DocumentError::Unfit)?;
        let parsed = Change::from_bytes(change.raw().to_vec());
        let parsed = parsed.map_err(|error| DocumentError::Poisoned(error.to_string()))?;
        self.take(parsed)?;
        Ok(Applied::New)
    }

    /// Takes in a change that automerge has parsed, catching a panic.
    pub(super) fn take(&mut self, change: Change) -> Result<(), DocumentError> {
        let name = (change.actor_id().to_bytes().to_vec(), change.seq());
        let known = Known {
            max_op: change.max_op(),
            deps: change.deps().iter().map(|dep| ChangeHash::from(*dep)).collect(),
        };
        let hash = ChangeHash::from(change.hash());
        let inner = &mut self.inner;
        let applied = catch_unwind(AssertUnwindSafe(|| inner.apply_changes([change])));
        match applied {
            Ok(Ok(())) => {
                self.known.insert(hash, known);
                self.by_actor.insert(name, hash);
                Ok(())
            }
            Ok(Err(error)) => Err(DocumentError::Poisoned(error.to_string())),
            Err(_) => Err(DocumentError::Poisoned("the CRDT panicked".to_owned())),
        }
    }

    fn check(&self, change: &AdmittedChange) -> Result<(), DocumentError> {
        let missing: Vec<_> = change.deps.iter().filter(|dep| !self.contains(dep)).copied().collect();
        if !missing.is_empty() {
            return Err(DocumentError::Missing(missing));
        }
        if change.deps.is_empty() {
            // Every document begins with its genesis; a second beginning belongs to no document of this kind (R1).
            return Err(DocumentError::StartOp);
        }
        let change_of = |seq| self.by_actor.get(&(change.actor.to_vec(), seq)).copied();
        if change_of(change.seq).is_some() {
            return Err(DocumentError::ActorFork);
        }
        let previous = change.seq.checked_sub(1).and_then(change_of);
        if change.seq > 1 && !previous.is_some_and(|previous| self.follows(&change.deps, previous)) {
            return Err(DocumentError::SeqGap);
        }
        let max_op = change.deps.iter().filter_map(|dep| self.known.get(dep)).map(|known| known.max_op).max();
        match max_op.and_then(|max_op| max_op.checked_add(1)) {
            Some(expected) if expected == change.start_op => Ok(()),
            _ => Err(DocumentError::StartOp),
        }
    }

    /// Whether `ancestor` is one of `heads` or comes before one of them.
    #[must_use]
    pub fn follows(&self, heads: &[ChangeHash], ancestor: ChangeHash) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = heads.to_vec();
        while let Some(hash) = next.pop() {
            if hash == ancestor {
                return true;
            }
            if seen.insert(hash)
                && let Some(known) = self.known.get(&hash)
            {
                next.extend(known.deps.iter().copied());
            }
        }
        false
    }
}
