//! `POST /v1/sync` and `GET /v1/live`: what a device sends and what comes back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::recover::Certificate;
use crate::clock::Timestamp;
use crate::community::{Member, Node};
use crate::erasure::Erasure;
use crate::id::{ChangeHash, DocumentId, HandOverKey, MemberId};
use crate::kind::Kind;
use crate::space::Space;

/// A life of the hub's log: new when the log was made and when it was restored from a copy (R23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub Uuid);

/// How far a device has read the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Of which life of the log.
    pub epoch: Epoch,
    /// Every readable entry up to and with this one is on the device.
    pub seq: u64,
}

/// A space that the device holds, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The space.
    pub space: Space,
    /// Where a fill stands that is not finished: the last document that came (nil before the first). None: complete.
    pub after: Option<DocumentId>,
}

/// What a device sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// The protocol the device speaks.
    pub protocol: u16,
    /// How far it has read; none before its first contact.
    pub cursor: Option<Cursor>,
    /// The directory version it holds.
    pub directory: u64,
    /// The spaces it holds.
    pub held: Vec<Held>,
    /// The outbox, oldest first.
    pub push: Vec<PushDocument>,
    /// Changes that stand or fall together, by their place in the push; each group lies in one transaction of the hub (R14).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Vec<u32>>,
    /// False for a push beside a running live feed: only acks come back, and no cursor moves (R10).
    pub pull: bool,
    /// Up to which position the device has acted on every move and drop: it lags behind the cursor while something unsent
    /// touches a record that was moved away or dropped (R15).
    pub confirmed: u64,
    /// Which of this device's requests it is (R24).
    #[serde(default)]
    pub turn: Turn,
}

/// Which of a device's requests one is. The device counts and keeps the number before it sends; two devices with one key
/// give themselves away by it (R24).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Turn {
    /// Begins anew, by the hub's word, where a request came out of turn: a device restored from a copy, or a second one.
    pub line: u64,
    /// Rises with every request.
    pub number: u64,
}

/// The hub's word, for itself alone, that a change is one it took (R23): a device that gives it back proves by it that the
/// change is from the log, by this author and of this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seal(#[serde(with = "serde_bytes")] pub [u8; 16]);

/// Changes to one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushDocument {
    /// The document.
    pub document: DocumentId,
    /// Its generation (R21).
    pub generation: u32,
    /// Where the device does not know that the hub has it: what it is and where it belongs.
    pub create: Option<Create>,
    /// Plain change chunks, in causal order (R11).
    pub changes: Vec<ByteBuf>,
    /// Of a change that was written instead of others, by its place in `changes`: the hashes it replaces, at most
    /// [`crate::limits::REPLACED`]. The hub accepts one of them all, ever (R18). Not on the wire where there is none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replaces: BTreeMap<u32, Vec<ChangeHash>>,
}

/// A document that the hub may not know yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Create {
    /// Its kind.
    pub kind: Kind,
    /// The schema version of its genesis (R1).
    pub schema: u32,
    /// The space it is to be in.
    pub space: Space,
}

/// A run of acknowledged changes, by their place in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AckRange {
    /// The first, counted over all changes of the request in its order.
    pub from: u32,
    /// How many.
    pub count: u32,
    /// The first one's log position; the others follow one by one.
    pub seq: u64,
    /// When the hub received them.
    pub received_at: Timestamp,
}

/// A change that was not accepted, for good (R18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Its place in the request.
    pub index: u32,
    /// Its hash, where it could be read at all.
    pub hash: Option<ChangeHash>,
    /// Why: a stable code of admit or the referee.
    pub reason: String,
    /// With `replaced`: the change that is in the log in its place (R18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<ChangeHash>,
}

/// A change with its receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedChange {
    /// Its log position.
    pub seq: u64,
    /// Who made it.
    pub author: MemberId,
    /// When the hub received it.
    pub received_at: Timestamp,
    /// Whether it was made before its author had heard that they may write here no longer (R15).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// The plain change chunk. Its hash is not sent: the receiver computes it (R11).
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// The hub's seal (R23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// Changes of one document, from the log or, in a fill, all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogDocument {
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// Its genesis' schema version.
    pub schema: u32,
    /// Its generation.
    pub generation: u32,
    /// The space it is in now.
    pub space: Space,
    /// What was erased of it, with this generation and those before it (R21).
    #[serde(default, skip_serializing_if = "Erasure::is_empty")]
    pub erased: Erasure,
    /// In the order of the log.
    pub changes: Vec<ReceivedChange>,
}

/// Proof of completeness for one space (R13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceDigest {
    /// The space.
    pub space: Space,
    /// How many documents it has.
    pub count: u64,
    /// The wrapping sum over its documents of [`digest of its id, generation and heads`].
    #[serde(with = "serde_bytes")]
    pub digest: [u8; 16],
}

/// A piece of a reply. In a sync they come in this order: hello, acks, refusals, missing, directory, drops, fills, log, box, end
/// (R8). In a live feed: hello, then directory, log, box and beats as they happen, or resync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// The start of every reply.
    Hello {
        /// The protocol the hub speaks here.
        protocol: u16,
        /// The hub's epoch. Another than the cursor's: nothing of the request was taken in. The device compares what it
        /// holds with the hub, gives back what the hub lacks, and asks again (R23).
        epoch: Epoch,
        /// With another epoch than the cursor's: up to here the log is the one that the device has read, and from here it
        /// reads on. None where nothing of it can be relied on: everything is filled anew.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<u64>,
        /// The request came out of turn: the device goes on in this line (R24).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u64>,
        /// The log's newest position at the start of this reply. A device without a cursor, or with one of another epoch or
        /// beyond this, takes it as its cursor at once, before the fills: it holds nothing yet that the log could be ahead
        /// of, and what happens while the fills run comes from the log after it (R8). The hub does the same.
        head: u64,
        /// The hub's clock.
        now: Timestamp,
    },
    /// After the hello of a reply that is read to its end: what a hand-over file is sealed for.
    HandOver {
        /// The hub's public key.
        key: HandOverKey,
    },
    /// After that: a new certificate, where the one before is more than a day old (R22).
    Certificate {
        /// The certificate.
        certificate: Certificate,
    },
    /// What is durable now (R9).
    Acks {
        /// By place in the request.
        ranges: Vec<AckRange>,
        /// [`acks_digest`] over the hashes named, in order.
        #[serde(with = "serde_bytes")]
        digest: [u8; 32],
        /// The hub's seal of each, in order (R23).
        #[serde(default)]
        seals: Vec<Seal>,
    },
    /// What was refused.
    Refused {
        /// Each with its reason.
        refusals: Vec<Refusal>,
    },
    /// Changes whose dependencies the hub does not have (R12), by place in the request. The device sends the document's
    /// own waiting changes again with what they depend on.
    Missing {
        /// Places in the request.
        indexes: Vec<u32>,
    },
    /// Newer rows of the directory.
    Directory {
        /// The version the device holds after merging them.
        version: u64,
        /// Changed nodes.
        nodes: Vec<Node>,
        /// Changed members.
        members: Vec<Member>,
    },
    /// Spaces that may no longer be read.
    Drop {
        /// The spaces.
        spaces: Vec<Space>,
    },
    /// Documents of a newly readable space, in the order of their ids.
    Fill {
        /// The space.
        space: Space,
        /// Whole documents.
        documents: Vec<LogDocument>,
        /// The last document's id, to go on from; none when the space is complete with this frame.
        after: Option<DocumentId>,
    },
    /// Newer changes of readable documents.
    Log {
        /// Grouped by document.
        documents: Vec<LogDocument>,
        /// Every readable entry up to here has now come.
        seq: u64,
    },
    /// Documents that left every space the device may read.
    Dropped {
        /// The documents.
        documents: Vec<DocumentId>,
    },
    /// What lies open in the refusals box of the spaces that the member manages (R19): to who manages any, before the end of a
    /// reply and, in a live feed, whenever it is another.
    Box {
        /// How many.
        open: u64,
        /// Which is the newest of them, as a number that only rises; 0 where there is none.
        newest: u64,
    },
    /// The end of a sync.
    End {
        /// The log's position that the device has now reached; none where nothing was pulled.
        cursor: Option<Cursor>,
        /// One for each readable space, read in the same snapshot as the last page of the log, so that they are the digests
        /// at `cursor`. Empty where nothing was pulled.
        digests: Vec<SpaceDigest>,
        /// True where the reply was cut at a bound: ask again at once.
        more: bool,
    },
    /// Live: what may be read has changed; sync, then come back.
    Resync,
    /// Live: nothing happened, the line is up.
    Beat {
        /// The hub's clock.
        now: Timestamp,
    },
}

/// SHA-256 over acknowledged hashes in order (R9).
#[must_use]
pub fn acks_digest<'a>(hashes: impl IntoIterator<Item = &'a ChangeHash>) -> [u8; 32] {
    let mut digest = Sha256::new();
    for hash in hashes {
        digest.update(hash.0);
    }
    digest.finalize().into()
}
