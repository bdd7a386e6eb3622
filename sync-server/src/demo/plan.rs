//! What happens, before it happens: deeds with their moments, put in order of time at the end. It knows no device and no hub.

use jinshui_core::community::Post;
use jinshui_core::{DocumentId, Timestamp};
use serde_json::Value;

use super::calendar::{Calendar, When};

/// Whether somebody's device reaches the hub before and after a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Net {
    /// It hears what is new, and sends what was written.
    Both,
    /// It only sends.
    Sends,
    /// Neither: there is no network, or no time yet.
    Away,
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Doing {
    /// Their new device joins.
    Joins,
    /// A command, as a screen asks for it.
    Command {
        /// Its name.
        name: &'static str,
        /// Its arguments.
        args: Value,
        /// Whether the device reaches the hub.
        net: Net,
    },
    /// Their device reaches the hub again, and so many edits come back.
    Returns(u64),
    /// The office changes which posts they hold, and since when that holds.
    Posts(Vec<Post>, Timestamp),
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deed {
    /// When.
    pub(super) at: Timestamp,
    /// Who does it, or to whom it is done.
    pub(super) who: &'static str,
    /// What.
    pub(super) doing: Doing,
}

/// Deeds as they are thought of.
pub(super) struct Plan {
    /// The days in which they lie.
    pub(super) calendar: Calendar,
    /// Draws what stories leave open.
    pub(super) chance: fastrand::Rng,
    deeds: Vec<Deed>,
}

impl Plan {
    /// An empty plan.
    pub(super) fn new(calendar: Calendar, seed: u64) -> Self {
        Plan { calendar, chance: fastrand::Rng::with_seed(seed), deeds: Vec::new() }
    }

    /// A moment of a day, some minutes and seconds off the round one; one of today as it is said.
    pub(super) fn moment(&mut self, when: When) -> Timestamp {
        let off = match when {
            When::Day(..) => self.chance.i64(0..8 * 60_000),
            When::Ago(_) => 0,
        };
        self.calendar.at(when).plus_ms(off)
    }

    /// A name for a record or an item that is made at a moment: UUID v7.
    pub(super) fn id(&mut self, at: Timestamp) -> DocumentId {
        let mut random = [0u8; 10];
        self.chance.fill(&mut random);
        let millis = u64::try_from(at.0).unwrap_or(0);
        DocumentId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Somebody does something on a device that hears and sends.
    pub(super) fn does(&mut self, at: Timestamp, who: &'static str, name: &'static str, args: Value) {
        self.add(at, who, Doing::Command { name, args, net: Net::Both });
    }

    /// Somebody does something that needs nothing of others, and sends it.
    pub(super) fn sends(&mut self, at: Timestamp, who: &'static str, name: &'static str, args: Value) {
        self.add(at, who, Doing::Command { name, args, net: Net::Sends });
    }

    /// Somebody does something that waits on their device.
    pub(super) fn keeps(&mut self, at: Timestamp, who: &'static str, name: &'static str, args: Value) {
        self.add(at, who, Doing::Command { name, args, net: Net::Away });
    }

    /// Anything else that happens.
    pub(super) fn add(&mut self, at: Timestamp, who: &'static str, doing: Doing) {
        self.deeds.push(Deed { at, who, doing });
    }

    /// All of it in the order of time; what is thought of first comes first where two share a moment.
    pub(super) fn into_deeds(self) -> Vec<Deed> {
        let mut deeds = self.deeds;
        deeds.sort_by_key(|deed| deed.at);
        deeds
    }
}
