//! Requests and replies about forms that are being filled in. They are kept on this device alone, in its store.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `draft.save`: keeps what stands in a form now, in place of what stood there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftSaveArgs {
    /// The form's name; it holds the id of the record that the form is about.
    pub name: String,
    /// What stands in it, as the screen wrote it.
    pub body: String,
}

/// `draft.drop`: forgets a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftDropArgs {
    /// The form's name.
    pub name: String,
}

/// Reply to `draft.load`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DraftList {
    /// Every form that is kept.
    pub drafts: Vec<Draft>,
}

/// A form that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub body: String,
}
