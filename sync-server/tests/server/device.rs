//! A raw client: it signs, packs and unpacks, and keeps nothing but what the test holds.

use std::collections::BTreeMap;

use jinshui_core::admit::admit;
use jinshui_core::document::{Document, Edit, Pen};
use jinshui_core::hazard::{Category, HazardEdit, Photo, Severity};
use jinshui_core::wire::{
    AuthHeader, Create, Cursor, EnrolReply, EnrolRequest, Epoch, ErrorReply, Frame, FrameReader, Held,
    INVITE_NUMBER, Joined, LogDocument, NEW_DEVICE, PROTOCOL, PushDocument, ReceivedChange, SpaceDigest,
    SyncRequest, Turn, pack, signing_text,
};
use jinshui_core::{ChangeHash, Code, DeviceTag, DocumentId, Failure, Kind, MemberId, Space, Timestamp};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use reqwest::{Method, Response};

/// An enrolled device.
pub(crate) struct Device {
    pub(crate) address: String,
    pub(crate) key: SigningKey,
    pub(crate) joined: Joined,
}

/// Random bytes for tests.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

pub(crate) fn now() -> Timestamp {
    Timestamp(chrono::Utc::now().timestamp_millis())
}

/// What an answer that is not a success says.
pub(crate) async fn failure(response: Response) -> Code {
    assert!(!response.status().is_success(), "{response:?}");
    serde_json::from_slice::<ErrorReply>(&response.bytes().await.unwrap()).unwrap().failure.code
}

/// A key of a device's own.
pub(crate) fn new_key() -> SigningKey {
    SigningKey::from_slice(&random::<32>()).unwrap()
}

/// Asks to join by a code that is typed, or by `number` and the secret of a link.
pub(crate) async fn ask(address: &str, code: &str, key: &SigningKey) -> Result<EnrolReply, Failure> {
    let digits: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let (invite, proof) = digits.split_at(INVITE_NUMBER.min(digits.len()));
    ask_with(address, (invite, proof, None), key).await
}

/// The same with a second code.
pub(crate) async fn ask_with(
    address: &str,
    (invite, proof, second): (&str, &str, Option<&str>),
    key: &SigningKey,
) -> Result<EnrolReply, Failure> {
    let response = reqwest::Client::new().post(format!("{address}/v1/enrol"));
    let (body, auth) = knock((invite, proof, second), key);
    let response = response.header("Authorization", auth).body(body).send().await.unwrap();
    let good = response.status().is_success();
    let bytes = response.bytes().await.unwrap();
    if !good {
        return Err(serde_json::from_slice::<ErrorReply>(&bytes).unwrap().failure);
    }
    Ok(serde_json::from_slice(&bytes).unwrap())
}

/// A request to join and its signature.
pub(crate) fn knock(
    (invite, proof, second): (&str, &str, Option<&str>),
    key: &SigningKey,
) -> (Vec<u8>, String) {
    let public_key = hex::encode(key.verifying_key().to_encoded_point(true).as_bytes());
    let (invite, proof, second) = (invite.to_owned(), proof.to_owned(), second.map(str::to_owned));
    let name = "test".to_owned();
    let request = EnrolRequest { protocol: PROTOCOL, invite, proof, second, public_key, name };
    let body = serde_json::to_vec(&request).unwrap();
    let at = now();
    let signature: Signature = key.sign(signing_text("POST", "/v1/enrol", at, &body).as_bytes());
    let auth = AuthHeader { device: NEW_DEVICE.into(), at, signature: signature.to_bytes().to_vec() };
    (body, auth.to_value())
}

impl Device {
    /// Joins by a code about which nobody is asked, as a hub's first one.
    pub(crate) async fn enrol(address: &str, code: &str) -> Result<Self, Failure> {
        Self::enrol_with(address, code, new_key()).await
    }

    pub(crate) async fn enrol_with(address: &str, code: &str, key: SigningKey) -> Result<Self, Failure> {
        match ask(address, code, &key).await? {
            EnrolReply::Welcome(joined) => Ok(Device { address: address.to_owned(), key, joined: *joined }),
            waiting @ EnrolReply::WaitingApproval { .. } => panic!("nobody has agreed: {waiting:?}"),
        }
    }

    pub(crate) fn member(&self) -> MemberId {
        self.joined.member.clone()
    }

    pub(crate) fn sign(&self, method: &Method, path: &str, at: Timestamp, body: &[u8]) -> String {
        let text = signing_text(method.as_str(), path, at, body);
        let signature: Signature = self.key.sign(text.as_bytes());
        let (device, signature) = (self.joined.device.clone(), signature.to_bytes().to_vec());
        AuthHeader { device, at, signature }.to_value()
    }

    /// Sends a signed request.
    pub(crate) async fn send(&self, method: Method, path: &str, body: Vec<u8>) -> Response {
        self.send_with(method, path, body, &[]).await
    }

    pub(crate) async fn send_with(
        &self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        headers: &[(&'static str, &str)],
    ) -> Response {
        let auth = self.sign(&method, path, now(), &body);
        let url = format!("{}{path}", self.address);
        let mut request = reqwest::Client::new().request(method, url).header("Authorization", auth);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(body).send().await.unwrap()
    }

    /// One sync.
    pub(crate) async fn sync(&self, request: &SyncRequest) -> Synced {
        let response = self.send(Method::POST, "/v1/sync", pack(request).unwrap()).await;
        assert_eq!(response.status(), 200, "{:?}", response.text().await);
        let frames = FrameReader::new().unwrap().read(&response.bytes().await.unwrap()).unwrap();
        Synced { frames }
    }

    /// One sync; none where the hub is gone before it has answered.
    pub(crate) async fn try_sync(&self, request: &SyncRequest) -> Option<Synced> {
        let body = pack(request).unwrap();
        let auth = self.sign(&Method::POST, "/v1/sync", now(), &body);
        let url = format!("{}/v1/sync", self.address);
        let sent =
            reqwest::Client::new().post(url).header("Authorization", auth).body(body).send().await.ok()?;
        let bytes = sent.error_for_status().ok()?.bytes().await.ok()?;
        Some(Synced { frames: FrameReader::new().unwrap().read(&bytes).unwrap() })
    }

    /// A push beside a live feed.
    pub(crate) async fn push(&self, push: Vec<PushDocument>) -> Synced {
        self.sync(&SyncRequest { push, pull: false, ..first() }).await
    }

    /// A report in a grid, not sent yet.
    pub(crate) fn report(&self, grid: &str) -> Draft {
        self.report_with(grid, vec![])
    }

    pub(crate) fn report_with(&self, grid: &str, photos: Vec<Photo>) -> Draft {
        let mut draft = Draft::new(Kind::Hazard, Space::Grid(grid.into()));
        let report = HazardEdit::Report {
            by: self.member(),
            at: now(),
            category: Category::ALL[0].clone(),
            severity: Severity::ALL[0].clone(),
            building: String::new(),
            unit: String::new(),
            point: String::new(),
            words: "楼道里有纸箱".to_owned(),
            photos,
            patrol: None,
        };
        draft.write(self.joined.tag, &report.into());
        draft
    }

    /// A report as it would come from the log.
    pub(crate) fn as_log(&self, draft: &Draft) -> LogDocument {
        let change = |(_, bytes): &(ChangeHash, Vec<u8>)| ReceivedChange {
            seq: 1,
            author: self.member(),
            received_at: now(),
            late: false,
            bytes: bytes.clone(),
            seal: None,
        };
        LogDocument {
            document: draft.id,
            kind: draft.kind.clone(),
            schema: 1,
            generation: 0,
            space: draft.space.clone(),
            erased: jinshui_core::Erasure::default(),
            changes: draft.changes.iter().map(change).collect(),
        }
    }

    /// Says something about a report.
    pub(crate) fn comment(&self, draft: &mut Draft, text: &str) {
        let id = uuid::Uuid::now_v7().to_string();
        let edit = HazardEdit::Comment { id, by: self.member(), at: now(), text: text.to_owned() };
        draft.write(self.joined.tag, &edit.into());
    }
}

/// A first contact.
pub(crate) fn first() -> SyncRequest {
    SyncRequest {
        protocol: PROTOCOL,
        cursor: None,
        directory: 0,
        held: vec![],
        push: vec![],
        groups: vec![],
        pull: true,
        confirmed: 0,
        turn: Turn::default(),
    }
}

/// A record as its author has it.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) id: DocumentId,
    pub(crate) kind: Kind,
    pub(crate) document: Document,
    pub(crate) space: Space,
    pub(crate) changes: Vec<(ChangeHash, Vec<u8>)>,
}

impl Draft {
    /// A record in which nothing is yet.
    pub(crate) fn new(kind: Kind, space: Space) -> Self {
        let document = Document::new(&kind, 1).unwrap();
        Draft { id: DocumentId(uuid::Uuid::now_v7()), kind, document, space, changes: Vec::new() }
    }

    pub(crate) fn write(&mut self, tag: DeviceTag, edit: &Edit) {
        let mut pen = Pen { tag, random: &mut random::<8> };
        let written = self.document.write(edit, &mut pen).unwrap();
        self.changes.extend(written.iter().map(|change| (change.hash, change.raw().to_vec())));
    }

    /// The record as another device has it: of the same changes, but with an actor of its own.
    pub(crate) fn as_received(&self) -> Draft {
        let mut document = Document::new(&self.kind, 1).unwrap();
        for (_, bytes) in &self.changes {
            document.apply(&admit(bytes).unwrap()).unwrap();
        }
        Draft { document, ..self.clone() }
    }

    /// Everything of it, as pushed.
    pub(crate) fn push(&self) -> PushDocument {
        let create = Create { kind: self.kind.clone(), schema: 1, space: self.space.clone() };
        let changes = self.changes.iter().map(|(_, bytes)| bytes.clone().into()).collect();
        PushDocument {
            document: self.id,
            generation: 0,
            create: Some(create),
            changes,
            replaces: BTreeMap::new(),
        }
    }

    pub(crate) fn digest(&self) -> u128 {
        let heads = self.document.heads();
        u128::from_be_bytes(jinshui_core::document::digest(self.id, 0, &heads))
    }
}

/// What came of a sync.
pub(crate) struct Synced {
    pub(crate) frames: Vec<Frame>,
}

impl Synced {
    /// (place in the request, log position) of everything acknowledged.
    pub(crate) fn acks(&self) -> Vec<(u32, u64)> {
        let ranges = self.frames.iter().filter_map(|frame| match frame {
            Frame::Acks { ranges, .. } => Some(ranges),
            _ => None,
        });
        let each = |range: &jinshui_core::wire::AckRange| {
            let (from, seq) = (range.from, range.seq);
            (0..range.count).map(move |n| (from + n, seq + u64::from(n)))
        };
        ranges.flatten().flat_map(each).collect()
    }
    pub(crate) fn refused(&self) -> Vec<(u32, String)> {
        let refusals = self.frames.iter().filter_map(|frame| match frame {
            Frame::Refused { refusals } => Some(refusals),
            _ => None,
        });
        refusals.flatten().map(|refusal| (refusal.index, refusal.reason.clone())).collect()
    }
    pub(crate) fn missing(&self) -> Vec<u32> {
        let missing = self.frames.iter().filter_map(|frame| match frame {
            Frame::Missing { indexes } => Some(indexes.clone()),
            _ => None,
        });
        missing.flatten().collect()
    }
    pub(crate) fn drops(&self) -> Vec<Space> {
        let drops = self.frames.iter().filter_map(|frame| match frame {
            Frame::Drop { spaces } => Some(spaces.clone()),
            _ => None,
        });
        drops.flatten().collect()
    }
    /// Spaces whose fill was finished, in order.
    pub(crate) fn filled(&self) -> Vec<Space> {
        let filled = self.frames.iter().filter_map(|frame| match frame {
            Frame::Fill { space, after: None, .. } => Some(space.clone()),
            _ => None,
        });
        filled.collect()
    }
    pub(crate) fn fills(&self) -> Vec<LogDocument> {
        let fills = self.frames.iter().filter_map(|frame| match frame {
            Frame::Fill { documents, .. } => Some(documents.clone()),
            _ => None,
        });
        fills.flatten().collect()
    }
    pub(crate) fn log(&self) -> Vec<LogDocument> {
        let log = self.frames.iter().filter_map(|frame| match frame {
            Frame::Log { documents, .. } => Some(documents.clone()),
            _ => None,
        });
        log.flatten().collect()
    }
    pub(crate) fn directory(&self) -> Option<u64> {
        self.frames.iter().find_map(|frame| match frame {
            Frame::Directory { version, .. } => Some(*version),
            _ => None,
        })
    }
    pub(crate) fn hello(&self) -> (Epoch, u64) {
        match self.frames.first() {
            Some(Frame::Hello { epoch, head, .. }) => (*epoch, *head),
            other => panic!("no hello: {other:?}"),
        }
    }
    pub(crate) fn end(&self) -> (Option<Cursor>, Vec<SpaceDigest>) {
        match self.frames.last() {
            Some(Frame::End { cursor, digests, more: false }) => (*cursor, digests.clone()),
            other => panic!("no end: {other:?}"),
        }
    }
    pub(crate) fn digest(&self, space: &Space) -> (u64, u128) {
        let (_, digests) = self.end();
        let found = digests.into_iter().find(|digest| &digest.space == space).unwrap();
        (found.count, u128::from_be_bytes(found.digest))
    }
    /// The next request after this one, of a device that kept everything.
    pub(crate) fn next(&self, before: &SyncRequest) -> SyncRequest {
        let mut held = before.held.clone();
        held.retain(|held| !self.drops().contains(&held.space));
        held.extend(self.filled().into_iter().map(|space| Held { space, after: None }));
        let directory = self.directory().unwrap_or(before.directory);
        SyncRequest { cursor: self.end().0, directory, held, push: vec![], ..before.clone() }
    }
}
