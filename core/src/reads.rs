//! 谁看过: every look into a home, a case or a card is written down, on the device at once and at the hub when it syncs. The hub's
//! rows are chained by their hashes: none of them can be changed or taken out of the middle without being found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::id::{DeviceId, DocumentId, MemberId};
use crate::kind::Kind;
use crate::open_enum::open_enum;
use crate::space::Space;

/// Homes that one person opens in an hour before the office is shown it.
pub const MANY: usize = 30;
/// The hour, in milliseconds.
pub const HOUR_MS: i64 = 60 * 60 * 1000;
/// Characters of a purpose.
pub const PURPOSE_CHARS: usize = 200;
/// Looks of one request.
pub const PER_REQUEST: usize = 1_000;

open_enum! {
    /// What was looked at.
    pub enum ReadWhat {
        /// The record was opened.
        Opened = "opened",
        /// A telephone number of it was shown.
        Phone = "phone",
        /// A list of such records was written into a file.
        Exported = "exported",
    }
}

/// One look, as a device tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Its own name: told twice, it is one look.
    pub id: Uuid,
    /// The record; nil for a list.
    pub document: DocumentId,
    /// What it is.
    pub kind: Kind,
    /// What was looked at.
    pub what: ReadWhat,
    /// When, by the device.
    pub at: Timestamp,
    /// Why, where the app asks for it. It names nobody.
    pub purpose: String,
}

/// One look as it lies in the hub's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadRow {
    /// Its place, from 1.
    pub number: u64,
    /// What the device told.
    #[serde(flatten)]
    pub read: Read,
    /// Where the record was then; the community's own for a list.
    pub space: Space,
    /// Who.
    pub member: MemberId,
    /// With which device.
    pub device: DeviceId,
    /// When the hub heard of it.
    pub received_at: Timestamp,
}

impl ReadRow {
    /// The row's hash: over the hash of the row before it and everything that it says.
    #[must_use]
    pub fn chained(&self, before: &[u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"jinshui-read-1");
        hash.update(before);
        for number in [self.number, self.read.at.0.cast_unsigned(), self.received_at.0.cast_unsigned()] {
            hash.update(number.to_be_bytes());
        }
        hash.update(self.read.id.as_bytes());
        hash.update(self.read.document.0.as_bytes());
        let space = self.space.to_string();
        for text in [
            self.read.kind.code(),
            self.read.what.code(),
            &self.read.purpose,
            &space,
            self.member.as_str(),
            self.device.as_str(),
        ] {
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(text.as_bytes());
        }
        hash.finalize().into()
    }
}

/// Somebody who opened unusually many homes within an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ManyReads {
    /// Who.
    pub member: MemberId,
    /// When the hour began.
    pub from: Timestamp,
    /// How many homes they opened in it.
    pub homes: u32,
}

/// Who opened more than [`MANY`] homes within an hour, each with their fullest hour. Rows in any order.
#[must_use]
pub fn many(rows: &[ReadRow]) -> Vec<ManyReads> {
    let homes = rows.iter().filter(|row| row.read.kind == Kind::Home && row.read.what == ReadWhat::Opened);
    let mut by_member: std::collections::BTreeMap<&MemberId, Vec<(Timestamp, DocumentId)>> =
        Default::default();
    for row in homes {
        by_member.entry(&row.member).or_default().push((row.read.at, row.read.document));
    }
    let fullest = |(member, mut looks): (&MemberId, Vec<(Timestamp, DocumentId)>)| {
        looks.sort_unstable();
        let hour = |at: usize| {
            let rest = looks.get(at..).unwrap_or_default();
            let from = rest.first()?.0;
            let within = rest.iter().take_while(|(when, _)| when.0 < from.0.saturating_add(HOUR_MS));
            let opened: std::collections::BTreeSet<_> = within.map(|(_, home)| home).collect();
            Some((opened.len(), from))
        };
        let (homes, from) = (0..looks.len()).filter_map(hour).max_by_key(|(homes, _)| *homes)?;
        let homes = (homes > MANY).then_some(homes)?;
        Some(ManyReads { member: member.clone(), from, homes: u32::try_from(homes).unwrap_or(u32::MAX) })
    };
    by_member.into_iter().filter_map(fullest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, home: u128, at: i64) -> ReadRow {
        ReadRow {
            number,
            read: Read {
                id: Uuid::from_u128(u128::from(number)),
                document: DocumentId(Uuid::from_u128(home)),
                kind: Kind::Home,
                what: ReadWhat::Opened,
                at: Timestamp(at),
                purpose: String::new(),
            },
            space: Space::Homes("a001".into()),
            member: "m".into(),
            device: "d".into(),
            received_at: Timestamp(at),
        }
    }

    #[test]
    fn more_than_thirty_homes_within_an_hour_are_many_and_one_home_again_is_not() {
        let apart = |step: i64, homes: u128| -> Vec<ReadRow> {
            (0..31).map(|at| row(at, u128::from(at) % homes, i64::try_from(at).unwrap() * step)).collect()
        };
        let seen = many(&apart(HOUR_MS / 31, 31));
        assert_eq!(seen.iter().map(|one| (one.from, one.homes)).collect::<Vec<_>>(), [(Timestamp(0), 31)]);
        assert!(many(&apart(HOUR_MS / 29, 31)).is_empty(), "in more than an hour");
        assert!(many(&apart(1, 30)).is_empty(), "thirty homes, one of them twice");
    }

    #[test]
    fn every_part_of_a_row_is_in_its_hash() {
        let one = row(1, 1, 1);
        let before = [0; 32];
        let changed = [
            ReadRow { number: 2, ..one.clone() },
            ReadRow { space: Space::Community, ..one.clone() },
            ReadRow { member: "n".into(), ..one.clone() },
            ReadRow { device: "e".into(), ..one.clone() },
            ReadRow { received_at: Timestamp(2), ..one.clone() },
            ReadRow { read: Read { id: Uuid::nil(), ..one.read.clone() }, ..one.clone() },
            ReadRow { read: Read { kind: Kind::Case, ..one.read.clone() }, ..one.clone() },
            ReadRow { read: Read { what: ReadWhat::Phone, ..one.read.clone() }, ..one.clone() },
            ReadRow { read: Read { at: Timestamp(3), ..one.read.clone() }, ..one.clone() },
            ReadRow { read: Read { purpose: "x".into(), ..one.read.clone() }, ..one.clone() },
            ReadRow { read: Read { document: DocumentId(Uuid::max()), ..one.read.clone() }, ..one.clone() },
        ];
        for other in changed {
            assert_ne!(other.chained(&before), one.chained(&before), "{other:?}");
        }
        assert_ne!(one.chained(&before), one.chained(&[1; 32]));
    }
}
