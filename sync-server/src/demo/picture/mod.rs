//! Drawn pictures in place of photos: the demonstration carries no picture of anybody or anywhere. Each is a house front with
//! the thing that was found before it, in a few flat colours.

mod sheet;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize};
use image::{ImageError, RgbImage};

use self::sheet::{Colour, Sheet};

/// Pixels of the picture that is kept.
const KEPT: (u32, u32) = (480, 360);
/// Pixels of the sheet.
const SIZE: (i32, i32) = (640, 480);
/// Where the ground begins.
const GROUND: i32 = 300;
/// Good enough for flat colours, and small.
const QUALITY: u8 = 60;

const TYRE: Colour = [52, 56, 62];
const GLASS: Colour = [120, 140, 156];
const WOOD: Colour = [170, 124, 78];
const GREEN: Colour = [104, 140, 84];

/// What is in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scene {
    /// A van before the door.
    Van,
    /// The same place without it.
    Clear,
    /// Bicycles with flat tyres.
    Bikes,
    /// Cardboard boxes and a bed board.
    Boxes,
    /// A wire from a window down to a scooter.
    Wire,
    /// Bags of rubble.
    Bags,
    /// Rows of onions in the green.
    Garden,
    /// A lit cellar window.
    Cellar,
    /// A lamp that is out.
    Lamp,
    /// A manhole cover with a broken edge.
    Cover,
}

/// The picture as a JPEG file; `tint` makes each a little different.
///
/// # Errors
/// Where it cannot be encoded.
pub(super) fn draw(scene: Scene, tint: u8) -> Result<Vec<u8>, ImageError> {
    let mut sheet = Sheet { image: RgbImage::new(SIZE.0.unsigned_abs(), SIZE.1.unsigned_abs()), tint };
    sheet.street(matches!(scene, Scene::Lamp | Scene::Cellar));
    match scene {
        Scene::Van => sheet.van(),
        Scene::Clear => {}
        Scene::Bikes => (0..4).for_each(|number| sheet.bike(90 + number * 120)),
        Scene::Boxes => sheet.boxes(),
        Scene::Wire => sheet.wire(),
        Scene::Bags => sheet.bags(),
        Scene::Garden => sheet.garden(),
        Scene::Cellar => sheet.rect(250, 262, 120, 34, [250, 214, 120]),
        Scene::Lamp => sheet.lamp(),
        Scene::Cover => sheet.cover(),
    }
    let mut file = Cursor::new(Vec::new());
    // Drawn larger than it is kept, so that edges are soft and the file is small.
    let photo = resize(&sheet.image, KEPT.0, KEPT.1, FilterType::Triangle);
    JpegEncoder::new_with_quality(&mut file, QUALITY).encode_image(&photo)?;
    Ok(file.into_inner())
}

impl Sheet {
    /// Sky, houses, ground, the door of a stairwell.
    fn street(&mut self, night: bool) {
        let shift = self.tint % 24;
        let shade = |colour: Colour| if night { colour.map(|part| part / 3 + 12) } else { colour };
        self.rect(0, 0, SIZE.0, GROUND, shade([196 + shift / 2, 212, 224]));
        self.rect(0, GROUND, SIZE.0, SIZE.1 - GROUND, shade([150 + shift, 142, 128]));
        for (house, height) in (0i32..).zip([230, 262, 214, 246]) {
            let (left, top) = (house * 170 - 20, GROUND - height);
            let step = u8::try_from(house).unwrap_or(0) * 7;
            self.rect(left, top, 150, height, shade([206 - step, 184 + shift / 2, 160 - step]));
            for (row, column) in (0..3).flat_map(|row| (0..2).map(move |column| (row, column))) {
                self.rect(left + 24 + column * 64, top + 24 + row * 62, 38, 36, shade(GLASS));
            }
        }
        self.rect(300, GROUND - 78, 44, 78, shade([120, 86, 70]));
    }

    fn van(&mut self) {
        let left = 170 + i32::from(self.tint % 60);
        self.rect(left, 250, 260, 116, [238, 240, 242]);
        self.rect(left + 30, 266, 110, 44, TYRE);
        self.rect(left + 160, 266, 74, 44, TYRE);
        self.rect(left, 336, 260, 8, [196, 200, 206]);
        for wheel in [58, 204] {
            self.disc((left + wheel, 366), 28, TYRE);
            self.disc((left + wheel, 366), 11, [190, 194, 198]);
        }
    }

    fn bike(&mut self, left: i32) {
        let frame = [70 + self.tint % 90, 96, 120];
        for wheel in [0, 74] {
            self.ring((left + wheel, 372), 30, 5, TYRE);
        }
        for (from, to) in [
            ((0, 372), (32, 330)),
            ((32, 330), (74, 372)),
            ((0, 372), (48, 370)),
            ((32, 330), (48, 370)),
            ((64, 322), (74, 372)),
        ] {
            self.stroke((left + from.0, from.1), (left + to.0, to.1), 4, frame);
        }
        self.rect(left + 18, 320, 26, 7, TYRE);
        self.rect(left + 52, 318, 22, 5, TYRE);
    }

    fn boxes(&mut self) {
        self.rect(420, 190, 22, 190, [142, 98, 62]);
        for (left, top, width, height) in
            [(180, 300, 110, 80), (300, 316, 120, 64), (206, 236, 96, 64), (322, 268, 70, 48)]
        {
            self.rect(left, top, width, height, WOOD);
            self.rect(left + width / 2 - 6, top, 12, height, [206, 172, 124]);
            self.rect(left, top + height - 4, width, 4, [128, 92, 58]);
        }
    }

    fn wire(&mut self) {
        self.stroke((236, 120), (226, 330), 4, [206, 66, 52]);
        self.stroke((226, 330), (300, 352), 4, [206, 66, 52]);
        self.rect(300, 330, 130, 26, [62, 110 + self.tint % 60, 150]);
        self.rect(318, 306, 58, 16, TYRE);
        self.stroke((420, 356), (444, 290), 6, TYRE);
        self.rect(424, 286, 34, 6, TYRE);
        for wheel in [316, 432] {
            self.disc((wheel, 372), 24, TYRE);
            self.disc((wheel, 372), 9, [190, 194, 198]);
        }
    }

    fn bags(&mut self) {
        for (bag, (x, y)) in
            (0u8..).zip([(220, 360), (290, 366), (360, 358), (256, 316), (326, 318), (420, 372)])
        {
            self.disc((x, y), 42, [222 - bag * 6, 214 - bag * 4, 196]);
            self.rect(x - 8, y - 52, 16, 16, [190, 180, 160]);
        }
        self.rect(400, 402, 120, 8, [120, 112, 104]);
    }

    fn garden(&mut self) {
        self.rect(90, 330, 460, 130, [116, 86, 62]);
        for (row, x) in (0..3).flat_map(|row| (0..20).map(move |x| (row, x))) {
            let (left, top) = (104 + x * 22, 344 + row * 38);
            self.stroke((left, top + 20), (left - 4, top), 3, GREEN);
            self.stroke((left, top + 20), (left + 6, top + 2), 3, [128, 164, 96]);
        }
    }

    fn lamp(&mut self) {
        self.rect(456, 120, 10, 260, [96, 100, 106]);
        self.rect(400, 112, 66, 10, [96, 100, 106]);
        self.rect(392, 120, 40, 16, TYRE);
        self.rect(150, 340, 140, 10, [70, 68, 66]);
        self.rect(170, 326, 100, 10, [84, 82, 78]);
    }

    fn cover(&mut self) {
        self.disc((330, 390), 66, [96, 98, 100]);
        self.ring((330, 390), 66, 7, [70, 72, 74]);
        for line in -2..=2 {
            self.rect(286, 390 + line * 18, 88, 5, [78, 80, 82]);
        }
        self.disc((384, 350), 26, [34, 34, 36]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_small_and_each_is_another() {
        let scenes = [
            Scene::Van,
            Scene::Clear,
            Scene::Bikes,
            Scene::Boxes,
            Scene::Wire,
            Scene::Bags,
            Scene::Garden,
            Scene::Cellar,
            Scene::Lamp,
            Scene::Cover,
        ];
        let mut seen = std::collections::BTreeSet::new();
        for scene in scenes {
            for tint in [0, 77, 255] {
                let file = draw(scene, tint).unwrap();
                assert!(file.len() <= 20_000, "{scene:?}: {}", file.len());
                assert!(image::load_from_memory(&file).is_ok());
                assert!(seen.insert(file), "{scene:?} {tint}");
            }
        }
    }
}
