//! 民情卡: the police ask named people to look at a place until a day, and say no more than that. Each of those answers in a record
//! of their own (R5), which the police read and they. When the day is over, the card goes from the phones of those who were named.

mod edit;
mod name;
mod record;
mod words;

pub use edit::{AnswerEdit, CardEdit};
pub use name::{answer_id, answer_space};
pub use record::{Answer, Card, Outcome};
pub use words::{CardAbout, CardOutcome};

/// Characters of what to look at.
pub const LOOK_CHARS: usize = 200;
