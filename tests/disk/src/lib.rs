//! A disk that fails and loses power, under the SQLite of a test process: a shim over SQLite's own file layer that is the default
//! one once a [`Disk`] has been made, so that the product's code runs on it unchanged. Files outside of a disk's folder are
//! passed through.
//!
//! It can fail any call, once or from then on, as a broken or a full disk does; and it knows at any moment what of each file was
//! made durable by `xSync` and what was only written, so that a power cut can be looked at: some of what was only written is
//! there, by sectors, and the rest is not. `sqlite-plugin` would save the unsafe part, but has no file layer below it:
//! locks and shared memory would be ours, and not the ones that the product runs on.

mod disk;
mod shadow;
mod shim;

pub use disk::{Disk, Fault, Remains};
