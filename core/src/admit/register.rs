//! What is known of operations, and whether a further one fits them. For a change alone only its own operations are
//! known; for a document ([`super::Ground`]) all are.

use std::collections::HashMap;
use std::num::NonZeroU32;

use super::AdmitError;
use super::bounds::{CHANGE_FIELDS, DEPTH, TEXT_ELEMENT_CHARS};
use super::header::Header;
use super::op::{Action, Key, ObjectId, Op, OpId, Scalar};

/// The name of an operation. Small, because a change that is refused at its last operation has been remembered up to there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Name {
    /// The actor's number.
    actor: u32,
    /// The counter, which is far below 2³² ([`crate::limits::MAX_OP`]).
    counter: NonZeroU32,
}

/// What an operation left behind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Map,
    List,
    Text,
    Value,
    Counter,
    Nothing,
}

/// Where in its object an operation stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Field(u32),
    Element(Name),
}

/// What is kept of an operation.
#[derive(Clone, Copy, Debug)]
struct Entry {
    object: Option<Name>,
    place: Place,
    kind: Kind,
    depth: u8,
}

/// A container as far as it is known.
#[derive(Clone, Copy)]
struct Container {
    kind: Option<Kind>,
    depth: u8,
}

/// The change whose operations are being looked at.
pub(crate) struct Author<'a> {
    /// The number of each actor of the change's list.
    pub(crate) numbers: &'a [u32],
    /// The actors themselves.
    pub(crate) actors: &'a [Vec<u8>],
    /// The counter of the change's first operation.
    pub(crate) start_op: u64,
    /// Whether it is its actor's first change.
    pub(crate) first: bool,
    /// The highest counter of each numbered actor in the change's past, when the past is known.
    pub(crate) past: Option<&'a [u64]>,
}

/// The operations known so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Register {
    entries: HashMap<Name, Entry>,
    fields: HashMap<String, u32>,
    /// Those of the change that is being looked at, in their order.
    own: Vec<Entry>,
    /// How many field names that change was the first to use.
    fresh: usize,
}

impl Register {
    /// Nothing known yet, and a change of so many operations to be looked at.
    pub(crate) fn of_one_change(ops: usize) -> Self {
        Register { own: Vec::with_capacity(ops), ..Register::default() }
    }

    /// Takes the operations of a change in, or none of them.
    pub(crate) fn take(&mut self, author: &Author<'_>, ops: &[Op]) -> Result<(), AdmitError> {
        self.own = Vec::with_capacity(ops.len());
        self.fresh = 0;
        let taken = ops.iter().try_for_each(|op| self.see(author, op));
        let own = std::mem::take(&mut self.own);
        if taken.is_err() {
            let before = self.fields.len().saturating_sub(self.fresh);
            self.fields.retain(|_, number| (*number as usize) < before);
            return taken;
        }
        for (op, entry) in ops.iter().zip(own) {
            self.entries.insert(author.name(&op.id)?, entry);
        }
        Ok(())
    }

    /// Looks at the next operation of the change, and remembers it if it fits.
    pub(crate) fn see(&mut self, author: &Author<'_>, op: &Op) -> Result<(), AdmitError> {
        let entry = self.entry(author, op)?;
        self.own.push(entry);
        Ok(())
    }

    fn entry(&mut self, author: &Author<'_>, op: &Op) -> Result<Entry, AdmitError> {
        let name = author.name(&op.id)?;
        let object = match &op.object {
            ObjectId::Root => None,
            ObjectId::Op(id) => Some(author.refer(op, id)?),
        };
        let container = self.container(author, op, object)?;
        fits_container(op, container.kind)?;
        let place = self.place(author, op, object, name)?;
        self.check_preds(author, op, object, place)?;
        let depth = container.depth.saturating_add(u8::from(op.action.makes()));
        if depth > DEPTH {
            return Err(AdmitError::TooDeep);
        }
        Ok(Entry { object, place, kind: kind_of(&op.action), depth })
    }

    /// What is known under this name; nothing for an operation outside the change when the past is not known.
    fn find(&self, author: &Author<'_>, id: &OpId, name: Name) -> Result<Option<Entry>, AdmitError> {
        if author.writes(id) {
            let place = id.counter.checked_sub(author.start_op).and_then(|place| usize::try_from(place).ok());
            let entry = place.and_then(|place| self.own.get(place)).copied();
            return entry.map(Some).ok_or(AdmitError::BadReference);
        }
        match self.entries.get(&name) {
            Some(entry) => Ok(Some(*entry)),
            None if author.past.is_some() => Err(AdmitError::UnknownReference),
            None => Ok(None),
        }
    }

    fn container(&self, author: &Author<'_>, op: &Op, object: Option<Name>) -> Result<Container, AdmitError> {
        let (ObjectId::Op(id), Some(name)) = (&op.object, object) else {
            return Ok(Container { kind: Some(Kind::Map), depth: 0 });
        };
        match self.find(author, id, name)? {
            None => Ok(Container { kind: None, depth: 0 }),
            Some(Entry { kind: kind @ (Kind::Map | Kind::List | Kind::Text), depth, .. }) => {
                Ok(Container { kind: Some(kind), depth })
            }
            Some(_) => Err(AdmitError::BadReference),
        }
    }

    fn place(
        &mut self,
        author: &Author<'_>,
        op: &Op,
        object: Option<Name>,
        name: Name,
    ) -> Result<Place, AdmitError> {
        let element = match &op.key {
            Key::Field(field) => return Ok(Place::Field(self.field(field)?)),
            Key::Head => return Ok(Place::Element(name)),
            Key::Element(id) => {
                let element = author.refer(op, id)?;
                let entry = self.find(author, id, element)?;
                let inserted =
                    |entry: Entry| entry.object == object && entry.place == Place::Element(element);
                if !entry.is_none_or(inserted) {
                    return Err(AdmitError::BadReference);
                }
                element
            }
        };
        Ok(Place::Element(if op.insert { name } else { element }))
    }

    fn check_preds(
        &self,
        author: &Author<'_>,
        op: &Op,
        object: Option<Name>,
        place: Place,
    ) -> Result<(), AdmitError> {
        let needs = matches!(op.action, Action::Delete | Action::Increment(_));
        if op.insert != op.pred.is_empty() && (op.insert || needs) {
            return Err(AdmitError::BadPred);
        }
        let mut last = None;
        let mut counts = op.pred.is_empty() || !matches!(op.action, Action::Increment(_));
        for id in &op.pred {
            let order = Some((id.counter, author.actor(id)?));
            if last >= order {
                return Err(AdmitError::BadPred);
            }
            last = order;
            let name = author.refer(op, id)?;
            let Some(entry) = self.find(author, id, name)? else {
                counts = true;
                continue;
            };
            if entry.kind == Kind::Nothing || entry.object != object || entry.place != place {
                return Err(AdmitError::BadReference);
            }
            counts |= entry.kind == Kind::Counter;
        }
        // Automerge increments when at least one of the values that stand is a counter.
        if counts { Ok(()) } else { Err(AdmitError::BadReference) }
    }

    fn field(&mut self, field: &str) -> Result<u32, AdmitError> {
        if let Some(number) = self.fields.get(field) {
            return Ok(*number);
        }
        if self.fresh == CHANGE_FIELDS {
            return Err(AdmitError::TooManyFields);
        }
        let number = u32::try_from(self.fields.len()).map_err(|_| AdmitError::TooManyFields)?;
        self.fields.insert(field.to_owned(), number);
        self.fresh += 1;
        Ok(number)
    }
}

impl<'a> Author<'a> {
    /// The author of a change of which nothing is known but itself.
    pub(crate) fn alone(header: &'a Header, numbers: &'a [u32]) -> Self {
        let Header { actors, seq, start_op, .. } = header;
        Author { numbers, actors, start_op: *start_op, first: *seq == 1, past: None }
    }

    fn name(&self, id: &OpId) -> Result<Name, AdmitError> {
        let actor = *self.numbers.get(id.actor.index()).ok_or(AdmitError::ActorIndex)?;
        let counter = u32::try_from(id.counter).ok().and_then(NonZeroU32::new);
        Ok(Name { actor, counter: counter.ok_or(AdmitError::BadReference)? })
    }

    fn actor(&self, id: &OpId) -> Result<&[u8], AdmitError> {
        self.actors.get(id.actor.index()).map(Vec::as_slice).ok_or(AdmitError::ActorIndex)
    }

    /// Whether the operation of this name is one of the change's own.
    fn writes(&self, id: &OpId) -> bool {
        id.actor.index() == 0 && id.counter >= self.start_op
    }

    /// The name of what an operation refers to, which must have been there before it.
    fn refer(&self, op: &Op, id: &OpId) -> Result<Name, AdmitError> {
        let name = self.name(id)?;
        if self.writes(id) {
            return if id.counter < op.id.counter { Ok(name) } else { Err(AdmitError::BadReference) };
        }
        let own_past = id.actor.index() == 0 && self.first;
        if id.counter == 0 || id.counter >= self.start_op || own_past {
            return Err(AdmitError::BadReference);
        }
        let seen = |past: &[u64]| past.get(name.actor as usize).is_some_and(|most| id.counter <= *most);
        if self.past.is_none_or(seen) { Ok(name) } else { Err(AdmitError::UnknownReference) }
    }
}

fn kind_of(action: &Action) -> Kind {
    match action {
        Action::MakeMap => Kind::Map,
        Action::MakeList => Kind::List,
        Action::MakeText => Kind::Text,
        Action::Put(Scalar::Counter(_)) => Kind::Counter,
        Action::Put(_) => Kind::Value,
        Action::Delete | Action::Increment(_) => Kind::Nothing,
    }
}

/// Whether the key, and for a text the action, is of the kind that the object takes.
fn fits_container(op: &Op, container: Option<Kind>) -> Result<(), AdmitError> {
    let adds = op.action.makes() || matches!(op.action, Action::Put(_));
    let shape = match op.key {
        Key::Field(_) => !op.insert,
        Key::Head => op.insert && adds,
        Key::Element(_) => !op.insert || adds,
    };
    let kind = container.is_none_or(|kind| (kind == Kind::Map) == matches!(op.key, Key::Field(_)));
    if !shape || !kind {
        return Err(AdmitError::BadKey);
    }
    if container == Some(Kind::Text) { fits_text(op) } else { Ok(()) }
}

/// A text holds characters, which are inserted and deleted, and nothing else.
fn fits_text(op: &Op) -> Result<(), AdmitError> {
    match &op.action {
        Action::Delete => Ok(()),
        Action::Put(Scalar::Str(text)) if op.insert => {
            let chars = text.chars().take(TEXT_ELEMENT_CHARS + 1).count();
            if (1..=TEXT_ELEMENT_CHARS).contains(&chars) { Ok(()) } else { Err(AdmitError::BadValue) }
        }
        _ => Err(AdmitError::BadValue),
    }
}
