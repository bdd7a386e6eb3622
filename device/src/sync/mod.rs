//! The client that syncs this device: one request brings it up to date, a live feed tells it what comes later, attachments
//! travel apart. One sync runs per store at a time, under a lock (R10).

mod attachments;
mod backoff;
mod erase;
mod hub;
mod key;
mod live;
mod recover;
mod refusals;
mod rejoin;
mod round;
mod task;

pub(crate) use attachments::transfer;
pub(crate) use erase::{erase, erasures};
pub(crate) use hub::{Hub, carry, enrol};
pub(crate) use key::{new_secret, public_key, sign};
pub(crate) use refusals::{refusals, settle};
pub(crate) use round::{Report, round};
pub(crate) use task::run;
