//! The simulation's verbs. A new one that the product gets (an erasure) is a variant here,
//! an arm in `Town::do_it`, a [`Fault`](super::Fault) to be counted by, and a weight in [`Act::draw`].

use crate::Chance;

/// What may happen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Somebody does something on a device.
    Deed,
    /// A finger taps twice.
    TapAgain,
    /// Somebody looks at what came back to them.
    Returned,
    /// A device syncs.
    Sync,
    /// A reply that was on its way arrives.
    Resume,
    /// A request that was on its way arrives.
    Late,
    /// A request of earlier arrives once more.
    Replay,
    /// A device is killed while nothing happens.
    PhoneCrash,
    /// The hub is killed while nothing happens.
    HubCrash,
    /// A device's disk is full, or has room again.
    PhoneFull,
    /// The hub's disk is full, or has room again.
    HubFull,
    /// A device's clock jumps.
    Clock,
    /// Somebody's post moves.
    Role,
    /// A device is copied.
    CopyPhone,
    /// A device comes back from its copy.
    RestorePhone,
    /// A copy of a device is used beside it.
    Clone,
    /// The hub's folder is copied.
    CopyHub,
    /// The hub comes back from its copy.
    RestoreHub,
    /// A record moves to another space.
    Move,
    /// A person's data is erased.
    Erase,
}

/// How often, of a thousand.
const WEIGHTS: &[(Act, usize)] = &[
    (Act::Deed, 480),
    (Act::TapAgain, 30),
    (Act::Returned, 15),
    (Act::Sync, 290),
    (Act::Resume, 55),
    (Act::Late, 20),
    (Act::Replay, 20),
    (Act::PhoneCrash, 12),
    (Act::HubCrash, 10),
    (Act::PhoneFull, 12),
    (Act::HubFull, 6),
    (Act::Clock, 15),
    (Act::Role, 12),
    (Act::CopyPhone, 8),
    (Act::RestorePhone, 5),
    (Act::Clone, 2),
    (Act::CopyHub, 6),
    (Act::RestoreHub, 4),
    (Act::Move, 12),
    (Act::Erase, 2),
];

impl Act {
    /// One of them by chance.
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let mut at = chance.below(WEIGHTS.iter().map(|(_, weight)| weight).sum());
        for (act, weight) in WEIGHTS {
            if at < *weight {
                return *act;
            }
            at -= weight;
        }
        Act::Deed
    }
}
