//! Measures the two things that people wait for, each beside the least that it could cost on the same disk in the same
//! run: SAVE, from the tap until the report is durable on the phone; PUSH, an afternoon's reports of one offline phone
//! until the hub has them durably.
//!
//! `make bench` runs it and writes `bench/results.json` and `bench/RESULTS.md`; `make bench-quick` measures a week's PUSH, CATCHUP
//! and BOOTSTRAP in a minute or two and writes `bench/quick.json` and `bench/QUICK.md`.

mod child;
mod floor;
mod machine;
mod push;
mod quick;
mod rows;
mod save;
mod table;
mod work;

use std::path::Path;
use std::process::ExitCode;

/// What every step gives.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> ExitCode {
    // The bench starts itself again as the hub and as the floor's server, so that both are processes of their own.
    match std::env::var(child::ROLE).as_deref() {
        Ok(child::HUB) => jinshui_sync_server::main(),
        Ok(child::FLOOR) => end(floor::serve()),
        _ if std::env::args().nth(1).as_deref() == Some("quick") => end(quick()),
        _ => end(bench()),
    }
}

fn end(done: Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jinshui-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn quick() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let machine = machine::Machine::look()?;
    let quick = runtime.block_on(quick::run())?;
    let page = table::quick_page(&machine, &quick);
    print!("{page}");
    write("quick.json", &serde_json::json!({ "machine": machine, "quick": quick }), "QUICK.md", &page)
}

fn bench() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let machine = machine::Machine::look()?;
    let save = runtime.block_on(save::run())?;
    let push = runtime.block_on(push::run())?;
    let page = table::page(&machine, &save, &push);
    print!("{page}");
    let results = serde_json::json!({ "machine": machine, "save": save, "push": push });
    write("results.json", &results, "RESULTS.md", &page)
}

fn write(json: &str, results: &serde_json::Value, markdown: &str, page: &str) -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::write(folder.join(json), serde_json::to_string_pretty(results)? + "\n")?;
    std::fs::write(folder.join(markdown), page)?;
    Ok(())
}
