//! One function for every reader of bytes from outside. Each gives the bytes to the reader and asserts what holds of whatever
//! it makes of them: the fuzzer (`driver/`, `make fuzz`) looks for bytes that break it, and the tests replay those of `corpus/`.
//!
//! The functions panic where a promise is broken; that is what they are for.
#![allow(clippy::expect_used, clippy::panic, clippy::missing_panics_doc)]

mod change;
mod document;
mod files;
mod hand_over;
mod join;
mod picture;
mod seal;
mod text;
mod wire;

pub use hand_over::HUB;
pub use seal::sealed;

use jinshui_core::wire::{CompareReply, CompareRequest, ReturnReply, ReturnRequest, SyncRequest};

/// A reader under its name, which is that of its folder in `corpus/`.
#[derive(Debug, Clone, Copy)]
pub struct Decoder {
    /// The name.
    pub name: &'static str,
    /// The reader and what is asserted of it.
    pub run: fn(&[u8]),
}

/// Every reader.
pub const DECODERS: &[Decoder] = &[
    Decoder { name: "change", run: change::run },
    Decoder { name: "document", run: document::run },
    Decoder { name: "request", run: wire::body::<SyncRequest> },
    Decoder { name: "compare", run: wire::body::<CompareRequest> },
    Decoder { name: "compare_reply", run: wire::body::<CompareReply> },
    Decoder { name: "return", run: wire::body::<ReturnRequest> },
    Decoder { name: "return_reply", run: wire::body::<ReturnReply> },
    Decoder { name: "frames", run: wire::frames },
    Decoder { name: "authorization", run: join::authorization },
    Decoder { name: "enrol", run: join::enrol },
    Decoder { name: "gpx", run: files::track },
    Decoder { name: "workbook", run: files::workbook },
    Decoder { name: "hand_over_file", run: hand_over::sealed },
    Decoder { name: "hand_over_signed", run: hand_over::signed },
    Decoder { name: "hand_over", run: hand_over::work },
    Decoder { name: "names", run: text::names },
    Decoder { name: "command", run: text::command },
    Decoder { name: "photo", run: picture::run },
];
