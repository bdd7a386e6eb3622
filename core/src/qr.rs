//! A text as a QR code, for screens and for paper. How it is drawn is not known here.

use qrcodegen::{QrCode, QrCodeEcc};

/// The code's modules, a line of `0` (light) and `1` (dark) each, without a margin; none where the text is too long for one.
#[must_use]
pub fn rows(text: &str) -> Option<Vec<String>> {
    // Medium: a tenth of it may be dirty or folded on a printed sheet.
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let row = |y| (0..size).map(|x| if code.get_module(x, y) { '1' } else { '0' }).collect();
    Some((0..size).map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_square_with_its_three_corners() {
        let rows = rows("jinshui://join?id=1234&s=00112233445566778899aabbccddeeff").unwrap();
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        assert!(rows[0].starts_with("1111111") && rows[0].ends_with("1111111"));
        assert!(super::rows(&"x".repeat(5_000)).is_none());
    }
}
