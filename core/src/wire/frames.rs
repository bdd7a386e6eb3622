//! The reply's stream: frames of CBOR, each behind its length (u32, big-endian), in one zstd stream that is flushed after
//! each batch, so that a device can keep what came even when the rest does not.

use zstd::stream::raw::{DParameter, Decoder, Encoder, InBuffer, Operation, OutBuffer};

use super::pack::{ZSTD_LEVEL, ZSTD_WINDOW};
use super::sync::Frame;
use crate::limits;

/// Why bytes could not be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A value cannot be written.
    #[error("cannot be encoded: {0}")]
    Encode(String),
    /// Bytes are not what they should be.
    #[error("cannot be decoded: {0}")]
    Decode(String),
    /// More than the limit.
    #[error("larger than allowed")]
    TooLarge,
}

/// Writes frames into one zstd stream.
pub struct FrameWriter {
    encoder: Encoder<'static>,
}

impl FrameWriter {
    /// A new stream.
    ///
    /// # Errors
    /// Where zstd cannot start.
    pub fn new() -> Result<Self, WireError> {
        let encoder = Encoder::new(ZSTD_LEVEL).map_err(|error| WireError::Encode(error.to_string()))?;
        Ok(FrameWriter { encoder })
    }

    /// Writes frames and flushes: the bytes returned are enough to read these frames.
    ///
    /// # Errors
    /// [`WireError::TooLarge`] for a frame past [`limits::FRAME_BYTES`].
    pub fn write(&mut self, frames: &[Frame]) -> Result<Vec<u8>, WireError> {
        let mut plain = Vec::new();
        for frame in frames {
            let mut cbor = Vec::new();
            ciborium::into_writer(frame, &mut cbor).map_err(|error| WireError::Encode(error.to_string()))?;
            if cbor.len() > limits::FRAME_BYTES {
                return Err(WireError::TooLarge);
            }
            let length = u32::try_from(cbor.len()).map_err(|_| WireError::TooLarge)?;
            plain.extend_from_slice(&length.to_be_bytes());
            plain.append(&mut cbor);
        }
        self.compress(&plain)
    }

    /// Ends the stream; the bytes returned close it.
    ///
    /// # Errors
    /// Where zstd fails.
    pub fn finish(mut self) -> Result<Vec<u8>, WireError> {
        let mut out = Vec::new();
        loop {
            let left = drain(&mut out, |buffer| self.encoder.finish(buffer, true))?;
            if left == 0 {
                return Ok(out);
            }
        }
    }

    fn compress(&mut self, plain: &[u8]) -> Result<Vec<u8>, WireError> {
        let mut out = Vec::new();
        let mut input = InBuffer::around(plain);
        while input.pos() < plain.len() {
            drain(&mut out, |buffer| self.encoder.run(&mut input, buffer))?;
        }
        while drain(&mut out, |buffer| self.encoder.flush(buffer))? > 0 {}
        Ok(out)
    }
}

/// Runs one step of zstd into a small buffer and keeps what it wrote.
fn drain(
    out: &mut Vec<u8>,
    step: impl FnOnce(&mut OutBuffer<'_, [u8]>) -> std::io::Result<usize>,
) -> Result<usize, WireError> {
    let mut chunk = [0u8; 16 * 1024];
    let mut buffer = OutBuffer::around(&mut chunk[..]);
    let hint = step(&mut buffer).map_err(|error| WireError::Decode(error.to_string()))?;
    out.extend_from_slice(buffer.as_slice());
    Ok(hint)
}

/// Reads frames from the bytes of a stream, as they come in.
pub struct FrameReader {
    decoder: Decoder<'static>,
    plain: Vec<u8>,
}

impl FrameReader {
    /// A reader at the start of a stream.
    ///
    /// # Errors
    /// Where zstd cannot start.
    pub fn new() -> Result<Self, WireError> {
        let failed = |error: std::io::Error| WireError::Decode(error.to_string());
        let mut decoder = Decoder::new().map_err(failed)?;
        decoder.set_parameter(DParameter::WindowLogMax(ZSTD_WINDOW)).map_err(failed)?;
        Ok(FrameReader { decoder, plain: Vec::new() })
    }

    /// Takes in bytes and gives back every frame that is now whole.
    ///
    /// # Errors
    /// [`WireError::TooLarge`] for a frame that says it is past the limit; [`WireError::Decode`] for anything else that is
    /// not a frame.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Vec<Frame>, WireError> {
        let mut frames = Vec::new();
        let mut input = InBuffer::around(bytes);
        loop {
            let (before, held) = (input.pos(), self.plain.len());
            drain(&mut self.plain, |buffer| self.decoder.run(&mut input, buffer))?;
            self.take_whole(&mut frames)?;
            let stood_still = input.pos() == before && self.plain.len() <= held;
            if stood_still || (input.pos() == bytes.len() && self.plain.len() == held) {
                return Ok(frames);
            }
        }
    }

    fn take_whole(&mut self, frames: &mut Vec<Frame>) -> Result<(), WireError> {
        while let Some((head, rest)) = self.plain.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_be_bytes(*head)).map_err(|_| WireError::TooLarge)?;
            if length > limits::FRAME_BYTES {
                return Err(WireError::TooLarge);
            }
            let Some(cbor) = rest.get(..length) else { return Ok(()) };
            frames.push(ciborium::from_reader(cbor).map_err(|error| WireError::Decode(error.to_string()))?);
            self.plain.drain(..length + 4);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::DocumentId;

    fn frames() -> Vec<Frame> {
        let one = Frame::Beat { now: Timestamp(7) };
        let documents = (0..2000u128).map(|n| DocumentId(uuid::Uuid::from_u128(n))).collect();
        vec![one.clone(), Frame::Dropped { documents }, one]
    }

    #[test]
    fn frames_read_back_however_the_bytes_are_cut() {
        let mut writer = FrameWriter::new().unwrap();
        let mut bytes = writer.write(&frames()).unwrap();
        bytes.extend(writer.write(&frames()).unwrap());
        bytes.extend(writer.finish().unwrap());
        for step in [1, 7, 100, 1 << 20] {
            let mut reader = FrameReader::new().unwrap();
            let mut seen = Vec::new();
            for part in bytes.chunks(step) {
                seen.extend(reader.read(part).unwrap());
            }
            assert_eq!(seen, [frames(), frames()].concat(), "in steps of {step}");
        }
    }

    #[test]
    fn each_write_can_be_read_at_once() {
        let mut writer = FrameWriter::new().unwrap();
        let mut reader = FrameReader::new().unwrap();
        for _ in 0..3 {
            assert_eq!(reader.read(&writer.write(&frames()).unwrap()).unwrap(), frames());
        }
    }

    #[test]
    fn a_frame_past_the_limit_is_refused() {
        let mut stream = Encoder::new(3).unwrap();
        let huge = u32::try_from(limits::FRAME_BYTES + 1).unwrap().to_be_bytes();
        let mut bytes = Vec::new();
        drain(&mut bytes, |buffer| stream.run(&mut InBuffer::around(&huge[..]), buffer)).unwrap();
        drain(&mut bytes, |buffer| stream.flush(buffer)).unwrap();
        assert_eq!(FrameReader::new().unwrap().read(&bytes), Err(WireError::TooLarge));
    }
}
