//! Where it was measured.

use std::process::Command;

use serde::Serialize;

use crate::Result;

/// The machine and the versions.
#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    pub(crate) processor: String,
    pub(crate) cores: usize,
    pub(crate) memory_gib: u64,
    pub(crate) kernel: String,
    /// File system of the folder that was measured in.
    pub(crate) disk: String,
    /// Load before the first run: above the number of cores, others were at work on the machine.
    pub(crate) load_before: String,
    pub(crate) commit: String,
    pub(crate) date: String,
    pub(crate) rustc: String,
    pub(crate) sqlite: String,
    pub(crate) sqlcipher: String,
    /// From the lock file.
    pub(crate) crates: Vec<(String, String)>,
}

/// Crates whose versions matter to the numbers.
const CRATES: &[&str] = &["automerge", "axum", "ciborium", "p256", "reqwest", "rusqlite", "tokio", "zstd"];

impl Machine {
    /// Looks around.
    pub(crate) fn look() -> Result<Self> {
        let temp = std::env::temp_dir().display().to_string();
        let memory = line("/proc/meminfo", "MemTotal:");
        let kib: u64 = memory.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0);
        let connection = rusqlite::Connection::open_in_memory()?;
        let sqlcipher = connection.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
        Ok(Machine {
            processor: line("/proc/cpuinfo", "model name").trim_start_matches([':', ' ', '\t']).to_owned(),
            cores: std::thread::available_parallelism()?.get(),
            memory_gib: kib.div_ceil(1024 * 1024),
            kernel: says("uname", &["-r"]),
            disk: says("df", &["--output=fstype", &temp])
                .lines()
                .last()
                .unwrap_or_default()
                .trim()
                .to_owned(),
            load_before: std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned(),
            commit: says("git", &["describe", "--always", "--dirty"]),
            date: says("date", &["-u", "+%Y-%m-%d"]),
            rustc: says("rustc", &["--version"]),
            sqlite: rusqlite::version().to_owned(),
            sqlcipher,
            crates: versions(include_str!("../../Cargo.lock")),
        })
    }
}

/// What follows a word at the beginning of a file's line.
fn line(path: &str, begins: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().find_map(|line| line.strip_prefix(begins)).unwrap_or_default().trim().to_owned()
}

/// What a program says; nothing where it is not there.
fn says(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.unwrap_or_default().trim().to_owned()
}

fn versions(lock: &str) -> Vec<(String, String)> {
    let find = |name: &&str| {
        let after = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?.1;
        Some(((*name).to_owned(), after.split_once('"')?.0.to_owned()))
    };
    CRATES.iter().filter_map(find).collect()
}
