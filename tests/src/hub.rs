//! The real hub in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use jinshui_core::Timestamp;
use jinshui_core::community::Member;
use jinshui_sync_server::store::Store;
use jinshui_sync_server::store::sqlite::SqliteStore;
use serde_json::Value;
use tempfile::TempDir;

use crate::{Lines, binary, until};

const PATIENCE: Duration = Duration::from_secs(30);

/// A hub of the demonstration community.
pub struct Hub {
    folder: TempDir,
    address: String,
    mark: Option<PathBuf>,
    planted: Option<(&'static str, &'static str)>,
    clock: Option<PathBuf>,
    serving: Option<Child>,
}

impl Hub {
    /// Makes a hub and serves it on a free port.
    #[must_use]
    pub fn start() -> Self {
        Hub::start_marked(None)
    }

    /// As [`Hub::start`]; the server writes its marks to a file.
    ///
    /// # Panics
    /// Where it cannot be made or does not listen.
    #[must_use]
    pub fn start_marked(mark: Option<PathBuf>) -> Self {
        let mut hub = Hub::nowhere();
        hub.mark = mark;
        hub.run(&["init", "--community", "demo"]);
        hub.serve();
        hub
    }

    /// As [`Hub::start`]; its clock is ahead by the milliseconds in a file.
    ///
    /// # Panics
    /// Where it cannot be made or does not listen.
    #[must_use]
    pub fn start_clocked(clock: &Path) -> Self {
        let mut hub = Hub::nowhere();
        hub.clock = Some(clock.to_owned());
        hub.run(&["init", "--community", "demo"]);
        hub.serve();
        hub
    }

    /// A hub of a community that a filled-in workbook describes.
    ///
    /// # Panics
    /// Where it cannot be made or does not listen.
    #[must_use]
    pub fn of(community: &Path) -> Self {
        let mut hub = Hub::nowhere();
        hub.run(&["init", "--community", &community.display().to_string()]);
        hub.serve();
        hub
    }

    /// The office hands a filled-in workbook in anew.
    ///
    /// # Panics
    /// Where it is not taken.
    pub fn update(&self, community: &Path) {
        self.run(&["update", "--community", &community.display().to_string()]);
    }

    /// As [`Hub::start`], in a folder within this one.
    ///
    /// # Panics
    /// Where it cannot be made or does not listen.
    #[must_use]
    pub fn start_within(parent: &Path) -> Self {
        let mut hub = Hub::nowhere();
        hub.folder = tempfile::tempdir_in(parent).unwrap();
        hub.run(&["init", "--community", "demo"]);
        hub.serve();
        hub
    }

    /// A hub that nobody has made.
    ///
    /// # Panics
    /// Where there is no room for its folder.
    #[must_use]
    pub fn nowhere() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Hub {
            folder,
            address: "127.0.0.1:0".to_owned(),
            mark: None,
            planted: None,
            clock: None,
            serving: None,
        }
    }

    /// Its folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("hub")
    }

    /// Its URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its address and port.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A command of the office: `invite`, `refusals`. Prints are given back.
    ///
    /// # Panics
    /// Where it fails.
    pub fn run(&self, words: &[&str]) -> String {
        let output = self.command(words).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "jinshui-sync-server {words:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The same, not run yet.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(binary("jinshui-sync-server"));
        command.args(words).arg("--data").arg(self.data()).stdin(Stdio::null());
        command.envs(self.clock.iter().map(|clock| ("JINSHUI_CLOCK", clock)));
        command
    }

    /// A code for a member's device, good for ten minutes.
    #[must_use]
    pub fn invite(&self, member: &str) -> String {
        let made: Value = serde_json::from_str(&self.run(&["invite", "--member", member])).unwrap();
        made["code"].as_str().unwrap().to_owned()
    }

    /// The office agrees to let the device in that shows this check code.
    pub fn approve(&self, check: &str) {
        self.run(&["approve", "--check", check]);
    }

    /// The office changes a member's row, as of so long ago.
    ///
    /// # Panics
    /// Where there is nobody of this id.
    pub fn change_member(&self, id: &str, ago: Duration, change: impl FnOnce(&mut Member)) {
        let since = std::time::UNIX_EPOCH.elapsed().unwrap() - ago;
        let since = Timestamp(i64::try_from(since.as_millis()).unwrap());
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let store = SqliteStore::open(&self.data()).unwrap();
            let members = store.directory_since(0).await.unwrap().members;
            let mut member = members.into_iter().find(|one| one.id.as_str() == id).unwrap();
            change(&mut member);
            store.put_directory(vec![], vec![member], since).await.unwrap();
            store.close().await.unwrap();
        });
    }

    /// What was refused.
    #[must_use]
    pub fn refusals(&self) -> Vec<Value> {
        self.run(&["refusals"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Serves, on the port it had before where it has one. Says how long it took to listen.
    ///
    /// # Panics
    /// Where it does not listen in time.
    pub fn serve(&mut self) -> Duration {
        let command = self.command(&["serve", "--json", "--listen", &self.address]);
        self.serve_by(command)
    }

    /// The same; no file that it writes may be larger than so many kilobytes.
    ///
    /// # Panics
    /// As [`Hub::serve`].
    pub fn serve_with_a_limit(&mut self, kilobytes: u64) -> Duration {
        let plain = self.command(&["serve", "--json", "--listen", &self.address]);
        let mut limited = Command::new("bash");
        // The signal must not end the process before the failed write does.
        limited
            .args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "bash"])
            .arg(kilobytes.to_string());
        limited.arg(plain.get_program()).args(plain.get_args()).stdin(Stdio::null());
        self.serve_by(limited)
    }

    fn serve_by(&mut self, mut command: Command) -> Duration {
        let started = Instant::now();
        if let Some(mark) = &self.mark {
            command.env("JINSHUI_MARK", mark);
        }
        command.envs(self.planted);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = Lines::of(child.stdout.take().unwrap());
        let line = lines.next(PATIENCE).expect("the hub says where it listens");
        let said: Value = serde_json::from_str(&line).unwrap();
        said["listening"].as_str().unwrap().trim_start_matches("http://").clone_into(&mut self.address);
        self.serving = Some(child);
        started.elapsed()
    }

    /// What the next start of the server has planted in it: a variable of its environment.
    pub fn plant(&mut self, planted: Option<(&'static str, &'static str)>) {
        self.planted = planted;
    }

    /// Asks it to end, by SIGTERM, and waits until it has.
    ///
    /// # Panics
    /// Where it does not end in time, or badly.
    pub fn stop(&mut self) {
        let Some(mut child) = self.serving.take() else { return };
        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let ended = until("the hub ends", PATIENCE, || child.try_wait().unwrap());
        assert!(ended.success(), "the hub ended badly: {ended}");
    }

    /// Kills it, as a power cut would.
    ///
    /// # Panics
    /// Where it is not running.
    pub fn kill(&mut self) {
        let mut child = self.serving.take().expect("the hub serves");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        if let Some(mut child) = self.serving.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
