//! `reads`: who looked at what, one JSON line each, oldest first; `--check` goes through the chain of hashes.

use super::place::HubArguments;
use super::{Done, print, words};
use crate::reads;

/// Rows read at a time.
const STEP: u32 = 2_000;

pub(super) async fn run(hub: &HubArguments, check: bool) -> Done {
    let store = hub.open().await?;
    if check {
        let checked = reads::check(store.as_ref()).await.map_err(words)?;
        print::json(&checked)?;
        return match checked.broken {
            Some(row) => Err(format!("row {row} of who looked at what is not as it was written, or gone")),
            None => Ok(()),
        };
    }
    let mut last = 0;
    loop {
        let page = store.reads_after(last, STEP).await.map_err(words)?;
        let Some(newest) = page.last().map(|one| one.row.number) else { return Ok(()) };
        page.iter().try_for_each(|one| print::json(&one.row))?;
        last = newest;
    }
}
