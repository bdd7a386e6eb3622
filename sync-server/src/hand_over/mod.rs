//! Hand-over files: what devices could not send, brought by anybody. The file is opened with the hub's own key, its author is who
//! signed it, and what is in it goes the way of every push.

mod key;
mod route;
mod take_in;

pub(crate) use key::{load, make};
pub(crate) use route::{LIMIT, receive};
pub(crate) use take_in::take_in;
