//! Medians, ratios, and the page that says them.

use std::time::Duration;

use serde::Serialize;

use crate::machine::Machine;
use crate::push::Push;
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
    let mut page = String::from("# Measurements\n\nWritten by `make bench`; not edited by hand.\n\n");
    let crates: Vec<_> = machine.crates.iter().map(|(name, version)| format!("{name} {version}")).collect();
    let parts = [
        format!(
            "{}, {} cores, {} GiB, Linux {}, {}",
            machine.processor, machine.cores, machine.memory_gib, machine.kernel, machine.disk
        ),
        format!("load before the first run: {}", machine.load_before),
        format!("commit {}, {}; {}, release profile", machine.commit, machine.date, machine.rustc),
        format!("SQLite {}, SQLCipher {}; {}", machine.sqlite, machine.sqlcipher, crates.join(", ")),
    ];
    let mut put = |line: &str| {
        page.push_str(line);
        page.push('\n');
    };
    parts.iter().for_each(|part| put(&format!("- {part}")));
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
