//! A sheet of pixels and what can be drawn on it: flat shapes, dot by dot.

use image::{Rgb, RgbImage};

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

/// A picture that is being drawn.
pub(super) struct Sheet {
    /// Its pixels.
    pub(super) image: RgbImage,
    /// Makes it a little different from others.
    pub(super) tint: u8,
}

impl Sheet {
    fn dot(&mut self, x: i32, y: i32, colour: Colour) {
        let place = u32::try_from(x).ok().zip(u32::try_from(y).ok());
        if let Some(pixel) = place.and_then(|(x, y)| self.image.get_pixel_mut_checked(x, y)) {
            *pixel = Rgb(colour);
        }
    }

    /// A rectangle.
    pub(super) fn rect(&mut self, left: i32, top: i32, width: i32, height: i32, colour: Colour) {
        for y in top..top + height {
            (left..left + width).for_each(|x| self.dot(x, y, colour));
        }
    }

    /// A filled circle.
    pub(super) fn disc(&mut self, centre: (i32, i32), radius: i32, colour: Colour) {
        for y in -radius..=radius {
            for x in (-radius..=radius).filter(|x| x * x + y * y <= radius * radius) {
                self.dot(centre.0 + x, centre.1 + y, colour);
            }
        }
    }

    /// A circle's line.
    pub(super) fn ring(&mut self, centre: (i32, i32), radius: i32, width: i32, colour: Colour) {
        let inner = (radius - width) * (radius - width);
        for y in -radius..=radius {
            let on = |x: &i32| (inner..=radius * radius).contains(&(x * x + y * y));
            for x in (-radius..=radius).filter(on) {
                self.dot(centre.0 + x, centre.1 + y, colour);
            }
        }
    }

    /// A straight stroke, drawn dot by dot.
    pub(super) fn stroke(&mut self, from: (i32, i32), to: (i32, i32), width: i32, colour: Colour) {
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let steps = x.abs().max(y.abs()).max(1);
        for step in 0..=steps {
            self.rect(from.0 + x * step / steps, from.1 + y * step / steps, width, width, colour);
        }
    }
}
