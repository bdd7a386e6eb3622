//! Pictures as a camera makes them, only smaller.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

use crate::Chance;

/// JPEG bytes of a picture that no other call made.
///
/// # Panics
/// Where it cannot be encoded.
#[must_use]
pub fn picture(chance: &mut Chance) -> Vec<u8> {
    let (tint, grain) = (chance.number().to_le_bytes(), chance.number());
    let pixel = |x: u32, y: u32| {
        let noise = (u64::from(x * 31 + y * 17) ^ grain).to_le_bytes()[0] & 31;
        image::Rgb([
            tint[0].wrapping_add(noise),
            tint[1].wrapping_add((x / 2) as u8),
            tint[2].wrapping_add((y / 2) as u8),
        ])
    };
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(160, 120, pixel).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
