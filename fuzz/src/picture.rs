//! Pictures that people choose.

use std::io::Cursor;

use image::ImageReader;
use jinshui_core::limits;
use jinshui_device::photo;

/// Pixels of a picture that is tried: a larger one takes longer and does nothing else.
const PIXELS: u64 = 1 << 18;

/// What can be shrunk keeps to the limits, and is a picture that can be shrunk again.
pub(crate) fn run(bytes: &[u8]) {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let Some((width, height)) = reader.ok().and_then(|reader| reader.into_dimensions().ok()) else {
        assert!(photo::shrink(bytes).is_err(), "what has no size is no picture");
        return;
    };
    if u64::from(width) * u64::from(height) > PIXELS {
        return;
    }
    let Ok(shrunk) = photo::shrink(bytes) else { return };
    assert!(shrunk.photo.len() <= limits::PHOTO_BYTES && shrunk.thumbnail.len() <= limits::THUMBNAIL_BYTES);
    let again = photo::shrink(&shrunk.photo).expect("what was written can be read");
    assert_eq!((again.width, again.height), (shrunk.width, shrunk.height), "and is upright already");
}
