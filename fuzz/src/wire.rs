//! The bodies of requests and replies.

use jinshui_core::limits;
use jinshui_core::wire::{FrameReader, FrameWriter, pack, unpack};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Fast, as the fuzzer waits for it.
const LEVEL: i32 = 1;

/// Begins an input that is taken as it came; any other first byte says that the rest is what was packed.
pub(crate) const AS_IT_CAME: u8 = 0;

/// The bytes as they came, or packed.
pub(crate) fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes.split_first()? {
        (&AS_IT_CAME, rest) => Some(rest.to_vec()),
        (_, rest) => zstd::bulk::compress(rest, LEVEL).ok(),
    }
}

/// A body of one item: what can be read is written and read again as the same.
pub(crate) fn body<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(bytes: &[u8]) {
    let Some(packed) = packed(bytes) else { return };
    let Ok(read) = unpack::<T>(&packed, limits::REQUEST_BYTES) else { return };
    let again = pack(&read).expect("what was read can be written");
    assert_eq!(unpack::<T>(&again, usize::MAX).expect("and read again"), read);
}

/// A reply, in two parts: the second byte says where it is cut.
pub(crate) fn frames(bytes: &[u8]) {
    let Some((cut, bytes)) = bytes.split_first() else { return };
    let Some(packed) = packed(bytes) else { return };
    let at = usize::from(*cut).min(packed.len());
    let (first, second) = packed.split_at(at);
    let mut reader = FrameReader::new().expect("zstd starts");
    let Ok(mut seen) = reader.read(first) else { return };
    let Ok(more) = reader.read(second) else { return };
    seen.extend(more);
    let mut writer = FrameWriter::new().expect("zstd starts");
    let Ok(written) = writer.write(&seen) else { return };
    let again = FrameReader::new().expect("zstd starts").read(&written);
    assert_eq!(again.expect("what was written can be read"), seen);
}
