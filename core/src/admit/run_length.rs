//! Run-length columns, read row by row in constant memory. Only the one way in which Automerge would write these rows
//! is accepted: Automerge keeps no changes but rebuilds them from the document, so a change written in another way
//! would come back under another hash, and the document would not load again.

use super::AdmitError;
use super::leb::Reader;

/// What a column holds in a row.
pub(crate) trait Item<'a>: Copy + PartialEq {
    /// Reads one.
    fn read(reader: &mut Reader<'a>) -> Result<Self, AdmitError>;
}

impl<'a> Item<'a> for u64 {
    fn read(reader: &mut Reader<'a>) -> Result<Self, AdmitError> {
        reader.unsigned()
    }
}

impl<'a> Item<'a> for i64 {
    fn read(reader: &mut Reader<'a>) -> Result<Self, AdmitError> {
        reader.signed()
    }
}

impl<'a> Item<'a> for &'a str {
    fn read(reader: &mut Reader<'a>) -> Result<Self, AdmitError> {
        std::str::from_utf8(reader.prefixed()?).map_err(|_| AdmitError::NotUtf8)
    }
}

/// The run that is being read, and after it has ended the run that came last.
#[derive(Clone, Copy)]
enum Run<T> {
    Start,
    Nulls,
    Same(T),
    Literal(Option<T>),
}

/// A run-length column of rows that may be null.
pub(crate) struct RunLength<'a, T> {
    reader: Reader<'a>,
    run: Run<T>,
    left: u64,
}

impl<'a, T: Item<'a>> RunLength<'a, T> {
    /// Starts at the first row.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        RunLength { reader: Reader::new(bytes), run: Run::Start, left: 0 }
    }

    /// The next row of a column in which no row is null.
    pub(crate) fn next(&mut self) -> Result<T, AdmitError> {
        self.next_or_null()?.ok_or(AdmitError::RowCount)
    }

    /// The next row.
    pub(crate) fn next_or_null(&mut self) -> Result<Option<T>, AdmitError> {
        if self.left == 0 {
            self.open_run()?;
        }
        self.left = self.left.saturating_sub(1);
        match &mut self.run {
            Run::Start => Err(AdmitError::RowCount),
            Run::Nulls => Ok(None),
            Run::Same(value) => Ok(Some(*value)),
            Run::Literal(last) => {
                let value = T::read(&mut self.reader)?;
                if *last == Some(value) {
                    return Err(AdmitError::NotCanonical);
                }
                *last = Some(value);
                Ok(Some(value))
            }
        }
    }

    /// How many rows there are, without unfolding a run: the work depends on the bytes alone. Stops above `most`.
    pub(crate) fn count(mut self, most: usize) -> Result<usize, AdmitError> {
        let most = most as u64;
        let mut rows = 0u64;
        while !self.reader.is_empty() {
            self.open_run()?;
            rows = rows.saturating_add(self.left);
            if rows > most {
                return Err(AdmitError::TooManyOps);
            }
            while matches!(self.run, Run::Literal(_)) && self.left > 0 {
                self.next_or_null()?;
            }
            self.left = 0;
        }
        usize::try_from(rows).map_err(|_| AdmitError::TooManyOps)
    }

    /// Makes sure that no rows are left.
    pub(crate) fn finish(self) -> Result<(), AdmitError> {
        if self.left == 0 && self.reader.is_empty() { Ok(()) } else { Err(AdmitError::RowCount) }
    }

    fn open_run(&mut self) -> Result<(), AdmitError> {
        if self.reader.is_empty() {
            return Err(AdmitError::RowCount);
        }
        match self.reader.signed()? {
            0 => self.open_nulls(),
            count if count > 0 => self.open_same(count.unsigned_abs()),
            count => self.open_literal(count.unsigned_abs()),
        }
    }

    fn open_nulls(&mut self) -> Result<(), AdmitError> {
        let count = self.reader.unsigned()?;
        let only_nulls = matches!(self.run, Run::Start) && self.reader.is_empty();
        if count == 0 || only_nulls || matches!(self.run, Run::Nulls) {
            return Err(AdmitError::NotCanonical);
        }
        self.run = Run::Nulls;
        self.left = count;
        Ok(())
    }

    fn open_same(&mut self, count: u64) -> Result<(), AdmitError> {
        let value = T::read(&mut self.reader)?;
        if count < 2 || self.last_value() == Some(value) {
            return Err(AdmitError::NotCanonical);
        }
        self.run = Run::Same(value);
        self.left = count;
        Ok(())
    }

    fn open_literal(&mut self, count: u64) -> Result<(), AdmitError> {
        if matches!(self.run, Run::Literal(_)) {
            return Err(AdmitError::NotCanonical);
        }
        self.run = Run::Literal(self.last_value());
        self.left = count;
        Ok(())
    }

    /// The value of the row just read, against which a new run must differ.
    fn last_value(&self) -> Option<T> {
        match self.run {
            Run::Same(value) | Run::Literal(Some(value)) => Some(value),
            Run::Start | Run::Nulls | Run::Literal(None) => None,
        }
    }
}

impl RunLength<'_, u64> {
    /// The sum of all rows, again without unfolding a run. Stops where a row is above `row` or the sum above `most`.
    pub(crate) fn sum(mut self, row: u64, most: u64) -> Result<u64, AdmitError> {
        let mut sum = 0u64;
        while !self.reader.is_empty() || self.left > 0 {
            if self.left == 0 {
                self.open_run()?;
            }
            let rows = if matches!(self.run, Run::Literal(_)) { 1 } else { self.left };
            let value = self.next()?;
            self.left -= rows - 1;
            sum = sum.saturating_add(value.saturating_mul(rows));
            if value > row || sum > most {
                return Err(AdmitError::TooManyPreds);
            }
        }
        Ok(sum)
    }
}

/// A run-length column of differences; a null row leaves the sum as it is.
pub(crate) struct Delta<'a> {
    differences: RunLength<'a, i64>,
    sum: i64,
}

impl<'a> Delta<'a> {
    /// Starts at the first row.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Delta { differences: RunLength::new(bytes), sum: 0 }
    }

    /// The next row, which is a counter and so not below zero.
    pub(crate) fn next_or_null(&mut self) -> Result<Option<u64>, AdmitError> {
        let Some(difference) = self.differences.next_or_null()? else { return Ok(None) };
        self.sum = self.sum.checked_add(difference).ok_or(AdmitError::BadNumber)?;
        u64::try_from(self.sum).map(Some).map_err(|_| AdmitError::BadNumber)
    }

    /// The next row of a column in which no row is null.
    pub(crate) fn next(&mut self) -> Result<u64, AdmitError> {
        self.next_or_null()?.ok_or(AdmitError::RowCount)
    }

    /// Makes sure that no rows are left.
    pub(crate) fn finish(self) -> Result<(), AdmitError> {
        self.differences.finish()
    }
}

/// A column that may be absent, which stands for null in every row.
pub(crate) struct Optional<C>(Option<C>);

impl<'a, T: Item<'a>> Optional<RunLength<'a, T>> {
    /// Starts at the first row.
    pub(crate) fn runs(bytes: &'a [u8]) -> Self {
        Optional((!bytes.is_empty()).then(|| RunLength::new(bytes)))
    }

    /// The next row.
    pub(crate) fn next(&mut self) -> Result<Option<T>, AdmitError> {
        self.0.as_mut().map_or(Ok(None), RunLength::next_or_null)
    }

    /// Makes sure that no rows are left.
    pub(crate) fn finish(self) -> Result<(), AdmitError> {
        self.0.map_or(Ok(()), RunLength::finish)
    }
}

impl<'a> Optional<Delta<'a>> {
    /// Starts at the first row.
    pub(crate) fn deltas(bytes: &'a [u8]) -> Self {
        Optional((!bytes.is_empty()).then(|| Delta::new(bytes)))
    }

    /// The next row.
    pub(crate) fn next(&mut self) -> Result<Option<u64>, AdmitError> {
        self.0.as_mut().map_or(Ok(None), Delta::next_or_null)
    }

    /// Makes sure that no rows are left.
    pub(crate) fn finish(self) -> Result<(), AdmitError> {
        self.0.map_or(Ok(()), Delta::finish)
    }
}
