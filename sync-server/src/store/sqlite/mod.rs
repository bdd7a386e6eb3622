//! The embedded store: one SQLite file, encrypted (SQLCipher), in WAL mode with synchronous=FULL. One writer, a few
//! readers. It knows SQL and nothing of rights.

mod append;
mod blob;
mod connection;
mod device;
mod digest;
mod directory;
mod document;
mod erasure;
mod fill;
mod grant;
mod heard;
mod invite;
pub(crate) mod key;
mod life;
mod log;
mod past;
mod readers;
mod reads;
mod recovered;
mod refusal;
mod replaced;
mod row;
mod watch;
mod writer;

use std::path::Path;

use async_trait::async_trait;
use jinshui_core::community::{Member, Node};
use jinshui_core::reads::ReadRow;
use jinshui_core::wire::{Boxed, Epoch, Settled, SpaceDigest};
use jinshui_core::{BlobHash, ChangeHash, DeviceId, DocumentId, MemberId, Space, Timestamp};
use rusqlite::Connection;
use tokio::sync::watch as channel;

use self::connection::Files;
use self::readers::Readers;
use self::watch::Watch;
use self::writer::Writer;
use super::{
    Append, Appended, BlobReference, Blobs, BoxReader, BoxState, ChainedRead, Claim, Decision, Device,
    DeviceRow, DirectoryRows, DocumentMeta, Erase, Erased, ErasureRow, FillPage, FillRequest, InviteRow,
    Knock, Known, LogPage, LogRequest, Missing, NewDevice, NewInvite, NewLife, NewReads, Past, Position,
    ReadHead, RecoveredRow, Redeemed, RefusalRow, Result, Settle, Snapshot, Store, StoreError, StoredChange,
};

/// The embedded store.
pub struct SqliteStore {
    writer: Writer,
    watch: Option<Watch>,
    readers: Option<Readers>,
    wakes: channel::Receiver<u64>,
}

impl SqliteStore {
    /// Makes a store in a folder that has none. `key` opens it from now on; it is written beside it.
    ///
    /// # Errors
    /// Where there is one already, or files cannot be written.
    pub fn create(folder: &Path, key: [u8; 32], epoch: Epoch) -> Result<Self> {
        connection::check_library()?;
        let files = Files::new(folder);
        if files.is_there() {
            return Err(StoreError::AlreadyThere(folder.display().to_string()));
        }
        key::write(&files.key(), key)?;
        let connection = begin(files.create()?, epoch)?;
        Self::start(connection, Some(files))
    }

    /// Opens the store of a folder.
    ///
    /// # Errors
    /// Where there is none, its key is another, or a newer program wrote it.
    pub fn open(folder: &Path) -> Result<Self> {
        connection::check_library()?;
        let files = Files::new(folder);
        let mut connection = files.connect()?;
        connection::migrate(&mut connection)?;
        Self::start(connection, Some(files))
    }

    /// A store in memory, for tests.
    ///
    /// # Errors
    /// Where SQLite cannot start.
    pub fn in_memory(epoch: Epoch) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection::settle(&connection)?;
        Self::start(begin(connection, epoch)?, None)
    }

    fn start(connection: Connection, files: Option<Files>) -> Result<Self> {
        let (wake, wakes) = channel::channel(0);
        let readers = files.clone().map(Readers::new);
        let watch = readers.as_ref().map(|readers| Watch::start(readers, wake.clone())).transpose()?;
        let writer = Writer::start(connection, files, wake)?;
        Ok(SqliteStore { writer, watch, readers, wakes })
    }

    /// Lets the database file grow to so many pages and no further, as a full disk does; without a number, as far as it may.
    /// For tests of a full disk; it is forgotten when the store is opened again.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn limit_pages(&self, most: Option<u32>) -> Result<()> {
        self.writer.run(move |db| connection::limit_pages(db, most)).await
    }

    /// Ends the store: everything is in the database file, and no other file of it is left.
    ///
    /// # Errors
    /// Where the last of the log cannot be written back.
    pub async fn close(self) -> Result<()> {
        let SqliteStore { mut writer, watch, readers, wakes } = self;
        drop((watch, readers, wakes));
        let ended = tokio::task::spawn_blocking(move || writer.end()).await;
        ended.map_err(|error| StoreError::Other(error.to_string()))?
    }

    async fn read<T, F>(&self, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        match &self.readers {
            Some(readers) => readers.run(read).await,
            None => self.writer.run(read).await,
        }
    }
}

/// The first life of a log.
fn begin(mut connection: Connection, epoch: Epoch) -> Result<Connection> {
    connection::migrate(&mut connection)?;
    life::first(&connection, epoch)?;
    Ok(connection)
}

#[async_trait]
impl Store for SqliteStore {
    async fn position(&self) -> Result<Position> {
        self.read(directory::position).await
    }
    fn wakes(&self) -> channel::Receiver<u64> {
        self.wakes.clone()
    }
    async fn begin_life(&self, new: NewLife) -> Result<Epoch> {
        self.writer.run(move |db| life::begin(db, &new)).await
    }
    async fn shared_with(&self, epoch: Epoch) -> Result<Option<u64>> {
        self.read(move |db| life::shared(db, epoch)).await
    }
    async fn directory_since(&self, version: u64) -> Result<DirectoryRows> {
        self.read(move |db| directory::since(db, version)).await
    }
    async fn put_directory(&self, nodes: Vec<Node>, members: Vec<Member>, at: Timestamp) -> Result<u64> {
        self.writer.run(move |db| directory::put(db, &nodes, &members, at)).await
    }
    async fn expire(&self, at: Timestamp) -> Result<bool> {
        self.writer.run(move |db| grant::expire(db, at)).await
    }
    async fn past(
        &self,
        member: &MemberId,
        documents: Vec<DocumentId>,
        seq: u64,
        since: Timestamp,
    ) -> Result<Past> {
        let member = member.clone();
        self.read(move |db| past::at(db, &member, &documents, seq, since)).await
    }
    async fn documents(&self, ids: Vec<DocumentId>) -> Result<Vec<DocumentMeta>> {
        self.read(move |db| document::many(db, &ids)).await
    }
    async fn documents_in(&self, space: Space, after: DocumentId, most: u32) -> Result<Vec<DocumentMeta>> {
        self.read(move |db| document::in_space(db, &space, after, most)).await
    }
    async fn changes_of(&self, document: DocumentId) -> Result<Vec<StoredChange>> {
        self.read(move |db| document::changes_of(db, document)).await
    }
    async fn known(&self, device: &DeviceId, changes: Vec<(DocumentId, ChangeHash)>) -> Result<Vec<Known>> {
        let device = device.clone();
        self.read(move |db| document::known(db, &device, &changes)).await
    }
    async fn instead(&self, author: &MemberId, claims: Vec<Claim>) -> Result<Vec<Option<ChangeHash>>> {
        let author = author.clone();
        self.read(move |db| claims.iter().map(|claim| replaced::instead(db, &author, claim)).collect()).await
    }
    async fn append(&self, append: Append) -> Result<Appended> {
        self.writer.run(move |db| append::append(db, &append)).await
    }
    async fn erase(&self, erase: Erase) -> Result<Erased> {
        self.writer.run_emptying(move |db| erasure::erase(db, &erase)).await
    }
    async fn keep_erasure(&self, missing: Missing) -> Result<u64> {
        self.writer.run(move |db| erasure::keep(db, &missing)).await
    }
    async fn erasures(&self) -> Result<Vec<ErasureRow>> {
        self.read(erasure::all).await
    }
    async fn erased_generations(&self, ids: Vec<DocumentId>) -> Result<Vec<(DocumentId, u32)>> {
        self.read(move |db| erasure::generations(db, &ids)).await
    }
    async fn read_log(&self, request: LogRequest) -> Result<Snapshot<LogPage>> {
        self.read(move |db| log::page(db, &request)).await
    }
    async fn read_fill(&self, request: FillRequest) -> Result<Snapshot<FillPage>> {
        self.read(move |db| fill::page(db, &request)).await
    }
    async fn space_digests(&self, spaces: Vec<Space>) -> Result<Vec<SpaceDigest>> {
        self.read(move |db| digest::of(db, &spaces)).await
    }
    async fn refusals(&self) -> Result<Vec<RefusalRow>> {
        self.read(refusal::all).await
    }
    async fn keep_reads(&self, new: NewReads) -> Result<()> {
        self.writer.run(move |db| reads::keep(db, &new)).await
    }
    async fn newest_reads(&self, document: Option<DocumentId>, most: u32) -> Result<Vec<ReadRow>> {
        self.read(move |db| reads::newest(db, document, most)).await
    }
    async fn reads_after(&self, number: u64, most: u32) -> Result<Vec<ChainedRead>> {
        self.read(move |db| reads::after(db, number, most)).await
    }
    async fn read_head(&self) -> Result<ReadHead> {
        self.read(reads::head).await
    }
    async fn boxed(&self, reader: BoxReader) -> Result<Vec<Boxed>> {
        self.read(move |db| refusal::boxed(db, &reader)).await
    }
    async fn box_state(&self, spaces: Vec<Space>) -> Result<BoxState> {
        self.read(move |db| refusal::state(db, &spaces)).await
    }
    async fn settle(&self, settle: Settle) -> Result<Option<Settled>> {
        self.writer.run(move |db| refusal::settle(db, &settle)).await
    }
    async fn recovered(&self) -> Result<Vec<RecoveredRow>> {
        self.read(recovered::all).await
    }
    async fn add_invite(&self, invite: NewInvite) -> Result<bool> {
        self.writer.run(move |db| invite::add(db, &invite)).await
    }
    async fn redeem(&self, knock: Knock) -> Result<Redeemed> {
        self.writer.run(move |db| invite::redeem(db, &knock)).await
    }
    async fn invites(&self, now: Timestamp) -> Result<Vec<InviteRow>> {
        self.read(move |db| invite::open(db, now)).await
    }
    async fn decide(&self, decision: Decision) -> Result<bool> {
        self.writer.run(move |db| invite::decide(db, &decision)).await
    }
    async fn hear(&self, request: [u8; 32], at: Timestamp) -> Result<bool> {
        self.writer.run(move |db| heard::hear(db, request, at)).await
    }
    async fn device(&self, id: &DeviceId) -> Result<Option<Device>> {
        let id = id.clone();
        self.read(move |db| device::one(db, id.as_str())).await
    }
    async fn devices(&self) -> Result<Vec<DeviceRow>> {
        self.read(device::all).await
    }
    async fn rejoin(&self, device: NewDevice, member: MemberId) -> Result<bool> {
        self.writer.run(move |db| device::rejoin(db, &device, &member)).await
    }
    async fn keep_turns(&self, id: &DeviceId, turns: String, cloned: Option<Timestamp>) -> Result<()> {
        let id = id.clone();
        self.writer.run(move |db| device::keep_turns(db, &id, &turns, cloned)).await
    }
    async fn seen(&self, id: &DeviceId, at: Timestamp, confirmed: u64) -> Result<()> {
        let id = id.clone();
        self.writer.run(move |db| device::seen(db, &id, at, confirmed)).await
    }
    async fn confirm(&self, id: &DeviceId, seq: u64) -> Result<()> {
        let asked = id.clone();
        if self.read(move |db| device::owes(db, &asked, seq)).await? {
            let id = id.clone();
            self.writer.run(move |db| device::confirm(db, &id, seq)).await?;
        }
        Ok(())
    }
    async fn certified(&self, id: &DeviceId, until: Timestamp) -> Result<()> {
        let id = id.clone();
        self.writer.run(move |db| device::certified(db, &id, until)).await
    }
    async fn revoke(&self, id: &DeviceId, at: Timestamp) -> Result<bool> {
        let id = id.clone();
        self.writer.run(move |db| device::revoke(db, &id, at)).await
    }
    async fn blob(&self, document: DocumentId, hash: BlobHash) -> Result<Option<BlobReference>> {
        self.read(move |db| blob::reference(db, document, hash)).await
    }
    async fn put_blob(
        &self,
        device: &DeviceId,
        blob: (DocumentId, BlobHash),
        size: u64,
        at: Timestamp,
    ) -> Result<bool> {
        let device = device.clone();
        self.writer.run(move |db| blob::put(db, &device, blob, size, at)).await
    }
    async fn blobs(&self) -> Result<Blobs> {
        self.read(blob::all).await
    }
}

#[cfg(test)]
mod tests;
