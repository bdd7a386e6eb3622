//! From columns to operations, one row at a time. The rows are counted before the first is read.

use super::AdmitError;
use super::boolean::Boolean;
use super::bounds::{CHANGE_FIELD_BYTES, CHANGE_PREDS, FIELD_BYTES, OP_PREDS};
use super::column::Columns;
use super::header::Header;
use super::op::{Action, ActorRef, Key, ObjectId, Op, OpId, Scalar};
use super::register::{Author, Register};
use super::run_length::{Delta, Optional, RunLength};
use super::value::{Values, step};
use crate::limits;

/// Reads all operations of a change, each of which fits those before it.
pub(crate) fn read_ops(columns: &Columns<'_>, header: &Header) -> Result<Vec<Op>, AdmitError> {
    let count = RunLength::<u64>::new(columns.action).count(limits::CHANGE_OPS)?;
    if count == 0 {
        return Err(AdmitError::NoOps);
    }
    let end = header.start_op.checked_add(count as u64).ok_or(AdmitError::StartOpRange)?;
    if end > limits::MAX_OP {
        return Err(AdmitError::StartOpRange);
    }
    RunLength::<u64>::new(columns.pred_count).sum(OP_PREDS, CHANGE_PREDS)?;
    // Once without keeping the operations: what is refused has cost a few bytes for each, whatever it claims.
    let numbers: Vec<u32> = (0u32..).take(header.actors.len()).collect();
    let author = Author::alone(header, &numbers);
    let mut register = Register::of_one_change(count);
    let mut rows = Rows::new(columns, header.actors.len());
    for counter in header.start_op..end {
        register.see(&author, &rows.next(OpId { counter, actor: ActorRef::OWN })?)?;
    }
    rows.finish()?;
    drop(register);
    let mut rows = Rows::new(columns, header.actors.len());
    let mut ops = Vec::with_capacity(count);
    for counter in header.start_op..end {
        ops.push(rows.next(OpId { counter, actor: ActorRef::OWN })?);
    }
    rows.finish()?;
    Ok(ops)
}

struct Rows<'a> {
    object_actor: Optional<RunLength<'a, u64>>,
    object_counter: Optional<RunLength<'a, u64>>,
    key_actor: Optional<RunLength<'a, u64>>,
    key_counter: Optional<Delta<'a>>,
    key_field: Optional<RunLength<'a, &'a str>>,
    insert: Boolean<'a>,
    action: RunLength<'a, u64>,
    values: Values<'a>,
    preds: Preds<'a>,
    actors: Named,
    field_bytes: usize,
}

impl<'a> Rows<'a> {
    fn new(columns: &Columns<'a>, actors: usize) -> Self {
        Rows {
            object_actor: Optional::runs(columns.object_actor),
            object_counter: Optional::runs(columns.object_counter),
            key_actor: Optional::runs(columns.key_actor),
            key_counter: Optional::deltas(columns.key_counter),
            key_field: Optional::runs(columns.key_field),
            insert: Boolean::new(columns.insert),
            action: RunLength::new(columns.action),
            values: Values::new(columns.value_meta, columns.value),
            preds: Preds::new(columns),
            actors: Named(vec![false; actors]),
            field_bytes: 0,
        }
    }

    fn next(&mut self, id: OpId) -> Result<Op, AdmitError> {
        let object = self.object()?;
        let key = self.key()?;
        let insert = self.insert.next()?;
        let code = self.action.next()?;
        let action = action(code, self.values.next()?)?;
        let pred = self.preds.next(&mut self.actors)?;
        Ok(Op { id, object, key, insert, action, pred })
    }

    fn object(&mut self) -> Result<ObjectId, AdmitError> {
        match (self.object_actor.next()?, self.object_counter.next()?) {
            (None, None) => Ok(ObjectId::Root),
            (Some(actor), Some(counter)) if counter > 0 => {
                Ok(ObjectId::Op(OpId { counter, actor: self.actors.name(actor)? }))
            }
            _ => Err(AdmitError::BadObject),
        }
    }

    fn key(&mut self) -> Result<Key, AdmitError> {
        match (self.key_actor.next()?, self.key_counter.next()?, self.key_field.next()?) {
            (None, None, Some(field)) => self.field(field),
            (None, Some(0), None) => Ok(Key::Head),
            (Some(actor), Some(counter), None) if counter > 0 => {
                Ok(Key::Element(OpId { counter, actor: self.actors.name(actor)? }))
            }
            _ => Err(AdmitError::BadKey),
        }
    }

    fn field(&mut self, field: &str) -> Result<Key, AdmitError> {
        self.field_bytes = self.field_bytes.saturating_add(field.len());
        if field.len() > FIELD_BYTES || self.field_bytes > CHANGE_FIELD_BYTES {
            return Err(AdmitError::KeyTooLong);
        }
        if field.is_empty() {
            return Err(AdmitError::BadKey);
        }
        Ok(Key::Field(field.to_owned()))
    }

    fn finish(self) -> Result<(), AdmitError> {
        self.object_actor.finish()?;
        self.object_counter.finish()?;
        self.key_actor.finish()?;
        self.key_counter.finish()?;
        self.key_field.finish()?;
        self.insert.finish()?;
        self.action.finish()?;
        self.values.finish()?;
        self.preds.finish()?;
        self.actors.finish()
    }
}

/// Which actors of the change's list its operations name. Automerge lists no others.
struct Named(Vec<bool>);

impl Named {
    fn name(&mut self, index: u64) -> Result<ActorRef, AdmitError> {
        let actor = u16::try_from(index).map(ActorRef).map_err(|_| AdmitError::ActorIndex)?;
        *self.0.get_mut(actor.index()).ok_or(AdmitError::ActorIndex)? = true;
        Ok(actor)
    }

    fn finish(self) -> Result<(), AdmitError> {
        if self.0.iter().skip(1).all(|named| *named) { Ok(()) } else { Err(AdmitError::BadActors) }
    }
}

/// The group of columns that lists each operation's predecessors.
struct Preds<'a> {
    count: RunLength<'a, u64>,
    actor: RunLength<'a, u64>,
    counter: Delta<'a>,
}

impl<'a> Preds<'a> {
    fn new(columns: &Columns<'a>) -> Self {
        Preds {
            count: RunLength::new(columns.pred_count),
            actor: RunLength::new(columns.pred_actor),
            counter: Delta::new(columns.pred_counter),
        }
    }

    fn next(&mut self, actors: &mut Named) -> Result<Vec<OpId>, AdmitError> {
        // How many there are in all was summed up before the first row was read.
        let count = self.count.next()?.min(OP_PREDS);
        let mut preds = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let actor = actors.name(self.actor.next()?)?;
            preds.push(OpId { counter: self.counter.next()?, actor });
        }
        Ok(preds)
    }

    fn finish(self) -> Result<(), AdmitError> {
        self.count.finish()?;
        self.actor.finish()?;
        self.counter.finish()
    }
}

fn action(code: u64, value: Scalar) -> Result<Action, AdmitError> {
    match (code, value) {
        (0, Scalar::Null) => Ok(Action::MakeMap),
        (1, value) => Ok(Action::Put(value)),
        (2, Scalar::Null) => Ok(Action::MakeList),
        (3, Scalar::Null) => Ok(Action::Delete),
        (4, Scalar::Null) => Ok(Action::MakeText),
        (5, Scalar::Int(by)) => Ok(Action::Increment(step(by)?)),
        (0 | 2..=5, _) => Err(AdmitError::BadValue),
        (code, _) => Err(AdmitError::BadAction(code)),
    }
}
