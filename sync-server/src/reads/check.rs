//! Whether the chain of looks is whole: every row follows the one before it, and the last is the one that was written last.

use crate::store::{ReadHead, Result, Store};

/// Rows looked at at a time.
const STEP: u32 = 2_000;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Checked {
    /// How many rows there are.
    pub(crate) rows: u64,
    /// The first that is not as it was written, or not there.
    pub(crate) broken: Option<u64>,
}

/// Goes through all of it.
pub(crate) async fn check(store: &dyn Store) -> Result<Checked> {
    let head = store.read_head().await?;
    let mut last = ReadHead { number: 0, hash: [0; 32] };
    loop {
        let page = store.reads_after(last.number, STEP).await?;
        if page.is_empty() {
            break;
        }
        for one in page {
            let next = last.number + 1;
            if one.row.number != next || one.row.chained(&last.hash) != one.hash {
                return Ok(Checked { rows: head.number, broken: Some(next) });
            }
            last = ReadHead { number: next, hash: one.hash };
        }
    }
    let whole = last == head;
    Ok(Checked { rows: head.number, broken: (!whole).then(|| last.number.min(head.number) + 1) })
}
