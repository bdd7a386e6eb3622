//! The real hub, reached without a network: a request in, the reply's bytes out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use bytes::Bytes;
use futures_util::StreamExt;
use jinshui_core::wire::Epoch;
use jinshui_core::{MemberId, Timestamp};
use jinshui_sync_server::store::sqlite::SqliteStore;
use jinshui_sync_server::{Embedded, Random};
use tokio::sync::{Mutex, MutexGuard};
use tower::ServiceExt;

use super::clock::{HubClock, Time};
use super::dice::Dice;
use super::folder;
use super::scene::Sent;
use super::trap::Trap;

/// What came back.
#[derive(Clone)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Bytes,
    /// Whether the hub cut it.
    pub(super) cut: bool,
}

pub(super) struct Seat {
    embedded: Embedded,
    clock: Arc<HubClock>,
    folder: PathBuf,
    lives: usize,
}

impl Seat {
    pub(super) fn store(&self) -> &SqliteStore {
        self.embedded.store()
    }

    /// Gives somebody a code by which a device may join.
    pub(super) async fn invite(&self, code: &str, member: &str, now: Timestamp) -> Result<bool, String> {
        let given = self.embedded.invite(code, &MemberId::from(member), now).await;
        given.map_err(|error| error.to_string())
    }
}

/// The one hub of a simulation, in whatever life it is.
pub(super) struct Hub {
    root: PathBuf,
    time: Time,
    dice: Arc<Dice>,
    seat: Mutex<Seat>,
}

impl Hub {
    pub(super) fn open(root: &Path, time: &Time, seed: u64) -> Self {
        let (folder, dice) = (root.join("hub-0"), Arc::new(Dice::new(seed)));
        let seat = Mutex::new(seat(time, &dice, folder, 0));
        Hub { root: root.to_owned(), time: time.clone(), dice, seat }
    }

    pub(super) async fn seat(&self) -> MutexGuard<'_, Seat> {
        self.seat.lock().await
    }

    /// Hands a request in and reads its reply to the end.
    pub(super) async fn deliver(&self, sent: &Sent) -> Reply {
        let seat = self.seat.lock().await;
        answer(&seat, sent).await
    }

    /// Hands a request in and kills the hub at one of its readings of the clock, or at the reply's end.
    pub(super) async fn die_in(&self, sent: &Sent, readings: u32) {
        let mut seat = self.seat.lock().await;
        let next = self.next(&seat);
        seat.clock.trap.set(readings, &seat.folder, &next);
        answer(&seat, sent).await;
        if !seat.clock.trap.clear() {
            folder::copy(&seat.folder, &next);
        }
        self.rise(&mut seat, next);
    }

    /// Kills it while nothing happens.
    pub(super) async fn die(&self) {
        let mut seat = self.seat.lock().await;
        let next = self.next(&seat);
        folder::copy(&seat.folder, &next);
        self.rise(&mut seat, next);
    }

    /// Copies its folder, as an operator does.
    pub(super) async fn copy(&self, name: &str) {
        let seat = self.seat.lock().await;
        let to = self.root.join(name);
        if to.exists() {
            std::fs::remove_dir_all(&to).unwrap();
        }
        folder::copy(&seat.folder, &to);
    }

    /// Puts such a copy in its place, as the command line does.
    pub(super) async fn restore(&self, name: &str) {
        let mut seat = self.seat.lock().await;
        let next = self.next(&seat);
        let mut drawn = [0; 16];
        Random::fill(self.dice.as_ref(), &mut drawn).unwrap();
        let epoch = Epoch(uuid::Builder::from_random_bytes(drawn).into_uuid());
        Embedded::restore(&self.root.join(name), &next, epoch).await.unwrap();
        self.rise(&mut seat, next);
    }

    fn next(&self, seat: &Seat) -> PathBuf {
        self.root.join(format!("hub-{}", seat.lives + 1))
    }

    fn rise(&self, place: &mut Seat, folder: PathBuf) {
        let lives = place.lives + 1;
        let before = std::mem::replace(place, seat(&self.time, &self.dice, folder, lives));
        let old = before.folder.clone();
        drop(before);
        std::fs::remove_dir_all(old).unwrap();
    }
}

fn seat(time: &Time, dice: &Arc<Dice>, folder: PathBuf, lives: usize) -> Seat {
    let clock = Arc::new(HubClock { time: time.clone(), trap: Trap::default() });
    let embedded =
        Embedded::open(&folder, clock.clone(), dice.clone()).expect("a hub opens from what it left");
    Seat { embedded, clock, folder, lives }
}

async fn answer(seat: &Seat, sent: &Sent) -> Reply {
    let mut request = axum::http::Request::builder().method(sent.request.method).uri(&sent.request.path);
    for (name, value) in &sent.request.headers {
        request = request.header(*name, value);
    }
    let request = request.body(Body::from(sent.request.body.clone())).unwrap();
    let response = seat.embedded.routes().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let (mut pieces, mut body, mut cut) = (response.into_body().into_data_stream(), Vec::new(), false);
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(piece) => body.extend_from_slice(&piece),
            Err(_) => cut = true,
        }
    }
    Reply { status, body: body.into(), cut }
}
