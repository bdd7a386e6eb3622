//! One CBOR item in one zstd frame, for requests.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::frames::WireError;

/// Level of compression: fast on a phone, and within a few percent of the best on records of this size.
pub(super) const ZSTD_LEVEL: i32 = 3;
/// The largest window that is made room for, as a power of two: 8 MiB, which no request or frame is longer than.
pub(super) const ZSTD_WINDOW: u32 = 23;

/// Packs a value.
///
/// # Errors
/// [`WireError::Encode`] where the value cannot be written as CBOR.
pub fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, WireError> {
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).map_err(|error| WireError::Encode(error.to_string()))?;
    zstd::bulk::compress(&cbor, ZSTD_LEVEL).map_err(|error| WireError::Encode(error.to_string()))
}

/// Unpacks a value of at most `limit` bytes of CBOR; a longer one is refused before it is held.
///
/// # Errors
/// [`WireError::TooLarge`] past the limit, [`WireError::Decode`] where it is not such a value.
pub fn unpack<T: DeserializeOwned>(packed: &[u8], limit: usize) -> Result<T, WireError> {
    use std::io::Read;
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    // What is packed here says how long it is: a bomb is refused by its own word, before anything is unpacked.
    match zstd::zstd_safe::get_frame_content_size(packed) {
        Ok(Some(length)) if length < bound => {}
        Ok(Some(_)) => return Err(WireError::TooLarge),
        Ok(None) => return Err(WireError::Decode("does not say how long it is".to_owned())),
        Err(_) => return Err(WireError::Decode("is no zstd frame".to_owned())),
    }
    let failed = |error: std::io::Error| WireError::Decode(error.to_string());
    let mut decoder = zstd::stream::read::Decoder::with_buffer(packed).map_err(failed)?;
    decoder.window_log_max(ZSTD_WINDOW).map_err(failed)?;
    let decoder = decoder.single_frame();
    let mut cbor = Vec::new();
    decoder.take(bound).read_to_end(&mut cbor).map_err(|error| WireError::Decode(error.to_string()))?;
    if cbor.len() > limit {
        return Err(WireError::TooLarge);
    }
    ciborium::from_reader(cbor.as_slice()).map_err(|error| WireError::Decode(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks_and_bombs_do_not() {
        let text = "金水".repeat(1000);
        assert_eq!(unpack::<String>(&pack(&text).unwrap(), 10_000).unwrap(), text);
        let bomb = pack(&serde_bytes::ByteBuf::from(vec![0u8; 10_000_000])).unwrap();
        assert!(bomb.len() < 2_000);
        assert!(matches!(unpack::<serde_bytes::ByteBuf>(&bomb, 1_000_000), Err(WireError::TooLarge)));
        assert!(matches!(unpack::<String>(b"not zstd", 100), Err(WireError::Decode(_))));
    }
}
