//! Names, places and commands: what arrives as text.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use jinshui_core::hazard::Point;
use jinshui_core::{BlobHash, ChangeHash, DeviceTag, DocumentId, HandOverKey, Space};

/// Names and places: what can be read is written and read again as the same.
pub(crate) fn names(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    assert_eq!(Space::parse(text).to_string(), text, "a space keeps its name, known or not");
    if let Some(point) = Point::parse(text) {
        assert!(point.is_on_earth());
        assert_eq!(Point::parse(&point.to_string()), Some(point));
    }
    reads_back::<DocumentId>(text);
    reads_back::<BlobHash>(text);
    reads_back::<ChangeHash>(text);
    reads_back::<DeviceTag>(text);
    reads_back::<HandOverKey>(text);
}

fn reads_back<T: FromStr + Display + PartialEq + Debug>(text: &str) {
    let Ok(read) = text.parse::<T>() else { return };
    assert_eq!(read.to_string().parse::<T>().ok(), Some(read));
}

/// A command as screens, browsers and scripts send it.
pub(crate) fn command(bytes: &[u8]) {
    let Ok(json) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let Ok(read) = jinshui_device::parse(json) else { return };
    let again = serde_json::to_value(&read).expect("what was read can be written");
    assert_eq!(jinshui_device::parse(again).expect("and read again"), read);
}
