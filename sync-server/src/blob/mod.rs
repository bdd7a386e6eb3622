//! Attachments: resumable at the byte, fetched and sent by (document, hash) with the document's own rights (R20).

mod folder;
mod route;
mod turn;

pub(crate) use folder::{Folder, Taken};
pub(crate) use route::{LARGEST, download, have, upload};
pub(crate) use turn::Turns;
