//! SAVE: from the tap until the report is durable, through the same door as a screen; beside it as many rows and bytes
//! as opaque blobs, each report's in one durable transaction of an encrypted store.

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::child::Hub;
use crate::floor::Opaque;
use crate::rows::count;
use crate::table::{Times, median, ms};
use crate::{Result, work};

/// Runs, each on a fresh store.
const RUNS: usize = 7;
/// Reports of a run.
const REPORTS: usize = 200;

/// What was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Save {
    /// Reports of each run.
    pub(crate) reports: usize,
    /// Rows and bytes that one report adds to the store.
    pub(crate) rows_each: u64,
    pub(crate) bytes_each: u64,
    /// Each run's median tap, in milliseconds.
    pub(crate) jinshui: Times,
    /// Each run's 95th percentile.
    pub(crate) jinshui_p95: Times,
    pub(crate) floor: Times,
    pub(crate) floor_p95: Times,
}

/// One run's taps.
struct Run {
    rows: u64,
    bytes: u64,
    taps: Vec<f64>,
    floor: Vec<f64>,
}

/// Measures.
pub(crate) async fn run() -> Result<Save> {
    let folder = tempfile::tempdir()?;
    let hub = Hub::start(&folder.path().join("hub"))?;
    let mut runs = Vec::new();
    for number in 0..RUNS {
        runs.push(one(&hub, &folder.path().join(number.to_string())).await?);
    }
    let first = runs.first().ok_or("no run")?;
    let at = |part: fn(&Run) -> &[f64], of: fn(&[f64]) -> f64| {
        Times(runs.iter().map(|run| of(part(run))).collect())
    };
    Ok(Save {
        reports: REPORTS,
        rows_each: first.rows,
        bytes_each: first.bytes,
        jinshui: at(|run| &run.taps, median),
        jinshui_p95: at(|run| &run.taps, p95),
        floor: at(|run| &run.floor, median),
        floor_p95: at(|run| &run.floor, p95),
    })
}

async fn one(hub: &Hub, home: &std::path::Path) -> Result<Run> {
    let app = hub.device(home).await?;
    let before = count(home)?;
    let mut taps = Vec::new();
    for n in 0..REPORTS {
        let started = Instant::now();
        work::tap(&app, n).await?;
        taps.push(ms(started.elapsed()));
    }
    let after = count(home)?;
    let each = REPORTS as u64;
    let (rows, bytes) =
        ((after.rows - before.rows).div_ceil(each), (after.bytes - before.bytes).div_ceil(each));
    let mut opaque = Opaque::new(home)?;
    let mut floor = Vec::new();
    for n in 0..REPORTS {
        floor.push(ms(write(&mut opaque, n, rows, bytes)?));
    }
    Ok(Run { rows, bytes, taps, floor })
}

/// As many rows and bytes as a report, none of them like the last.
fn write(opaque: &mut Opaque, n: usize, rows: u64, bytes: u64) -> Result<Duration> {
    let size = usize::try_from(bytes / rows.max(1))?;
    let noise = |row: u64| {
        (0..size).map(|at| ((at + n) * 31 + usize::try_from(row).unwrap_or(0) * 7) as u8).collect()
    };
    let rows: Vec<Vec<u8>> = (0..rows).map(noise).collect();
    opaque.write(&rows)
}

fn p95(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() * 95 / 100).copied().unwrap_or_default()
}
