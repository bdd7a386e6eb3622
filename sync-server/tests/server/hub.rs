//! A hub of its own for each test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use jinshui_core::community::Member;
use jinshui_sync_server::store::Store;
use jinshui_sync_server::store::sqlite::SqliteStore;
use tempfile::TempDir;

use super::device::Device;

const PROGRAM: &str = env!("CARGO_BIN_EXE_jinshui-sync-server");

/// A hub that serves the demo community; it is killed and its files go when this is dropped.
pub(crate) struct Hub {
    /// The folder, where it is this hub's own.
    folder: Option<TempDir>,
    data: String,
    process: Child,
    pub(crate) address: String,
    pub(crate) office_code: String,
}

/// Runs the program to its end.
pub(crate) fn program(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

/// The one JSON line that a command printed.
pub(crate) fn printed(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

impl Hub {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let made = printed(&program(&["init", "--data", &data, "--community", "demo"]));
        let (process, address) = serve(&data, "127.0.0.1:0");
        let office_code = made["office_code"].as_str().unwrap().to_owned();
        Hub { folder: Some(folder), data, process, address, office_code }
    }

    /// Serves a hub that is there already.
    pub(crate) fn over(data: &str) -> Self {
        let (process, address) = serve(data, "127.0.0.1:0");
        Hub { folder: None, data: data.to_owned(), process, address, office_code: String::new() }
    }

    pub(crate) fn data(&self) -> &str {
        &self.data
    }

    /// A code for a member, made while the hub serves.
    pub(crate) fn invite(&self, member: &str) -> String {
        let made = printed(&program(&["invite", "--data", self.data(), "--member", member]));
        made["code"].as_str().unwrap().to_owned()
    }

    /// A device of a member.
    pub(crate) async fn device(&self, member: &str) -> Device {
        Device::enrol(&self.address, &self.invite(member)).await.unwrap()
    }

    /// Kills the hub without warning.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again at the same address.
    pub(crate) fn resume(&mut self) {
        let listen = self.address["http://".len()..].to_owned();
        (self.process, self.address) = serve(&self.data, &listen);
    }

    pub(crate) fn restart(&mut self) {
        self.kill();
        self.resume();
    }

    /// Asks the hub to end and waits until it has.
    pub(crate) fn end(&mut self) -> bool {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.process.wait().unwrap().success()
    }

    /// The hub's store, opened by a second process as the office's command line does.
    pub(crate) fn store(&self) -> SqliteStore {
        SqliteStore::open(Path::new(&self.data)).unwrap()
    }

    /// Changes a member's row while the hub serves.
    pub(crate) async fn change_member(&self, id: &str, change: impl FnOnce(&mut Member)) {
        let store = self.store();
        let rows = store.directory_since(0).await.unwrap();
        let mut member = rows.members.into_iter().find(|member| member.id.as_str() == id).unwrap();
        change(&mut member);
        store.put_directory(vec![], vec![member], super::device::now()).await.unwrap();
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        if self.process.kill().is_ok() {
            self.process.wait().ok();
        }
        drop(self.folder.take());
    }
}

fn serve(data: &str, listen: &str) -> (Child, String) {
    let mut process = Command::new(PROGRAM)
        .args(["serve", "--data", data, "--listen", listen, "--json"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    (process, said["listening"].as_str().unwrap().to_owned())
}
