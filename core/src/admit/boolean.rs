//! Columns of yes and no: the lengths of the alternating runs, beginning with no.

use super::AdmitError;
use super::leb::Reader;

/// A boolean column.
pub(crate) struct Boolean<'a> {
    reader: Reader<'a>,
    value: bool,
    left: u64,
    first: bool,
}

impl<'a> Boolean<'a> {
    /// Starts at the first row.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Boolean { reader: Reader::new(bytes), value: true, left: 0, first: true }
    }

    /// The next row.
    pub(crate) fn next(&mut self) -> Result<bool, AdmitError> {
        while self.left == 0 {
            if self.reader.is_empty() {
                return Err(AdmitError::RowCount);
            }
            self.left = self.reader.unsigned()?;
            self.value = !self.value;
            // Only the first run may be empty, when the column begins with yes.
            if self.left == 0 && !self.first {
                return Err(AdmitError::NotCanonical);
            }
            self.first = false;
        }
        self.left -= 1;
        Ok(self.value)
    }

    /// Makes sure that no rows are left.
    pub(crate) fn finish(self) -> Result<(), AdmitError> {
        if self.left == 0 && self.reader.is_empty() { Ok(()) } else { Err(AdmitError::RowCount) }
    }
}
