//! A cursor over bytes that never reads past the end, and the LEB128 numbers in them, accepted only at their shortest.

use super::AdmitError;

/// What is still to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the first of these bytes.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// Whether everything was read.
    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many bytes are left.
    pub(crate) fn len(&self) -> usize {
        self.rest.len()
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], AdmitError> {
        let (head, rest) = self.rest.split_at_checked(count).ok_or(AdmitError::Truncated)?;
        self.rest = rest;
        Ok(head)
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], AdmitError> {
        let (head, rest) = self.rest.split_first_chunk::<N>().ok_or(AdmitError::Truncated)?;
        self.rest = rest;
        Ok(*head)
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> Result<u8, AdmitError> {
        let (head, rest) = self.rest.split_first().ok_or(AdmitError::Truncated)?;
        self.rest = rest;
        Ok(*head)
    }

    /// Bytes that come with their length in front.
    pub(crate) fn prefixed(&mut self) -> Result<&'a [u8], AdmitError> {
        let length = self.size()?;
        self.take(length)
    }

    /// An unsigned number that fits a size in memory.
    pub(crate) fn size(&mut self) -> Result<usize, AdmitError> {
        usize::try_from(self.unsigned()?).map_err(|_| AdmitError::BadNumber)
    }

    /// An unsigned LEB128 number.
    pub(crate) fn unsigned(&mut self) -> Result<u64, AdmitError> {
        let mut value = 0u64;
        let mut shift = 0u32;
        loop {
            let byte = self.byte()?;
            if shift == 63 && byte > 1 {
                return Err(AdmitError::BadNumber);
            }
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let overlong = byte == 0 && shift > 0;
                return if overlong { Err(AdmitError::BadNumber) } else { Ok(value) };
            }
            shift += 7;
        }
    }

    /// A signed LEB128 number.
    pub(crate) fn signed(&mut self) -> Result<i64, AdmitError> {
        let mut value = 0i64;
        let mut shift = 0u32;
        let mut before = 0u8;
        loop {
            let byte = self.byte()?;
            if shift == 63 && byte != 0 && byte != 0x7f {
                return Err(AdmitError::BadNumber);
            }
            value |= i64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                let overlong = (byte == 0 && before & 0x40 == 0) || (byte == 0x7f && before & 0x40 != 0);
                if shift > 7 && overlong {
                    return Err(AdmitError::BadNumber);
                }
                if shift < 64 && byte & 0x40 != 0 {
                    value |= -1i64 << shift;
                }
                return Ok(value);
            }
            before = byte;
        }
    }
}
