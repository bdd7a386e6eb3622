//! The community: its tree of grids, its people, the posts they hold. Hub data, read by everyone, written by the office.

mod demo;
mod directory;
mod grants;
mod member;
mod node;
mod role;

pub use demo::demo;
pub use directory::Directory;
pub use grants::Grants;
pub use member::{Group, Member, Post};
pub use node::{Node, NodeKind};
pub use role::Role;
