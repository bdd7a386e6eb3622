//! `make bench-quick`: a week of a neighbourhood, so that every change sees its cost. PUSH: three phones that were offline for the
//! week send it. CATCHUP: a phone that joined before the week hears of it. BOOTSTRAP: a new phone's first contact. Beside each the
//! same records as zstd JSON in one request and one durable SQLite transaction. ADMIT: the bomb that takes longest to refuse.

use std::path::Path;
use std::time::{Duration, Instant};

use jinshui_core::DocumentId;
use jinshui_core::command::{Command, CommentArgs};
use jinshui_device::{App, Files, SyncReport};
use serde::Serialize;
use serde_json::{Value, json};

use crate::child::{Hub, Server};
use crate::floor::Opaque;
use crate::table::{Times, ms};
use crate::{Result, push, work};

/// Runs, each with a new hub and new phones.
const RUNS: usize = 3;
const DAYS: usize = 7;
/// Reports of one phone in a day, and as many remarks.
const DAILY: usize = 10;
const WRITERS: &[&str] = &["volunteer-17-1", "volunteer-17-2", "assistant-17"];
const READER: &str = "office-1";

/// One thing that was measured.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Way {
    pub(crate) jinshui: Times,
    pub(crate) floor: Times,
    /// Bytes of bodies, of the last run.
    pub(crate) jinshui_bytes: u64,
    pub(crate) floor_bytes: u64,
    pub(crate) round_trips: u64,
}

/// What was measured.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Quick {
    pub(crate) records: usize,
    pub(crate) remarks: usize,
    pub(crate) push: Way,
    pub(crate) catchup: Way,
    pub(crate) bootstrap: Way,
    /// Each bomb of the corpus, in milliseconds: the least of several tries.
    pub(crate) bombs: Times,
}

impl Way {
    fn note(&mut self, took: Duration, bytes: u64, round_trips: u64) {
        self.jinshui.0.push(ms(took));
        (self.jinshui_bytes, self.round_trips) = (bytes, round_trips);
    }

    fn note_floor(&mut self, took: Duration, bytes: usize) {
        self.floor.0.push(ms(took));
        self.floor_bytes = bytes as u64;
    }
}

/// Measures.
pub(crate) async fn run() -> Result<Quick> {
    let folder = tempfile::tempdir()?;
    let all = WRITERS.len() * DAYS * DAILY;
    let mut quick = Quick { records: all, remarks: all, bombs: bombs()?, ..Quick::default() };
    for number in 0..RUNS {
        let folder = folder.path().join(number.to_string());
        std::fs::create_dir_all(&folder)?;
        jinshui(&folder, &mut quick).await?;
        floor(&folder, &mut quick).await?;
    }
    Ok(quick)
}

async fn jinshui(folder: &Path, quick: &mut Quick) -> Result<()> {
    let hub = Hub::start(&folder.join("hub"))?;
    let reader = hub.device_of(READER, &folder.join("reader")).await?;
    let mut writers = Vec::new();
    for (number, member) in WRITERS.iter().enumerate() {
        let app = hub.device_of(member, &folder.join(member)).await?;
        week(&app, number).await?;
        writers.push(app);
    }
    let (started, mut bytes, mut trips) = (Instant::now(), 0, 0);
    for app in &writers {
        let report = whole(app.sync().await?)?;
        bytes += report.bytes_up;
        trips += report.round_trips;
    }
    quick.push.note(started.elapsed(), bytes, trips);
    let started = Instant::now();
    let report = whole(reader.sync().await?)?;
    quick.catchup.note(started.elapsed(), report.bytes_down, report.round_trips);
    let fresh = hub.joined(READER, &folder.join("fresh")).await?;
    let started = Instant::now();
    let report = whole(fresh.sync().await?)?;
    quick.bootstrap.note(started.elapsed(), report.bytes_down, report.round_trips);
    Ok(())
}

fn whole(report: SyncReport) -> Result<SyncReport> {
    if report.complete && report.refused == 0 {
        Ok(report)
    } else {
        Err(format!("not whole: {report:?}").into())
    }
}

/// What one phone writes in the week, each report with a remark.
async fn week(app: &App, writer: usize) -> Result<()> {
    for n in 0..DAYS * DAILY {
        let n = writer * DAYS * DAILY + n;
        let id = DocumentId(serde_json::from_value(json!(push::id(n)))?);
        let mut args = work::report(n);
        args.id = Some(id);
        app.execute(Command::HazardReport(args), Files::Refused).await?;
        let remark: CommentArgs = serde_json::from_value(json!({ "id": id, "text": work::remark(n) }))?;
        app.execute(Command::CommentAdd(remark), Files::Refused).await?;
    }
    Ok(())
}

async fn floor(folder: &Path, quick: &mut Quick) -> Result<()> {
    let server = Server::floor(folder)?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    client.post(&server.address).body(zstd::encode_all(&b"[]"[..], 3)?).send().await?.error_for_status()?;
    let all = quick.records;
    let records: Vec<Value> = (0..all).flat_map(|n| [push::record(n), remark(n)]).collect();
    let started = Instant::now();
    let body = zstd::encode_all(serde_json::to_vec(&records)?.as_slice(), 3)?;
    let bytes = body.len();
    client.post(&server.address).body(body).send().await?.error_for_status()?;
    quick.push.note_floor(started.elapsed(), bytes);
    for (way, name) in [(&mut quick.catchup, "catchup"), (&mut quick.bootstrap, "bootstrap")] {
        let home = folder.join(name);
        std::fs::create_dir_all(&home)?;
        let mut opaque = Opaque::new(&home)?;
        let started = Instant::now();
        let body = client.get(&server.address).send().await?.error_for_status()?.bytes().await?;
        let records: Vec<Value> = serde_json::from_slice(&zstd::decode_all(&body[..])?)?;
        let rows = records.iter().map(serde_json::to_vec).collect::<std::result::Result<Vec<_>, _>>()?;
        opaque.write(&rows)?;
        way.note_floor(started.elapsed(), body.len());
        if name == "catchup" {
            directory(&client, &server).await?;
        }
    }
    Ok(())
}

/// A first contact brings the community's people and grids too.
async fn directory(client: &reqwest::Client, server: &Server) -> Result<()> {
    let demo = jinshui_core::community::demo();
    let nodes = demo.nodes().map(serde_json::to_value);
    let rows = nodes.chain(demo.members().map(serde_json::to_value));
    let rows = rows.collect::<std::result::Result<Vec<_>, _>>()?;
    let body = zstd::encode_all(serde_json::to_vec(&rows)?.as_slice(), 3)?;
    client.post(&server.address).body(body).send().await?.error_for_status()?;
    Ok(())
}

fn remark(n: usize) -> Value {
    let at = 1_790_000_000_000_u64 + 1_000 * n as u64;
    json!({ "document": push::id(n), "id": push::id(n + 1_000_000), "by": "volunteer-17-1", "at": at, "text": work::remark(n) })
}

/// The bombs of the fuzzer's corpus, under a checksum that fits.
fn bombs() -> Result<Times> {
    let mut times = Times::default();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/change"))? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with("bomb") {
            continue;
        }
        let raw = jinshui_fuzz::sealed(&std::fs::read(entry.path())?);
        let mut least = f64::INFINITY;
        for _ in 0..5 {
            let started = Instant::now();
            std::hint::black_box(jinshui_core::admit::admit(&raw)).ok();
            least = least.min(ms(started.elapsed()));
        }
        times.0.push(least);
    }
    Ok(times)
}
