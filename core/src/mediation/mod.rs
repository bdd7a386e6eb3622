//! 调解: one quarrel, from the first talk to what came of it. A case lies in a space of its own, which the office reads and the
//! mediators who are named in it. What is talked is a note of a talk and never a legal agreement.

mod edit;
mod record;
mod words;

pub use edit::CaseEdit;
pub use record::{Mediation, Talk};
pub use words::{CaseCause, CaseState};
