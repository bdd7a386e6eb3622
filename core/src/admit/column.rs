//! Which columns a change has, and where their bytes lie. A column that is not in the list below does not come in.

use super::AdmitError;
use super::leb::Reader;

const DEFLATED: u64 = 0b1000;

/// The bytes of each column; an absent column is empty.
#[derive(Default)]
pub(crate) struct Columns<'a> {
    pub(crate) object_actor: &'a [u8],
    pub(crate) object_counter: &'a [u8],
    pub(crate) key_actor: &'a [u8],
    pub(crate) key_counter: &'a [u8],
    pub(crate) key_field: &'a [u8],
    pub(crate) insert: &'a [u8],
    pub(crate) action: &'a [u8],
    pub(crate) value_meta: &'a [u8],
    pub(crate) value: &'a [u8],
    pub(crate) pred_count: &'a [u8],
    pub(crate) pred_actor: &'a [u8],
    pub(crate) pred_counter: &'a [u8],
}

impl<'a> Columns<'a> {
    /// Reads the list of columns and cuts the rest of the body along it, to the last byte.
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Self, AdmitError> {
        let count = reader.size()?;
        let mut lengths = Vec::new();
        for _ in 0..count {
            let spec = reader.unsigned()?;
            if spec & DEFLATED != 0 {
                return Err(AdmitError::DeflatedColumn);
            }
            if lengths.last().is_some_and(|(last, _)| *last >= spec) {
                return Err(AdmitError::BadColumn);
            }
            if Columns::default().column(spec).is_none() {
                return Err(AdmitError::BadColumn);
            }
            lengths.push((spec, reader.size()?));
        }
        let mut columns = Columns::default();
        for (spec, length) in lengths {
            let bytes = reader.take(length)?;
            let column = columns.column(spec).ok_or(AdmitError::BadColumn)?;
            if bytes.is_empty() {
                return Err(AdmitError::BadColumn);
            }
            *column = bytes;
        }
        if reader.is_empty() { Ok(columns) } else { Err(AdmitError::TrailingBytes) }
    }

    /// The place of a column: its number in the upper bits, its type in the lower four.
    fn column(&mut self, spec: u64) -> Option<&mut &'a [u8]> {
        Some(match spec {
            0x01 => &mut self.object_actor,
            0x02 => &mut self.object_counter,
            0x11 => &mut self.key_actor,
            0x13 => &mut self.key_counter,
            0x15 => &mut self.key_field,
            0x34 => &mut self.insert,
            0x42 => &mut self.action,
            0x56 => &mut self.value_meta,
            0x57 => &mut self.value,
            0x70 => &mut self.pred_count,
            0x71 => &mut self.pred_actor,
            0x73 => &mut self.pred_counter,
            _ => return None,
        })
    }
}
