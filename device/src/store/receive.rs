//! What comes from the hub, frame by frame, each in one transaction with the place it moves the reading to (R8).

use jinshui_core::admit::admit;
use jinshui_core::command::Topic;
use jinshui_core::planted::{Bug, planted};
use jinshui_core::projection::Receipt;
use jinshui_core::wire::{AckRange, Cursor, Epoch, Frame, LogDocument, Seal, SpaceDigest, acks_digest};
use jinshui_core::{DocumentId, Space, Timestamp};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeSet;

use super::outbox::Pushed;
use super::refuse::Refusing;
use super::space::Compared;
use super::{
    DocumentRow, Result, Store, StoreError, blob, change, compare, directory, document, draft, expiry,
    generation, hand_over, identity, lease, left, outbox, project, reading, space, write,
};
use crate::mark::step;

/// What a frame did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// Changes that were acknowledged.
    pub acked: u64,
    /// Edits that came back.
    pub refused: u64,
    /// Edits that were written anew by themselves: they are to be sent at once.
    pub rewritten: u64,
    /// Changes whose dependencies the hub lacked.
    pub missing: u64,
    /// Changes that were new here.
    pub pulled: u64,
    /// What screens may have to reload.
    pub topics: BTreeSet<Topic>,
    /// The hub's clock, where the frame told it.
    pub now: Option<Timestamp>,
    /// Documents of which an older generation went (R21).
    pub erased: u64,
    /// The hub has more to send: ask again at once.
    pub more: bool,
    /// The live feed asks for a sync.
    pub resync: bool,
    /// The hub's log is in another life: what this device has of it is compared before anything else (R23).
    pub another_life: bool,
    /// The frame ended the reply.
    pub end: bool,
}

impl Store {
    /// Takes in one frame of the reply to `pushed`.
    ///
    /// # Errors
    /// Where the store fails, or the hub's word does not fit what was sent; nothing of the frame is kept then.
    pub fn receive(&mut self, frame: &Frame, pushed: &Pushed) -> Result<Received> {
        let device_now = self.platform.clock.now();
        let random = self.platform.random.clone();
        let taking = step(name(frame));
        if let (true, Frame::Log { seq, .. }) = (planted(Bug::CursorBeforeWrite), frame) {
            log_reached(&self.connection, *seq)?;
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut received = Received::default();
        let refusing = Refusing { now: device_now, random: random.as_ref() };
        match frame {
            Frame::Hello { epoch, head, now, from, line, .. } => {
                received.another_life = hello(&transaction, *epoch, *head, *from)?;
                line.iter().try_for_each(|line| reading::keep_line(&transaction, *line))?;
                received.now = Some(*now);
                expiry::heard(&transaction, *now)?;
            }
            Frame::HandOver { key } => hand_over::keep_key(&transaction, key)?,
            Frame::Certificate { certificate } => identity::keep_certificate(&transaction, certificate)?,
            Frame::Acks { ranges, digest, seals } => {
                acks(&transaction, pushed, (ranges, seals), digest, &mut received)?;
            }
            Frame::Refused { refusals } => refusing.all(&transaction, pushed, refusals, &mut received)?,
            Frame::Missing { indexes } => missing(&transaction, pushed, indexes, &mut received)?,
            Frame::Directory { version, nodes, members } => {
                directory::merge(&transaction, *version, nodes, members)?;
                // Names and rights stand in every view.
                received.topics.extend(Topic::ALL.iter().cloned());
            }
            Frame::Drop { spaces } => drop_spaces(&transaction, spaces, &mut received)?,
            Frame::Fill { space, documents, after } => {
                log_documents(&transaction, documents, &refusing, &mut received)?;
                if !space::is_put_away(&transaction, space)? {
                    space::keep_fill(&transaction, space, *after)?;
                }
            }
            Frame::Log { documents, seq } => {
                log_documents(&transaction, documents, &refusing, &mut received)?;
                log_reached(&transaction, *seq)?;
            }
            Frame::Dropped { documents } => {
                documents.iter().try_for_each(|id| document::mark_leaving(&transaction, *id, true))?;
            }
            Frame::Box { open, newest } => {
                if reading::keep_box(&transaction, *open, *newest)? {
                    received.topics.extend([Topic::Refusals, Topic::Sending]);
                }
            }
            Frame::End { cursor, digests, more } => {
                received.end = true;
                received.more = *more;
                end(&transaction, *cursor, digests, &mut received)?;
            }
            Frame::Resync => received.resync = true,
            Frame::Beat { now } => received.now = Some(*now),
        }
        let dropped = drop_what_left(&transaction, &mut received)?;
        transaction.commit()?;
        drop(taking);
        self.empty_after(dropped || received.erased > 0 || matches!(frame, Frame::Drop { .. }))?;
        Ok(received)
    }

    /// Empties the write-ahead log once something was dropped or erased.
    pub(super) fn empty_after(&mut self, dropped: bool) -> Result<()> {
        self.log_holds_dropped |= dropped;
        if self.log_holds_dropped {
            self.log_holds_dropped = !self.empty_the_log()?;
        }
        Ok(())
    }

    /// What was dropped stands in the write-ahead log as it was before, until that is written over: it is emptied at once, or, where
    /// another process reads this store just then, with the next frame. False where it could not be emptied yet.
    fn empty_the_log(&self) -> Result<bool> {
        let busy = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], busy)? == 0)
    }

    /// Notes a finished sync.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn finish_sync(&mut self, at: Timestamp, complete: bool) -> Result<()> {
        lease::renew(&self.connection, self.platform.clock.now())?;
        reading::finished(&self.connection, at, complete)
    }

    /// Whether every space agreed with the hub's digests at the end of the last reply, nothing is being filled and nothing
    /// waits.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn agrees(&self) -> Result<bool> {
        if compare::is_open(&self.connection)? {
            return Ok(false);
        }
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM space WHERE after IS NOT NULL OR mismatches > 0)
                   AND NOT EXISTS (SELECT 1 FROM outbox)";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }
}

/// The frame as the marks of kill tests name it.
fn name(frame: &Frame) -> &'static str {
    match frame {
        Frame::Acks { .. } => "acks",
        Frame::Refused { .. } | Frame::Missing { .. } => "refusals",
        Frame::Fill { .. } | Frame::Log { .. } => "changes",
        _ => "frame",
    }
}

/// Another epoch, or a log that is behind this device, means that the hub was restored (R23): what is here is to be compared,
/// and the log is read on from where the two lives parted; where nobody knows that, everything is filled anew. At the first
/// contact the reading starts at the log's head, before the fills. True for another life.
fn hello(connection: &Connection, epoch: Epoch, head: u64, from: Option<u64>) -> Result<bool> {
    let known = reading::reading(connection)?.cursor;
    if known.is_some_and(|cursor| cursor.epoch == epoch && cursor.seq <= head) {
        return Ok(false);
    }
    // The directory of another life may have gone another way, too.
    connection.execute("UPDATE reading SET epoch = NULL, seq = 0, directory = 0", [])?;
    if from.is_none() {
        space::reopen_all(connection)?;
    }
    if known.is_some() {
        compare::open_all(connection)?;
    }
    reading::move_cursor(connection, Cursor { epoch, seq: from.unwrap_or(head) })?;
    Ok(known.is_some())
}

fn acks(
    connection: &Connection,
    pushed: &Pushed,
    (ranges, seals): (&[AckRange], &[Seal]),
    digest: &[u8; 32],
    received: &mut Received,
) -> Result<()> {
    let mut acked = Vec::new();
    for range in ranges {
        for step in 0..range.count {
            let index = usize::try_from(range.from.saturating_add(step)).unwrap_or(usize::MAX);
            let Some(named) = pushed.changes.get(index) else { return Err(misfit("an ack names no change")) };
            acked.push((named, range.seq.saturating_add(u64::from(step)), range.received_at));
        }
    }
    // R9: rows go only if the hub acknowledged exactly these hashes.
    if acks_digest(acked.iter().map(|((_, hash), _, _)| hash)) != *digest {
        return Err(misfit("the acknowledged hashes are not the ones that were sent"));
    }
    let author = write::member(connection)?;
    let mut touched = BTreeSet::new();
    let mut seals = seals.iter();
    for ((document, hash), seq, received_at) in acked {
        let receipt = Receipt { seq, author: author.clone(), received_at };
        change::keep_receipt(connection, *document, hash, &receipt)?;
        if let Some(seal) = seals.next() {
            change::keep_seal(connection, *document, hash, *seal)?;
        }
        if outbox::remove(connection, hash)? {
            received.acked += 1;
        }
        touched.insert(*document);
    }
    refresh_all(connection, &touched, received)?;
    received.topics.insert(Topic::Sending);
    Ok(())
}

fn missing(connection: &Connection, pushed: &Pushed, indexes: &[u32], received: &mut Received) -> Result<()> {
    for index in indexes {
        let named = usize::try_from(*index).ok().and_then(|index| pushed.changes.get(index));
        let Some((_, hash)) = named else { return Err(misfit("a missing change was not sent")) };
        outbox::count_missing(connection, hash)?;
        received.missing += 1;
    }
    Ok(())
}

pub(super) fn misfit(why: &str) -> StoreError {
    StoreError::Plain(jinshui_core::Failure::new(
        jinshui_core::Code::Protocol,
        format!("the hub's reply: {why}"),
    ))
}

fn refresh_all(connection: &Connection, ids: &BTreeSet<DocumentId>, received: &mut Received) -> Result<()> {
    for id in ids {
        if let Some(row) = document::find(connection, *id)? {
            project::refresh(connection, &row, None)?;
            received.topics.insert(Topic::of(&row.kind));
        }
    }
    Ok(())
}

fn log_documents(
    connection: &Connection,
    documents: &[LogDocument],
    refusing: &Refusing<'_>,
    received: &mut Received,
) -> Result<()> {
    for one in documents {
        if !space::is_put_away(connection, &one.space)? {
            log_document(connection, one, refusing, received)?;
        }
    }
    Ok(())
}

/// Takes in changes of one document. One that admit refuses is left out, so that those which need it set the document aside;
/// nothing else stops (promise 10).
pub(super) fn log_document(
    connection: &Connection,
    log: &LogDocument,
    refusing: &Refusing<'_>,
    received: &mut Received,
) -> Result<()> {
    let before = document::find(connection, log.document)?;
    if before.as_ref().is_some_and(|row| row.generation > log.generation) {
        // What was erased does not come back (R21), whoever sends it.
        tracing::warn!(document = %log.document, "the hub sent a generation that has passed");
        return Ok(());
    }
    let older = before.as_ref().filter(|row| row.generation < log.generation);
    let waited = older.map(|row| generation::clear(connection, row, &log.erased)).transpose()?;
    let moved = before.as_ref().filter(|row| row.space != log.space);
    if let Some(row) = moved {
        space::adjust(connection, &row.space, row.digest, None)?;
    }
    let digest = before.as_ref().filter(|_| moved.is_none()).and_then(|row| row.digest);
    let row = DocumentRow {
        id: log.document,
        kind: log.kind.clone(),
        schema: log.schema,
        generation: log.generation,
        space: log.space.clone(),
        digest,
        set_aside: before.and_then(|row| row.set_aside),
    };
    document::put(connection, &row)?;
    document::mark_leaving(connection, row.id, false)?;
    let mut came = Vec::new();
    for change in &log.changes {
        let receipt =
            Receipt { seq: change.seq, author: change.author.clone(), received_at: change.received_at };
        match admit(&change.bytes) {
            Ok(admitted) => {
                let fields = write::touched(&row, &admitted);
                let told = (&change.author, Some(&receipt));
                let new = change::keep(connection, row.id, &admitted, &fields, told.0, told.1, change.late)?;
                received.pulled += u64::from(new);
                if let Some(seal) = change.seal {
                    change::keep_seal(connection, row.id, &admitted.hash, seal)?;
                }
                // The hub has it, however this device learned of that.
                outbox::remove(connection, &admitted.hash)?;
                came.push(admitted);
            }
            Err(error) => {
                tracing::warn!(document = %row.id, reason = error.code(), "the hub sent what cannot be admitted")
            }
        }
    }
    if !refusing.heard(connection, &row, &came, received)? {
        project::refresh(connection, &row, None)?;
    }
    if let Some(waited) = waited {
        generation::give_back(connection, &row, waited, &log.erased, refusing.now, received)?;
    }
    received.topics.extend([Topic::of(&row.kind), Topic::Sending]);
    Ok(())
}

/// While a fill is open the cursor does not move (R8).
fn log_reached(connection: &Connection, seq: u64) -> Result<()> {
    if space::is_filling(connection)? {
        return Ok(());
    }
    match reading::reading(connection)?.cursor {
        Some(cursor) => reading::move_cursor(connection, Cursor { seq, ..cursor }),
        None => Err(misfit("a log before any hello")),
    }
}

fn drop_spaces(connection: &Connection, spaces: &[Space], received: &mut Received) -> Result<()> {
    for one in spaces {
        for id in document::in_space(connection, one)? {
            document::mark_leaving(connection, id, true)?;
        }
        drop_what_left(connection, received)?;
        left::with_space(connection, one)?;
        if document::in_space(connection, one)?.is_empty() {
            space::forget(connection, one)?;
        }
    }
    received.topics.insert(Topic::Sending);
    Ok(())
}

/// Drops what may no longer be read as soon as nothing of it waits to be sent (promise 2).
pub(super) fn drop_what_left(connection: &Connection, received: &mut Received) -> Result<bool> {
    let ready = document::ready_to_leave(connection)?;
    ready.iter().try_for_each(|id| drop_document(connection, *id, received))?;
    Ok(!ready.is_empty())
}

pub(super) fn drop_document(connection: &Connection, id: DocumentId, received: &mut Received) -> Result<()> {
    outbox::forget(connection, id)?;
    draft::forget_of(connection, id)?;
    left::with_document(connection, id)?;
    let Some(row) = document::find(connection, id)? else { return Ok(()) };
    let blobs = blob::of_document(connection, id)?;
    space::adjust(connection, &row.space, row.digest, None)?;
    project::clear(connection, id)?;
    blob::drop_unneeded(connection, id, &blobs)?;
    document::delete(connection, id)?;
    received.topics.extend([Topic::of(&row.kind), Topic::Track, Topic::Sending]);
    Ok(())
}

fn end(
    connection: &Connection,
    cursor: Option<Cursor>,
    digests: &[SpaceDigest],
    received: &mut Received,
) -> Result<()> {
    let Some(cursor) = cursor else { return Ok(()) };
    if space::is_filling(connection)? {
        return Ok(());
    }
    let now = reading::reading(connection)?.cursor;
    if now.is_some_and(|now| now.epoch == cursor.epoch) {
        reading::move_cursor(connection, cursor)?;
    }
    if received.more {
        return Ok(());
    }
    for one in digests {
        if space::is_put_away(connection, &one.space)? {
            continue;
        }
        let compared = space::compare(connection, &one.space, one.count, one.digest)?;
        // A space that does not agree is looked at again at once, so that it is healed within one sync.
        received.more |= compared != Compared::Equal;
        if compared == Compared::Heal {
            tracing::warn!(space = %one.space, "a space did not agree with the hub's digest; it is compared by heads");
            compare::open_one(connection, &one.space)?;
            reading::count_healed(connection)?;
        }
        if compared == Compared::Refill {
            tracing::error!(space = %one.space, "a space still does not agree with the hub's digest; it is filled anew");
            space::reopen(connection, &one.space)?;
        }
    }
    Ok(())
}
