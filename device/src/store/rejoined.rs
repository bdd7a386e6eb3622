//! Writing the whole outbox anew under the device's present tag (R24): after its person has joined anew, because another
//! device went by the old key. What the hub took of the old tag's changes has come by the log before; of what is written in its
//! place the hub takes one (R18).

use std::collections::BTreeMap;

use jinshui_core::{Code, DocumentId, Failure, MemberId};
use rusqlite::{Connection, TransactionBehavior, params};

use super::rewrite::{Again, Rewriting};
use super::{DocumentRow, Identity, Received, Result, Store, change, document, joining, outbox, write};

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
            return Err(Failure::new(Code::NotAllowed, why).into());
        }
        transaction.execute(
            "UPDATE identity SET server = ?, device = ?, tag = ?, secret = ?, hub_key = ?, certificate = ?, rewrites = 1",
            params![
                identity.server,
                identity.device.as_str(),
                identity.tag.0,
                identity.secret.as_slice(),
                identity.hub_key,
                certificate
            ],
        )?;
        transaction.execute("UPDATE reading SET line = 0, turn = 0, cloned = 0", [])?;
        joining::forget(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// Writes everything that waits anew under the present tag, in one transaction.
    ///
    /// # Errors
    /// Where the store fails; nothing is changed then.
    pub fn rewrite_outbox(&mut self) -> Result<()> {
        let (random, now) = (self.platform.random.clone(), self.platform.clock.now());
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let rewriting = Rewriting { now, random: random.as_ref() };
        for id in waiting(&transaction)? {
            let row = document::require(&transaction, id)?;
            rewrite(&transaction, &row, &rewriting)?;
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
fn rewrite(connection: &Connection, row: &DocumentRow, rewriting: &Rewriting<'_>) -> Result<()> {
    // One that cannot be read here cannot be written either; it is looked at again when it can.
    if document::open(connection, row)?.is_err() {
        return Ok(());
    }
    let mut edits: BTreeMap<i64, Again> = BTreeMap::new();
    let rows = outbox::of_document(connection, row.id)?;
    for one in &rows {
        let mut replaces = change::replaces(connection, row.id, &one.hash)?;
        replaces.push(one.hash);
        if let Some(known) = edits.get_mut(&one.edit) {
            known.replaces.push(replaces);
            continue;
        }
        let edit = outbox::edit(connection, one.edit)?;
        let seen = edit.edit.seen.clone();
        edits.insert(one.edit, Again { edit, seen, replaces: vec![replaces] });
    }
    for one in &rows {
        outbox::remove(connection, &one.hash)?;
        change::remove(connection, row.id, &one.hash)?;
    }
    rewriting.all(connection, row, edits.into_values(), &mut Received::default())
}
