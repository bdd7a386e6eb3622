//! A form that somebody filled from what their device showed, perhaps a while ago: what is saved from it goes on from there.

use serde_json::Value;

#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) phone: usize,
    pub(super) record: String,
    pub(super) kind: &'static str,
    pub(super) heads: Value,
    pub(super) words: String,
}

impl Form {
    /// A form from a view of `hazard.show`, `patrol.show` or `home.show`.
    pub(super) fn of(phone: usize, kind: &'static str, record: &str, view: &Value) -> Self {
        Form {
            phone,
            record: record.to_owned(),
            kind,
            heads: view["heads"].clone(),
            words: view["words"].as_str().unwrap_or_default().to_owned(),
        }
    }

    /// Its words and more.
    pub(super) fn with(&self, more: &str) -> String {
        if self.words.is_empty() { more.to_owned() } else { format!("{}\n{more}", self.words) }
    }
}
