//! What everything in one simulation shares: the trace, the faults that were made, requests on their way, what was found.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use jinshui_device::platform::Request;
use sha2::{Digest, Sha256};

use super::clock::Time;
use super::fault::Fault;

/// Requests that may be played again.
const REMEMBERED: usize = 40;

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It was acknowledged and is nowhere.
    Lost(String),
    /// It is there twice.
    Doubled(String),
    /// Two replicas differ, or never come to rest.
    Diverged(String),
    /// The product failed in a way that no fault explains.
    Broken(String),
}

/// A request as it went out.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) by: String,
    pub(super) request: Request,
}

#[derive(Default)]
struct Trace {
    lines: Vec<String>,
    hash: Sha256,
}

/// Shared by all parts of one simulation.
#[derive(Clone)]
pub(super) struct Scene {
    pub(super) time: Time,
    trace: Arc<Mutex<Trace>>,
    tally: Arc<Mutex<BTreeMap<Fault, u64>>>,
    held: Arc<Mutex<Vec<Sent>>>,
    past: Arc<Mutex<VecDeque<Sent>>>,
    found: Arc<Mutex<Vec<Finding>>>,
    aloud: bool,
}

impl Scene {
    pub(super) fn new(aloud: bool) -> Self {
        Scene {
            time: Time::begin(),
            trace: Arc::default(),
            tally: Arc::default(),
            held: Arc::default(),
            past: Arc::default(),
            found: Arc::default(),
            aloud,
        }
    }

    /// Writes a line of the trace.
    pub(super) fn note(&self, line: impl AsRef<str>) {
        let seconds = (self.time.now() - super::clock::DAWN) / 1000;
        let line = format!("{:>7}s {}", seconds, line.as_ref());
        if self.aloud {
            eprintln!("{line}");
        }
        let mut trace = self.trace.lock().unwrap();
        trace.hash.update(line.as_bytes());
        trace.hash.update(b"\n");
        trace.lines.push(line);
    }

    pub(super) fn fault(&self, fault: Fault, where_: &str) {
        *self.tally.lock().unwrap().entry(fault).or_default() += 1;
        self.note(format!("! {fault} {where_}"));
    }

    pub(super) fn found(&self, finding: Finding) {
        self.note(format!("FOUND {finding:?}"));
        self.found.lock().unwrap().push(finding);
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        self.found.lock().unwrap().clone()
    }
    pub(super) fn tally(&self) -> BTreeMap<Fault, u64> {
        self.tally.lock().unwrap().clone()
    }
    pub(super) fn lines(&self) -> Vec<String> {
        self.trace.lock().unwrap().lines.clone()
    }
    pub(super) fn hash(&self) -> String {
        hex::encode(self.trace.lock().unwrap().hash.clone().finalize())
    }

    pub(super) fn hold(&self, sent: Sent) {
        self.held.lock().unwrap().push(sent);
    }
    pub(super) fn held(&self) -> usize {
        self.held.lock().unwrap().len()
    }
    pub(super) fn release(&self, at: usize) -> Sent {
        self.held.lock().unwrap().remove(at)
    }

    pub(super) fn remember(&self, sent: Sent) {
        let mut past = self.past.lock().unwrap();
        if past.len() == REMEMBERED {
            past.pop_front();
        }
        past.push_back(sent);
    }
    pub(super) fn past(&self) -> Vec<Sent> {
        self.past.lock().unwrap().iter().cloned().collect()
    }
}
