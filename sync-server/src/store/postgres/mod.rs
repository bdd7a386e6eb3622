//! The store in a PostgreSQL server, for hubs of which several processes serve one community, or whose databases somebody
//! looks after already. File by file what the embedded store has; it knows SQL and nothing of rights.

mod append;
mod blob;
mod connection;
mod device;
mod digest;
mod directory;
mod document;
mod erasure;
mod fill;
mod followed;
mod grant;
mod heard;
mod invite;
mod life;
mod listener;
mod log;
mod migrate;
mod past;
mod reads;
mod recovered;
mod refusal;
mod replaced;
mod row;
mod writer;

use async_trait::async_trait;
use deadpool_postgres::{Client, Pool, Transaction};
use jinshui_core::community::{Member, Node};
use jinshui_core::reads::ReadRow;
use jinshui_core::wire::{Boxed, Epoch, Settled, SpaceDigest};
use jinshui_core::{BlobHash, ChangeHash, DeviceId, DocumentId, MemberId, Space, Timestamp};
use tokio::sync::watch;
use tokio_postgres::IsolationLevel;

pub use self::connection::Server;
use self::listener::Listener;
use self::writer::Writer;
use super::{
    Append, Appended, BlobReference, Blobs, BoxReader, BoxState, ChainedRead, Claim, Decision, Device,
    DeviceRow, DirectoryRows, DocumentMeta, Erase, Erased, ErasureRow, FillPage, FillRequest, InviteRow,
    Knock, Known, LogPage, LogRequest, Missing, NewDevice, NewInvite, NewLife, NewReads, Past, Position,
    ReadHead, RecoveredRow, Redeemed, RefusalRow, Result, Settle, Snapshot, Store, StoreError, StoredChange,
};

/// How many reads run at once.
const READERS: usize = 8;

/// A store in PostgreSQL.
pub struct PostgresStore {
    writer: Writer,
    readers: Pool,
    /// Held for its end.
    listener: Listener,
    wakes: watch::Receiver<u64>,
}

impl PostgresStore {
    /// Begins a store in a database that has none. It lies aside until [`PostgresStore::settle`] puts it in its place, so
    /// that a half-made one is never seen.
    ///
    /// # Errors
    /// Where there is one already, or the server cannot be reached.
    pub async fn create(server: &Server, epoch: Epoch) -> Result<Self> {
        check_free(server).await?;
        let aside = server.aside();
        let (mut client, driver) = aside.client().await?;
        migrate::make(&mut client, &aside).await?;
        life::first(&mut client, epoch).await?;
        ended(client, driver).await?;
        Self::start(aside)
    }

    /// Puts the store that was made aside, and is closed, in its place.
    ///
    /// # Errors
    /// Where there is one by now, or the server cannot be reached.
    pub async fn settle(server: &Server) -> Result<()> {
        check_free(server).await?;
        let (mut client, driver) = server.client().await?;
        migrate::settle(&mut client, &server.aside(), server).await?;
        ended(client, driver).await
    }

    /// Opens the store of a database.
    ///
    /// # Errors
    /// Where there is none, it cannot be reached, or a newer program made it.
    pub async fn open(server: &Server) -> Result<Self> {
        let (mut client, driver) = server.client().await?;
        migrate::up(&mut client, server).await?;
        ended(client, driver).await?;
        Self::start(server.clone())
    }

    fn start(server: Server) -> Result<Self> {
        let (wake, wakes) = watch::channel(0);
        let own = uuid::Uuid::new_v4().to_string();
        let writer = Writer::start(server.pool(1)?, own.clone(), wake.clone());
        let readers = server.pool(READERS)?;
        let listener = Listener::start(server, own, wake);
        Ok(PostgresStore { writer, readers, listener, wakes })
    }

    /// Ends the store: what was asked of it is done, and its connections are given back.
    ///
    /// # Errors
    /// Where the writer ended badly.
    pub async fn close(self) -> Result<()> {
        let PostgresStore { mut writer, readers, listener, wakes } = self;
        drop((listener, wakes));
        readers.close();
        writer.end().await
    }

    async fn reader(&self) -> Result<Client> {
        Ok(self.readers.get().await?)
    }
}

/// A transaction that only reads, all of it from one snapshot (R7). It writes nothing, so it may just be dropped.
async fn snapshot(client: &mut Client) -> Result<Transaction<'_>> {
    let begin = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead);
    Ok(begin.read_only(true).start().await?)
}

/// Refuses a database that holds a store.
///
/// # Errors
/// Where it does, or the server cannot be reached.
pub(crate) async fn check_free(server: &Server) -> Result<()> {
    let (client, driver) = server.client().await?;
    let found = migrate::version(&client, server).await?;
    ended(client, driver).await?;
    if found.is_some() { Err(StoreError::AlreadyThere(server.name())) } else { Ok(()) }
}

/// Gives a connection back and waits until it is closed.
async fn ended(client: tokio_postgres::Client, driver: tokio::task::JoinHandle<()>) -> Result<()> {
    drop(client);
    driver.await.map_err(|error| StoreError::Other(error.to_string()))
}

#[async_trait]
impl Store for PostgresStore {
    async fn position(&self) -> Result<Position> {
        let mut reader = self.reader().await?;
        directory::position(&snapshot(&mut reader).await?).await
    }
    fn wakes(&self) -> watch::Receiver<u64> {
        self.wakes.clone()
    }
    async fn begin_life(&self, new: NewLife) -> Result<Epoch> {
        self.writer.run(move |db| Box::pin(async move { life::begin(db, &new).await })).await
    }
    async fn shared_with(&self, epoch: Epoch) -> Result<Option<u64>> {
        let mut reader = self.reader().await?;
        life::shared(&snapshot(&mut reader).await?, epoch).await
    }
    async fn directory_since(&self, version: u64) -> Result<DirectoryRows> {
        let mut reader = self.reader().await?;
        directory::since(&snapshot(&mut reader).await?, version).await
    }
    async fn put_directory(&self, nodes: Vec<Node>, members: Vec<Member>, at: Timestamp) -> Result<u64> {
        self.writer
            .run(move |db| Box::pin(async move { directory::put(db, &nodes, &members, at).await }))
            .await
    }
    async fn expire(&self, at: Timestamp) -> Result<bool> {
        self.writer.run(move |db| Box::pin(async move { grant::expire(db, at).await })).await
    }
    async fn past(
        &self,
        member: &MemberId,
        documents: Vec<DocumentId>,
        seq: u64,
        since: Timestamp,
    ) -> Result<Past> {
        let mut reader = self.reader().await?;
        past::at(&snapshot(&mut reader).await?, member, &documents, seq, since).await
    }
    async fn documents(&self, ids: Vec<DocumentId>) -> Result<Vec<DocumentMeta>> {
        let mut reader = self.reader().await?;
        document::many(&snapshot(&mut reader).await?, &ids).await
    }
    async fn documents_in(&self, space: Space, after: DocumentId, most: u32) -> Result<Vec<DocumentMeta>> {
        let mut reader = self.reader().await?;
        document::in_space(&snapshot(&mut reader).await?, &space, after, most).await
    }
    async fn changes_of(&self, document: DocumentId) -> Result<Vec<StoredChange>> {
        let mut reader = self.reader().await?;
        document::changes_of(&snapshot(&mut reader).await?, document).await
    }
    async fn known(&self, device: &DeviceId, changes: Vec<(DocumentId, ChangeHash)>) -> Result<Vec<Known>> {
        let mut reader = self.reader().await?;
        document::known(&snapshot(&mut reader).await?, device, &changes).await
    }
    async fn instead(&self, author: &MemberId, claims: Vec<Claim>) -> Result<Vec<Option<ChangeHash>>> {
        let mut reader = self.reader().await?;
        replaced::instead(&snapshot(&mut reader).await?, author, &claims).await
    }
    async fn append(&self, append: Append) -> Result<Appended> {
        self.writer.run(move |db| Box::pin(async move { append::append(db, &append).await })).await
    }
    async fn erase(&self, erase: Erase) -> Result<Erased> {
        self.writer.run(move |db| Box::pin(async move { erasure::erase(db, &erase).await })).await
    }
    async fn keep_erasure(&self, missing: Missing) -> Result<u64> {
        self.writer.run(move |db| Box::pin(async move { erasure::keep(db, &missing).await })).await
    }
    async fn erasures(&self) -> Result<Vec<ErasureRow>> {
        let mut reader = self.reader().await?;
        erasure::all(&snapshot(&mut reader).await?).await
    }
    async fn erased_generations(&self, ids: Vec<DocumentId>) -> Result<Vec<(DocumentId, u32)>> {
        let mut reader = self.reader().await?;
        erasure::generations(&snapshot(&mut reader).await?, &ids).await
    }
    async fn read_log(&self, request: LogRequest) -> Result<Snapshot<LogPage>> {
        let mut reader = self.reader().await?;
        log::page(&snapshot(&mut reader).await?, &request).await
    }
    async fn read_fill(&self, request: FillRequest) -> Result<Snapshot<FillPage>> {
        let mut reader = self.reader().await?;
        fill::page(&snapshot(&mut reader).await?, &request).await
    }
    async fn space_digests(&self, spaces: Vec<Space>) -> Result<Vec<SpaceDigest>> {
        let mut reader = self.reader().await?;
        digest::of(&snapshot(&mut reader).await?, &spaces).await
    }
    async fn refusals(&self) -> Result<Vec<RefusalRow>> {
        let mut reader = self.reader().await?;
        refusal::all(&snapshot(&mut reader).await?).await
    }
    async fn keep_reads(&self, new: NewReads) -> Result<()> {
        self.writer.run(move |db| Box::pin(async move { reads::keep(db, &new).await })).await
    }
    async fn newest_reads(&self, document: Option<DocumentId>, most: u32) -> Result<Vec<ReadRow>> {
        let mut reader = self.reader().await?;
        reads::newest(&snapshot(&mut reader).await?, document, most).await
    }
    async fn reads_after(&self, number: u64, most: u32) -> Result<Vec<ChainedRead>> {
        let mut reader = self.reader().await?;
        reads::after(&snapshot(&mut reader).await?, number, most).await
    }
    async fn read_head(&self) -> Result<ReadHead> {
        let mut reader = self.reader().await?;
        reads::head(&snapshot(&mut reader).await?).await
    }
    async fn boxed(&self, reader: BoxReader) -> Result<Vec<Boxed>> {
        let mut client = self.reader().await?;
        refusal::boxed(&snapshot(&mut client).await?, &reader).await
    }
    async fn box_state(&self, spaces: Vec<Space>) -> Result<BoxState> {
        let mut reader = self.reader().await?;
        refusal::state(&snapshot(&mut reader).await?, &spaces).await
    }
    async fn settle(&self, settle: Settle) -> Result<Option<Settled>> {
        self.writer.run(move |db| Box::pin(async move { refusal::settle(db, &settle).await })).await
    }
    async fn recovered(&self) -> Result<Vec<RecoveredRow>> {
        let mut reader = self.reader().await?;
        recovered::all(&snapshot(&mut reader).await?).await
    }
    async fn add_invite(&self, invite: NewInvite) -> Result<bool> {
        self.writer.run(move |db| Box::pin(async move { invite::add(db, &invite).await })).await
    }
    async fn redeem(&self, knock: Knock) -> Result<Redeemed> {
        self.writer.run(move |db| Box::pin(async move { invite::redeem(db, &knock).await })).await
    }
    async fn invites(&self, now: Timestamp) -> Result<Vec<InviteRow>> {
        let mut reader = self.reader().await?;
        invite::open(&snapshot(&mut reader).await?, now).await
    }
    async fn decide(&self, decision: Decision) -> Result<bool> {
        self.writer.run(move |db| Box::pin(async move { invite::decide(db, &decision).await })).await
    }
    async fn hear(&self, request: [u8; 32], at: Timestamp) -> Result<bool> {
        self.writer.run(move |db| Box::pin(async move { heard::hear(db, request, at).await })).await
    }
    async fn device(&self, id: &DeviceId) -> Result<Option<Device>> {
        let mut reader = self.reader().await?;
        device::one(&snapshot(&mut reader).await?, id.as_str()).await
    }
    async fn devices(&self) -> Result<Vec<DeviceRow>> {
        let mut reader = self.reader().await?;
        device::all(&snapshot(&mut reader).await?).await
    }
    async fn rejoin(&self, device: NewDevice, member: MemberId) -> Result<bool> {
        self.writer.run(move |db| Box::pin(async move { device::rejoin(db, &device, &member).await })).await
    }
    async fn keep_turns(&self, id: &DeviceId, turns: String, cloned: Option<Timestamp>) -> Result<()> {
        let id = id.clone();
        self.writer
            .run(move |db| Box::pin(async move { device::keep_turns(db, &id, &turns, cloned).await }))
            .await
    }
    async fn seen(&self, id: &DeviceId, at: Timestamp, confirmed: u64) -> Result<()> {
        let id = id.clone();
        self.writer.run(move |db| Box::pin(async move { device::seen(db, &id, at, confirmed).await })).await
    }
    async fn confirm(&self, id: &DeviceId, seq: u64) -> Result<()> {
        let mut reader = self.reader().await?;
        let owes = device::owes(&snapshot(&mut reader).await?, id, seq).await?;
        drop(reader);
        if owes {
            let id = id.clone();
            self.writer.run(move |db| Box::pin(async move { device::confirm(db, &id, seq).await })).await?;
        }
        Ok(())
    }
    async fn certified(&self, id: &DeviceId, until: Timestamp) -> Result<()> {
        let id = id.clone();
        self.writer.run(move |db| Box::pin(async move { device::certified(db, &id, until).await })).await
    }
    async fn revoke(&self, id: &DeviceId, at: Timestamp) -> Result<bool> {
        let id = id.clone();
        self.writer.run(move |db| Box::pin(async move { device::revoke(db, &id, at).await })).await
    }
    async fn blob(&self, document: DocumentId, hash: BlobHash) -> Result<Option<BlobReference>> {
        let mut reader = self.reader().await?;
        blob::reference(&snapshot(&mut reader).await?, document, hash).await
    }
    async fn put_blob(
        &self,
        device: &DeviceId,
        blob: (DocumentId, BlobHash),
        size: u64,
        at: Timestamp,
    ) -> Result<bool> {
        let device = device.clone();
        self.writer.run(move |db| Box::pin(async move { blob::put(db, &device, blob, size, at).await })).await
    }
    async fn blobs(&self) -> Result<Blobs> {
        let mut reader = self.reader().await?;
        blob::all(&snapshot(&mut reader).await?).await
    }
}

#[cfg(test)]
mod tests;
