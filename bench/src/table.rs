//! Medians, ratios, and the page that says them.

use std::time::Duration;

use serde::Serialize;

use crate::machine::Machine;
use crate::push::Push;
use crate::quick::{Quick, Way};
use crate::save::Save;

/// One number a run, in milliseconds.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Times(pub(crate) Vec<f64>);

impl Times {
    fn median(&self) -> f64 {
        median(&self.0)
    }

    /// The median, and the least and the most of all runs.
    fn cell(&self) -> String {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.0.iter().copied().fold(0.0, f64::max);
        format!("{:.2} ({least:.2}–{most:.2})", self.median())
    }
}

/// A duration in milliseconds.
pub(crate) fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The middle one.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    let half = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) { (at(half.saturating_sub(1)) + at(half)) / 2.0 } else { at(half) }
}

/// The whole page.
pub(crate) fn page(machine: &Machine, save: &Save, push: &Push) -> String {
    let mut page = head("make bench", machine);
    let mut put = |line: &str| {
        page.push_str(line);
        page.push('\n');
    };
    let ratio = |jinshui: &Times, floor: &Times| jinshui.median() / floor.median();
    put(
        "\nMilliseconds: the median of the runs, with the least and the most of them. The ratio is that of the medians.\n",
    );
    put("| | Jinshui | floor | ratio |\n|---|---|---|---|");
    put(&format!(
        "| SAVE, the median tap of {} | {} | {} | {:.2} |",
        save.reports,
        save.jinshui.cell(),
        save.floor.cell(),
        ratio(&save.jinshui, &save.floor)
    ));
    put(&format!(
        "| SAVE, the 95th percentile | {} | {} | {:.2} |",
        save.jinshui_p95.cell(),
        save.floor_p95.cell(),
        ratio(&save.jinshui_p95, &save.floor_p95)
    ));
    put(&format!(
        "| PUSH, {} reports | {} | {} | {:.2} |",
        push.reports,
        push.jinshui.cell(),
        push.floor.cell(),
        ratio(&push.jinshui, &push.floor)
    ));
    put(&format!(
        "| PUSH, bytes up | {} | {} | {:.2} |",
        push.jinshui_bytes_up,
        push.floor_bytes_up,
        push.jinshui_bytes_up as f64 / push.floor_bytes_up as f64
    ));
    put(&format!(
        "\nSAVE: {} runs, each on a fresh store of a demonstration phone that has just joined. Jinshui: `hazard.report` \
         through `App::execute`, until it returns. Floor: the {} rows and {} bytes that one report adds to the store (all \
         tables, the full-text index's among them), as opaque rows in one transaction of an encrypted store with the same \
         settings (WAL, `synchronous=FULL`, `secure_delete`).",
        save.jinshui.0.len(),
        save.rows_each,
        save.bytes_each
    ));
    put(&format!(
        "\nPUSH: {} runs, each with a new hub in a process of its own, on loopback. Jinshui: `App::sync` until all {} reports \
         are acknowledged as durable, their receipts are kept and every digest agrees; {} round trip(s), with signatures, \
         admit, the referee and encryption on both sides. Floor: the same records as JSON, zstd level 3, one POST to a bare \
         handler that writes them in one durable transaction of an unencrypted SQLite; nothing is checked.",
        push.jinshui.0.len(),
        push.reports,
        push.round_trips
    ));
    page
}

/// Where and with what it was measured.
fn head(command: &str, machine: &Machine) -> String {
    let crates: Vec<_> = machine.crates.iter().map(|(name, version)| format!("{name} {version}")).collect();
    let parts = [
        format!("# Measurements\n\nWritten by `{command}`; not edited by hand.\n"),
        format!(
            "- {}, {} cores, {} GiB, Linux {}, {}",
            machine.processor, machine.cores, machine.memory_gib, machine.kernel, machine.disk
        ),
        format!("- load before the first run: {}", machine.load_before),
        format!("- commit {}, {}; {}, {} profile", machine.commit, machine.date, machine.rustc, profile()),
        format!("- SQLite {}, SQLCipher {}; {}\n", machine.sqlite, machine.sqlcipher, crates.join(", ")),
    ];
    parts.join("\n")
}

fn profile() -> &'static str {
    if cfg!(debug_assertions) { "dev (not to be compared)" } else { "release" }
}

/// The page of `make bench-quick`.
pub(crate) fn quick_page(machine: &Machine, quick: &Quick) -> String {
    let mut page = head("make bench-quick", machine);
    page += "\nMilliseconds: the median of the runs, with the least and the most of them. The ratio is that of the medians.\n\n";
    page += "| | Jinshui | floor | ratio | bytes | floor's | ratio | round trips |\n|---|---|---|---|---|---|---|---|\n";
    for (name, way) in [("PUSH", &quick.push), ("CATCHUP", &quick.catchup), ("BOOTSTRAP", &quick.bootstrap)] {
        page += &row(name, way);
    }
    let worst = quick.bombs.0.iter().copied().fold(0.0, f64::max);
    page += &format!(
        "\nADMIT: the slowest of {} bombs is refused in {worst:.3} ms.\n\n\
         A week: {} reports and {} remarks of three phones that were offline, {} runs, each with a new hub in a process of its own, \
         on loopback. PUSH: `App::sync` of the three, one after another. CATCHUP: of a phone of the office that joined before the \
         week. BOOTSTRAP: of a new phone of the office, with the community's people and grids. Floor: the same records as JSON, \
         zstd level 3, in one request of a bare handler and one durable transaction (`synchronous=FULL`): on the server for PUSH, on \
         the phone in an encrypted store for the others; nothing is checked.\n",
        quick.bombs.0.len(),
        quick.records,
        quick.remarks,
        quick.push.jinshui.0.len()
    );
    page
}

fn row(name: &str, way: &Way) -> String {
    format!(
        "| {name} | {} | {} | {:.2} | {} | {} | {:.2} | {} |\n",
        way.jinshui.cell(),
        way.floor.cell(),
        way.jinshui.median() / way.floor.median(),
        way.jinshui_bytes,
        way.floor_bytes,
        way.jinshui_bytes as f64 / way.floor_bytes as f64,
        way.round_trips
    )
}
