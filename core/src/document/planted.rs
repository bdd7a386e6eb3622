//! A panic that tests plant, to see that one record is set aside and nothing else stops (promise 10): a change that writes
//! certain words makes applying panic. Nothing springs in a build without debug assertions.

use std::sync::{PoisonError, RwLock};

use crate::admit::{Action, AdmittedChange, Scalar};

static WORDS: RwLock<Vec<String>> = RwLock::new(Vec::new());

/// From now on, in this process, applying a change that writes these words panics.
#[doc(hidden)]
pub fn plant_panic(words: &str) {
    WORDS.write().unwrap_or_else(PoisonError::into_inner).push(words.to_owned());
}

/// Panics if the change writes words that were planted.
pub(super) fn spring(change: &AdmittedChange) {
    if !cfg!(debug_assertions) {
        return;
    }
    let planted = WORDS.read().unwrap_or_else(PoisonError::into_inner);
    if planted.is_empty() {
        return;
    }
    let written: String = change
        .ops
        .iter()
        .filter_map(|op| match &op.action {
            Action::Put(Scalar::Str(text)) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert!(!planted.iter().any(|words| written.contains(words)), "a planted panic");
}
