//! One phone's store: an encrypted SQLite file with the outbox and the projections, the commands that write and read it, and
//! the client that syncs it. The same crate runs in the app, in the headless `jinshui`, and on the hub for its console.
//!
//! The operating system is met behind the small traits of [`platform`]. Nothing here knows of a window, a web page or the
//! hub's own store.

mod app;
mod commands;
mod durable;
mod ending;
pub mod export;
mod joining;
mod mark;
pub mod photo;
pub mod platform;
mod refusals;
pub mod register;
mod sealed;
mod shared;
mod spare;
mod status;
pub mod store;
mod sync;
pub mod track;
mod wall;

pub use app::{App, SyncReport, parse};
pub use commands::Files;
pub use status::{SetAside, SpaceStatus, Status};
pub use sync::Asked;
