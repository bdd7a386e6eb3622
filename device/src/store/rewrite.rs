//! Writing the whole outbox anew under the device's present tag (R24): after its person has joined anew, because another
//! device went by the old key. What the hub took of the old tag's changes has come by the log before and is not written twice.

use std::collections::{BTreeMap, BTreeSet};

use jinshui_core::document::Edit;
use jinshui_core::{DocumentId, MemberId, Timestamp};
use rusqlite::{Connection, TransactionBehavior, params};

use super::outbox::{EditRow, OutboxRow};
use super::{
    DocumentRow, Identity, Result, Store, StoreError, change, document, outbox, project, refused, write,
};
use crate::platform::Random;

impl Store {
    /// Whether the outbox is of an old tag and is to be written anew once the log has been read.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn rewrites(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM identity WHERE rewrites)";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Takes a new identity for the same member; what waits is written anew at the next sync.
    ///
    /// # Errors
    /// `not_allowed` where the code was somebody else's; nothing is changed then.
    pub fn join_anew(&mut self, identity: &Identity, certificate: &str) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let before: MemberId = write::member(&transaction)?;
        if before != identity.member {
            let why = "the code is somebody else's; what waits here is of another person";
            return Err(jinshui_core::Failure::new(jinshui_core::Code::NotAllowed, why).into());
        }
        transaction.execute(
            "UPDATE identity SET server = ?, device = ?, tag = ?, secret = ?, certificate = ?, rewrites = 1",
            params![
                identity.server,
                identity.device.as_str(),
                identity.tag.0,
                identity.secret.as_slice(),
                certificate
            ],
        )?;
        transaction.execute("UPDATE reading SET line = 0, turn = 0, cloned = 0", [])?;
        Ok(transaction.commit()?)
    }

    /// Writes everything that waits anew under the present tag, in one transaction.
    ///
    /// # Errors
    /// Where the store fails; nothing is changed then.
    pub fn rewrite_outbox(&mut self) -> Result<()> {
        let (random, now) = (self.platform.random.clone(), self.platform.clock.now());
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let identity = write::enrolled(&transaction)?;
        for id in waiting(&transaction)? {
            let row = document::require(&transaction, id)?;
            rewrite(&transaction, &row, &identity, random.as_ref(), now)?;
        }
        transaction.execute("UPDATE identity SET rewrites = 0", [])?;
        Ok(transaction.commit()?)
    }
}

/// Documents of which something waits, in the order in which they first do.
fn waiting(connection: &Connection) -> Result<Vec<DocumentId>> {
    let sql = "SELECT document FROM outbox GROUP BY document ORDER BY min(number)";
    let mut statement = connection.prepare(sql)?;
    let ids = statement.query_map([], |row| Ok(DocumentId(uuid::Uuid::from_bytes(row.get(0)?))))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Takes what waits of a document out of it and writes the edits again.
fn rewrite(
    connection: &Connection,
    row: &DocumentRow,
    identity: &Identity,
    random: &dyn Random,
    now: Timestamp,
) -> Result<()> {
    // One that cannot be read here cannot be written either; it is looked at again when it can.
    if document::open(connection, row)?.is_err() {
        return Ok(());
    }
    let rows: Vec<OutboxRow> = outbox::of_document(connection, row.id)?;
    let numbers: BTreeSet<_> = rows.iter().map(|one| one.edit).collect();
    let edits: Vec<EditRow> =
        numbers.into_iter().map(|number| outbox::edit(connection, number)).collect::<Result<_>>()?;
    let first: BTreeMap<_, _> = rows.iter().rev().map(|one| (one.edit, one.hash)).collect();
    for one in &rows {
        outbox::remove(connection, &one.hash)?;
        change::remove(connection, row.id, &one.hash)?;
    }
    let mut open = document::open(connection, row)?.map_err(StoreError::from)?;
    for edit in &edits {
        let again = seen(&edit.edit, &open);
        let written = write::append(connection, row, &mut open, &edit.writing, &again, identity, random);
        if let (Err(error), Some(hash)) = (written, first.get(&edit.number)) {
            tracing::warn!(%error, "an edit could not be written anew; it comes back with its words");
            let reason = jinshui_core::referee::Reason::DependsOnRefused;
            refused::keep(connection, row, hash, edit, reason.code(), now)?;
        }
    }
    project::refresh(connection, row, Some(&open))
}

/// The edit as its author saw the record; on the newest state where that was one of what is written anew.
fn seen(edit: &Edit, open: &jinshui_core::document::Document) -> Edit {
    let all_here = edit.seen.iter().all(|head| open.contains(head));
    if all_here { edit.clone() } else { edit.clone().seen(Vec::new()) }
}
