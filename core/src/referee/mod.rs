//! The referee: whether what a change *does* is something its author may do (R16). One table of role × kind × field ×
//! transition answers for the hub, which refuses, and for the phone, which greys out buttons.
//!
//! A change is judged on the state that its author saw, its own dependencies, so the verdict does not depend on the order of
//! arrival or on who wins a tie.

mod effect;
mod judge;
mod reason;
mod table;

pub use effect::Effect;
pub use judge::{Case, Verdict, judge, names_home, structure};
pub use reason::Reason;
pub use table::{
    Party, Walker, acts, managed, may_act, may_add, may_answer, may_care, may_choose, may_edit, may_erase,
    may_keep_homes, may_keep_the_door, may_look, may_manage, may_mediate, may_move, may_open_care,
    may_open_case, may_report, may_see_reads, may_send_cards, may_start_patrol, may_watch,
    may_write_checklists, patrol_acts,
};

#[cfg(test)]
mod tests;
