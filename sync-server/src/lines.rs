//! Two devices with one key (R24). Each request says which of its device's it is. One that comes out of turn is from a device
//! that was restored from a copy, or from a second one; nobody can tell which yet, so its sender is given a line of its own,
//! in which it goes on. If the line it left is then heard again, beyond where it stood, two devices have the key.
//!
//! A reply that was lost, a request that comes twice or late: none of them looks like that.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use jinshui_core::DeviceId;
use jinshui_core::wire::Turn;
use serde::{Deserialize, Serialize};

/// Requests of a device that are known again when they come once more.
const RECENT: usize = 64;

/// What a request's turn says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It is the device's next.
    InTurn,
    /// It came before, byte for byte, and was in turn.
    Again,
    /// It came out of turn: its sender goes on in this line.
    Lifted(u64),
    /// The line that a restored or second device left goes on: there are two.
    Cloned,
}

/// A device's turns, as they are written down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Turns {
    /// The newest of the line that is heard.
    now: Turn,
    /// The newest of the line that was left for it.
    left: Option<Turn>,
    /// The newest line given out.
    given: u64,
}

#[derive(Default)]
struct Device {
    turns: Turns,
    /// What was said to each of the last ones.
    recent: VecDeque<(Turn, [u8; 32], Heard)>,
}

/// The turns of every device.
#[derive(Default)]
pub(crate) struct Lines {
    devices: Mutex<HashMap<DeviceId, Device>>,
}

impl Lines {
    /// Hears a request. `kept` is what was written down of the device before; the text is to be written down, at once where
    /// the request was not simply the next one.
    pub(crate) fn hear(
        &self,
        id: &DeviceId,
        kept: Option<&str>,
        turn: Turn,
        request: [u8; 32],
    ) -> (Heard, String) {
        let mut devices = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        let device = devices.entry(id.clone()).or_insert_with(|| {
            let turns = kept.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
            Device { turns, recent: VecDeque::new() }
        });
        let said = device.recent.iter().find(|(at, what, _)| *at == turn && *what == request);
        let heard = match said.map(|(_, _, said)| *said) {
            // A device that is restored from one copy again says the same again, and must be given a line again.
            Some(Heard::InTurn) => Heard::Again,
            Some(said) => said,
            None => {
                let heard = device.turns.hear(turn);
                device.recent.truncate(RECENT - 1);
                device.recent.push_front((turn, request, heard));
                heard
            }
        };
        (heard, serde_json::to_string(&device.turns).unwrap_or_default())
    }
}

impl Turns {
    fn hear(&mut self, turn: Turn) -> Heard {
        if turn.line == self.now.line && turn.number > self.now.number {
            self.now = turn;
            return Heard::InTurn;
        }
        if turn.line > self.now.line {
            // A line that this hub did not give out is from before it was restored itself: nothing is known of the one left.
            self.left = (turn.line <= self.given).then_some(self.now);
            self.given = self.given.max(turn.line);
            self.now = turn;
            return Heard::InTurn;
        }
        if self.left.is_some_and(|left| left.line == turn.line && left.number < turn.number) {
            return Heard::Cloned;
        }
        self.given += 1;
        Heard::Lifted(self.given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u64, number: u64) -> Turn {
        Turn { line, number }
    }

    /// A device as it counts.
    #[derive(Clone, Copy)]
    struct Counter(Turn);

    impl Counter {
        fn asks(&mut self, hub: &mut Turns) -> Heard {
            self.0.number += 1;
            let heard = hub.hear(self.0);
            self.hears(heard);
            heard
        }
        fn hears(&mut self, heard: Heard) {
            if let Heard::Lifted(line) = heard {
                self.0.line = self.0.line.max(line);
            }
        }
        /// The reply is lost.
        fn asks_in_vain(&mut self, hub: &mut Turns) -> Heard {
            self.0.number += 1;
            hub.hear(self.0)
        }
    }

    #[test]
    fn r24_a_device_restored_from_a_copy_goes_on_unseen_as_often_as_it_is_restored() {
        let (mut hub, mut device) = (Turns::default(), Counter(at(0, 0)));
        let first_copy = device;
        for _ in 0..20 {
            assert_eq!(device.asks(&mut hub), Heard::InTurn);
        }
        for _ in 0..5 {
            device = first_copy;
            assert!(matches!(device.asks(&mut hub), Heard::Lifted(_)));
            for _ in 0..30 {
                assert_eq!(device.asks(&mut hub), Heard::InTurn);
            }
        }
    }

    #[test]
    fn r24_lost_replies_and_late_requests_never_look_like_a_clone() {
        let mut chance = 7u64;
        let mut draw = |below: u64| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % below
        };
        for _ in 0..200 {
            let (mut hub, mut device) = (Turns::default(), Counter(at(0, 0)));
            let copy = device;
            let mut sent = Vec::new();
            for step in 0..100 {
                let heard = match draw(4) {
                    0 => device.asks_in_vain(&mut hub),
                    1 if !sent.is_empty() => {
                        let late = usize::try_from(draw(sent.len() as u64)).unwrap();
                        hub.hear(sent[late])
                    }
                    _ => device.asks(&mut hub),
                };
                sent.push(device.0);
                assert_ne!(heard, Heard::Cloned, "step {step}");
                if step == 50 {
                    device = copy;
                    sent.clear();
                }
            }
        }
    }

    #[test]
    fn r24_two_devices_with_one_key_are_found_whoever_sleeps_and_for_how_long() {
        for apart in [1, 2, 7, 60] {
            for lost in [false, true] {
                let (mut hub, mut one) = (Turns::default(), Counter(at(0, 0)));
                for _ in 0..10 {
                    one.asks(&mut hub);
                }
                let mut two = one;
                let mut found = false;
                for round in 0..6 {
                    for turn in 0..2 * apart {
                        let device = if turn < apart { &mut one } else { &mut two };
                        let in_vain = lost && round == 0;
                        let heard =
                            if in_vain { device.asks_in_vain(&mut hub) } else { device.asks(&mut hub) };
                        found |= heard == Heard::Cloned;
                    }
                }
                assert!(found, "{apart} at a time, replies lost: {lost}");
            }
        }
    }

    #[test]
    fn r24_a_device_restored_from_one_copy_again_says_the_same_again_and_is_no_clone() {
        let (lines, id) = (Lines::default(), DeviceId("d".to_owned()));
        let hear = |turn, request| lines.hear(&id, None, turn, request).0;
        assert_eq!(hear(at(0, 1), [1; 32]), Heard::InTurn);
        assert_eq!(hear(at(0, 2), [2; 32]), Heard::InTurn);
        // Restored from a copy of its first request, it asks what it would ask.
        assert_eq!(hear(at(0, 2), [3; 32]), Heard::Lifted(1));
        assert_eq!(hear(at(1, 3), [4; 32]), Heard::InTurn);
        // Restored from that copy once more.
        assert_eq!(hear(at(0, 2), [3; 32]), Heard::Lifted(1));
        assert_eq!(hear(at(1, 3), [5; 32]), Heard::Lifted(2));
        assert_eq!(hear(at(2, 4), [6; 32]), Heard::InTurn);
    }

    #[test]
    fn a_request_that_comes_twice_is_known_and_turns_outlive_the_hub() {
        let (lines, id) = (Lines::default(), DeviceId("d".to_owned()));
        let (first, kept) = lines.hear(&id, None, at(0, 1), [1; 32]);
        assert_eq!(first, Heard::InTurn);
        assert_eq!(lines.hear(&id, None, at(0, 1), [1; 32]).0, Heard::Again);
        let again = Lines::default();
        assert_eq!(again.hear(&id, Some(&kept), at(0, 1), [2; 32]).0, Heard::Lifted(1));
        assert_eq!(again.hear(&id, Some(&kept), at(0, 2), [3; 32]).0, Heard::InTurn);
    }
}
