//! Keeps what a receiver tells, one fix a transaction, until it has nothing for now.

use jinshui_core::command::{FixRefused, TrackAdded};
use jinshui_core::limits::TRACK_BATCH;
use jinshui_core::{DocumentId, Timestamp};

use super::Taken;
use crate::platform::{Heard, Location};
use crate::store::{Result, Store};

/// What a recording waits for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Next {
    /// There is more at once; others may use the store in between.
    More,
    /// There is nothing before this moment.
    Later(Timestamp),
    /// The receiver has ended.
    Ended,
}

/// A track that is being recorded.
pub(crate) struct Recording {
    patrol: DocumentId,
    /// Fixes heard so far.
    heard: u32,
    lost: bool,
    added: TrackAdded,
}

impl Recording {
    /// Of this patrol.
    pub(crate) fn new(patrol: DocumentId) -> Self {
        Recording { patrol, heard: 0, lost: false, added: TrackAdded::default() }
    }

    /// What became of the fixes so far.
    pub(crate) fn added(self) -> TrackAdded {
        self.added
    }

    /// Keeps what there is now, at most a batch of it. Each fix is on the disk before the next is asked for: a crash at any
    /// moment loses at most the last.
    pub(crate) fn hear(
        &mut self,
        store: &mut Store,
        location: &mut dyn Location,
        now: Timestamp,
    ) -> Result<Next> {
        for _ in 0..TRACK_BATCH {
            match location.hear(now) {
                Heard::Fix(fix) => {
                    let taken = store.keep_fix(self.patrol, &fix, std::mem::take(&mut self.lost))?;
                    self.count(taken);
                }
                Heard::Lost => self.lost = true,
                Heard::Later(at) => return Ok(Next::Later(at)),
                Heard::Ended => return Ok(Next::Ended),
            }
        }
        Ok(Next::More)
    }

    fn count(&mut self, taken: Taken) {
        match taken {
            Taken::Kept(_) => self.added.kept += 1,
            Taken::Ignored => self.added.ignored += 1,
            Taken::Refused(why) if self.added.refused.len() < TRACK_BATCH => {
                self.added.refused.push(FixRefused { number: self.heard, why });
            }
            Taken::Refused(_) => {}
        }
        self.heard += 1;
    }
}
