//! The outside ledger: what was acknowledged to people, under words that nobody else writes. It knows nothing of documents.

use serde_json::Value;

/// Characters that words of the ledger are made of: people's names, places and texts all take them.
const LETTERS: [char; 16] =
    ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子', '丑', '寅', '卯', '辰', '巳'];

/// The words of one deed: nobody else's, and none are part of others.
pub(super) fn words(number: usize) -> String {
    let digit = |place: u32| LETTERS[(number >> (4 * place)) & 15];
    let mut words = String::from("金");
    words.extend((0..5).rev().map(digit));
    words.push('水');
    words
}

/// How its words are told from others' in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Its words stand in exactly one change of the log.
    Words,
    /// Its words stand in a field, which somebody may choose again: in one change or more.
    Field,
    /// It has no words: its record is there.
    Record,
}

/// Something that was acknowledged to a person.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) number: usize,
    /// When it was acknowledged, in numbers of deeds: later than its own where a finger tapped again.
    pub(super) told: usize,
    /// The member who did it.
    pub(super) member: &'static str,
    /// The device it was done on.
    pub(super) phone: String,
    pub(super) command: &'static str,
    pub(super) record: String,
    pub(super) mark: Mark,
    pub(super) words: String,
    /// Why it need not be there any more.
    pub(super) excused: Option<&'static str>,
}

/// What was asked and may be asked again, word for word, as a finger taps twice.
#[derive(Debug, Clone)]
pub(super) struct Tap {
    pub(super) number: usize,
    pub(super) phone: usize,
    /// How often the device had been in touch with the hub by then.
    pub(super) touches: usize,
    pub(super) command: &'static str,
    pub(super) args: Value,
    pub(super) mark: Mark,
}

#[derive(Default)]
pub(super) struct Ledger {
    pub(super) entries: Vec<Entry>,
    pub(super) taps: Vec<Tap>,
    next: usize,
}

impl Ledger {
    /// The number of the next deed.
    pub(super) fn next(&mut self) -> usize {
        self.next += 1;
        self.next
    }
    pub(super) fn count(&self) -> usize {
        self.next
    }

    /// What these people were told is saved. Told twice, it is one.
    pub(super) fn acknowledged(&mut self, entry: Entry) {
        if !self.entries.iter().any(|one| one.number == entry.number) {
            self.entries.push(entry);
        }
    }

    /// A person put this away.
    pub(super) fn excuse(&mut self, of: impl Fn(&Entry) -> bool, why: &'static str) {
        self.entries.iter_mut().filter(|entry| of(entry)).for_each(|entry| entry.excused = Some(why));
    }
}
