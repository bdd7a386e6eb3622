//! What a file may cost before it is read: a workbook is a zip of XML, and a few kilobytes of it can unpack to gigabytes or
//! name one long text a million times. Everything is unpacked once here, into one buffer of bounded size, and measured.

use std::io::{Cursor, Read};

use memchr::memmem;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::RegisterError;

/// Bytes of the file.
const FILE: usize = 32 << 20;
/// Parts of the zip.
const PARTS: usize = 2_000;
/// Bytes of all parts unpacked. 50,000 rows of twenty columns are about 45 MB.
const UNPACKED: u64 = 64 << 20;
/// Bytes to parse, were every sheet as large as the largest part: sheets may name one part many times.
const PARSED: usize = 512 << 20;
/// Sheets.
pub(super) const SHEETS: usize = 200;
/// Bytes of one tag that names parts; its target is copied for every sheet.
const RELATION: usize = 4 << 10;
/// Tags of the styles, which become far more in memory than in the file.
const STYLE_TAGS: usize = 400_000;
/// Cell styles times the longest tag among the styles: a cell style copies its font's name and its number format.
const STYLE_BYTES: usize = 64 << 20;

/// Rows with values, over all sheets.
pub(super) const ROWS: usize = 50_000;
/// Columns.
pub(super) const COLUMNS: u32 = 200;
/// Cells with values, over all sheets.
pub(super) const CELLS: usize = 2_000_000;
/// Characters of one cell; of a longer one only the beginning is looked at, and its row is refused.
pub(super) const LETTERS: usize = 4_000;
/// Bytes of text over all sheets: a shared text counts as often as it is shown.
pub(super) const TEXT: usize = 64 << 20;

/// Says no to what is not a workbook or would cost too much.
pub(super) fn check(bytes: &[u8]) -> Result<(), RegisterError> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        // A compound file: an older workbook, or an encrypted one, which names its parts in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = memmem::find(bytes, &name).is_some();
        return Err(if locked { RegisterError::Locked } else { RegisterError::OldFormat });
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(RegisterError::NotAWorkbook("no zip".to_owned()));
    }
    if bytes.len() > FILE {
        return Err(RegisterError::TooLarge("file"));
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if zip.len() > PARTS {
        return Err(RegisterError::TooLarge("parts"));
    }
    let (mut left, mut largest, mut sheets, mut part) = (UNPACKED, 0, 0, Vec::new());
    for at in 0..zip.len() {
        part.clear();
        let file = zip.by_index(at).map_err(broken)?;
        let name = file.name().map_err(broken)?.to_ascii_lowercase();
        file.take(left + 1).read_to_end(&mut part).map_err(|error| broken(error.into()))?;
        left = left.checked_sub(part.len() as u64).ok_or(RegisterError::TooLarge("unpacked"))?;
        largest = largest.max(part.len());
        sheets = sheets.max(sheets_named(&part));
        measure(&name, &part)?;
    }
    if sheets > SHEETS || sheets.saturating_mul(largest) > PARSED {
        return Err(RegisterError::TooLarge("sheets"));
    }
    Ok(())
}

fn broken(error: ZipError) -> RegisterError {
    RegisterError::NotAWorkbook(error.to_string())
}

/// How many sheets a part names, whatever the part is called: `<sheet name=…>`, with or without a prefix.
fn sheets_named(part: &[u8]) -> usize {
    let tag = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| part.get(at));
        let after = part.get(at + b"sheet".len());
        matches!(before, Some(b'<' | b':'))
            && after.is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
    };
    memmem::find_iter(part, b"sheet").filter(|at| tag(*at)).count()
}

/// Parts that grow when they are read. They are taken apart by the same parser that calamine has, since another might see
/// other tags.
fn measure(name: &str, part: &[u8]) -> Result<(), RegisterError> {
    if name.ends_with(".rels") {
        let tags = Tags::of(part, "Relationship")?;
        return if tags.longest > RELATION { Err(RegisterError::TooLarge("relations")) } else { Ok(()) };
    }
    if name.ends_with("styles.xml") {
        let tags = Tags::of(part, "xf")?;
        let too_large = tags.many > STYLE_TAGS || tags.named.saturating_mul(tags.longest) > STYLE_BYTES;
        return if too_large { Err(RegisterError::TooLarge("styles")) } else { Ok(()) };
    }
    // Room is made for as many texts as the part says there are, before there is one.
    if name.ends_with("sharedstrings.xml") && Tags::of(part, "sst")?.number > part.len().max(CELLS) {
        return Err(RegisterError::TooLarge("texts"));
    }
    Ok(())
}

/// What the tags of a part come to.
#[derive(Default)]
struct Tags {
    many: usize,
    longest: usize,
    /// How many have the name that was asked for.
    named: usize,
    /// The largest number written in one of those.
    number: usize,
}

impl Tags {
    fn of(part: &[u8], name: &str) -> Result<Self, RegisterError> {
        let (mut tags, mut buffer) = (Tags::default(), Vec::new());
        let mut xml = quick_xml::Reader::from_reader(part);
        xml.config_mut().check_end_names = false;
        loop {
            buffer.clear();
            let event = xml.read_event_into(&mut buffer);
            match event.map_err(|error| RegisterError::NotAWorkbook(error.to_string()))? {
                Event::Start(tag) | Event::Empty(tag) => {
                    tags.many += 1;
                    tags.longest = tags.longest.max(tag.len());
                    if tag.local_name().as_ref() == name {
                        tags.named += 1;
                        tags.number = tags.number.max(largest_number(&tag));
                    }
                }
                Event::Eof => return Ok(tags),
                _ => {}
            }
        }
    }
}

fn largest_number(tag: &str) -> usize {
    let numbers = tag.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers.map(|digits| digits.parse().unwrap_or(usize::MAX)).max().unwrap_or_default()
}
