//! Changes upon a record: the referee, the ground, Automerge and the projection. The heads of the changes are put together
//! here, so that the fuzzer's bytes become operations.
//!
//! The first byte chooses the kind. Each change is one byte that says whom it follows, two of length, and the rest of its body
//! from the list of other actors on.

use std::sync::LazyLock;

use automerge::Automerge;
use jinshui_core::admit::admit;
use jinshui_core::community::{Directory, demo};
use jinshui_core::document::{Document, DocumentError};
use jinshui_core::genesis::genesis;
use jinshui_core::projection;
use jinshui_core::referee::{Case, judge};
use jinshui_core::{ChangeHash, DeviceTag, Kind, Space};

use crate::seal::{sealed, unsigned};

/// The tag of the device whose changes they are.
const TAG: [u8; 8] = *b"fuzzing.";
/// Changes of one input.
const CHANGES: usize = 8;
/// Follows the genesis alone: at the same time as all others.
const APART: u8 = 1;

static DIRECTORY: LazyLock<Directory> = LazyLock::new(demo);

/// Who wrote what so far.
struct History {
    document: Document,
    /// The greatest operation of the genesis, and of each change.
    genesis_op: u64,
    max_op: u64,
    actors: u8,
}

/// Reads the changes and does with each what hub and device do.
pub(crate) fn run(bytes: &[u8]) {
    let kinds = [Kind::Hazard, Kind::Patrol, Kind::Checklist, Kind::Home, Kind::Resident];
    let Some((first, mut rest)) = bytes.split_first() else { return };
    let Some(kind) = kinds.get(usize::from(*first) % kinds.len()) else { return };
    let mut history = History::new(kind);
    for _ in 0..CHANGES {
        let Some(([mode, high, low], after)) = rest.split_first_chunk::<3>() else { break };
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(after.len());
        let (tail, after) = after.split_at(length);
        rest = after;
        history.write(*mode, tail);
    }
    history.read();
}

impl History {
    fn new(kind: &Kind) -> Self {
        let first = genesis(kind, 1).and_then(|genesis| genesis.change()).expect("every kind has a genesis");
        let document = Document::new(kind, 1).expect("every kind has a genesis");
        History { document, genesis_op: first.max_op(), max_op: first.max_op(), actors: 0 }
    }

    fn write(&mut self, mode: u8, tail: &[u8]) {
        let apart = mode & APART != 0;
        let (deps, before) = if apart {
            (vec![self.document.genesis()], self.genesis_op)
        } else {
            (self.document.heads(), self.max_op)
        };
        let raw = sealed(&body(&deps, self.actors, before + 1, tail));
        let Ok(change) = admit(&raw) else { return };
        self.judge(&change);
        match self.document.apply(&change) {
            Ok(_) => {
                self.max_op = self.max_op.max(change.max_op());
                self.actors += 1;
            }
            Err(DocumentError::Poisoned(why)) => panic!("what fits, Automerge applies: {why}"),
            Err(_) => {}
        }
    }

    fn judge(&self, change: &jinshui_core::admit::AdmittedChange) {
        let directory = &*DIRECTORY;
        let kind = self.document.kind();
        for (member, space) in [("volunteer-17-1", "grid/g17"), ("office-1", "homes/a001")] {
            let author = directory.members().find(|one| one.id.0 == member);
            let Some(author) = author.or_else(|| directory.members().next()) else { return };
            let case = Case {
                directory,
                author,
                tag: DeviceTag(TAG),
                kind,
                schema: 1,
                space: &Space::parse(space),
                document: &self.document,
                change,
            };
            drop(judge(&case));
        }
    }

    /// Everything that screens and files read, and the document as a file.
    fn read(&self) {
        let document = &self.document;
        let heads = document.heads();
        drop((document.hazard(), document.patrol(), document.checklist()));
        drop((document.home(), document.resident(), document.clashes()));
        drop((document.standing(&heads), document.patrol_standing(&heads)));
        drop(projection::project_hazard(document, &[]));
        drop(projection::project_patrol(document, &[]));
        drop(projection::project_checklist(document, &[]));
        drop(projection::project_home(document, &[]));
        drop(projection::project_resident(document, &[]));
        let loaded = Automerge::load(&document.save()).expect("a document that was saved loads again");
        let mut loaded: Vec<_> = loaded.get_heads().into_iter().map(ChangeHash::from).collect();
        loaded.sort_unstable();
        assert_eq!(loaded, heads, "a document that was saved is the same");
    }
}

fn body(deps: &[ChangeHash], actor: u8, start_op: u64, tail: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    unsigned(&mut body, deps.len() as u64);
    deps.iter().for_each(|dep| body.extend_from_slice(&dep.0));
    body.push(16);
    body.extend_from_slice(&TAG);
    body.extend_from_slice(&[actor; 8]);
    body.push(1);
    unsigned(&mut body, start_op);
    // No time, no message.
    body.extend_from_slice(&[0, 0]);
    body.extend_from_slice(tail);
    body
}
