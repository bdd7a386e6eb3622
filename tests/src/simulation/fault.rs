//! What may go wrong.

use std::fmt;

/// Kinds of faults, as they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A request never reaches the hub.
    DropRequest,
    /// The hub has done it, and the device never hears of it.
    DropReply,
    /// The hub gets one request twice.
    Duplicate,
    /// A request of earlier comes to the hub once more, after later ones.
    Replay,
    /// A request reaches the hub after later things happened; the device has given it up.
    DelayRequest,
    /// A reply is taken in after later things happened.
    DelayReply,
    /// A reply ends at some byte.
    Truncate,
    /// Something else answers in the hub's place.
    Portal,
    /// A device is killed, in the middle of a reply or of a tap.
    PhoneCrash,
    /// The hub is killed in the middle of a request.
    HubCrash,
    /// A device's disk is full for a while.
    PhoneFull,
    /// The hub's disk is full for a while.
    HubFull,
    /// A device's clock jumps, by up to ten years.
    Clock,
    /// A member's post moves to another grid or stairwell.
    Role,
    /// A device comes back from an older copy of itself.
    PhoneRestore,
    /// A copy of a device is used beside it.
    Clone,
    /// The hub comes back from an older copy of its folder.
    HubRestore,
    /// A report moves to another grid.
    Move,
    /// A home moves with its people.
    MoveHome,
    /// A person's data is erased. It has its place among the acts, and is not lived yet.
    Erase,
}

impl Fault {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Fault::DropRequest => "drop_request",
            Fault::DropReply => "drop_reply",
            Fault::Duplicate => "duplicate",
            Fault::Replay => "replay",
            Fault::DelayRequest => "delay_request",
            Fault::DelayReply => "delay_reply",
            Fault::Truncate => "truncate",
            Fault::Portal => "portal",
            Fault::PhoneCrash => "phone_crash",
            Fault::HubCrash => "hub_crash",
            Fault::PhoneFull => "phone_full",
            Fault::HubFull => "hub_full",
            Fault::Clock => "clock",
            Fault::Role => "role",
            Fault::PhoneRestore => "phone_restore",
            Fault::Clone => "clone",
            Fault::HubRestore => "hub_restore",
            Fault::Move => "move",
            Fault::MoveHome => "move_home",
            Fault::Erase => "erase",
        }
    }

    /// Every kind.
    pub const ALL: [Fault; 20] = [
        Fault::DropRequest,
        Fault::DropReply,
        Fault::Duplicate,
        Fault::Replay,
        Fault::DelayRequest,
        Fault::DelayReply,
        Fault::Truncate,
        Fault::Portal,
        Fault::PhoneCrash,
        Fault::HubCrash,
        Fault::PhoneFull,
        Fault::HubFull,
        Fault::Clock,
        Fault::Role,
        Fault::PhoneRestore,
        Fault::Clone,
        Fault::HubRestore,
        Fault::Move,
        Fault::MoveHome,
        Fault::Erase,
    ];

    /// Whether the product promises to outlive it already; the others are asked for by name (`WITH=kind`).
    #[must_use]
    pub fn is_promised(self) -> bool {
        self != Fault::Erase
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
