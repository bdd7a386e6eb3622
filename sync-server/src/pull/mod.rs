//! What a device reads: the reply of a sync, and the live feed. It only reads, always under one directory version and as
//! pages of one snapshot each; it knows nothing of what a change does.

mod compare;
mod live;
mod outgoing;
mod reply;
mod rights;
mod seals;
mod start;

pub(crate) use compare::compare;
pub(crate) use live::{LiveQuery, send as send_live};
pub(crate) use outgoing::{Broken, Outgoing};
pub(crate) use reply::send as send_reply;
