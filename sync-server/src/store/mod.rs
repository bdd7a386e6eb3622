//! The hub's memory, as operations: the log, the directory, invites and devices, which attachments are whole.
//!
//! [`Store`] says what must hold, not how: the embedded SQLite and PostgreSQL pass the same [`conformance`]
//! suite. It knows nothing of rights, of HTTP or of what a change does; rights come in as a directory version and a
//! list of spaces, and it answers `Stale` where they no longer hold.

mod append;
#[cfg(test)]
mod conformance;
mod erasure;
mod error;
mod invite;
mod life;
#[cfg(test)]
mod log_order;
mod page;
mod people;
mod place;
pub mod postgres;
mod reads;
mod record;
mod refusals;
pub mod sqlite;

use async_trait::async_trait;
use jinshui_core::community::{Member, Node};
use jinshui_core::reads::ReadRow;
use jinshui_core::wire::{AuthHeader, Boxed, Epoch, Settled, SpaceDigest};
use jinshui_core::{BlobHash, ChangeHash, DeviceId, DocumentId, MemberId, Space, Timestamp};
use tokio::sync::watch;

pub use append::{Append, Appended, Claim, Judged, Known, NewDocument, Receipt};
pub use erasure::{Blobs, Erase, Erased, ErasureRow, Missing, Rewritten};
pub use error::StoreError;
pub use invite::{Asked, Decision, INVITE_TRIES, InviteRow, Knock, NewInvite, Redeemed, WAITS_MS};
pub use life::NewLife;
pub use page::{Bounds, FillPage, FillRequest, LogPage, LogRequest, Snapshot};
pub use people::{Device, DeviceRow, DirectoryRows, NewDevice, Past};
pub use place::Place;
pub use reads::{ChainedRead, NewReads, ReadHead};
pub use record::{
    BlobReference, DocumentMeta, NewChange, NewRefusal, Recovered, RecoveredRow, RefusalRow, StoredChange,
};
pub use refusals::{BoxReader, BoxState, Settle};

/// What every operation gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// How long a request is remembered that may be heard once: longer than its signature is good for, on either side.
pub const HEARD_MS: i64 = 3 * AuthHeader::TOLERANCE_MS;

/// Which log this is, and how far it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The log's life.
    pub epoch: Epoch,
    /// Its last position.
    pub head: u64,
    /// The directory's version: the position of its last change.
    pub directory: u64,
    /// The position at which anybody's rights last changed, by a row of the directory or by a grant.
    pub rights: u64,
}

/// The hub's memory. What an operation has answered is durable.
#[async_trait]
pub trait Store: Send + Sync {
    /// Which log this is, and how far it goes.
    async fn position(&self) -> Result<Position>;

    /// A number that changes after every commit that a live feed must look at, whoever made it.
    fn wakes(&self) -> watch::Receiver<u64>;

    /// Begins a new life of the log, where `new.after` is still its epoch. Gives the epoch that holds then (R23).
    async fn begin_life(&self, new: NewLife) -> Result<Epoch>;

    /// Up to which position this log is the one that had that epoch; none where that is not known, or it is nothing.
    async fn shared_with(&self, epoch: Epoch) -> Result<Option<u64>>;

    /// Rows of the directory newer than a version.
    async fn directory_since(&self, version: u64) -> Result<DirectoryRows>;

    /// Writes rows of the directory: one event of the log. Gives the new version. What a member's row was before is kept.
    async fn put_directory(&self, nodes: Vec<Node>, members: Vec<Member>, at: Timestamp) -> Result<u64>;

    /// Takes off everybody who is named in a space that has run out. True where there was one.
    async fn expire(&self, at: Timestamp) -> Result<bool>;

    /// What a member could do, and where documents were, after position `seq`, as far as it changed at `since` or later (R15).
    async fn past(
        &self,
        member: &MemberId,
        documents: Vec<DocumentId>,
        seq: u64,
        since: Timestamp,
    ) -> Result<Past>;

    /// What is known of these documents; those that are not there are left out.
    async fn documents(&self, ids: Vec<DocumentId>) -> Result<Vec<DocumentMeta>>;

    /// What is known of at most so many documents of a space, after one, in the order of ids.
    async fn documents_in(&self, space: Space, after: DocumentId, most: u32) -> Result<Vec<DocumentMeta>>;

    /// Every change of a document, in the order of the log.
    async fn changes_of(&self, document: DocumentId) -> Result<Vec<StoredChange>>;

    /// What is known of these changes as this device sends them, in the order asked.
    async fn known(&self, device: &DeviceId, changes: Vec<(DocumentId, ChangeHash)>) -> Result<Vec<Known>>;

    /// For each change that this author sends: what is in the log in its place, where something is: the change that was written
    /// instead of it, one it was written instead of, or another that was written instead of the same (R18).
    async fn instead(&self, author: &MemberId, claims: Vec<Claim>) -> Result<Vec<Option<ChangeHash>>>;

    /// Appends what was judged, if what it was judged against still holds. All or nothing (R7, R14).
    async fn append(&self, append: Append) -> Result<Appended>;

    /// Puts a new generation in a document's place and deletes everything of the one before, if the document is still as it was
    /// read (R21). Nothing of what was deleted is left in any file of the embedded store once it is answered; when PostgreSQL's are
    /// rid of it, its server decides.
    async fn erase(&self, erase: Erase) -> Result<Erased>;

    /// Remembers an erasure of a document that is not here: what comes of it is of this generation or newer (R22).
    async fn keep_erasure(&self, missing: Missing) -> Result<u64>;

    /// Every erasure, newest first.
    async fn erasures(&self) -> Result<Vec<ErasureRow>>;

    /// The newest generation that an erasure made of each of these documents; those without one are left out.
    async fn erased_generations(&self, ids: Vec<DocumentId>) -> Result<Vec<(DocumentId, u32)>>;

    /// A page of the log.
    async fn read_log(&self, request: LogRequest) -> Result<Snapshot<LogPage>>;

    /// A page of a fill.
    async fn read_fill(&self, request: FillRequest) -> Result<Snapshot<FillPage>>;

    /// The digests of spaces (R13).
    async fn space_digests(&self, spaces: Vec<Space>) -> Result<Vec<SpaceDigest>>;

    /// The whole refusals box, oldest first.
    async fn refusals(&self) -> Result<Vec<RefusalRow>>;

    /// Adds what a device looked at to the chain; what is there already is passed over.
    async fn keep_reads(&self, reads: NewReads) -> Result<()>;

    /// The newest looks, of one record or of all, newest first.
    async fn newest_reads(&self, document: Option<DocumentId>, most: u32) -> Result<Vec<ReadRow>>;

    /// Rows of the chain after one, in their order.
    async fn reads_after(&self, number: u64, most: u32) -> Result<Vec<ChainedRead>>;

    /// How far the chain goes.
    async fn read_head(&self) -> Result<ReadHead>;
    /// What a reader may read of the refusals box: what is open first, each part newest first (R19).
    async fn boxed(&self, reader: BoxReader) -> Result<Vec<Boxed>>;

    /// How much is open in the box of these spaces.
    async fn box_state(&self, spaces: Vec<Space>) -> Result<BoxState>;

    /// Settles something of the box, where it lies in one of these spaces; what was settled before stays as it was said then. None where it is
    /// not there.
    async fn settle(&self, settle: Settle) -> Result<Option<Settled>>;

    /// What devices gave back after the hub had lost it, in the order of the log (R23).
    async fn recovered(&self) -> Result<Vec<RecoveredRow>>;

    /// Keeps an invitation. False where its number is that of another open one.
    async fn add_invite(&self, invite: NewInvite) -> Result<bool>;

    /// Somebody comes by an invitation: the device joins or waits, or the try is counted.
    async fn redeem(&self, knock: Knock) -> Result<Redeemed>;

    /// Invitations that nobody has come in by and that still hold, or by which a device waits; oldest first.
    async fn invites(&self, now: Timestamp) -> Result<Vec<InviteRow>>;

    /// Writes the office's answer to a device that waits. False where it waits no more, or was answered otherwise before.
    async fn decide(&self, decision: Decision) -> Result<bool>;

    /// Remembers a request that may be heard once, by a hash of its signature. False where it was heard before.
    async fn hear(&self, request: [u8; 32], at: Timestamp) -> Result<bool>;

    /// An enrolled device.
    async fn device(&self, id: &DeviceId) -> Result<Option<Device>>;

    /// Every device, in the order in which they joined.
    async fn devices(&self) -> Result<Vec<DeviceRow>>;

    /// Knows a device again that was forgotten (R22). False where another device has its name or tag.
    async fn rejoin(&self, device: NewDevice, member: MemberId) -> Result<bool>;

    /// Writes down a device's turns, and when its key was first seen to be two devices' (R24).
    async fn keep_turns(&self, id: &DeviceId, turns: String, cloned: Option<Timestamp>) -> Result<()>;

    /// Remembers when a device was last here, and what it has confirmed; that never goes back.
    async fn seen(&self, id: &DeviceId, at: Timestamp, confirmed: u64) -> Result<()>;

    /// Remembers that a device has applied every entry of the log up to a position, where an erasure waits for that.
    async fn confirm(&self, id: &DeviceId, seq: u64) -> Result<()>;

    /// Writes down until when a device's certificate holds.
    async fn certified(&self, id: &DeviceId, until: Timestamp) -> Result<()>;

    /// Revokes a device. False where there is none of this name.
    async fn revoke(&self, id: &DeviceId, at: Timestamp) -> Result<bool>;

    /// An attachment that an accepted change of this document names (R20).
    async fn blob(&self, document: DocumentId, hash: BlobHash) -> Result<Option<BlobReference>>;

    /// Remembers that the document's attachment is whole, as this device sent it. False, and nothing is remembered, where the
    /// document does not name it any more; an error where the device was revoked meanwhile.
    async fn put_blob(
        &self,
        device: &DeviceId,
        blob: (DocumentId, BlobHash),
        size: u64,
        at: Timestamp,
    ) -> Result<bool>;

    /// Every attachment that is whole, and every one that is named.
    async fn blobs(&self) -> Result<Blobs>;
}
