//! Writing edits anew under fresh actors, each naming the changes that it stands for, so that the hub takes one of them only (R18).

use jinshui_core::document::{Document, Edit};
use jinshui_core::referee::Reason;
use jinshui_core::{ChangeHash, DocumentId, Timestamp};
use rusqlite::Connection;

use super::outbox::EditRow;
use super::receive::misfit;
use super::{DocumentRow, Received, Result, blob, change, document, outbox, project, refused, write};
use crate::platform::Random;

/// An edit to be written anew.
pub(super) struct Again {
    pub(super) edit: EditRow,
    /// What its first change was written on; empty where that is gone.
    pub(super) seen: Vec<ChangeHash>,
    /// What each of its changes stands for, in their order.
    pub(super) replaces: Vec<Vec<ChangeHash>>,
}

/// What writing anew needs besides the transaction.
pub(super) struct Rewriting<'a> {
    pub(super) now: Timestamp,
    pub(super) random: &'a dyn Random,
}

impl Rewriting<'_> {
    /// Writes the edits anew, oldest first. One that cannot be comes back with its words.
    pub(super) fn all(
        &self,
        connection: &Connection,
        row: &DocumentRow,
        edits: impl Iterator<Item = Again>,
        received: &mut Received,
    ) -> Result<()> {
        let mut open = document::open(connection, row)?.ok();
        for again in edits {
            let written = match &mut open {
                Some(open) => self.one(connection, row, open, &again),
                None => Err(misfit("the record cannot be read")),
            };
            if let Err(error) = written {
                tracing::info!(%error, "an edit could not be written anew after a refusal");
                let name = ChangeHash(sha(&again.edit.number.to_be_bytes(), row.id));
                let reason = Reason::DependsOnRefused;
                refused::keep(connection, row, &name, &again.edit, reason.code(), self.now)?;
                received.refused += 1;
            } else {
                received.rewritten += 1;
            }
        }
        if change::any(connection, row.id)? {
            return project::refresh(connection, row, open.as_ref());
        }
        // The pictures of a report that came back stay in the store, so that it can be reported again with them.
        blob::stop_uploads(connection, row.id)?;
        project::clear(connection, row.id)?;
        document::delete(connection, row.id)
    }

    fn one(
        &self,
        connection: &Connection,
        row: &DocumentRow,
        open: &mut Document,
        again: &Again,
    ) -> Result<()> {
        let EditRow { writing, edit, .. } = &again.edit;
        if open.is_blank() && !edit.begins {
            return Err(misfit("what it belonged to came back"));
        }
        let identity = write::enrolled(connection)?;
        open.forget_actor();
        let current = on_what_it_saw(edit, &again.seen, open);
        let written = write::append(connection, row, open, writing, &current, &identity, self.random)?;
        if written.is_empty() {
            return Ok(());
        }
        outbox::inherit(connection, &again.edit)?;
        // An edit becomes as many changes as before, so each stands in the place of its like.
        let mut pairs = written.iter().zip(&again.replaces);
        pairs.try_for_each(|(new, old)| change::keep_replaces(connection, row.id, new, old))
    }
}

/// The edit as its author decided it (R3): on the state it saw, as long as that is here whole; else on the newest.
fn on_what_it_saw(edit: &Edit, written_on: &[ChangeHash], open: &Document) -> Edit {
    let seen = if edit.seen.is_empty() { written_on } else { &edit.seen };
    let here = seen.iter().all(|hash| open.contains(hash));
    edit.clone().seen(if here { seen.to_vec() } else { Vec::new() })
}

/// A name for a returned edit that has no change of its own any more.
fn sha(number: &[u8], id: DocumentId) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::new().chain_update(id.0.as_bytes()).chain_update(number).finalize().into()
}
