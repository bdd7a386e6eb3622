//! 巡逻: one walk of a team through its grid, with a checklist and what was found.

mod edit;
mod life;
mod record;
mod words;

pub use edit::PatrolEdit;
pub use life::transition;
pub use record::{MAX_TEAM, Patrol, PatrolStep, TeamMark, Tick};
pub use words::{PatrolAct, PatrolStatus, TickMark};
