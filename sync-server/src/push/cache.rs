//! Documents in memory: a bounded number, each used by one push at a time. A push takes a document out and puts it back
//! only when its changes are durable (R4); whatever ends it early leaves an empty place, and the next one rebuilds.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jinshui_core::DocumentId;
use jinshui_core::document::Document;
use tokio::sync::OwnedMutexGuard;

use super::aside::Aside;

/// Documents held at most when nobody uses them.
const HELD: usize = 256;

/// One document's place.
#[derive(Default)]
pub(super) enum Place {
    /// Not in memory.
    #[default]
    Empty,
    /// In memory, just as the store has it.
    Held(Box<Document>),
    /// It cannot be read (promise 10): it is left alone until the hub starts anew.
    SetAside,
}

/// A place that this push alone uses.
pub(super) type Taken = OwnedMutexGuard<Place>;

/// A document's place that is kept empty.
pub(crate) struct Emptied {
    _place: Taken,
}

/// The documents in memory.
pub(crate) struct Documents {
    entries: Mutex<HashMap<DocumentId, Entry>>,
    used: AtomicU64,
    aside: Aside,
}

struct Entry {
    place: Arc<tokio::sync::Mutex<Place>>,
    used: u64,
}

impl Documents {
    /// No document yet. What is set aside is named in a file of the hub's folder.
    pub(crate) fn new(folder: &Path) -> Self {
        Documents { entries: Mutex::default(), used: AtomicU64::new(0), aside: Aside::new(folder) }
    }

    /// Waits for a document's place. Who takes several takes them in the order of ids, so that nobody waits in a circle.
    pub(super) async fn take(&self, id: DocumentId) -> Taken {
        let place = self.place(id);
        place.lock_owned().await
    }

    /// Waits for a document's place and empties it: nobody works on a copy of it until what is given back is dropped, and then the
    /// document is built anew from the store.
    pub(crate) async fn hold_empty(&self, id: DocumentId) -> Emptied {
        let mut place = self.take(id).await;
        *place = Place::Empty;
        Emptied { _place: place }
    }

    fn place(&self, id: DocumentId) -> Arc<tokio::sync::Mutex<Place>> {
        let now = self.used.fetch_add(1, Ordering::Relaxed);
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= HELD && !entries.contains_key(&id) {
            // In use is who has more than the one handle in the table.
            let idle = entries.iter().filter(|(_, entry)| Arc::strong_count(&entry.place) == 1);
            if let Some(oldest) = idle.min_by_key(|(_, entry)| entry.used).map(|(id, _)| *id) {
                entries.remove(&oldest);
            }
        }
        let entry = entries.entry(id).or_insert_with(|| Entry { place: Arc::default(), used: now });
        entry.used = now;
        Arc::clone(&entry.place)
    }

    /// Notes a document that was set aside, and why.
    pub(super) fn note_set_aside(&self, id: DocumentId, why: &str) {
        self.aside.note(id, why);
    }

    /// How many documents are set aside.
    pub(crate) fn set_aside(&self) -> usize {
        self.aside.count()
    }
}
