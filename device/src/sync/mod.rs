//! The client that syncs this device: one request brings it up to date, a live feed tells it what comes later, attachments
//! travel apart. One sync runs per store at a time, under a lock (R10).

mod attachments;
mod backoff;
mod ended;
mod erase;
mod hub;
mod join;
mod key;
mod live;
mod office;
mod reads;
mod recover;
mod refusals;
mod rejoin;
mod round;
mod task;

pub(crate) use attachments::transfer;
pub(crate) use ended::settle;
pub(crate) use erase::{erase, erasures};
pub(crate) use hub::{Hub, carry};
pub use join::Asked;
pub(crate) use join::{again, begin, view};
pub(crate) use key::sign;
pub(crate) use office::{decide, devices, invite, revoke, waiting};
pub(crate) use reads::reads;
pub(crate) use refusals::{refusals, settle as settle_refusal};
pub(crate) use round::{Report, round};
pub(crate) use task::run;
