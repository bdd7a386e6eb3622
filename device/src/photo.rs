//! Pictures on their way in: read with bounds, turned upright, shrunk, written anew as JPEG. Writing anew is what drops the
//! metadata: nothing of the old file's bytes is kept (place, camera, time).

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use jinshui_core::{BlobHash, Code, Failure, limits};

/// The longest side of a photo and of a thumbnail, in pixels.
const SIDES: (u32, u32) = (1600, 320);
/// Qualities tried from the best down until the file fits.
const QUALITIES: [u8; 5] = [82, 70, 58, 45, 32];

/// A shrunk picture with its thumbnail, both JPEG without metadata.
pub struct Shrunk {
    /// The photo.
    pub photo: Vec<u8>,
    /// Its small picture for lists.
    pub thumbnail: Vec<u8>,
    /// The photo's pixels from side to side.
    pub width: u32,
    /// And from top to bottom.
    pub height: u32,
}

impl Shrunk {
    pub(crate) fn hash(&self) -> BlobHash {
        BlobHash::of(&self.photo)
    }

    pub(crate) fn thumbnail_hash(&self) -> BlobHash {
        BlobHash::of(&self.thumbnail)
    }
}

/// Shrinks a JPEG, PNG or WebP picture to at most 200 kB, with a thumbnail of at most 30 kB.
///
/// # Errors
/// `bad_photo` for what is not such a picture, is damaged, or is larger than 64 million pixels.
pub fn shrink(bytes: &[u8]) -> Result<Shrunk, Failure> {
    let picture = decode(bytes).map_err(|why| {
        Failure::new(
            Code::BadPhoto,
            format!("this is not a picture that can be read ({why}); take or choose another"),
        )
    })?;
    let (photo, width, height) = fit(&picture, SIDES.0, limits::PHOTO_BYTES)?;
    let (thumbnail, _, _) = fit(&picture, SIDES.1, limits::THUMBNAIL_BYTES)?;
    Ok(Shrunk { photo, thumbnail, width, height })
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, String> {
    let reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits::PHOTO_PIXELS {
        return Err(format!("{width} × {height} pixels are too many"));
    }
    let mut bounds = Limits::default();
    bounds.max_alloc = Some(limits::PHOTO_PIXELS * 8);
    decoder.set_limits(bounds).map_err(|error| error.to_string())?;
    let upright = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(upright);
    Ok(picture)
}

/// The picture within a side and a size: first by quality, then smaller and smaller.
fn fit(picture: &DynamicImage, side: u32, most: usize) -> Result<(Vec<u8>, u32, u32), Failure> {
    let mut side = side;
    while side >= 16 {
        let scaled = if picture.width().max(picture.height()) > side {
            picture.resize(side, side, FilterType::Triangle)
        } else {
            picture.clone()
        };
        let rgb = scaled.to_rgb8();
        for quality in QUALITIES {
            let mut file = Vec::new();
            let encoded = JpegEncoder::new_with_quality(&mut file, quality).encode_image(&rgb);
            encoded.map_err(|error| Failure::new(Code::BadPhoto, error.to_string()))?;
            if file.len() <= most {
                return Ok((file, rgb.width(), rgb.height()));
            }
        }
        side = side * 3 / 4;
    }
    Err(Failure::new(Code::BadPhoto, "the picture cannot be made small enough"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    /// A picture of noise, the worst case for JPEG.
    fn noise(width: u32, height: u32) -> DynamicImage {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |_, _| Rgb([next(), next(), next()])))
    }

    fn jpeg(picture: &DynamicImage) -> Vec<u8> {
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, 95).encode_image(&picture.to_rgb8()).unwrap();
        file
    }

    #[test]
    fn even_noise_fits_and_its_metadata_is_gone() {
        let mut file = jpeg(&noise(1200, 900));
        // An EXIF segment with a place in it, right after the start of the image.
        let exif = b"\xFF\xE1\x00\x1CExif\0\0GPS 37.4346,118.6747";
        file.splice(2..2, exif.iter().copied());
        let shrunk = shrink(&file).unwrap();
        assert!(
            shrunk.photo.len() <= limits::PHOTO_BYTES && shrunk.thumbnail.len() <= limits::THUMBNAIL_BYTES
        );
        for bytes in [&shrunk.photo, &shrunk.thumbnail] {
            assert!(!bytes.windows(4).any(|part| part == b"Exif" || part == b"GPS "));
            assert!(image::load_from_memory(bytes).is_ok());
        }
        assert!(shrunk.width > shrunk.height);
    }

    #[test]
    fn a_picture_that_lies_on_its_side_is_turned_upright() {
        let mut file = jpeg(&noise(64, 32));
        // TIFF header, one directory entry: orientation (0x0112) = 6, turn right.
        let tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let mut exif = b"\xFF\xE1\x00\x00Exif\0\0".to_vec();
        exif.extend_from_slice(tiff);
        exif[3] = (exif.len() - 2) as u8;
        file.splice(2..2, exif);
        let shrunk = shrink(&file).unwrap();
        assert_eq!((shrunk.width, shrunk.height), (32, 64));
    }

    #[test]
    fn what_is_no_picture_or_far_too_large_is_refused_in_words() {
        let mut png = Vec::new();
        noise(8, 8).write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        // The header of a PNG that claims 60,000 × 60,000 pixels.
        png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        let half = jpeg(&noise(64, 64));
        for bad in [b"not a picture".to_vec(), Vec::new(), png, half[..20].to_vec()] {
            assert_eq!(shrink(&bad).err().unwrap().code, Code::BadPhoto);
        }
    }
}
