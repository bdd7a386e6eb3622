//! GPX 1.1 (topografix.com/GPX/1/1): writing a track, and reading one that any program wrote.
//!
//! A fix's accuracy is a radius in metres, which GPX has no element for (`hdop` is a factor without a unit); it goes into an
//! extension in a namespace of our own, which others pass over.

mod read;
mod write;

pub use read::{GpxError, read, read_file};
pub use write::write;

const NAMESPACE: &str = "http://www.topografix.com/GPX/1/1";
const SCHEMA: &str = "http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd";
const OURS: &str = "urn:jinshui:gpx:1";

#[cfg(test)]
mod tests;
