//! Names of answers by their natural key (R2): two phones of one person make one and the same record.

use crate::id::{DocumentId, MemberId};
use crate::register::named;
use crate::space::Space;

/// The record of somebody's answer to a card.
#[must_use]
pub fn answer_id(card: DocumentId, member: &MemberId) -> DocumentId {
    named(&["answer", &card.to_string(), member.as_str()])
}

/// The space it lies in.
#[must_use]
pub fn answer_space(card: DocumentId, member: &MemberId) -> Space {
    Space::Answer { card: card.to_string(), member: member.clone() }
}
