//! What people wrote of patrols, homes, residents, checklists and reports, and who knows what of it, as plain sets: the tests' own
//! idea of what every phone is to show. It shares nothing with the product.

use std::collections::{BTreeMap, BTreeSet};

/// A member of the cast.
pub(crate) struct Reader {
    pub(crate) id: &'static str,
    /// The spaces they read.
    pub(crate) spaces: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Hazard,
    Patrol,
    Checklist,
    Home,
    Resident,
}

/// A field that is set: its key and its value as it is stored.
pub(crate) type Set = (&'static str, String);

/// One thing that somebody wrote to one record.
#[derive(Clone, Debug, Default)]
pub(crate) struct What {
    pub(crate) fields: Vec<Set>,
    /// Items added to lists: the list, what the last one counts for, and the item told in one line.
    pub(crate) items: Vec<(&'static str, String, String)>,
    /// Words put after those that are there.
    pub(crate) words: String,
}

impl What {
    pub(crate) fn fields(fields: Vec<Set>) -> Self {
        What { fields, ..What::default() }
    }

    pub(crate) fn item(list: &'static str, of: impl Into<String>, told: String) -> Self {
        What { items: vec![(list, of.into(), told)], ..What::default() }
    }

    pub(crate) fn words(words: String) -> Self {
        What { words, ..What::default() }
    }
}

pub(crate) struct Op {
    pub(crate) by: usize,
    /// What of this record its author knew.
    pub(crate) knew: BTreeSet<usize>,
    pub(crate) what: What,
}

pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) space: &'static str,
    pub(crate) ops: Vec<usize>,
}

/// Everything written, and who knows what of it.
pub(crate) struct Book {
    pub(crate) people: Vec<Reader>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) ops: Vec<Op>,
    knows: Vec<BTreeSet<usize>>,
    hub: BTreeSet<usize>,
}

impl Book {
    pub(crate) fn new(people: Vec<Reader>) -> Self {
        let knows = people.iter().map(|_| BTreeSet::new()).collect();
        Book { people, entries: vec![], ops: vec![], knows, hub: BTreeSet::new() }
    }

    pub(crate) fn reads(&self, who: usize, entry: usize) -> bool {
        self.people[who].spaces.contains(&self.entries[entry].space)
    }

    /// Begins a record; one that somebody else has begun under the same name is the same.
    pub(crate) fn begin(
        &mut self,
        by: usize,
        id: &str,
        kind: Kind,
        space: &'static str,
        what: What,
    ) -> usize {
        let found = self.entries.iter().position(|entry| entry.id == id);
        let entry = found.unwrap_or_else(|| {
            self.entries.push(Entry { id: id.to_owned(), kind, space, ops: vec![] });
            self.entries.len() - 1
        });
        self.write(by, entry, what);
        entry
    }

    pub(crate) fn write(&mut self, by: usize, entry: usize, what: What) {
        let knew = self.known(by, entry);
        let op = self.ops.len();
        self.ops.push(Op { by, knew, what });
        self.entries[entry].ops.push(op);
        self.knows[by].insert(op);
    }

    /// A phone sends what it has and gets what it may read.
    pub(crate) fn sync(&mut self, who: usize) {
        self.hub.extend(&self.knows[who]);
        for entry in 0..self.entries.len() {
            if self.reads(who, entry) {
                let heard = self.entries[entry].ops.iter().filter(|op| self.hub.contains(op));
                self.knows[who].extend(heard);
            }
        }
    }

    pub(crate) fn known(&self, who: usize, entry: usize) -> BTreeSet<usize> {
        self.entries[entry].ops.iter().copied().filter(|op| self.knows[who].contains(op)).collect()
    }

    /// The records of a kind that are on a phone.
    pub(crate) fn on(&self, who: usize, kind: Kind) -> Vec<usize> {
        let here = |entry: &usize| self.entries[*entry].kind == kind && !self.known(who, *entry).is_empty();
        (0..self.entries.len()).filter(here).collect()
    }

    pub(crate) fn knows_all(&self, who: usize, entry: usize) -> bool {
        self.known(who, entry).len() == self.entries[entry].ops.len()
    }

    /// Whether a person knows all words of a record, so that theirs come after them.
    pub(crate) fn knows_words(&self, who: usize, entry: usize) -> bool {
        let worded = self.entries[entry].ops.iter().filter(|op| !self.ops[**op].what.words.is_empty());
        worded.clone().all(|op| self.knows[who].contains(op))
    }

    /// Every value that stands, by field: until somebody who knew it set another.
    pub(crate) fn fields(&self, who: usize, entry: usize) -> BTreeMap<&'static str, BTreeSet<String>> {
        let known = self.known(who, entry);
        let mut fields: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for op in &known {
            for (field, value) in &self.ops[*op].what.fields {
                let sets = |other: &Op| other.what.fields.iter().any(|(name, _)| name == field);
                let overruled = |other: &usize| self.ops[*other].knew.contains(op) && sets(&self.ops[*other]);
                if !known.iter().any(overruled) {
                    fields.entry(*field).or_default().insert(value.clone());
                }
            }
        }
        fields
    }

    /// The fields where two values stand.
    pub(crate) fn clashes(&self, who: usize, entry: usize) -> Vec<&'static str> {
        let fields = self.fields(who, entry).into_iter();
        fields.filter(|(_, values)| values.len() > 1).map(|(field, _)| field).collect()
    }

    /// The one value of a field, where it has just one.
    pub(crate) fn one(&self, who: usize, entry: usize, field: &str) -> Option<String> {
        let values = self.fields(who, entry).remove(field)?;
        (values.len() == 1).then(|| values.into_iter().next()).flatten()
    }

    pub(crate) fn text(&self, who: usize, entry: usize) -> String {
        self.known(who, entry).into_iter().map(|op| self.ops[op].what.words.as_str()).collect()
    }

    /// The items of a list, told, sorted.
    pub(crate) fn items(&self, who: usize, entry: usize, list: &str) -> Vec<String> {
        let known = self.known(who, entry).into_iter();
        let mut told: Vec<String> = known
            .flat_map(|op| &self.ops[op].what.items)
            .filter(|(of, ..)| *of == list)
            .map(|(.., told)| told.clone())
            .collect();
        told.sort();
        told
    }

    /// Of each thing that a list tells of: how often it was told, and the items that may be the last: those that nobody who knew
    /// them has added to.
    pub(crate) fn lasts(
        &self,
        who: usize,
        entry: usize,
        list: &str,
    ) -> BTreeMap<String, (usize, BTreeSet<String>)> {
        let known = self.known(who, entry);
        let of_list = |op: &usize| self.ops[*op].what.items.iter().filter(|(of, ..)| *of == list);
        let mut lasts: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
        for op in &known {
            for (_, of, told) in of_list(op) {
                let last = lasts.entry(of.clone()).or_default();
                last.0 += 1;
                let after = |other: &usize| {
                    self.ops[*other].knew.contains(op) && of_list(other).any(|(_, same, _)| same == of)
                };
                if !known.iter().any(after) {
                    last.1.insert(told.clone());
                }
            }
        }
        lasts
    }

    /// Records of a kind that two people changed without knowing of each other, on a same field.
    pub(crate) fn set_at_once(&self, kind: Kind) -> usize {
        let shared = |a: &Op, b: &Op| {
            a.what.fields.iter().any(|(one, _)| b.what.fields.iter().any(|(two, _)| one == two))
        };
        let apart = |entry: &&Entry| {
            let ops = &entry.ops;
            ops.iter().enumerate().any(|(at, a)| {
                ops[at + 1..].iter().any(|b| {
                    let (first, second) = (&self.ops[*a], &self.ops[*b]);
                    first.by != second.by && !second.knew.contains(a) && shared(first, second)
                })
            })
        };
        self.entries.iter().filter(|entry| entry.kind == kind).filter(apart).count()
    }
}
