//! How a device comes in, stays and goes: an invitation, a knock with a key of the device's own, the office's answer; its
//! certificate; its end. Nothing here reads or writes records.

mod certificate;
mod decide;
mod devices;
mod invite;
mod knock;
mod office;

pub(crate) use certificate::renewed;
pub(crate) use decide::{at_the_door, by_check, settle};
pub(crate) use devices::{devices, revoke, revoke_member};
pub(crate) use invite::{Invite, given, make};
pub(crate) use knock::{ENROL_BYTES, NAME_CHARS, enrol};
pub(crate) use office::{decide, invite, waiting};
