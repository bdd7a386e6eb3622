//! Last step: answer. Only what is durable is acknowledged, by ranges over the request's order (R9).

use std::collections::HashSet;

use jinshui_core::ChangeHash;
use jinshui_core::hand_over::TakenIn;
use jinshui_core::referee::Reason;
use jinshui_core::wire::{AckRange, Frame, Refusal, ReturnReply, Seal, acks_digest};

use super::verdict::Decision;
use crate::store::Receipt;

/// What became of a push.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    ranges: Vec<AckRange>,
    acked: Vec<ChangeHash>,
    seals: Vec<Seal>,
    refusals: Vec<Refusal>,
    missing: Vec<u32>,
    /// Of those acknowledged, how many were in the log before.
    known: u64,
    /// Changes that were neither acknowledged nor refused.
    waiting: Vec<ChangeHash>,
}

impl Answer {
    /// Adds what became of one change.
    pub(super) fn add(
        &mut self,
        index: u32,
        hash: Option<ChangeHash>,
        decision: Decision,
        receipt: Option<Receipt>,
        seal: Option<Seal>,
    ) {
        self.seals.extend(seal);
        match (decision, receipt) {
            (Decision::Known(hash, receipt), _) => {
                self.known += 1;
                self.ack(index, hash, receipt);
            }
            (Decision::Stands(change), Some(receipt)) => self.ack(index, change.hash, receipt),
            (Decision::Refuse(refusal), _) => self.refuse(index, hash, refusal.reason, None),
            (Decision::RefusedBefore(reason), _) => self.refuse(index, hash, reason, None),
            (Decision::NotTaken(reason), _) => self.refuse(index, hash, reason, None),
            (Decision::Replaced(other), _) => {
                self.refuse(index, hash, Reason::Replaced.code().to_owned(), Some(other));
            }
            (Decision::Missing, _) => {
                self.missing.push(index);
                self.waiting.extend(hash);
            }
            // Not acknowledged and not refused: it stays in the device's outbox.
            (Decision::Later(why), _) => {
                tracing::warn!(index, ?why, "a change waits on its device");
                self.waiting.extend(hash);
            }
            (Decision::Stands(_), None) => tracing::error!(index, "a change has no receipt"),
        }
    }

    fn ack(&mut self, index: u32, hash: ChangeHash, Receipt { seq, received_at }: Receipt) {
        self.acked.push(hash);
        if let Some(last) = self.ranges.last_mut()
            && last.from + last.count == index
            && last.seq + u64::from(last.count) == seq
            && last.received_at == received_at
        {
            last.count += 1;
        } else {
            self.ranges.push(AckRange { from: index, count: 1, seq, received_at });
        }
    }

    fn refuse(&mut self, index: u32, hash: Option<ChangeHash>, reason: String, other: Option<ChangeHash>) {
        self.refusals.push(Refusal { index, hash, reason, other });
    }

    /// The hashes that are durable.
    pub(crate) fn acked(&self) -> HashSet<ChangeHash> {
        self.acked.iter().copied().collect()
    }

    /// The same of what was given back (R23).
    pub(crate) fn into_reply(self) -> ReturnReply {
        let taken = u32::try_from(self.acked.len()).unwrap_or(u32::MAX);
        ReturnReply { taken, refused: self.refusals, missing: self.missing }
    }

    /// The same in numbers, as one is told who brings a file. What stands by another name is there.
    pub(crate) fn taken_in(&self) -> TakenIn {
        let replaced = self.refusals.iter().filter(|refusal| refusal.other.is_some()).count() as u64;
        TakenIn {
            taken: (self.acked.len() as u64).saturating_sub(self.known),
            known: self.known + replaced,
            refused: (self.refusals.len() as u64).saturating_sub(replaced),
            waiting: self.waiting.clone(),
            photos: 0,
        }
    }

    /// The frames that say it.
    pub(crate) fn into_frames(self) -> Vec<Frame> {
        let mut frames = Vec::new();
        if !self.ranges.is_empty() {
            frames.push(Frame::Acks {
                digest: acks_digest(&self.acked),
                ranges: self.ranges,
                seals: self.seals,
            });
        }
        if !self.refusals.is_empty() {
            frames.push(Frame::Refused { refusals: self.refusals });
        }
        if !self.missing.is_empty() {
            frames.push(Frame::Missing { indexes: self.missing });
        }
        frames
    }
}
