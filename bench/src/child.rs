//! Processes that the bench starts: a hub, and the floor's server. Each is this very program in another role.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use jinshui_device::App;

use crate::Result;

/// Names the role of a started process.
pub(crate) const ROLE: &str = "JINSHUI_BENCH_ROLE";
/// The real hub: its whole command line.
pub(crate) const HUB: &str = "hub";
/// The least a server could do.
pub(crate) const FLOOR: &str = "floor";

/// A server that ends with its handle.
pub(crate) struct Server {
    process: Child,
    /// Where it listens, `http://127.0.0.1:PORT`.
    pub(crate) address: String,
}

impl Server {
    /// Starts a role and reads, from the first line it prints, where it listens.
    fn start(role: &str, arguments: &[&str]) -> Result<Self> {
        let mut process = command(role)?.args(arguments).stdout(Stdio::piped()).spawn()?;
        let out = process.stdout.take().ok_or("the server has no output")?;
        let mut server = Server { process, address: String::new() };
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        server.address = field(&line, "listening")?;
        Ok(server)
    }

    /// The floor's server over a folder.
    pub(crate) fn floor(folder: &Path) -> Result<Self> {
        Server::start(FLOOR, &[&text(folder)])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.process.kill().and_then(|()| self.process.wait().map(drop)) {
            eprintln!("jinshui-bench: a server did not end: {error}");
        }
    }
}

/// A hub of the demonstration community.
pub(crate) struct Hub {
    server: Server,
    folder: String,
}

impl Hub {
    /// Makes a hub in a folder and serves it.
    pub(crate) fn start(folder: &Path) -> Result<Self> {
        let folder = text(folder);
        once(&["init", "--data", &folder, "--community", "demo"])?;
        let serve = ["serve", "--data", &folder, "--listen", "127.0.0.1:0", "--json"];
        Ok(Hub { server: Server::start(HUB, &serve)?, folder })
    }

    /// A new device of a volunteer, joined and up to date.
    pub(crate) async fn device(&self, home: &Path) -> Result<App> {
        self.device_of("volunteer-17-1", home).await
    }

    /// A new device of a member, joined and up to date.
    pub(crate) async fn device_of(&self, member: &str, home: &Path) -> Result<App> {
        let app = self.joined(member, home).await?;
        app.sync().await?;
        Ok(app)
    }

    /// A new device of a member, joined and empty.
    pub(crate) async fn joined(&self, member: &str, home: &Path) -> Result<App> {
        let invite = once(&["invite", "--data", &self.folder, "--member", member, "--approved"])?;
        let app = App::open(home)?;
        app.join(&self.server.address, &field(&invite, "code")?, None).await?;
        Ok(app)
    }
}

/// Runs one command of the hub to its end and gives what it printed.
fn once(arguments: &[&str]) -> Result<String> {
    let output = command(HUB)?.args(arguments).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn command(role: &str) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.env(ROLE, role);
    Ok(command)
}

fn field(line: &str, name: &str) -> Result<String> {
    let value: serde_json::Value = serde_json::from_str(line)?;
    let found = value.get(name).and_then(serde_json::Value::as_str);
    Ok(found.ok_or_else(|| format!("no {name} in {line}"))?.to_owned())
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
