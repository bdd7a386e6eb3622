//! What a change does, told in the terms of the schema: fields set, items added, text written. Anything that cannot be
//! told so is outside the schema.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::reason::Reason;
use crate::admit::{Action, AdmittedChange, Key, ObjectId, Op, Scalar, admit};
use crate::genesis;
use crate::kind::Kind;
use crate::limits;
use crate::schema::{self, Container, Schema, Stored};

/// A field that the change sets, with the operations it replaces as (counter, actor).
#[derive(Debug, Clone, PartialEq)]
pub struct FieldSet {
    /// The new value. None where the change only removes values, which no app writes.
    pub value: Option<Scalar>,
    /// What it replaces.
    pub pred: BTreeSet<(u64, Vec<u8>)>,
}

/// An item's fields, by key.
pub(super) type Item = BTreeMap<String, Scalar>;

/// What a change does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Effect {
    /// Root scalars set, each at most once. Where several values stood, they are removed and the new one put: that is one setting.
    pub fields: BTreeMap<&'static str, FieldSet>,
    /// Items added, by list.
    pub items: BTreeMap<&'static str, Vec<Item>>,
    /// Characters added to and removed from each root text.
    pub texts: BTreeMap<&'static str, (usize, usize)>,
}

/// An object that operations of a change may name.
enum Target {
    Root,
    Container(&'static Container),
    Item(&'static Container, usize),
}

impl Effect {
    /// Tells what a change does to a document of a kind.
    ///
    /// # Errors
    /// [`Reason::Schema`] for an object, key, type or operation outside the schema; [`Reason::TooLong`] past a length.
    pub fn of(kind: &Kind, version: u32, change: &AdmittedChange) -> Result<Self, Reason> {
        let schema = schema::of(kind).ok_or(Reason::UnknownSchema)?;
        let containers = containers(kind, version)?;
        let mut effect = Effect::default();
        let mut made: BTreeMap<u64, (&'static Container, usize)> = BTreeMap::new();
        for op in &change.ops {
            match target(change, op, &containers, &made)? {
                Target::Root => effect.root(schema, change, op)?,
                Target::Container(container) if container.is_text => effect.text(container, op)?,
                Target::Container(container) => {
                    let at = effect.new_item(container, op)?;
                    made.insert(op.id.counter, (container, at));
                }
                Target::Item(container, at) => effect.item_field(container, at, op)?,
            }
        }
        effect.items_are_whole(schema)?;
        Ok(effect)
    }

    fn root(&mut self, schema: &'static Schema, change: &AdmittedChange, op: &Op) -> Result<(), Reason> {
        let (Key::Field(key), false) = (&op.key, op.insert) else { return Err(Reason::Schema) };
        let scalar = schema.scalar(key).ok_or(Reason::Schema)?;
        let value = match &op.action {
            Action::Put(value) => Some(value.clone()),
            Action::Delete => None,
            _ => return Err(Reason::Schema),
        };
        value.iter().try_for_each(|value| fits(scalar.stored, value))?;
        let pred: BTreeSet<_> = op.pred.iter().map(|id| (id.counter, change.actor_of(id).to_vec())).collect();
        match self.fields.entry(scalar.key) {
            Entry::Vacant(vacant) => {
                vacant.insert(FieldSet { value, pred });
                Ok(())
            }
            Entry::Occupied(mut removed)
                if removed.get().value.is_none() && value.is_some() && pred.is_empty() =>
            {
                removed.get_mut().value = value;
                Ok(())
            }
            Entry::Occupied(_) => Err(Reason::Schema),
        }
    }

    fn text(&mut self, container: &'static Container, op: &Op) -> Result<(), Reason> {
        let (added, removed) = self.texts.entry(container.key).or_default();
        match (&op.action, op.insert, &op.key) {
            (Action::Put(Scalar::Str(text)), true, Key::Head | Key::Element(_))
                if text.chars().count() == 1 =>
            {
                *added += 1;
                Ok(())
            }
            (Action::Delete, false, Key::Element(_)) => {
                *removed += 1;
                Ok(())
            }
            _ => Err(Reason::Schema),
        }
    }

    fn new_item(&mut self, container: &'static Container, op: &Op) -> Result<usize, Reason> {
        match (&op.action, op.insert, &op.key) {
            (Action::MakeMap, true, Key::Head | Key::Element(_)) => {
                let items = self.items.entry(container.key).or_default();
                items.push(Item::new());
                Ok(items.len() - 1)
            }
            _ => Err(Reason::Schema),
        }
    }

    fn item_field(&mut self, container: &'static Container, at: usize, op: &Op) -> Result<(), Reason> {
        let (Key::Field(key), false, Action::Put(value)) = (&op.key, op.insert, &op.action) else {
            return Err(Reason::Schema);
        };
        let scalar = container.item.iter().find(|scalar| scalar.key == key).ok_or(Reason::Schema)?;
        fits(scalar.stored, value)?;
        let item =
            self.items.get_mut(container.key).and_then(|items| items.get_mut(at)).ok_or(Reason::Schema)?;
        match item.insert(key.clone(), value.clone()) {
            None => Ok(()),
            Some(_) => Err(Reason::Schema),
        }
    }

    /// Every item has exactly its keys: a later change may not add them, so a missing one would be missing for ever.
    fn items_are_whole(&self, schema: &Schema) -> Result<(), Reason> {
        let whole =
            |key: &str, item: &Item| schema.container(key).is_some_and(|list| list.item.len() == item.len());
        let all = self.items.iter().all(|(key, items)| items.iter().all(|item| whole(key, item)));
        if all { Ok(()) } else { Err(Reason::Schema) }
    }

    /// The names of what it touches, for people's history.
    #[must_use]
    pub fn touched(&self) -> Vec<String> {
        let keys = self.fields.keys().chain(self.items.keys()).chain(self.texts.keys());
        keys.map(|key| (*key).to_owned()).collect()
    }
}

/// The containers that a genesis makes, by the counter and actor of the operation that makes them.
fn containers(kind: &Kind, version: u32) -> Result<BTreeMap<(u64, Vec<u8>), &'static Container>, Reason> {
    let genesis = genesis::genesis(kind, version).ok_or(Reason::UnknownSchema)?;
    let change = admit(genesis.bytes).map_err(|_| Reason::UnknownSchema)?;
    let schema = schema::of(kind).ok_or(Reason::UnknownSchema)?;
    let of = |op: &Op| match &op.key {
        Key::Field(key) if op.action.makes() => {
            Some(((op.id.counter, change.actor_of(&op.id).to_vec()), schema.container(key)?))
        }
        _ => None,
    };
    Ok(change.ops.iter().filter_map(of).collect())
}

fn target(
    change: &AdmittedChange,
    op: &Op,
    containers: &BTreeMap<(u64, Vec<u8>), &'static Container>,
    made: &BTreeMap<u64, (&'static Container, usize)>,
) -> Result<Target, Reason> {
    let ObjectId::Op(object) = op.object else { return Ok(Target::Root) };
    let actor = change.actor_of(&object);
    if actor == change.actor
        && let Some((container, at)) = made.get(&object.counter)
    {
        return Ok(Target::Item(container, *at));
    }
    let container = containers.get(&(object.counter, actor.to_vec()));
    container.map(|container| Target::Container(container)).ok_or(Reason::Schema)
}

fn fits(stored: Stored, value: &Scalar) -> Result<(), Reason> {
    match (stored, value) {
        (Stored::Text(most), Scalar::Str(text)) if text.chars().count() <= most.min(limits::SCALAR_CHARS) => {
            Ok(())
        }
        (Stored::Text(_), Scalar::Str(_)) => Err(Reason::TooLong),
        (Stored::Time, Scalar::Timestamp(_)) | (Stored::Number, Scalar::Uint(_)) => Ok(()),
        _ => Err(Reason::Schema),
    }
}
