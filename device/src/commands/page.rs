//! Pages of lists: how many rows, and where the next one goes on.

use jinshui_core::Failure;

/// Rows of a page where the caller does not say.
const PAGE: u32 = 50;
/// The most rows of a page.
const MOST_ROWS: u32 = 500;

/// A page as it was asked for.
pub(super) struct Page {
    limit: u32,
}

impl Page {
    /// Reads how many rows are wanted.
    pub(super) fn of(limit: Option<u32>) -> Result<Self, Failure> {
        let limit = limit.unwrap_or(PAGE);
        if (1..=MOST_ROWS).contains(&limit) {
            return Ok(Page { limit });
        }
        Err(Failure::field("limit", format!("is to be 1 to {MOST_ROWS}")))
    }

    /// How many rows to read: one more than asked for tells whether there is another page.
    pub(super) fn rows(&self) -> u32 {
        self.limit + 1
    }

    /// The rows of the page, and the last of them where another page follows.
    pub(super) fn cut<T: Clone>(&self, mut rows: Vec<T>) -> (Vec<T>, Option<T>) {
        let wanted = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        let last = rows.last().filter(|_| more).cloned();
        (rows, last)
    }
}

/// Reads where a page of positions goes on.
pub(super) fn position(after: Option<&str>) -> Result<Option<crate::store::ListPosition>, Failure> {
    let read = |text: &str| text.parse().map(crate::store::ListPosition);
    let wrong = |_| Failure::field("after", "is to be the `next` of an earlier page");
    after.map(read).transpose().map_err(wrong)
}
