//! What the hub refused: taken out of its document, kept with its words, and what depended on it written anew (R18).

use std::collections::BTreeMap;

use jinshui_core::command::Topic;
use jinshui_core::document::Edit;
use jinshui_core::referee::Reason;
use jinshui_core::wire::Refusal;
use jinshui_core::{ChangeHash, DocumentId, Timestamp};
use rusqlite::Connection;

use super::outbox::{OutboxRow, Pushed};
use super::receive::misfit;
use super::{DocumentRow, Received, Result, blob, change, document, outbox, project, refused, write};
use crate::platform::Random;

/// What refusing needs besides the transaction.
pub(super) struct Refusing<'a> {
    pub(super) now: Timestamp,
    pub(super) random: &'a dyn Random,
}

impl Refusing<'_> {
    /// Takes refused changes out of their documents, keeps what was written, and writes what depended on them anew (R18).
    pub(super) fn all(
        &self,
        tx: &Connection,
        pushed: &Pushed,
        refusals: &[Refusal],
        received: &mut Received,
    ) -> Result<()> {
        let mut by_document: BTreeMap<DocumentId, Vec<(ChangeHash, &str)>> = BTreeMap::new();
        for refusal in refusals {
            let named = usize::try_from(refusal.index).ok().and_then(|index| pushed.changes.get(index));
            let Some((document, hash)) = named else { return Err(misfit("a refused change was not sent")) };
            by_document.entry(*document).or_default().push((*hash, &refusal.reason));
        }
        for (id, refusals) in &by_document {
            self.document(tx, *id, refusals, received)?;
        }
        received.topics.insert(Topic::Sending);
        Ok(())
    }

    fn document(
        &self,
        connection: &Connection,
        id: DocumentId,
        refusals: &[(ChangeHash, &str)],
        received: &mut Received,
    ) -> Result<()> {
        let row = document::require(connection, id)?;
        received.topics.insert(Topic::of(&row.kind));
        let waiting = outbox::of_document(connection, id)?;
        let reason_of =
            |hash: &ChangeHash| refusals.iter().find(|(other, _)| other == hash).map(|(_, why)| *why);
        let mut refused_edits: BTreeMap<i64, (ChangeHash, &str)> = BTreeMap::new();
        for one in &waiting {
            if let Some(reason) = reason_of(&one.hash) {
                refused_edits.entry(one.edit).or_insert((one.hash, reason));
            }
        }
        let replay = self.take_back(connection, &row, &waiting, &refused_edits, received)?;
        self.replay(connection, &row, &replay, received)
    }

    /// Removes the refused edits' changes and everything here that depends on them; gives back the edits to write anew.
    fn take_back(
        &self,
        connection: &Connection,
        row: &DocumentRow,
        waiting: &[OutboxRow],
        refused_edits: &BTreeMap<i64, (ChangeHash, &str)>,
        received: &mut Received,
    ) -> Result<Vec<outbox::EditRow>> {
        let Ok(open) = document::open(connection, row)? else { return Ok(Vec::new()) };
        let gone: Vec<ChangeHash> =
            waiting.iter().filter(|one| refused_edits.contains_key(&one.edit)).map(|one| one.hash).collect();
        let depends = |hash: &ChangeHash| gone.iter().any(|refused| open.follows(&[*hash], *refused));
        let mut replay: BTreeMap<i64, outbox::EditRow> = BTreeMap::new();
        let mut remove = Vec::new();
        for one in waiting.iter().filter(|one| depends(&one.hash)) {
            let edit = outbox::edit(connection, one.edit)?;
            match refused_edits.get(&one.edit) {
                Some((hash, reason)) => refused::keep(connection, row, hash, &edit, reason, self.now)?,
                None => {
                    replay.insert(edit.number, edit);
                }
            }
            remove.push((one.hash, one.edit));
        }
        received.refused += refused_edits.len() as u64;
        // An edit some of whose changes stand is not written twice.
        replay.retain(|number, _| {
            let all = waiting.iter().filter(|one| one.edit == *number);
            all.clone().count() == remove.iter().filter(|(_, edit)| edit == number).count()
        });
        for (hash, _) in &remove {
            outbox::remove(connection, hash)?;
            change::remove(connection, row.id, hash)?;
        }
        Ok(replay.into_values().collect())
    }

    fn replay(
        &self,
        connection: &Connection,
        row: &DocumentRow,
        edits: &[outbox::EditRow],
        received: &mut Received,
    ) -> Result<()> {
        let identity = write::enrolled(connection)?;
        let Ok(mut open) = document::open(connection, row)? else { return Ok(()) };
        for edit in edits {
            let begun = !open.is_blank() || edit.edit.begins;
            let current = without_heads(&edit.edit);
            let again = if begun {
                write::append(connection, row, &mut open, &edit.writing, &current, &identity, self.random)
            } else {
                Err(misfit("what it belonged to came back"))
            };
            if again.is_ok() {
                outbox::heard_no_more_than(connection, edit.heard)?;
            }
            if let Err(error) = again {
                // It cannot be written on the state that is left: it comes back too, with its words.
                tracing::info!(%error, "an edit could not be written anew after a refusal");
                let name = ChangeHash(sha(&edit.number.to_be_bytes(), row.id));
                refused::keep(connection, row, &name, edit, Reason::DependsOnRefused.code(), self.now)?;
                received.refused += 1;
            }
        }
        if change::any(connection, row.id)? {
            return project::refresh(connection, row, Some(&open));
        }
        // The pictures of a report that came back stay in the store, so that it can be reported again with them.
        blob::stop_uploads(connection, row.id)?;
        project::clear(connection, row.id)?;
        document::delete(connection, row.id)
    }
}

/// The edit on the newest state: what it saw may have been taken back.
fn without_heads(edit: &Edit) -> Edit {
    edit.clone().seen(Vec::new())
}

/// A name for a returned edit that has no change of its own any more.
fn sha(number: &[u8], id: DocumentId) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::new().chain_update(id.0.as_bytes()).chain_update(number).finalize().into()
}
