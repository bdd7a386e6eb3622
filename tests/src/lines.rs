//! Lines that a child process prints, read on a thread of their own, so that waiting for one has a deadline.

use std::io::{BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The lines of one output.
pub struct Lines(Receiver<String>);

impl Lines {
    /// Reads an output to its end.
    pub fn of(output: impl Read + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { return };
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Lines(receiver)
    }

    /// The next line; none where the output has ended or the time is over.
    #[must_use]
    pub fn next(&self, within: Duration) -> Option<String> {
        self.0.recv_timeout(within).ok()
    }
}
