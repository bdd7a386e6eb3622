//! Where each act leads a patrol: walking ⇄ paused → ended, and back where it was ended by mistake.

use super::words::{PatrolAct, PatrolStatus};

/// Where an act leads from a status, or `None` where it cannot be done from there.
#[must_use]
pub fn transition(act: &PatrolAct, from: &PatrolStatus) -> Option<PatrolStatus> {
    use PatrolStatus::{Ended, Paused, Walking};
    match (act, from) {
        (PatrolAct::Pause, Walking) => Some(Paused),
        (PatrolAct::Resume, Paused | Ended) => Some(Walking),
        (PatrolAct::End, Walking | Paused) => Some(Ended),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patrol_rests_goes_on_ends_and_may_be_taken_up_again() {
        let mut status = PatrolStatus::Walking;
        for act in [PatrolAct::Pause, PatrolAct::Resume, PatrolAct::End, PatrolAct::Resume] {
            status = transition(&act, &status).unwrap_or_else(|| panic!("{act} from {status}"));
        }
        assert_eq!(status, PatrolStatus::Walking);
        assert_eq!(transition(&PatrolAct::End, &PatrolStatus::Ended), None);
        assert_eq!(transition(&PatrolAct::Pause, &PatrolStatus::Unknown("later".into())), None);
    }
}
