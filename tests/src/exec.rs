//! `jinshui exec`: JSON lines in, JSON lines out.

use std::io::Write;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::{Asked, Failed, Lines};

const PATIENCE: Duration = Duration::from_secs(60);

/// A running `exec`.
pub struct Exec {
    child: Child,
    input: Option<ChildStdin>,
    lines: Lines,
    next: u64,
}

impl Exec {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = child.stdin.take();
        let lines = Lines::of(child.stdout.take().unwrap());
        Exec { child, input, lines, next: 0 }
    }

    /// Runs any command that reads and answers JSON lines as `exec` does.
    #[must_use]
    pub fn of(command: Command) -> Self {
        Exec::start(command)
    }

    /// Asks and waits for the answer.
    ///
    /// # Panics
    /// Where none comes.
    pub fn ask(&mut self, command: &str, args: Value) -> Asked {
        self.send(command, &args);
        self.answer(PATIENCE).expect("an answer").1
    }

    /// Asks; the process may be dead already. Gives the request's number.
    pub fn send(&mut self, command: &str, args: &Value) -> u64 {
        self.next += 1;
        self.send_line(&json!({ "id": self.next, "command": command, "args": args }).to_string());
        self.next
    }

    /// Writes a raw line; the process may be dead already.
    pub fn send_line(&mut self, line: &str) {
        if let Some(input) = &mut self.input {
            let _ = input.write_all(format!("{line}\n").as_bytes()).and_then(|()| input.flush());
        }
    }

    /// The next answer with its request's number; none where the output has ended or the time is over.
    pub fn answer(&mut self, within: Duration) -> Option<(u64, Asked)> {
        let line = self.lines.next(within)?;
        // A killed process may leave half a line.
        let answer: Value = serde_json::from_str(&line).ok()?;
        let asked = match answer.get("ok") {
            Some(ok) => Ok(ok.clone()),
            None => Err(Failed::read(&answer["error"])),
        };
        Some((answer["id"].as_u64().unwrap_or(0), asked))
    }

    /// Asks; none where the process ended instead of answering.
    pub fn answer_or_exit(&mut self, command: &str, args: Value) -> Option<Asked> {
        self.send(command, &args);
        self.answer(PATIENCE).map(|(_, asked)| asked)
    }

    /// Kills it and waits until it is gone.
    ///
    /// # Panics
    /// Where it cannot be killed.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Exec {
    fn drop(&mut self) {
        // At the end of its input it ends by itself.
        drop(self.input.take());
        let _ = self.child.wait();
    }
}
