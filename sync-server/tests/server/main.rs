//! The hub as a process, asked over HTTP by a small client of its own: joining, signatures, sync, live, attachments,
//! restarts.

mod attachments;
mod device;
mod directory;
mod hub;
mod joining;
mod limits;
mod live;
mod pulling;
mod pushing;
mod signatures;
mod standing;
