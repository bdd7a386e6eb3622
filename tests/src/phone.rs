//! A phone: a folder and the real headless `jinshui` on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Exec, Hub, Live, binary};

/// A failure as the binary tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The stable code.
    pub code: String,
    /// What to do about it.
    pub message: String,
}

impl Failed {
    pub(crate) fn read(error: &Value) -> Self {
        let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
        Failed { code: text("code"), message: text("message") }
    }
}

/// What came of asking.
pub type Asked = Result<Value, Failed>;

/// One device.
pub struct Phone {
    /// Who holds it.
    pub member: String,
    home: PathBuf,
    /// The environment that its processes have besides.
    with: Vec<(String, PathBuf)>,
    /// Removed with the phone, where it is the phone's own.
    _folder: Option<TempDir>,
}

impl Phone {
    /// A phone that belongs to no community yet.
    ///
    /// # Panics
    /// Where there is no room for its folder.
    #[must_use]
    pub fn blank() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Phone { home: folder.path().join("phone"), _folder: Some(folder), ..Phone::over("", Path::new("")) }
    }

    /// A member's new phone, enrolled by a fresh invite.
    #[must_use]
    pub fn of(member: &str, hub: &Hub) -> Self {
        Phone::through(member, hub, &hub.url())
    }

    /// The same, reaching the hub by another address.
    ///
    /// # Panics
    /// Where enrolling fails.
    #[must_use]
    pub fn through(member: &str, hub: &Hub, url: &str) -> Self {
        let phone = Phone { member: member.to_owned(), ..Phone::blank() };
        let joined = phone.enrol(hub, url, &hub.invite(member)).unwrap();
        assert_eq!(joined["member"], json!(member));
        phone
    }

    /// The new phone of somebody whom the community knows by this name.
    ///
    /// # Panics
    /// Where enrolling fails.
    #[must_use]
    pub fn named(name: &str, hub: &Hub) -> Self {
        let phone = Phone { member: name.to_owned(), ..Phone::blank() };
        phone.enrol(hub, &hub.url(), &hub.invite(name)).unwrap();
        phone
    }

    /// A member's new phone in a folder of the caller's.
    ///
    /// # Panics
    /// Where enrolling fails.
    #[must_use]
    pub fn at(member: &str, hub: &Hub, home: &Path) -> Self {
        let phone = Phone::over(member, home);
        phone.enrol(hub, &hub.url(), &hub.invite(member)).unwrap();
        phone
    }

    /// What is in a folder already, as a phone of its own.
    #[must_use]
    pub fn over(member: &str, home: &Path) -> Self {
        Phone { member: member.to_owned(), home: home.to_owned(), with: Vec::new(), _folder: None }
    }

    /// The same with a variable that names a file.
    #[must_use]
    pub fn with(mut self, variable: &str, path: &Path) -> Self {
        self.with.push((variable.to_owned(), path.to_owned()));
        self
    }

    /// Its folder.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// `jinshui --home …` with these words, not run yet.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(binary("jinshui"));
        command.arg("--home").arg(&self.home).args(words).stdin(Stdio::null());
        command.envs(self.with.iter().cloned());
        command
    }

    /// Runs it and reads its one JSON line.
    pub fn run(&self, words: &[&str]) -> Asked {
        read(&self.command(words).output().unwrap())
    }

    /// Asks to join and does not wait: the state of the device that is in, or for what it waits.
    pub fn ask(&self, url: &str, code: &str) -> Asked {
        self.run(&["enrol", "--server", url, "--code", code, "--ask"])
    }

    /// Joins a community: it asks, the office agrees to the check code that it shows, it asks again.
    pub fn enrol(&self, hub: &Hub, url: &str, code: &str) -> Asked {
        let asked = self.ask(url, code)?;
        let Some(check) = asked["waiting"]["check"].as_str() else { return Ok(asked) };
        hub.approve(check);
        self.run(&["enrol", "--server", url, "--code", code])
    }

    /// Syncs once.
    pub fn try_sync(&self) -> Asked {
        self.run(&["sync"])
    }

    /// Syncs once, which must succeed.
    ///
    /// # Panics
    /// Where it does not.
    pub fn sync(&self) -> Value {
        self.try_sync().unwrap_or_else(|failed| panic!("{} syncs: {failed:?}", self.member))
    }

    /// The device's state.
    ///
    /// # Panics
    /// Where it has none.
    #[must_use]
    pub fn status(&self) -> Value {
        self.run(&["status"]).unwrap_or_else(|failed| panic!("{} has a status: {failed:?}", self.member))
    }

    /// Whether a rebuild of the projections changed anything.
    ///
    /// # Panics
    /// Where it fails.
    #[must_use]
    pub fn rebuild_differs(&self) -> bool {
        self.run(&["rebuild"]).unwrap()["differed"].as_bool().unwrap()
    }

    /// The stock Automerge file of a record.
    ///
    /// # Panics
    /// Where it fails.
    #[must_use]
    pub fn document(&self, id: &str) -> Vec<u8> {
        let output = self.command(&["document", id]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// Does commands in a process of their own.
    #[must_use]
    pub fn exec(&self) -> Exec {
        Exec::start(self.command(&["exec"]))
    }

    /// Does one command in a process that ends with it.
    pub fn once(&self, command: &str, args: Value) -> Asked {
        self.exec().ask(command, args)
    }

    /// Syncs by itself until it is dropped.
    #[must_use]
    pub fn live(&self) -> Live {
        Live::start(self.command(&["sync", "--live"]))
    }
}

/// The one line of output; or the failure, which is the last line of the error output.
fn read(output: &Output) -> Asked {
    if output.status.success() {
        return Ok(serde_json::from_slice(&output.stdout).unwrap());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().and_then(|line| serde_json::from_str::<Value>(line).ok());
    let error = last.unwrap_or_else(|| panic!("no failure in JSON, {}: {said}", output.status));
    Err(Failed::read(&error["error"]))
}
