//! A hub in this process whose clock the test moves, what is sent to it, and an outside view of all that it remembers.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use jinshui_core::Timestamp;
use jinshui_core::wire::{EnrolReply, FrameReader, PushDocument, SyncRequest, pack};
use jinshui_sync_server::store::{DeviceRow, Store};
use jinshui_sync_server::{Clock, Embedded, Random};
use reqwest::Method;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::device::{Device, Synced, first, knock, new_key, now};
use crate::hub::{printed, program};

struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

struct Chance;

impl Random for Chance {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        getrandom::fill(bytes).map_err(|error| error.to_string())
    }
}

/// A request as it lay on the wire.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) body: Vec<u8>,
    pub(super) auth: String,
}

pub(super) struct Siege {
    folder: TempDir,
    pub(super) hub: Embedded,
    routes: Router,
    hand: Arc<Hand>,
    codes: AtomicU64,
    began: Timestamp,
}

impl Siege {
    pub(super) fn begin() -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        printed(&program(&["init", "--data", folder.path().to_str().unwrap(), "--community", "demo"]));
        let began = now();
        let hand = Arc::new(Hand(AtomicI64::new(began.0)));
        let hub = Embedded::open(folder.path(), hand.clone(), Arc::new(Chance)).unwrap();
        let routes = hub.routes();
        Arc::new(Siege { folder, hub, routes, hand, codes: AtomicU64::new(0), began })
    }

    /// Lets time pass.
    pub(super) fn pass(&self, ms: i64) {
        self.hand.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sends it, once more or for the first time.
    pub(super) async fn send(&self, sent: &Sent) -> (u16, Vec<u8>) {
        let request = axum::http::Request::builder().method(sent.method.clone()).uri(&sent.path);
        let request =
            request.header("authorization", &sent.auth).body(Body::from(sent.body.clone())).unwrap();
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        (status, to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default().to_vec())
    }

    /// A request that a device has signed now.
    pub(super) fn signed(&self, device: &Device, method: Method, path: &str, body: Vec<u8>) -> Sent {
        let auth = device.sign(&method, path, self.hand.now(), &body);
        Sent { method, path: path.to_owned(), body, auth }
    }

    /// A push, signed now.
    pub(super) fn push(&self, device: &Device, push: Vec<PushDocument>) -> Sent {
        let body = pack(&SyncRequest { push, pull: false, ..first() }).unwrap();
        self.signed(device, Method::POST, "/v1/sync", body)
    }

    /// Twelve digits by which a member's device may come in.
    pub(super) async fn code(&self, member: &str) -> String {
        let number = self.codes.fetch_add(1, Ordering::SeqCst);
        let code = format!("{:04}{:08}", number % 10_000, 31 * number + 7);
        assert!(self.hub.invite(&code, &member.into(), self.hand.now()).await.unwrap());
        code
    }

    /// A request to join by it.
    pub(super) fn knock(code: &str, key: &p256::ecdsa::SigningKey) -> Sent {
        let (body, auth) = knock((&code[..4], &code[4..], None), key);
        Sent { method: Method::POST, path: "/v1/enrol".to_owned(), body, auth }
    }

    pub(super) async fn device(&self, member: &str) -> Device {
        let (code, key) = (self.code(member).await, new_key());
        let (status, body) = self.send(&Siege::knock(&code, &key)).await;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        let EnrolReply::Welcome(joined) = serde_json::from_slice(&body).unwrap() else {
            panic!("in at once")
        };
        Device { address: String::new(), key, joined: *joined }
    }

    /// How far the log goes.
    pub(super) async fn head(&self) -> u64 {
        self.hub.store().position().await.unwrap().head
    }

    pub(super) fn journal(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("journal.jsonl")).unwrap_or_default()
    }

    /// All that the hub remembers, but for when a device was last here.
    pub(super) async fn remembers(&self) -> String {
        let store = self.hub.store();
        let devices = store.devices().await.unwrap();
        let devices: Vec<_> = devices.into_iter().map(|row| DeviceRow { last_seen: None, ..row }).collect();
        let blobs = store.blobs().await.unwrap();
        let parts: [&dyn Debug; 9] = [
            &store.position().await.unwrap(),
            &store.refusals().await.unwrap(),
            &store.erasures().await.unwrap(),
            &store.recovered().await.unwrap(),
            &store.invites(self.began).await.unwrap(),
            &devices,
            &sorted(blobs.whole.iter()),
            &sorted(blobs.named.iter()),
            &self.journal(),
        ];
        format!("{parts:#?}")
    }
}

fn sorted(each: impl Iterator<Item = impl Debug>) -> Vec<String> {
    let mut all: Vec<_> = each.map(|one| format!("{one:?}")).collect();
    all.sort();
    all
}

/// What came of a push: frames, where it was heard at all.
pub(super) fn frames(status: u16, body: &[u8]) -> Option<Synced> {
    (status == 200).then(|| Synced { frames: FrameReader::new().unwrap().read(body).unwrap() })
}
