//! 重点: whom the police keep an eye on. It lies in the police's own space, and nobody else's device ever holds the word.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::document::Edit;
use crate::id::{ChangeHash, MemberId};

/// Characters of who it is.
pub const SUBJECT_CHARS: usize = 60;

/// A watch, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Who, as the police say it.
    pub subject: String,
    /// Whether it holds still.
    pub on: bool,
    /// Why.
    pub words: String,
}

/// The stored code of whether it holds.
#[must_use]
pub fn state(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// What the police did to a watch.
#[derive(Debug, Clone, PartialEq)]
pub enum WatchEdit {
    /// Somebody is kept an eye on.
    Begin {
        /// Who.
        subject: String,
        /// Why.
        words: String,
    },
    /// What is said changes.
    Set {
        /// The heads of the state the form was filled from; empty for the newest (R3).
        seen: Vec<ChangeHash>,
        /// Whether it holds still.
        on: Option<bool>,
        /// The whole new words.
        words: Option<String>,
    },
}

impl WatchEdit {
    /// The edit in the terms of the schema.
    #[must_use]
    pub fn by(self, by: &MemberId, at: Timestamp) -> Edit {
        let edit = Edit::new(by, at);
        match self {
            WatchEdit::Begin { subject, words } => {
                let edit = edit.begins().set("subject", subject).set("state", state(true));
                if words.is_empty() { edit } else { edit.words(words) }
            }
            WatchEdit::Set { seen, on, words } => {
                let edit = edit.seen(seen).set_some("state", on.map(|on| state(on).to_owned()));
                words.into_iter().fold(edit, Edit::words)
            }
        }
    }
}
