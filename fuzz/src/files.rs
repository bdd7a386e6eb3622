//! Files that people bring: tracks and workbooks.

use std::io::{Cursor, Write};

use jinshui_core::command::Fix;
use jinshui_device::{register, track::gpx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Begins an input that is a file as it came; any other first byte says that the rest is the text of a sheet and, after a zero
/// byte, that of the shared strings.
const AS_IT_CAME: u8 = 0;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="s1"/></sheets></workbook>"#;
const PARTS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// A track: what can be read is written and read again as the same.
pub(crate) fn track(bytes: &[u8]) {
    let Ok(read) = gpx::read(bytes) else { return };
    let segments: Vec<&[Fix]> = read.iter().map(Vec::as_slice).collect();
    // Times that no calendar has cannot be written, and do not come from the store.
    let Ok(written) = gpx::write(&segments) else { return };
    let again = gpx::read(written.as_bytes()).expect("what was written can be read");
    assert_eq!(again.iter().map(Vec::len).sum::<usize>(), read.iter().map(Vec::len).sum::<usize>());
}

/// The office's workbook of homes: every row is a good one, a duplicate or refused.
pub(crate) fn workbook(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let file = if *first == AS_IT_CAME { Some(rest.to_vec()) } else { assembled(rest) };
    let Some(read) = file.and_then(|file| register::read(&file).ok()) else { return };
    let told = read.rows.len() + read.refused.len() + read.duplicates.len();
    let counted: u64 = read.sheets.iter().map(|sheet| u64::from(sheet.rows)).sum();
    assert_eq!(told as u64, counted, "every row is told of once");
}

fn assembled(texts: &[u8]) -> Option<Vec<u8>> {
    let mut parts = texts.splitn(2, |byte| *byte == 0);
    let (sheet, strings) = (parts.next()?, parts.next().unwrap_or_default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ] {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, options).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
