//! Distances on the ground.

use jinshui_core::command::Fix;

/// The earth's mean radius in metres.
const EARTH: f64 = 6_371_008.8;

/// Metres between two fixes, on a sphere (haversine).
pub(super) fn metres(a: &Fix, b: &Fix) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let parallel = a.lat.to_radians().cos() * b.lat.to_radians().cos();
    let h = half(a.lat, b.lat) + parallel * half(a.lon, b.lon);
    2.0 * EARTH * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jinshui_core::Timestamp;

    fn at(lat: f64, lon: f64) -> Fix {
        Fix { lat, lon, accuracy: None, altitude: None, at: Timestamp(0) }
    }

    #[test]
    fn known_distances() {
        let degree = EARTH * std::f64::consts::PI / 180.0;
        for (a, b, expected) in [
            (at(37.0, 118.0), at(37.0, 118.0), 0.0),
            (at(0.0, 0.0), at(1.0, 0.0), degree),
            (at(60.0, 10.0), at(60.0, 10.0001), degree * 0.0001 * 0.5),
            (at(0.0, 179.5), at(0.0, -179.5), degree),
            (at(-90.0, 0.0), at(90.0, 77.0), degree * 180.0),
        ] {
            assert!((metres(&a, &b) - expected).abs() < 1e-3, "{a:?} {b:?}: {}", metres(&a, &b));
            assert!((metres(&b, &a) - expected).abs() < 1e-3);
        }
    }
}
