//! A QR code as a picture to print: SVG, black on white, with the margin that readers need.

use std::fmt::Write as _;
use std::path::Path;

use jinshui_core::qr;

use super::words;

/// The white margin, in modules.
const MARGIN: usize = 4;

/// Writes the text's QR code to a file.
pub(super) fn write(file: &Path, text: &str) -> Result<(), String> {
    let rows = qr::rows(text).ok_or("the link is too long for a QR code")?;
    std::fs::write(file, svg(&rows)?).map_err(|error| format!("{}: {error}", file.display()))
}

fn svg(rows: &[String]) -> Result<String, String> {
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for (x, _) in row.bytes().enumerate().filter(|(_, module)| *module == b'1') {
            write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN).map_err(words)?;
        }
    }
    let size = rows.len() + 2 * MARGIN;
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>"##
    ))
}
