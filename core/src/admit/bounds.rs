//! Bounds of this reader alone. They come with those of `limits` and keep what a change unfolds to in proportion to
//! the bytes it came in: a run of 20,000 equal field names is a few bytes on the wire.

/// Predecessors of one operation: the values that one edit replaces.
pub(crate) const OP_PREDS: u64 = 1_024;
/// Predecessors of one change in all.
pub(crate) const CHANGE_PREDS: u64 = 40_000;
/// Bytes of one field name.
pub(crate) const FIELD_BYTES: usize = 256;
/// Bytes of all field names of one change, written out.
pub(crate) const CHANGE_FIELD_BYTES: usize = 1 << 20;
/// Different field names of one change. The largest honest one has a few dozen.
pub(crate) const CHANGE_FIELDS: usize = 2_048;
/// Length of an actor that is not the author: the genesis may have one of another length than ours.
pub(crate) const OTHER_ACTOR_BYTES: usize = 32;
/// Objects within objects. Automerge walks them on the stack, and a stack that runs out takes the process with it.
pub(crate) const DEPTH: u8 = 32;
/// How far a time may be from 1970, in whichever unit. Automerge stores differences between times in 64 bits.
pub(crate) const TIME: u64 = 1 << 53;
/// The largest step of a counter: as many of them as there can be operations still add up in 64 bits.
pub(crate) const COUNTER_STEP: u64 = 1 << 32;
/// Characters of one element of a text: one, or those that make one sign together.
pub(crate) const TEXT_ELEMENT_CHARS: usize = 16;
