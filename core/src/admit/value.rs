//! The values of operations: a column of types and lengths, and one of the bytes themselves.

use super::AdmitError;
use super::bounds::COUNTER_STEP;
use super::leb::Reader;
use super::op::Scalar;
use super::run_length::RunLength;
use crate::limits;

/// The two columns that make values.
pub(crate) struct Values<'a> {
    meta: RunLength<'a, u64>,
    bytes: Reader<'a>,
}

impl<'a> Values<'a> {
    /// Starts at the first row.
    pub(crate) fn new(meta: &'a [u8], bytes: &'a [u8]) -> Self {
        Values { meta: RunLength::new(meta), bytes: Reader::new(bytes) }
    }

    /// The next row.
    pub(crate) fn next(&mut self) -> Result<Scalar, AdmitError> {
        let meta = self.meta.next()?;
        let code = (meta & 0x0f) as u8;
        let length = usize::try_from(meta >> 4).map_err(|_| AdmitError::BadValue)?;
        scalar(code, self.bytes.take(length)?)
    }

    /// Makes sure that no rows and no bytes are left.
    pub(crate) fn finish(self) -> Result<(), AdmitError> {
        self.meta.finish()?;
        if self.bytes.is_empty() { Ok(()) } else { Err(AdmitError::BadValue) }
    }
}

fn scalar(code: u8, bytes: &[u8]) -> Result<Scalar, AdmitError> {
    Ok(match code {
        0 => bare(bytes, Scalar::Null)?,
        1 => bare(bytes, Scalar::Bool(false))?,
        2 => bare(bytes, Scalar::Bool(true))?,
        3 => Scalar::Uint(number(bytes, Reader::unsigned)?),
        4 => Scalar::Int(number(bytes, Reader::signed)?),
        5 => Scalar::F64(float(bytes)?),
        6 => Scalar::Str(text(bytes)?),
        7 => Scalar::Bytes(bytes.to_vec()),
        8 => Scalar::Counter(step(number(bytes, Reader::signed)?)?),
        9 => Scalar::Timestamp(number(bytes, Reader::signed)?),
        code => Scalar::Unknown { code, bytes: bytes.to_vec() },
    })
}

fn bare(bytes: &[u8], value: Scalar) -> Result<Scalar, AdmitError> {
    if bytes.is_empty() { Ok(value) } else { Err(AdmitError::BadValue) }
}

fn number<'a, T>(
    bytes: &'a [u8],
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, AdmitError>,
) -> Result<T, AdmitError> {
    let mut reader = Reader::new(bytes);
    let value = read(&mut reader).map_err(|_| AdmitError::BadValue)?;
    if reader.is_empty() { Ok(value) } else { Err(AdmitError::BadValue) }
}

/// What a counter may begin with or be increased by.
pub(crate) fn step(value: i64) -> Result<i64, AdmitError> {
    if value.unsigned_abs() <= COUNTER_STEP { Ok(value) } else { Err(AdmitError::BadValue) }
}

/// A finite number: the others have no place in JSON and do not equal themselves.
fn float(bytes: &[u8]) -> Result<f64, AdmitError> {
    let bytes = bytes.try_into().map_err(|_| AdmitError::BadValue)?;
    let value = f64::from_le_bytes(bytes);
    if value.is_finite() { Ok(value) } else { Err(AdmitError::BadValue) }
}

fn text(bytes: &[u8]) -> Result<String, AdmitError> {
    let text = std::str::from_utf8(bytes).map_err(|_| AdmitError::NotUtf8)?;
    if text.chars().count() > limits::SCALAR_CHARS {
        return Err(AdmitError::StringTooLong);
    }
    Ok(text.to_owned())
}
