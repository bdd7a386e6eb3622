//! A tap's transaction: document, outbox, projection and attachments together, or nothing (promise 1).

use jinshui_core::admit::AdmittedChange;
use jinshui_core::command::Writing;
use jinshui_core::document::{Document, Edit, Pen};
use jinshui_core::genesis::newest_schema;
use jinshui_core::planted::{Bug, planted};
use jinshui_core::referee::Effect;
use jinshui_core::{BlobHash, ChangeHash, Code, DocumentId, Failure, Kind, MemberId, Space};
use rusqlite::{Connection, TransactionBehavior};

use super::{
    DocumentRow, Identity, Result, Store, StoreError, blob, change, document, identity, outbox, project,
};
use crate::mark::step;
use crate::platform::Random;

/// An attachment that a tap brings with it.
pub(crate) struct NewBlob {
    pub(crate) hash: BlobHash,
    pub(crate) bytes: Vec<u8>,
    pub(crate) thumbnail: bool,
}

/// Where a tap writes.
pub(crate) enum Target<'a> {
    /// A new record in a space.
    New { id: DocumentId, kind: &'a Kind, space: &'a Space },
    /// A record that is here.
    Existing(DocumentId),
}

/// One thing that a tap writes.
pub(crate) struct Writ<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) writing: Writing,
    pub(crate) edit: Edit,
}

impl Store {
    /// Writes one edit durably. Returns the record's heads after it.
    ///
    /// # Errors
    /// Nothing is kept where it fails: not found, needs an update, too large, storage full.
    pub(crate) fn write(
        &mut self,
        target: &Target<'_>,
        writing: &Writing,
        edit: &Edit,
        blobs: &[NewBlob],
    ) -> Result<Vec<ChangeHash>> {
        let random = self.platform.random.clone();
        let commit = step("commit");
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let identity = enrolled(&transaction)?;
        let scribe = Scribe { connection: &transaction, identity: &identity, random: random.as_ref() };
        let heads = scribe.write(target, writing, edit, blobs)?;
        let committed = transaction.commit();
        if !planted(Bug::SavedBeforeCommit) {
            committed?;
        }
        drop(commit);
        Ok(heads)
    }

    /// Writes many edits in one transaction: all of them or none.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub(crate) fn write_all(&mut self, writs: &[Writ<'_>]) -> Result<()> {
        self.write_many(writs, false)
    }

    /// Writes many edits in one transaction here and, later, in one at the hub: all of them or none (R14).
    ///
    /// # Errors
    /// As [`Store::write`].
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "R14's commands, such as a swap of the roster, are yet to come")
    )]
    pub(crate) fn write_together(&mut self, writs: &[Writ<'_>]) -> Result<()> {
        self.write_many(writs, true)
    }

    fn write_many(&mut self, writs: &[Writ<'_>], together: bool) -> Result<()> {
        let random = self.platform.random.clone();
        let commit = step("commit");
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let identity = enrolled(&transaction)?;
        let scribe = Scribe { connection: &transaction, identity: &identity, random: random.as_ref() };
        let first = outbox::next_edit(&transaction)?;
        for writ in writs {
            scribe.write(&writ.target, &writ.writing, &writ.edit, &[])?;
        }
        if together {
            outbox::bind_from(&transaction, first)?;
        }
        transaction.commit()?;
        drop(commit);
        Ok(())
    }
}

/// Who writes inside an open transaction.
struct Scribe<'a> {
    connection: &'a Connection,
    identity: &'a Identity,
    random: &'a dyn Random,
}

impl Scribe<'_> {
    fn write(
        &self,
        target: &Target<'_>,
        writing: &Writing,
        edit: &Edit,
        blobs: &[NewBlob],
    ) -> Result<Vec<ChangeHash>> {
        let (row, mut open) = target_row(self.connection, target)?;
        for new in blobs {
            blob::keep(self.connection, &new.hash, &new.bytes)?;
            blob::upload(self.connection, row.id, &new.hash, new.thumbnail, edit.at)?;
        }
        append(self.connection, &row, &mut open, writing, edit, self.identity, self.random)?;
        project::refresh(self.connection, &row, Some(&open))?;
        Ok(open.heads())
    }
}

fn target_row(connection: &Connection, target: &Target<'_>) -> Result<(DocumentRow, Document)> {
    match target {
        Target::Existing(id) => {
            let row = document::require(connection, *id)?;
            if document::is_leaving(connection, *id)? {
                let why = "this record was moved to where you do not work; nothing can be added to it here";
                return Err(Failure::new(Code::NotAllowed, why).into());
            }
            let open = document::open(connection, &row)?.map_err(|_| {
                StoreError::Plain(Failure::new(
                    Code::NeedsUpdate,
                    "this record needs a newer app; update it (R6)",
                ))
            })?;
            Ok((row, open))
        }
        Target::New { id, kind, space } => {
            let schema =
                newest_schema(kind).ok_or_else(|| Failure::new(Code::NeedsUpdate, "unknown kind"))?;
            let row = DocumentRow {
                id: *id,
                kind: (*kind).clone(),
                schema,
                generation: 1,
                space: (*space).clone(),
                digest: None,
                set_aside: None,
            };
            if document::exists(connection, *id)? {
                return Err(Failure::field("id", "a record of this name is here already").into());
            }
            document::put(connection, &row)?;
            Ok((row, Document::new(kind, schema).map_err(StoreError::from)?))
        }
    }
}

/// The identity, or the failure that people are told.
pub(super) fn enrolled(connection: &Connection) -> Result<Identity> {
    let identity = identity::identity(connection)?;
    identity.ok_or_else(|| {
        Failure::new(Code::NotEnrolled, "this device is not enrolled; enrol it with a code").into()
    })
}

/// Writes an edit into an open document and keeps its changes, the edit and the outbox rows. Gives the changes, in order.
pub(super) fn append(
    connection: &Connection,
    row: &DocumentRow,
    open: &mut Document,
    writing: &Writing,
    edit: &Edit,
    identity: &Identity,
    random: &dyn Random,
) -> Result<Vec<ChangeHash>> {
    let mut drawn = Ok(());
    let mut draw = || {
        let mut bytes = [0u8; 8];
        drawn = random.fill(&mut bytes);
        bytes
    };
    let written = open.write(edit, &mut Pen { tag: identity.tag, random: &mut draw })?;
    drawn.map_err(StoreError::Random)?;
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let number = outbox::keep_edit(connection, row.id, writing, edit.at, edit)?;
    for change in &written {
        change::keep(connection, row.id, change, &touched(row, change), &identity.member, None, false)?;
        outbox::wait(connection, row.id, &change.hash, number)?;
    }
    Ok(written.iter().map(|change| change.hash).collect())
}

/// The names of what a change touches; empty where this version cannot tell.
pub(super) fn touched(row: &DocumentRow, change: &AdmittedChange) -> Vec<String> {
    Effect::of(&row.kind, row.schema, change).map(|effect| effect.touched()).unwrap_or_default()
}

/// Who writes here.
pub(super) fn member(connection: &Connection) -> Result<MemberId> {
    Ok(enrolled(connection)?.member)
}
