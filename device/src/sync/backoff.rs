//! How long to wait before trying again.

use std::time::Duration;

use jinshui_core::Code;

use crate::platform::Random;

/// A network that is back must be noticed within ten seconds, so nothing waits longer for one.
const NO_NETWORK: Duration = Duration::from_secs(8);
/// Somebody at the office looks at the same check code as the person with the phone: the answer is to be seen at once.
const AT_THE_DOOR: Duration = Duration::from_secs(4);
/// A hub that is there and says no is left alone for up to two minutes.
const REFUSED: Duration = Duration::from_secs(120);
/// The first wait.
const FIRST: Duration = Duration::from_millis(500);

/// The wait before try `attempt` (from 1) after a failure: doubling to the bound, half of it fixed and half by chance, so
/// that a whole community does not come back in the same instant.
pub(crate) fn wait(attempt: u32, after: &Code, random: &dyn Random) -> Duration {
    let bound = match after {
        Code::NoConnection => NO_NETWORK,
        Code::StillWaiting => AT_THE_DOOR,
        _ => REFUSED,
    };
    let doubled = FIRST.saturating_mul(2u32.saturating_pow(attempt.saturating_sub(1).min(16))).min(bound);
    let mut byte = [128u8; 1];
    if let Err(error) = random.fill(&mut byte) {
        tracing::warn!(error, "no randomness for the wait; half of it is taken");
    }
    doubled / 2 + doubled / 2 * u32::from(byte.first().copied().unwrap_or(128)) / 255
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Always(u8);
    impl Random for Always {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
            bytes.fill(self.0);
            Ok(())
        }
    }

    #[test]
    fn a_network_that_is_back_is_noticed_within_ten_seconds() {
        for attempt in 1..40 {
            let longest = wait(attempt, &Code::NoConnection, &Always(255));
            assert!(longest <= Duration::from_secs(8));
            assert!(wait(attempt, &Code::NoConnection, &Always(0)) <= longest);
        }
    }

    #[test]
    fn a_hub_that_says_no_is_left_alone_longer_and_longer() {
        let at = |attempt| wait(attempt, &Code::TooBusy, &Always(0));
        assert!(at(1) < at(4) && at(4) < at(8) && at(30) == Duration::from_secs(60));
    }
}
