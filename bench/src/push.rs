//! PUSH: the reports of one phone that was offline, to an empty hub, until every one is acknowledged as durable and the
//! reply is at its end; beside it the same records as zstd JSON in one POST to a bare handler that writes them in one
//! durable transaction.

use std::path::Path;
use std::time::Instant;

use jinshui_core::hazard::Point;
use serde::Serialize;
use serde_json::json;

use crate::child::{Hub, Server};
use crate::table::{Times, ms};
use crate::{Result, work};

/// Runs, each with a new hub and a new phone.
const RUNS: usize = 7;
/// Reports of the phone.
const REPORTS: usize = 300;

/// What was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Push {
    pub(crate) reports: usize,
    /// Each run, in milliseconds.
    pub(crate) jinshui: Times,
    pub(crate) floor: Times,
    /// Bytes of the requests' bodies, of the last run.
    pub(crate) jinshui_bytes_up: u64,
    pub(crate) floor_bytes_up: u64,
    pub(crate) round_trips: u64,
}

/// Measures.
pub(crate) async fn run() -> Result<Push> {
    let folder = tempfile::tempdir()?;
    let mut push = Push {
        reports: REPORTS,
        jinshui: Times::default(),
        floor: Times::default(),
        jinshui_bytes_up: 0,
        floor_bytes_up: 0,
        round_trips: 0,
    };
    for number in 0..RUNS {
        let folder = folder.path().join(number.to_string());
        std::fs::create_dir_all(&folder)?;
        jinshui(&folder, &mut push).await?;
        floor(&folder, &mut push).await?;
    }
    Ok(push)
}

async fn jinshui(folder: &Path, push: &mut Push) -> Result<()> {
    let hub = Hub::start(&folder.join("hub"))?;
    let app = hub.device(&folder.join("phone")).await?;
    for n in 0..REPORTS {
        work::tap(&app, n).await?;
    }
    let started = Instant::now();
    let report = app.sync().await?;
    push.jinshui.0.push(ms(started.elapsed()));
    if report.pushed != REPORTS as u64 || !report.complete || app.status().await?.unsent != 0 {
        return Err(format!("not everything was acknowledged: {report:?}").into());
    }
    push.jinshui_bytes_up = report.bytes_up;
    push.round_trips = report.round_trips;
    Ok(())
}

async fn floor(folder: &Path, push: &mut Push) -> Result<()> {
    let server = Server::floor(folder)?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    // The phone's connection is open already, from joining.
    client.post(&server.address).body(zstd::encode_all(&b"[]"[..], 3)?).send().await?.error_for_status()?;
    let records: Vec<_> = (0..REPORTS).map(record).collect();
    let started = Instant::now();
    let body = zstd::encode_all(serde_json::to_vec(&records)?.as_slice(), 3)?;
    push.floor_bytes_up = body.len() as u64;
    client.post(&server.address).body(body).send().await?.error_for_status()?;
    push.floor.0.push(ms(started.elapsed()));
    Ok(())
}

/// The name of the `n`th record: a UUID v7 as hard to pack as a phone's, of which 74 bits follow from nothing.
pub(crate) fn id(n: usize) -> String {
    let (high, low) = (mixed(2 * n as u64), mixed(2 * n as u64 + 1));
    let time = 0x0199_b0c0_0000_u64 + 1_000 * n as u64;
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        time >> 16,
        time & 0xffff,
        high & 0xfff,
        high >> 12 & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff
    )
}

/// A report as the record says it, in plain JSON.
pub(crate) fn record(n: usize) -> serde_json::Value {
    let args = work::report(n);
    let place = args.place.unwrap_or_default();
    json!({
        "id": id(n),
        "reporter": "volunteer-17-1",
        "reported_at": 1_790_000_000_000_u64 + 1_000 * n as u64,
        "category": args.category,
        "severity": args.severity,
        "building": place.building,
        "unit": place.unit,
        "point": args.point.as_ref().map(Point::to_string),
        "status": "reported",
        "words": args.words,
    })
}

/// A number that looks like chance (SplitMix64).
fn mixed(n: u64) -> u64 {
    let n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ n >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ n >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ n >> 31
}
