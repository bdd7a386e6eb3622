//! A hub of its own for each test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use jinshui_core::Timestamp;
use jinshui_core::community::Member;
use jinshui_core::wire::EnrolReply;
use jinshui_device::{App, Asked};
use jinshui_sync_server::store::Store;
use jinshui_sync_server::store::sqlite::SqliteStore;
use tempfile::TempDir;

use super::device::{Device, ask, new_key};

const PROGRAM: &str = env!("CARGO_BIN_EXE_jinshui-sync-server");

/// A hub that serves the demo community; it is killed and its files go when this is dropped.
pub(crate) struct Hub {
    /// The folder, where it is this hub's own.
    folder: Option<TempDir>,
    data: String,
    /// Where its store is, if not in the folder.
    store: Option<String>,
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
        Hub { folder: Some(folder), data, store: None, process, address, office_code }
    }

    /// A hub behind another program, which says for whom it asks.
    pub(crate) fn start_behind_proxy() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let made = printed(&program(&["init", "--data", &data, "--community", "demo"]));
        let office_code = made["office_code"].as_str().unwrap().to_owned();
        let (process, address) = serve_with(&data, &["--behind-proxy", "--listen", "127.0.0.1:0"]);
        Hub { folder: Some(folder), data, store: None, process, address, office_code }
    }

    /// A hub whose store is in PostgreSQL.
    pub(crate) fn start_in(store: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let made = printed(&program(&["init", "--data", &data, "--store", store, "--community", "demo"]));
        let office_code = made["office_code"].as_str().unwrap().to_owned();
        let (process, address) = serve_in(&data, Some(store), "127.0.0.1:0");
        Hub { folder: Some(folder), data, store: Some(store.to_owned()), process, address, office_code }
    }

    /// Another process over the same store, with a folder of its own, in which the same keys are.
    pub(crate) fn beside(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for key in ["server.key", "hand-over.key"] {
            std::fs::copy(format!("{}/{key}", self.data), folder.path().join(key)).unwrap();
        }
        let (data, store) = (folder.path().to_str().unwrap().to_owned(), self.store.clone());
        let (process, address) = serve_in(&data, store.as_deref(), "127.0.0.1:0");
        Hub { folder: Some(folder), data, store, process, address, office_code: String::new() }
    }

    /// What every command is told of this hub.
    pub(crate) fn run(&self, command: &[&str]) -> Output {
        let store: Vec<_> = self.store.iter().flat_map(|store| ["--store", store.as_str()]).collect();
        program(&[command, &["--data", self.data()], &store].concat())
    }

    /// Serves a hub that is there already.
    pub(crate) fn over(data: &str) -> Self {
        let (process, address) = serve(data, "127.0.0.1:0");
        Hub { folder: None, data: data.to_owned(), store: None, process, address, office_code: String::new() }
    }

    pub(crate) fn data(&self) -> &str {
        &self.data
    }

    /// A device of the office, by the hub's first code.
    pub(crate) async fn office(&self) -> Device {
        Device::enrol(&self.address, &self.office_code).await.unwrap()
    }

    /// A code for a member, made while the hub serves.
    pub(crate) fn invite(&self, member: &str) -> String {
        let made = printed(&self.run(&["invite", "--member", member]));
        made["code"].as_str().unwrap().to_owned()
    }

    /// A device of a member: it asks, the office agrees to its check code, it asks again.
    pub(crate) async fn device(&self, member: &str) -> Device {
        let (code, key) = (self.invite(member), new_key());
        if let EnrolReply::WaitingApproval { check, .. } = ask(&self.address, &code, &key).await.unwrap() {
            self.approve(&check);
        }
        Device::enrol_with(&self.address, &code, key).await.unwrap()
    }

    /// The same of a device with a store.
    pub(crate) async fn let_in(&self, app: &App, member: &str) {
        let code = self.invite(member);
        if let Asked::Waiting(waiting) = app.enrol(&self.address, &code, None).await.unwrap() {
            self.approve(&waiting.check);
        }
        assert_eq!(app.enrol(&self.address, &code, None).await.unwrap(), Asked::In);
    }

    /// The office agrees to let the device in that shows this check code.
    pub(crate) fn approve(&self, check: &str) {
        printed(&self.run(&["approve", "--check", check]));
    }

    /// Kills the hub without warning.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again at the same address.
    pub(crate) fn resume(&mut self) {
        let listen = self.address["http://".len()..].to_owned();
        (self.process, self.address) = serve_in(&self.data, self.store.as_deref(), &listen);
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
        self.change_member_since(id, super::device::now(), change).await;
    }

    /// The same, as of so long ago that nothing written in between is taken in any more (R15).
    pub(crate) async fn change_member_long_ago(&self, id: &str, change: impl FnOnce(&mut Member)) {
        let since = super::device::now().plus_ms(-31 * 24 * 60 * 60 * 1000);
        self.change_member_since(id, since, change).await;
    }

    async fn change_member_since(&self, id: &str, since: Timestamp, change: impl FnOnce(&mut Member)) {
        let store = self.store();
        let rows = store.directory_since(0).await.unwrap();
        let mut member = rows.members.into_iter().find(|member| member.id.as_str() == id).unwrap();
        change(&mut member);
        store.put_directory(vec![], vec![member], since).await.unwrap();
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
    serve_in(data, None, listen)
}

fn serve_in(data: &str, store: Option<&str>, listen: &str) -> (Child, String) {
    let store: Vec<_> = store.iter().flat_map(|store| ["--store", store]).collect();
    serve_with(data, &[&["--listen", listen], store.as_slice()].concat())
}

fn serve_with(data: &str, words: &[&str]) -> (Child, String) {
    let mut process = Command::new(PROGRAM)
        .args(["serve", "--data", data, "--json"])
        .args(words)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    (process, said["listening"].as_str().unwrap().to_owned())
}
