//! A deed: one thing that a person does to a record, as the app writes it. Each is done with one of two values, so that two
//! people can say the same or not.

use jinshui_core::clock::Timestamp;
use jinshui_core::document::Edit;
use jinshui_core::{ChangeHash, MemberId};

use crate::scene::Record;

/// What a person who does a deed knows.
pub(crate) struct Told<'a> {
    /// Who.
    pub(crate) by: MemberId,
    /// Which of the two values: 0 or 1; 2 is what the record had before.
    pub(crate) value: usize,
    /// A name of its own for an item or a step.
    pub(crate) id: String,
    /// The record as they see it.
    pub(crate) record: &'a Record,
    /// Its heads.
    pub(crate) seen: Vec<ChangeHash>,
}

impl Told<'_> {
    /// An edit decided from what is seen.
    pub(crate) fn edit(&self) -> Edit {
        Edit::new(&self.by, Timestamp(1_790_000_000_000)).seen(self.seen.clone())
    }

    /// When.
    pub(crate) fn at(&self) -> Timestamp {
        Timestamp(1_790_000_000_000)
    }
}

/// What a deed does.
pub(crate) enum Does {
    /// Begins the record.
    Begin(fn(&Told<'_>) -> Edit),
    /// Sets one field.
    Set(&'static str, [&'static str; 2]),
    /// Sets one field to one of the values that stand in it at once.
    Choose(&'static str),
    /// Takes a step; to one of these where it passes the record on.
    Step(&'static str, Option<[&'static str; 3]>),
    /// Anything else: items, words, several fields.
    Edit(fn(&Told<'_>) -> Edit),
}

/// A deed by its name in the tables.
pub(crate) struct Deed {
    pub(crate) name: &'static str,
    pub(crate) does: Does,
}

impl Deed {
    pub(crate) const fn new(name: &'static str, does: Does) -> Self {
        Deed { name, does }
    }

    /// The edit; none where the deed cannot be done, since nothing stands to choose from.
    pub(crate) fn edit(&self, told: &Told<'_>) -> Option<Edit> {
        match &self.does {
            Does::Begin(begin) => Some(begin(told)),
            Does::Set(field, values) => Some(told.edit().set(field, values[told.value])),
            Does::Choose(field) => {
                let mut values = told.record.values(field);
                values.sort();
                (values.len() > 1).then(|| told.edit().set(field, values.swap_remove(told.value)))
            }
            Does::Step(act, to) => {
                let to = to.map(|to| to[told.value].to_owned());
                Some(told.edit().act(told.id.clone(), act, to, String::new()))
            }
            Does::Edit(edit) => Some(edit(told)),
        }
    }

    /// Whether it begins the record.
    pub(crate) fn begins(&self) -> bool {
        matches!(self.does, Does::Begin(_))
    }
}
