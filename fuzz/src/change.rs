//! Admit's first look: bytes alone, no document.

use automerge::{Automerge, Change};
use jinshui_core::admit::{Ground, admit};
use jinshui_core::limits;

use crate::seal::sealed;

/// The bytes as a chunk, and as the body of one.
pub(crate) fn run(bytes: &[u8]) {
    one(bytes);
    one(&sealed(bytes));
}

fn one(raw: &[u8]) {
    let Ok(change) = admit(raw) else { return };
    assert_eq!(change.raw(), raw, "what is admitted is kept as it came");
    assert!(change.ops.len() <= limits::CHANGE_OPS && change.deps.len() <= limits::CHANGE_DEPS);
    assert!(change.max_op() <= limits::MAX_OP);
    let read = Change::from_bytes(raw.to_vec()).expect("what is admitted, Automerge reads");
    assert_eq!(change.hash, read.hash().into());
    assert_eq!((change.seq, change.start_op), (read.seq(), read.start_op().get()));
    assert_eq!((change.ops.len(), change.max_op()), (read.len(), read.max_op()));
    assert_eq!(read.decode().operations.len(), change.ops.len());
    if Ground::new().take(&change).is_ok() {
        let mut document = Automerge::new();
        document.apply_changes([read]).expect("what fits, Automerge applies");
        let loaded = Automerge::load(&document.save()).expect("a document that was saved loads again");
        assert_eq!(loaded.get_heads(), document.get_heads());
    }
}
